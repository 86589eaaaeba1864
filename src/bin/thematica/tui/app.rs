//! Everything that the screen shows and knows. It is changed by [`update`](super::update::update) alone and touches no
//! terminal, no file and no clock.

use std::collections::{BTreeMap, HashMap};

use thematica::coding::anchor::Finder;
use thematica::coding::ledger::Ledger;
use thematica::coding::record::{Record, State};
use thematica::coding::store::Finished;
use thematica::text::Span;

use super::book::Book;
use super::event::Effect;
use super::history::{History, MemoOf};
use super::input::Input;
use super::marks::{Item, Marks};
use super::new_code::Form;
use super::palette::Palette;
use super::proposals::Proposal;
use super::saving::Saving;
use super::script::{Grain, Script};
use super::select::Selection;
use super::view::View;

/// Codings that are not one's own.
#[derive(Clone, Debug)]
pub struct Other {
    /// Whose; for another version of one's own, what it is called.
    pub name: String,
    /// Whether they are other versions of one's own codings.
    pub is_version: bool,
    /// Whether their coder has finished the transcript, so that what is not there was left out on purpose.
    pub finished: bool,
    /// The codings.
    pub records: Vec<Record>,
    /// Where they are in the text; `None` where they are not found.
    pub places: Vec<Option<Span>>,
}

/// What the keys do at the moment.
#[derive(Debug)]
pub enum Mode {
    /// One reads.
    Reading,
    /// One end of the selection moves.
    Free,
    /// A code is searched.
    Palette(Palette),
    /// Proposals or codings are listed, or codings that were lost.
    List {
        /// The lines.
        items: Vec<Item>,
        /// Which line is chosen.
        at: usize,
        /// What kind they are.
        kind: Listed,
    },
    /// Words are searched.
    Search(Input),
    /// A memo is written.
    Memo {
        /// On what.
        of: MemoOf,
        /// The memo.
        input: Input,
    },
    /// A new code is named.
    NewCode(Form),
    /// All keys are shown, from a line on.
    Help(usize),
    /// All is left as soon as it is saved.
    Leaving(Leave),
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// What the rules propose.
    Proposals,
    /// One's own codings.
    Mine,
    /// Those of one's own that were not found in the text.
    Lost,
}

/// Where to, when a transcript is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Out of the program.
    Program,
    /// To the list of transcripts.
    Transcript,
    /// To the same transcript, read again.
    Again,
}

/// How the screen is worked with, and so what it may speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hands {
    /// By keys.
    #[default]
    Keys,
    /// By commands in words.
    Words,
}

/// What was searched.
#[derive(Debug, Default)]
pub struct Search {
    /// As it was typed.
    pub typed: String,
    /// Where it is.
    pub found: Vec<Span>,
}

/// What is shown besides one's own codings.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// Proposals.
    pub proposals: bool,
    /// Codings of others.
    pub others: bool,
}

/// The screen.
pub struct App {
    /// What is read.
    pub script: Script,
    /// The codebook.
    pub book: Book,
    /// Whose codings are made.
    pub coder: String,
    /// Who decides, where that is another.
    pub by: Option<String>,
    /// The codings.
    pub ledger: Ledger,
    /// Those of others, and other versions of one's own last.
    pub others: Vec<Other>,
    /// What the rules propose.
    pub proposals: Vec<Proposal>,
    /// Memos on codes, by id.
    pub code_memos: BTreeMap<String, String>,
    /// The memo on the transcript.
    pub memo: String,
    /// When it was finished.
    pub finished: Option<Finished>,
    /// What was done.
    pub history: History,
    /// What is selected.
    pub selection: Selection,
    /// The codes used last, by id.
    pub recent: Vec<String>,
    /// What is laid on the text.
    pub marks: Marks,
    /// Which of it the keys are about.
    pub focus: Option<Item>,
    /// What the keys do.
    pub mode: Mode,
    /// What was searched.
    pub search: Search,
    /// What is shown.
    pub shown: Shown,
    /// The window.
    pub view: View,
    /// What is on its way to the disk.
    pub saving: Saving,
    /// What is said to the reader until the next key.
    pub notice: Option<String>,
    /// Whether there are colours.
    pub color: bool,
    /// How it is worked with.
    pub hands: Hands,
    /// Whether the transcript on the disk is another by now.
    pub is_changed: bool,
    pub(super) clock: fn() -> String,
    pub(super) finder: Finder,
    /// Where the codings are, by name; `None` where they are not found.
    pub(super) places: HashMap<String, Option<Span>>,
    pub(super) effects: Vec<Effect>,
    /// The proposal, or the coding of another, that was in hand before the selection moved away from it.
    pub(super) held: Option<Item>,
    /// Where those may be whose words are at several places, by name.
    pub(super) doubtful: HashMap<String, Vec<Span>>,
    /// The lost coding that a new place is looked for, by name.
    pub(super) placing: Option<String>,
    /// Where the mouse was pressed.
    pub(super) pressed: Option<usize>,
    /// The code that is being written into the codebook, for this stretch.
    pub(super) coming: Option<(String, Span)>,
    /// The new code that was not made, because another has its name: who asks again means it.
    pub(super) doubted: Option<String>,
    /// Whether it was said that a coding is on what does not count.
    pub(super) told_beside: bool,
}

/// How many codes have a number key.
pub const RECENT: usize = 9;

impl App {
    /// Takes a transcript that nothing is laid on yet. What there is besides is put into the fields before it is begun.
    pub fn new(script: Script, book: Book, coder: String, clock: fn() -> String) -> Self {
        let start = script.speech().start;
        Self {
            selection: Selection::unit(&script, Grain::Sentence, start),
            finder: Finder::of(&script.transcript),
            script,
            book,
            coder,
            clock,
            by: None,
            ledger: Ledger::default(),
            others: Vec::new(),
            proposals: Vec::new(),
            code_memos: BTreeMap::new(),
            memo: String::new(),
            finished: None,
            history: History::default(),
            recent: Vec::new(),
            marks: Marks::default(),
            focus: None,
            mode: Mode::Reading,
            search: Search::default(),
            shown: Shown {
                proposals: true,
                others: true,
            },
            view: View::default(),
            saving: Saving::default(),
            notice: None,
            color: false,
            hands: Hands::default(),
            is_changed: false,
            places: HashMap::new(),
            effects: Vec::new(),
            held: None,
            doubtful: HashMap::new(),
            placing: None,
            pressed: None,
            coming: None,
            doubted: None,
            told_beside: false,
        }
    }

    /// Finds everything in the text that is laid on it, and opens it in a window of so many columns and rows.
    #[must_use]
    pub fn begun(mut self, width: u16, height: u16) -> Self {
        self.find_others();
        self.find_places();
        self.remember_codes();
        self.resize(width, height);
        self
    }

    /// How something is done: by a key, or by a command in words.
    pub(super) fn way(&self, key: &'static str, word: &'static str) -> &'static str {
        match self.hands {
            Hands::Keys => key,
            Hands::Words => word,
        }
    }

    /// The text as codings know it.
    pub fn hash(&self) -> &str {
        self.finder.hash()
    }

    /// What is selected.
    pub fn selected(&self) -> Span {
        self.selection.span(&self.script)
    }

    /// Where a coding of one's own is.
    pub fn place(&self, record: &Record) -> Option<Span> {
        self.places.get(&record.id).copied().flatten()
    }

    /// The coding or version behind an item; `None` for proposals.
    pub fn record(&self, item: Item) -> Option<&Record> {
        match item {
            Item::Mine(at) => self.ledger.all().get(at),
            Item::Theirs { other, record } => self.others.get(other)?.records.get(record),
            Item::Proposal(_) => None,
        }
    }

    /// The code of an item, by id.
    pub fn code_of(&self, item: Item) -> &str {
        match item {
            Item::Proposal(at) => self.proposals.get(at).map_or("", |it| &it.code),
            item => self.record(item).map_or("", |it| &it.code),
        }
    }

    /// Where an item is.
    pub fn span_of(&self, item: Item) -> Option<Span> {
        match item {
            Item::Mine(at) => self.place(self.ledger.all().get(at)?),
            Item::Proposal(at) => Some(self.proposals.get(at)?.span),
            Item::Theirs { other, record } => *self.others.get(other)?.places.get(record)?,
        }
    }

    /// The codings that stand, with their places.
    pub fn standing(&self) -> impl Iterator<Item = (usize, &Record, Span)> {
        let all = self.ledger.all().iter().enumerate();
        let standing = all.filter(|(_, record)| record.state == State::Coded);
        standing.filter_map(|(at, record)| Some((at, record, self.place(record)?)))
    }

    /// The proposals that nobody decided on, by number.
    pub fn open_proposals(&self) -> impl Iterator<Item = (usize, &Proposal)> {
        let all = self.proposals.iter().enumerate();
        all.filter(|(_, proposal)| !proposal.decided)
    }

    /// What is laid on the selection, one's own first.
    pub fn here(&self) -> Vec<Item> {
        let marks = self.marks.within(self.selected());
        let mut items: Vec<Item> = marks.map(|mark| mark.item).collect();
        items.sort_by_key(|item| item.layer());
        items
    }

    /// Makes a code the one used last.
    pub fn use_code(&mut self, id: &str) {
        self.recent.retain(|other| other != id);
        self.recent.insert(0, id.to_owned());
        self.recent.truncate(RECENT);
    }
}
