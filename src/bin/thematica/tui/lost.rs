//! Codings whose words were not found in the text: they are shown in a list, and a person may lay them on new words.

use std::collections::BTreeSet;

use thematica::coding::record::{Record, State};
use thematica::text::{Span, counted};

use super::app::{App, Search};
use super::marks::Item;
use super::select::To;

impl App {
    /// Those codings that are not shown, because their words are not in the text any more or at several places.
    pub fn lost(&self) -> impl Iterator<Item = (Item, &Record)> {
        let all = self.ledger.all().iter().enumerate();
        all.filter(|(_, it)| it.state == State::Coded && self.place(it).is_none())
            .map(|(at, record)| (Item::Mine(at), record))
    }

    /// Where a lost coding may be; empty where its words are nowhere.
    pub fn may_be(&self, record: &Record) -> &[Span] {
        self.doubtful.get(&record.id).map_or(&[], Vec::as_slice)
    }

    /// Why it is not shown, in a sentence.
    pub fn why_lost(&self, record: &Record) -> String {
        let spans = self.may_be(record);
        let turns = spans.iter().map(|span| self.script.turn_at(span.start) + 1);
        // Places in one turn are told once.
        let turns: BTreeSet<usize> = turns.collect();
        let turns: Vec<String> = turns.iter().map(usize::to_string).collect();
        let turns = turns.join(", ");
        match spans.len() {
            0 => "These words are not in the transcript any more.".to_owned(),
            1 => format!("Perhaps it is in turn {turns}, among other words."),
            places => format!("It may be at {places} places, in turn {turns}."),
        }
    }

    /// Takes a lost coding in hand: the next place that is selected may be its own.
    pub(super) fn take_lost(&mut self, item: Item) {
        let Some(record) = self.record(item).cloned() else {
            return;
        };
        let spans = self.may_be(&record).to_vec();
        let label = self.book.label(&record.code).to_owned();
        self.placing = Some(record.id.clone());
        if !spans.is_empty() {
            let words: Vec<&str> = record.anchor.quote.split_whitespace().take(4).collect();
            self.search = Search {
                typed: words.join(" "),
                found: spans,
            };
            self.seek_match(To::Next, true);
        }
        self.notice = Some(match self.may_be(&record).len() {
            0 => format!("select the words for “{label}”, then m lays it there; Esc leaves it"),
            1 => {
                format!("perhaps here: m lays “{label}” here, or select other words; Esc leaves it")
            }
            _ => format!("n goes through the places, m lays “{label}” there; Esc leaves it"),
        });
    }

    /// Says that the coding that is looked a place for can be laid here.
    pub(super) fn offer_lost(&mut self) {
        if let Some(record) = self.placing.as_ref().and_then(|id| self.ledger.get(id)) {
            let label = self.book.label(&record.code);
            self.notice = Some(format!("m lays the lost “{label}” here, Esc leaves it"));
        }
    }

    /// Lays a lost coding on what is selected. It keeps its name and its history, and says what its words were.
    pub fn place_anew(&mut self, id: &str) {
        if self.is_outdated() {
            return;
        }
        let span = self.selected();
        let Some(code) = self.ledger.get(id).map(|it| it.code.clone()) else {
            return;
        };
        let label = self.book.label(&code).to_owned();
        let mut standing = self.standing();
        if standing.any(|(_, other, place)| other.code == code && place == span) {
            drop(standing);
            self.notice = Some(format!("“{label}” is there already"));
            return;
        }
        drop(standing);
        let anchor = self.anchor(span);
        let mut batch = self.begin();
        self.alter(&mut batch, id, |record| record.move_to(anchor));
        self.search.found.clear();
        let left = self.lost().count() as u64;
        self.commit(batch, format!("laid “{label}” on these words"));
        if left > 0 {
            let how = self.way("F", "`lost`");
            let left = counted(left, "lost coding");
            self.notice = Some(format!("laid “{label}” here; {left} left: {how}"));
        }
        self.focus_on(id);
    }
}
