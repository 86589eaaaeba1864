//! What is open while one codes: the study, its codebook, and the right to write.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use thematica::analysis::coded::{Coder, Digests, Hands, Scratch};
use thematica::analysis::selection::Filter;
use thematica::codebook::Codebook;
use thematica::coding::ledger::Ledger;
use thematica::coding::store::{Finished, Pen, Roster, Store};
use thematica::diagnostic::Diagnostic;
use thematica::matcher::Matcher;
use thematica::study::{Document, Study};

use super::memos;
use super::watch::{self, Stamp};
use crate::clock;
use crate::tui::app::{App, Other};
use crate::tui::book::Book;
use crate::tui::chooser::{Chooser, Entry};
use crate::tui::proposals;
use crate::tui::script::Script;

/// Everything that is open.
pub struct Room {
    /// The study.
    pub study: Arc<Study>,
    /// Its codebook, which grows.
    pub codebook: RwLock<Arc<Codebook>>,
    /// The codings of all.
    pub store: Store,
    /// The right to write the coder's.
    pub pen: Arc<Pen>,
    /// Who codes.
    pub coder: String,
    /// Who decides, where that is another.
    pub by: Option<String>,
    /// Whether what others did is not shown.
    pub blind: bool,
    /// Whether the rules propose.
    pub proposals: bool,
    /// Whether there are colours.
    pub color: bool,
}

/// A transcript that was opened.
pub struct Opened {
    /// The screen, still to be begun.
    pub app: App,
    /// The name that its codings are kept under: its id, or the end of it where a file has that.
    pub name: String,
    /// The codings as they were read.
    pub base: Ledger,
    /// What is wrong with files that were read, in one line.
    pub notice: Option<String>,
    /// The transcript's file before it was read.
    pub stamp: Stamp,
}

impl Room {
    /// The codebook as it is now.
    pub fn codebook(&self) -> Arc<Codebook> {
        Arc::clone(
            &self
                .codebook
                .read()
                .expect("no thread panics while it writes"),
        )
    }

    /// The list of transcripts, at the one that was open before.
    pub fn chooser(&self, open: Option<usize>) -> Chooser {
        let mut faults = Vec::new();
        let files = self.store.read_coder(&self.coder, &mut faults);
        let roster = self.pen.roster(&mut faults);
        let finished = roster.finished(|name| self.study.id_of(name));
        let rows = self.study.documents.iter().map(|document| {
            let of = files
                .iter()
                .filter(|file| self.study.is_of(&file.transcript, &document.id));
            let finished = finished.get(&document.id);
            Entry {
                id: document.id.clone(),
                codings: of.map(|file| file.ledger.standing().count()).sum(),
                finished: finished.map(|it| it.time.chars().take(10).collect()),
            }
        });
        Chooser {
            rows: rows.collect(),
            at: open.unwrap_or(0),
            open,
            coder: self.coder.clone(),
            notice: notice(&faults),
            color: self.color,
        }
    }

    /// Opens a transcript; else why it cannot be, in one line.
    pub fn open(&self, document: &Document) -> Result<Opened, String> {
        let stamp = watch::stamp(document);
        let codebook = self.codebook();
        let matcher = Matcher::new(&codebook, self.study.unit);
        let selection = Filter::default()
            .resolve(&self.study, Some(&codebook))
            .expect("a filter that asks for nothing has no faults");
        let coder = Coder {
            study: &self.study,
            matcher: &matcher,
            hands: Hands::Rules,
            unit: self.study.unit,
            selection: &selection,
            digests: Digests::Left,
        };
        let coded = coder
            .code(document, &mut Scratch::default())
            .map_err(|error| error.to_string())?;
        let proposals = if self.proposals {
            proposals::proposals(&codebook, &coded)
        } else {
            Vec::new()
        };
        let turns = coded.transcript.turns.iter();
        let counts = turns.map(|turn| coded.counts(turn)).collect();
        let script = Script::new(coded.transcript)
            .ok_or_else(|| format!("nobody says anything in {}", document.name))?
            .counting(counts);
        let mut faults = Vec::new();
        let name = self.store.kept_as(&self.study, &self.coder, &document.id);
        let file = self.pen.read(&name, &mut faults);
        let file = file.map_err(|error| match faults.first() {
            Some(fault) => format!("{error} ({})", fault.message),
            None => error.to_string(),
        })?;
        let others = self.others(&document.id, &mut faults);
        let roster = self.pen.roster(&mut faults);
        let base = file.ledger.clone();
        let book = Book::new(Arc::clone(&codebook));
        let mut app = App::new(script, book, self.coder.clone(), clock::now);
        app.by.clone_from(&self.by);
        app.ledger = file.ledger;
        app.others = others;
        app.proposals = proposals;
        app.code_memos = memos::of_codes(&self.study.root);
        app.memo = memos::of_transcript(&self.study.root, &document.id);
        app.finished = self.finished(&roster, &document.id);
        app.color = self.color;
        Ok(Opened {
            app,
            base,
            name,
            notice: notice(&faults),
            stamp,
        })
    }

    /// Which names of a roster stand for a transcript.
    pub fn stands(&self, id: &str) -> Box<dyn Fn(&str) -> bool + Send> {
        let (study, id) = (Arc::clone(&self.study), id.to_owned());
        Box::new(move |name| study.is_of(name, &id))
    }

    fn others(&self, id: &str, faults: &mut Vec<Diagnostic>) -> Vec<Other> {
        if self.blind {
            return Vec::new();
        }
        let mut others = Vec::new();
        for coder in self.store.coders(faults) {
            if coder == self.coder {
                continue;
            }
            let files = self.store.read_coder(&coder, faults);
            let of = files
                .iter()
                .filter(|file| self.study.is_of(&file.transcript, id));
            let records: Vec<_> = of.flat_map(|file| file.ledger.all().to_vec()).collect();
            let is_finished = self
                .finished(&self.store.roster(&coder, faults), id)
                .is_some();
            if is_finished || !records.is_empty() {
                others.push(Other {
                    places: vec![None; records.len()],
                    name: coder,
                    is_version: false,
                    finished: is_finished,
                    records,
                });
            }
        }
        others
    }

    /// When a transcript was finished.
    fn finished(&self, roster: &Roster, id: &str) -> Option<Finished> {
        roster.finished(|name| self.study.id_of(name)).remove(id)
    }
}

/// What is said of faults on one line: the first, and how many more.
fn notice(faults: &[Diagnostic]) -> Option<String> {
    let first = faults.first()?;
    let more = match faults.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Some(format!("{}: {}{more}", first.place.file(), first.message))
}

/// Memos on codes, by id.
pub type CodeMemos = BTreeMap<String, String>;
