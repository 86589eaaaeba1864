//! The codings of one coder on one transcript: what a file of the store says, and what may be done with it.
//!
//! # Two versions of one coding
//! Lines of two branches end up in one file: the store asks git to keep both. Where two lines have one name, the one that
//! goes on from the other wins: its times of change begin with all of the other's. Lines that say the same are one. Two that
//! went apart are [`Ledger::rivals`]: both stay in the file until a person decides, and they are told.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use super::record::{self, Anchor, Record, State};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

mod adding;
mod merge;

pub use adding::Adding;
pub use merge::three_way;

/// The codings of one coder on one transcript.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// In the order of the text, rejected and removed ones among them.
    records: Vec<Record>,
    /// Further versions of codings whose branches went apart.
    rivals: Vec<Record>,
}

/// What came of adding a coding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new and has this name.
    New(String),
    /// It is the one with this name, which was rejected or removed before and is coded now, or was removed and is rejected.
    Again(String),
    /// It is the one with this name, and its memo or weight was taken over.
    Changed(String),
    /// It was there already, under this name.
    There(String),
}

impl Added {
    /// The coding's name.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::New(id) | Self::Again(id) | Self::Changed(id) | Self::There(id) => id,
        }
    }
}

/// What was read of a file.
#[derive(Debug, Default)]
pub struct Parsed {
    /// What could be read.
    pub ledger: Ledger,
    /// The line of each coding, by its name, from 1.
    pub lines: HashMap<String, usize>,
    /// Whether all could be. What could not would be lost if the file were written again.
    pub whole: bool,
}

impl Ledger {
    /// Reads a file. A line that is no coding is told, and the others are kept.
    pub fn parse(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Parsed {
        let mut parsed = Parsed {
            whole: true,
            ..Parsed::default()
        };
        let mut read = Vec::new();
        for number in 1..=source.line_count() {
            let span = source.line(number).expect("it is one of its lines");
            let line = source.slice(span);
            if line.trim().is_empty() {
                continue;
            }
            match record::parse(line) {
                Ok(record) => read.push((number, record)),
                Err(error) => {
                    parsed.whole = false;
                    faults.push(fault(source, span, &error));
                }
            }
        }
        let mut gathering = Gathering::default();
        for (number, record) in read {
            let (id, rival) = gathering.take_in(record);
            parsed.lines.entry(id).or_insert(number);
            if let Some(rival) = rival {
                faults.push(apart(source, number, &rival));
                gathering.ledger.rivals.push(rival);
            }
        }
        parsed.ledger = gathering.end();
        parsed
    }

    /// The file's text: one line for each coding, sorted.
    #[must_use]
    pub fn text(&self) -> String {
        let mut all: Vec<&Record> = self.records.iter().chain(&self.rivals).collect();
        all.sort_by_cached_key(|record| (record.sort_key(), record.changed.clone()));
        let mut text = String::new();
        for record in all {
            writeln!(text, "{record}").expect("memory takes all that is written");
        }
        text
    }

    /// All codings in the order of the text, rejected and removed ones among them.
    #[must_use]
    pub fn all(&self) -> &[Record] {
        &self.records
    }

    /// The codings that stand, in the order of the text.
    pub fn standing(&self) -> impl Iterator<Item = &Record> {
        let records = self.records.iter();
        records.filter(|record| record.state == State::Coded)
    }

    /// Further versions of codings whose branches went apart.
    #[must_use]
    pub fn rivals(&self) -> &[Record] {
        &self.rivals
    }

    /// The coding of this name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }

    /// Whether nothing was ever kept here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.rivals.is_empty()
    }

    /// Adds a coding, made now. The same code on the same words is the same coding: see [`Ledger::add_to`].
    pub fn add(&mut self, record: Record) -> Added {
        let same = self.records.iter().find(|other| {
            other.code == record.code && is_same_place(&other.anchor, &record.anchor)
        });
        let when = record.made.time.clone();
        match same.map(|other| other.id.clone()) {
            Some(id) => self.add_to(&id, record, &when),
            None => self.insert(record),
        }
    }

    /// Adds a coding to the one with this name, which is of the same code on the same words. Where that was rejected or
    /// removed, it is one again, with its history, and one that was removed can be rejected; a memo and a weight are taken
    /// over, and a memo that is there stays before a new one. One that stands is not taken away.
    pub fn add_to(&mut self, id: &str, record: Record, when: &str) -> Added {
        let Some(other) = self.records.iter_mut().find(|other| other.id == id) else {
            return self.insert(record);
        };
        take_over(other, record, when)
    }

    fn insert(&mut self, mut record: Record) -> Added {
        record.id = self.free_name(&record);
        let id = record.id.clone();
        let key = record.sort_key();
        let at = self.records.partition_point(|other| other.sort_key() < key);
        self.records.insert(at, record);
        Added::New(id)
    }

    /// Changes a coding and notes when. Nothing happens where there is none of this name.
    pub fn change(&mut self, id: &str, when: &str, change: impl FnOnce(&mut Record)) -> bool {
        let Some(record) = self.records.iter_mut().find(|record| record.id == id) else {
            return false;
        };
        let before = record.clone();
        change(record);
        if !record.says_the_same(&before) {
            record.note_change(&before, when);
            self.sort();
        }
        true
    }

    /// Takes a coding away; its line stays and says so. False where none of this name stands or is rejected.
    pub fn remove(&mut self, id: &str, when: &str) -> bool {
        let is_there = self.get(id).is_some_and(|it| it.state != State::Removed);
        is_there && self.change(id, when, |record| record.state = State::Removed)
    }

    /// Puts a coding into the place of the one with this name, or takes it out without a trace: for undoing.
    pub fn restore(&mut self, id: &str, record: Option<Record>) {
        self.records.retain(|other| other.id != id);
        self.records.extend(record);
        self.sort();
    }

    /// Decides between versions that went apart: this one stays, the others of its name go.
    pub fn settle(&mut self, record: Record, when: &str) {
        self.rivals.retain(|rival| rival.id != record.id);
        let before = self.get(&record.id).map(|it| it.changed.clone());
        let mut record = record;
        // It goes on from both, so that neither comes back.
        for time in before.unwrap_or_default() {
            if !record.changed.contains(&time) {
                record.changed.push(time);
            }
        }
        let before = record.clone();
        record.note_change(&before, when);
        let id = record.id.clone();
        self.restore(&id, Some(record));
    }

    fn free_name(&self, record: &Record) -> String {
        let is_free = |name: &String| self.records.iter().all(|it| it.id != *name);
        let mut names = (0..).map(|number| record.name(number));
        names
            .find(is_free)
            .expect("there are more numbers than codings")
    }

    fn sort(&mut self) {
        self.records.sort_by_cached_key(Record::sort_key);
    }
}

/// A ledger as its lines come in.
#[derive(Default)]
struct Gathering {
    ledger: Ledger,
    /// Where in it the coding of each name is.
    at: HashMap<String, usize>,
}

impl Gathering {
    /// Takes in a line. Gives back its name, and the one of two versions that comes second where they went apart.
    fn take_in(&mut self, mut record: Record) -> (String, Option<Record>) {
        if record.id.is_empty() {
            let mut names = (0..).map(|number| record.name(number));
            let free = names.find(|name| !self.at.contains_key(name));
            record.id = free.expect("there are more numbers than codings");
        }
        let id = record.id.clone();
        let Some(&at) = self.at.get(&id) else {
            self.at.insert(id.clone(), self.ledger.records.len());
            self.ledger.records.push(record);
            return (id, None);
        };
        (id, put_beside(&mut self.ledger.records[at], record))
    }

    fn end(mut self) -> Ledger {
        self.ledger.sort();
        self.ledger
    }
}

/// Keeps of two versions of a coding the one that counts, and gives back the other where they went apart.
fn put_beside(here: &mut Record, other: Record) -> Option<Record> {
    if here.says_the_same(&other) {
        // Two branches made the same coding: it is as old as the older.
        if other.made.time < here.made.time {
            *here = other;
        }
        None
    } else if other.goes_before(here) {
        None
    } else if here.goes_before(&other) {
        *here = other;
        None
    } else if here.changed.last() < other.changed.last() {
        Some(std::mem::replace(here, other))
    } else {
        Some(other)
    }
}

/// Takes over into a coding what another of the same code on the same words says; see [`Ledger::add_to`].
fn take_over(other: &mut Record, record: Record, when: &str) -> Added {
    let before = other.clone();
    let is_again = match record.state {
        State::Coded => other.state != State::Coded,
        // A refusal says more than that nothing is there.
        State::Rejected => other.state == State::Removed,
        State::Removed => false,
    };
    if is_again {
        other.state = record.state;
    }
    if let Some(memo) = record.memo {
        match &mut other.memo {
            Some(there) if there.contains(&memo) => {}
            Some(there) => *there = format!("{there}\n\n{memo}"),
            there => *there = Some(memo),
        }
    }
    if record.weight.is_some() {
        other.weight = record.weight;
    }
    let id = other.id.clone();
    if other.says_the_same(&before) {
        return Added::There(id);
    }
    other.note_change(&before, when);
    if is_again {
        Added::Again(id)
    } else {
        Added::Changed(id)
    }
}

/// The codings by their names.
pub(super) fn by_name(ledger: &Ledger) -> BTreeMap<&str, &Record> {
    let records = ledger.records.iter();
    records.map(|record| (record.id.as_str(), record)).collect()
}

/// Whether both are on the same words of the same text. In a text that was changed since, places say nothing.
fn is_same_place(a: &Anchor, b: &Anchor) -> bool {
    let is_same_text = a.hash == b.hash || (a.prefix == b.prefix && a.suffix == b.suffix);
    a.points == b.points && a.quote == b.quote && is_same_text
}

/// What is said of a line that is no coding, at the character before which its reading ended.
fn fault(source: &Arc<Source>, line: Span, error: &record::LineError) -> Diagnostic {
    let text = source.text();
    let mut at = (line.start + error.at).min(line.end);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let place = Place::Span(Arc::clone(source), Span::new(at, at));
    let message = format!("this line is no coding: {}", error.reason);
    let fault = Diagnostic::error("unreadable-coding", place, message);
    let written = source.slice(line);
    let is_marker = ["<<<<<<<", "=======", ">>>>>>>"]
        .iter()
        .any(|marker| written.starts_with(marker));
    fault.help(if is_marker {
        "git left this where two branches met; delete these marks and keep the lines between them"
    } else {
        "a coding looks like {\"code\": \"trust\", \"quote\": \"They trust me.\"}"
    })
}

fn apart(source: &Arc<Source>, number: usize, rival: &Record) -> Diagnostic {
    let line = source.line(number).unwrap_or_default();
    let place = Place::Span(Arc::clone(source), line);
    let message = format!(
        "the coding `{}` was changed in two ways; both are kept, and the one that was changed last counts",
        rival.id
    );
    Diagnostic::warning("coding-changed-twice", place, message)
        .help("delete the line that is not to stand")
}

#[cfg(test)]
mod tests;
