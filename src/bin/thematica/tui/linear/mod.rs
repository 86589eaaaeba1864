//! The same work line after line: for screen readers, for terminals without a screen, and for pipes.
//!
//! A command is a line of words; its answer is lines of text. What it does to the codings is what the keys do.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use thematica::text::{Span, counted};

mod answer;
mod code;

use super::app::{App, Hands, Leave};
use super::event::Effect;
use super::keys::Action;
use super::marks::Item;
use super::script::Grain;
use super::select::{Selection, To};

/// A command.
#[derive(Debug)]
pub struct Word {
    /// What is typed, with what may follow it.
    pub usage: &'static str,
    /// What it does.
    pub what: &'static str,
}

const fn word(usage: &'static str, what: &'static str) -> Word {
    Word { usage, what }
}

/// All commands, in the order of the help.
pub const WORDS: &[Word] = &[
    word(
        "next [UNIT]",
        "go to the next word, sentence, paragraph or turn, and read it",
    ),
    word("previous [UNIT]", "go to the one before"),
    word("turn [NUMBER]", "read a turn, its sentences numbered"),
    word(
        "sentence NUMBER [NUMBER]",
        "select a sentence of this turn, or from one to another",
    ),
    word("words NUMBER [NUMBER]", "select words of what is selected"),
    word("more", "select more: the sentence, the paragraph, the turn"),
    word("here", "list what is coded and proposed here, numbered"),
    word("codes [WORDS]", "list the codes, or those that fit"),
    word("define CODE", "read the definition of a code"),
    word("code CODE", "code what is selected"),
    word(
        "new NAME [under CODE]",
        "write a new code into the codebook and code with it",
    ),
    word(
        "remove [NUMBER]",
        "take away a coding of those that `here` lists",
    ),
    word(
        "accept [NUMBER]",
        "take over a proposal or what another coded",
    ),
    word("reject [NUMBER]", "refuse it"),
    word("move [NUMBER]", "take over a proposal for what is selected"),
    word("split [NUMBER]", "take over a proposal for each sentence"),
    word(
        "lost",
        "list the codings whose words were not found, numbered",
    ),
    word("place NUMBER", "lay one of them on what is selected"),
    word(
        "proposal [back]",
        "go to the next proposal, or the one before",
    ),
    word("coding [back]", "go to the next coding of yours"),
    word(
        "disagreement [back]",
        "go to the next place where another coder differs",
    ),
    word("uncoded [back]", "go to the next turn without a coding"),
    word("find WORDS", "go to the next place of these words"),
    word(
        "memo TEXT",
        "write a memo on the coding; `memo` alone reads it",
    ),
    word("memo code TEXT", "the same on its code"),
    word("memo transcript TEXT", "the same on the transcript"),
    word("undo", "undo"),
    word("redo", "redo"),
    word("finish", "the transcript is finished, or is not"),
    word("transcripts", "list the transcripts, numbered"),
    word("open NUMBER", "read another transcript; its name will do"),
    word(
        "reread",
        "read the transcript again, with what others coded meanwhile",
    ),
    word("help", "list these commands"),
    word("quit", "leave"),
];

/// What came of a line.
#[derive(Debug, Default)]
pub struct Answer {
    /// What is said.
    pub lines: Vec<String>,
    /// What is to be done.
    pub effects: Vec<Effect>,
}

/// Does what a line says.
pub fn hear(app: &mut App, line: &str) -> Answer {
    app.notice = None;
    app.hands = Hands::Words;
    let (word, rest) = first(line);
    let mut answer = Answer::default();
    if !word.is_empty() {
        app.obey(word, rest, &mut answer.lines);
    }
    answer.lines.splice(0..0, app.notice.take());
    answer.effects = std::mem::take(&mut app.effects);
    answer
}

/// The first word of a line, and the rest.
pub fn first(line: &str) -> (&str, &str) {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (word, rest.trim())
}

impl App {
    fn obey(&mut self, word: &str, rest: &str, lines: &mut Vec<String>) {
        let to = if rest == "back" {
            To::Previous
        } else {
            To::Next
        };
        match word {
            "next" => self.next(rest, To::Next, lines),
            "previous" => self.next(rest, To::Previous, lines),
            "turn" => self.read_turn(rest, lines),
            "sentence" => self.select_numbers(Grain::Sentence, rest, lines),
            "words" => self.select_numbers(Grain::Word, rest, lines),
            "more" => {
                self.press(Action::Grow);
                self.read_selection(lines);
            }
            "here" => self.list_here(lines),
            "codes" => self.list_codes(rest, lines),
            "define" => self.define(rest, lines),
            "code" => self.code_by_name(rest, lines),
            "new" => self.name_code(rest),
            "remove" => self.on_item(rest, Self::remove),
            "accept" => self.on_item(rest, Self::take),
            "reject" => self.on_item(rest, Self::refuse),
            "move" => self.move_here(rest),
            "split" => self.on_item(rest, Self::take_split),
            "lost" => self.list_lost(lines),
            "place" => self.place_number(rest),
            "memo" => self.memo_by_words(rest, lines),
            "undo" => self.travel(true),
            "redo" => self.travel(false),
            "finish" => self.finish(),
            "help" => lines.extend(help()),
            "open" if rest.is_empty() => {
                self.notice = Some("write a number of the list, or a name: open 2".to_owned());
            }
            "open" => self.effects.push(Effect::Open(rest.to_owned())),
            "transcripts" => self.effects.push(Effect::Leave(Leave::Transcript)),
            "reread" => self.effects.push(Effect::Leave(Leave::Again)),
            "quit" => self.effects.push(Effect::Leave(Leave::Program)),
            "proposal" | "coding" | "disagreement" | "uncoded" | "find" => {
                let before = (self.selection, self.focus);
                match word {
                    "proposal" => self.seek_proposal(to),
                    "coding" => self.seek_coding(to),
                    "disagreement" => self.seek_disagreement(to),
                    "uncoded" => self.seek_uncoded(to),
                    _ => {
                        if !rest.is_empty() {
                            self.find_words(rest);
                        }
                        self.seek_match(To::Next, false);
                    }
                }
                if self.notice.is_none() || (self.selection, self.focus) != before {
                    self.read_selection(lines);
                }
            }
            other => {
                let words = WORDS.iter().map(|it| first(it.usage).0);
                let near = thematica::diagnostic::nearest(other, words);
                let near = near.map(|it| format!("did you mean `{it}`? "));
                self.notice = Some(format!(
                    "there is no command `{other}`; {}`help` lists them",
                    near.unwrap_or_default()
                ));
            }
        }
    }

    fn press(&mut self, action: Action) {
        self.act(action, KeyEvent::new(KeyCode::Null, KeyModifiers::NONE));
    }

    fn next(&mut self, unit: &str, to: To, lines: &mut Vec<String>) {
        let grain = Grain::ALL.into_iter().find(|grain| grain.as_str() == unit);
        match (grain, unit) {
            (None, "") => {}
            (None, unit) => {
                self.notice = Some(format!(
                    "`{unit}` is none of word, sentence, paragraph, turn"
                ));
                return;
            }
            (Some(grain), _) => self.selection.grain = grain,
        }
        let before = self.selected();
        self.press(if to == To::Next {
            Action::Next
        } else {
            Action::Previous
        });
        if self.selected() == before {
            self.notice = Some("there is no further one".to_owned());
        } else {
            self.read_selection(lines);
        }
    }

    /// Selects from one number to another of the stretches of a size: sentences of the turn, words of the selection.
    fn select_numbers(&mut self, grain: Grain, rest: &str, lines: &mut Vec<String>) {
        let around = match grain {
            Grain::Word => self.selected(),
            _ => self.script.unit(Grain::Turn, self.selected().start),
        };
        let units = self.script.units(grain).iter();
        let units: Vec<Span> = units
            .copied()
            .filter(|unit| around.contains(*unit))
            .collect();
        let numbers: Result<Vec<usize>, _> = rest.split_whitespace().map(str::parse).collect();
        let number = |at: usize| units.get(at.checked_sub(1)?).copied();
        let span = match numbers.as_deref() {
            Ok([only]) => number(*only),
            Ok([from, to]) if from <= to => number(*from).zip(number(*to)).map(|(a, b)| a.cover(b)),
            _ => None,
        };
        let Some(span) = span else {
            let count = counted(units.len() as u64, grain.as_str());
            self.notice = Some(format!("write a number, or two; there are {count} here"));
            return;
        };
        self.selection = Selection::over(span, Grain::Sentence);
        self.refocus(None);
        self.read_selection(lines);
    }

    /// Lays on what is selected what was in hand before, or what is here.
    fn move_here(&mut self, rest: &str) {
        self.offer_held();
        self.notice = None;
        match self.held.take().filter(|_| rest.is_empty()) {
            Some(item) => self.take_moved(item),
            None => self.on_item(rest, Self::take_moved),
        }
    }

    fn on_item(&mut self, rest: &str, work: impl FnOnce(&mut Self, Item)) {
        let here = self.here();
        let item = match rest.parse::<usize>() {
            Ok(number) => number.checked_sub(1).and_then(|at| here.get(at).copied()),
            Err(_) if rest.is_empty() => self.focus,
            Err(_) => None,
        };
        match item {
            Some(item) => work(self, item),
            None if here.is_empty() => {
                self.notice = Some("nothing is coded or proposed here".to_owned());
            }
            None => self.notice = Some(format!("write a number from 1 to {}", here.len())),
        }
    }
}

/// The commands, a line each.
pub fn help() -> Vec<String> {
    WORDS.iter().map(line).collect()
}

/// Those that do something in the list of transcripts, a line each.
pub fn help_in_list() -> Vec<String> {
    let words = WORDS.iter().filter(|word| is_in_list(first(word.usage).0));
    words.map(line).collect()
}

/// What is said in the list of transcripts of a line that does nothing there.
pub fn not_in_list(typed: &str) -> String {
    let word = first(typed).0;
    let is_known = WORDS.iter().any(|it| first(it.usage).0 == word);
    let why = if is_known {
        format!("`{word}` works in a transcript")
    } else {
        format!("there is no command `{word}`")
    };
    format!("{why}; `open NUMBER` reads one, `quit` leaves")
}

fn is_in_list(word: &str) -> bool {
    matches!(word, "transcripts" | "open" | "help" | "quit")
}

fn line(word: &Word) -> String {
    format!("{:<26} {}", word.usage, word.what)
}
