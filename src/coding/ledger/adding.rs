//! Adding many codings to a ledger: what is there is indexed once, and put in order once.

use std::collections::HashMap;

use super::{Added, Ledger, is_same_place, take_over};
use crate::coding::record::Record;

/// A ledger that codings are added to. It is in order again when this is dropped.
#[derive(Debug)]
pub struct Adding<'l> {
    ledger: &'l mut Ledger,
    /// Where the coding of each name is.
    by_name: HashMap<String, usize>,
    /// Where the codings of a code are that begin at a code point.
    by_start: HashMap<(String, Option<usize>), Vec<usize>>,
}

impl Ledger {
    /// Begins to add codings: as many as are wanted, each with the cost of one.
    pub fn adding(&mut self) -> Adding<'_> {
        let mut adding = Adding {
            by_name: HashMap::with_capacity(self.records.len()),
            by_start: HashMap::new(),
            ledger: self,
        };
        for at in 0..adding.ledger.records.len() {
            adding.index(at);
        }
        adding
    }
}

impl Adding<'_> {
    /// As [`Ledger::add`].
    pub fn add(&mut self, record: Record) -> Added {
        let there = self.by_start.get(&key(&record)).into_iter().flatten();
        let mut there = there.map(|&at| &self.ledger.records[at]);
        let same = there.find(|other| is_same_place(&other.anchor, &record.anchor));
        let when = record.made.time.clone();
        match same.map(|other| other.id.clone()) {
            Some(id) => self.add_to(&id, record, &when),
            None => self.insert(record),
        }
    }

    /// As [`Ledger::add_to`].
    pub fn add_to(&mut self, id: &str, record: Record, when: &str) -> Added {
        match self.by_name.get(id) {
            Some(&at) => take_over(&mut self.ledger.records[at], record, when),
            None => self.insert(record),
        }
    }

    fn insert(&mut self, mut record: Record) -> Added {
        let mut names = (0..).map(|number| record.name(number));
        let free = names.find(|name| !self.by_name.contains_key(name));
        record.id = free.expect("there are more numbers than codings");
        let id = record.id.clone();
        self.ledger.records.push(record);
        self.index(self.ledger.records.len() - 1);
        Added::New(id)
    }

    fn index(&mut self, at: usize) {
        let record = &self.ledger.records[at];
        self.by_name.insert(record.id.clone(), at);
        self.by_start.entry(key(record)).or_default().push(at);
    }
}

impl Drop for Adding<'_> {
    fn drop(&mut self) {
        self.ledger.sort();
    }
}

fn key(record: &Record) -> (String, Option<usize>) {
    let points = record.anchor.points.as_ref();
    (record.code.clone(), points.map(|points| points.start))
}
