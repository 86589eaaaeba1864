//! Going from place to place: codings, proposals, disagreements, turns without a code, found words.

use std::collections::{HashMap, HashSet};

use regex::RegexBuilder;
use thematica::coding::record::State;
use thematica::text::Span;

use super::app::{App, Search};
use super::marks::{Item, Layer, Mark};
use super::script::Grain;
use super::select::{Selection, To};

impl App {
    /// Selects a place.
    pub fn go_to(&mut self, span: Span, item: Option<Item>) {
        self.selection = Selection::over(span, self.selection.grain.max(Grain::Sentence));
        self.view.column = None;
        self.refocus(item);
        self.hold();
        self.reveal();
    }

    /// Keeps the proposal or the coding of another in hand while the selection looks for its place.
    fn hold(&mut self) {
        let is_held = |item: &Item| match *item {
            Item::Mine(_) => false,
            Item::Proposal(_) => true,
            Item::Theirs { other, .. } => self.others.get(other).is_some_and(|it| !it.is_version),
        };
        if let Some(item) = self.focus.filter(is_held) {
            self.held = Some(item);
        }
    }

    /// The next coding of one's own.
    pub fn seek_coding(&mut self, to: To) {
        self.seek_mark(to, Layer::Mine, "coding");
    }

    /// The next proposal.
    pub fn seek_proposal(&mut self, to: To) {
        if !self.shown.proposals {
            self.shown.proposals = true;
            self.lay_out();
        }
        self.seek_mark(to, Layer::Proposed, "proposal");
    }

    fn seek_mark(&mut self, to: To, layer: Layer, what: &str) {
        let marks = self.marks.all().iter();
        let of_layer = marks.filter(|mark| mark.item.layer() == layer);
        let places: Vec<(Span, Item)> = of_layer
            .map(|Mark { span, item, .. }| (*span, *item))
            .collect();
        self.seek_place(to, &places, what);
    }

    /// The next place where another coder differs, or another version of a coding is.
    pub fn seek_disagreement(&mut self, to: To) {
        if self.others.is_empty() {
            self.notice = Some("nobody else has coded this transcript".to_owned());
            return;
        }
        if !self.shown.others {
            self.shown.others = true;
            self.lay_out();
        }
        let places = self.disagreements();
        self.seek_place(to, &places, "disagreement");
    }

    /// Where others have a code that one has not, and where one has a code that a coder who finished has not.
    pub fn disagreements(&self) -> Vec<(Span, Item)> {
        let mut mine: HashMap<&str, Vec<(Span, State)>> = HashMap::new();
        for record in self.ledger.all() {
            if let Some(place) = self.place(record) {
                mine.entry(&record.code)
                    .or_default()
                    .push((place, record.state));
            }
        }
        let versions: HashSet<&str> = self
            .ledger
            .rivals()
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        let mut places = Vec::new();
        for (other, coder) in self.others.iter().enumerate() {
            let mut theirs: HashMap<&str, Vec<Span>> = HashMap::new();
            for (record, it) in coder.records.iter().enumerate() {
                let Some(place) = coder.places[record] else {
                    continue;
                };
                let item = Item::Theirs { other, record };
                if coder.is_version {
                    places.push((place, item));
                } else if it.state == State::Coded {
                    theirs.entry(&it.code).or_default().push(place);
                    let decided = |(here, state): &(Span, State)| match state {
                        State::Coded => here.overlaps(place),
                        State::Rejected => here.contains(place),
                        State::Removed => false,
                    };
                    if !mine
                        .get(it.code.as_str())
                        .is_some_and(|it| it.iter().any(decided))
                    {
                        places.push((place, item));
                    }
                }
            }
            if coder.finished && !coder.is_version {
                // Which version of a coding counts is decided first.
                let standing = self
                    .standing()
                    .filter(|(_, it, _)| !versions.contains(it.id.as_str()));
                let missing = standing.filter(|(_, record, place)| {
                    let there = theirs.get(record.code.as_str());
                    !there.is_some_and(|it| it.iter().any(|there| there.overlaps(*place)))
                });
                places.extend(missing.map(|(at, _, place)| (place, Item::Mine(at))));
            }
        }
        places.sort_unstable_by_key(|(span, item)| (span.start, span.end, *item));
        places.dedup();
        places
    }

    fn seek_place(&mut self, to: To, places: &[(Span, Item)], what: &str) {
        let here = self.selected().start;
        let focused = self
            .focus
            .and_then(|focus| places.iter().position(|(_, item)| *item == focus));
        let at = match (to, focused) {
            (To::Next, Some(at)) => Some(at + 1),
            (To::Previous, Some(at)) => at.checked_sub(1),
            (To::Next, None) => Some(places.partition_point(|(span, _)| span.start < here)),
            (To::Previous, None) => places
                .partition_point(|(span, _)| span.start < here)
                .checked_sub(1),
        };
        let Some((span, item)) = at.and_then(|at| places.get(at)) else {
            let no = if places.is_empty() {
                "no"
            } else {
                "no further"
            };
            self.notice = Some(format!("there is {no} {what}"));
            return;
        };
        self.go_to(*span, Some(*item));
    }

    /// The next turn in which nothing is coded.
    pub fn seek_uncoded(&mut self, to: To) {
        let turns = self.script.units(Grain::Turn);
        let here = self.script.turn_at(self.selected().start);
        let is_bare = |turn: &usize| {
            if !self.script.counts(*turn) {
                return false;
            }
            let mut marks = self.marks.within(turns[*turn]);
            !marks.any(|mark| mark.item.layer() == Layer::Mine)
        };
        let found = match to {
            To::Next => (here + 1..turns.len()).find(is_bare),
            To::Previous => (0..here).rev().find(is_bare),
        };
        match found {
            Some(turn) => {
                let sentence = self.script.unit(Grain::Sentence, turns[turn].start);
                self.go_to(sentence, None);
            }
            None => self.notice = Some("there is no further turn without a coding".to_owned()),
        }
    }

    /// The next turn.
    pub fn seek_turn(&mut self, to: To) {
        let turns = self.script.units(Grain::Turn);
        let here = self.script.turn_at(self.selected().start);
        let at = match to {
            To::Next => (here + 1).min(turns.len() - 1),
            To::Previous => here.saturating_sub(1),
        };
        self.select_at(turns[at].start);
    }

    /// Selects what stands at a byte, as large as one moves by.
    pub(super) fn select_at(&mut self, byte: usize) {
        self.selection = Selection::unit(&self.script, self.selection.grain, byte);
        self.refocus(None);
        self.reveal();
    }

    /// Searches words; any white space is the same, and small letters are capitals.
    pub fn find_words(&mut self, typed: &str) {
        let words: Vec<String> = typed.split_whitespace().map(regex::escape).collect();
        let found = RegexBuilder::new(&words.join(r"\s+"))
            .case_insensitive(true)
            .build();
        let paragraphs = self.script.units(Grain::Paragraph);
        let text = self.script.text();
        let found = match found {
            Ok(regex) if !words.is_empty() => {
                let within = |span: &Span| {
                    let start = span.start;
                    let found = regex.find_iter(&text[span.range()]);
                    found
                        .map(|it| Span::new(start + it.start(), start + it.end()))
                        .collect::<Vec<_>>()
                };
                paragraphs.iter().flat_map(within).collect()
            }
            _ => Vec::new(),
        };
        self.search = Search {
            typed: typed.to_owned(),
            found,
        };
    }

    /// The next place of what was searched; from the start again after the last.
    pub fn seek_match(&mut self, to: To, from_here: bool) {
        let found = &self.search.found;
        if found.is_empty() {
            self.notice = Some(if self.search.typed.trim().is_empty() {
                "nothing was searched yet".to_owned()
            } else {
                format!("“{}” is not in this transcript", self.search.typed.trim())
            });
            return;
        }
        let here = self.selected();
        let at = match to {
            To::Next if from_here => found.partition_point(|it| it.start < here.start),
            To::Next => found.partition_point(|it| it.start <= here.start),
            To::Previous => {
                let before = found.partition_point(|it| it.start < here.start);
                before.checked_sub(1).unwrap_or(found.len() - 1)
            }
        };
        let at = at % found.len();
        let (span, count) = (found[at], found.len());
        self.selection = Selection::over(span, Grain::Word);
        self.refocus(None);
        self.reveal();
        self.notice = Some(format!(
            "{} of {count}: “{}”",
            at + 1,
            self.search.typed.trim()
        ));
    }

    /// The keys are about this item, or about the first that is here.
    pub(super) fn refocus(&mut self, item: Option<Item>) {
        let here = self.here();
        let kept = item.or(self.focus).filter(|item| here.contains(item));
        self.focus = kept.or(here.first().copied());
    }

    /// Says of what was left for another place what can still be done with it.
    pub(super) fn offer_held(&mut self) {
        let here = self.script.turn_at(self.selected().start);
        let is_near = |item: &Item| {
            let is_open = match *item {
                Item::Proposal(at) => self.proposals.get(at).is_some_and(|it| !it.decided),
                _ => true,
            };
            let place = self.span_of(*item).filter(|_| is_open);
            place.is_some_and(|it| self.script.turn_at(it.start).abs_diff(here) <= 1)
        };
        self.held = self.held.filter(is_near);
        let Some(item) = self.held.filter(|item| self.focus != Some(*item)) else {
            return;
        };
        let label = self.book.label(self.code_of(item));
        let how = self.way("m", "`move`");
        self.notice = Some(match item {
            Item::Theirs { other, .. } => {
                let name = &self.others[other].name;
                format!("{how} takes “{label}” of {name} over here")
            }
            _ => format!("{how} lays the proposal “{label}” here"),
        });
    }

    /// The keys are about the coding of this name, where it is here.
    pub(super) fn focus_on(&mut self, id: &str) {
        let at = self.ledger.all().iter().position(|it| it.id == id);
        self.refocus(at.map(Item::Mine));
    }

    /// The keys are about the next item that is here.
    pub fn cycle(&mut self) {
        let here = self.here();
        let at = self
            .focus
            .and_then(|focus| here.iter().position(|it| *it == focus));
        let next = at.map_or(0, |at| (at + 1) % here.len().max(1));
        self.focus = here.get(next).copied();
        self.hold();
        if here.is_empty() {
            self.notice = Some("nothing is coded here".to_owned());
        }
    }
}
