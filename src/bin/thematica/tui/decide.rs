//! Deciding on what the rules propose and what others coded.

use std::collections::HashMap;

use thematica::coding::record::{Record, State};
use thematica::text::Span;

use super::app::{App, Other};
use super::coding::WITH;
use super::history::Change;
use super::marks::Item;

impl App {
    /// Takes over what is in hand, on its own place.
    pub fn take(&mut self, item: Item) {
        match item {
            Item::Proposal(at) => {
                let span = self.proposals[at].span;
                self.accept(at, &[span]);
            }
            Item::Theirs { other, .. } if self.others[other].is_version => self.settle(item),
            Item::Theirs { .. } => self.take_theirs(item),
            Item::Mine(_) => self.notice = Some("this coding is yours already".to_owned()),
        }
    }

    /// Refuses what is in hand.
    pub fn refuse(&mut self, item: Item) {
        match item {
            Item::Proposal(at) => {
                let proposal = self.proposals[at].clone();
                self.reject(&proposal.code, proposal.span, &proposal.with, None);
            }
            Item::Theirs { other, record } if self.others[other].is_version => {
                self.keep_ours(&self.others[other].records[record].id.clone());
            }
            Item::Theirs { other, record } => {
                let theirs = self.others[other].records[record].clone();
                let Some(span) = self.span_of(item) else {
                    return;
                };
                let from = format!("{}/{}", self.others[other].name, theirs.id);
                let is_mine = self.mine_of(&theirs.code, span).is_some();
                if is_mine {
                    let text = "you have this code here yourself; d takes it away";
                    self.notice = Some(text.to_owned());
                } else {
                    self.reject(&theirs.code, span, WITH, Some(from));
                }
            }
            Item::Mine(_) => {
                self.notice = Some("this coding is yours; d takes it away".to_owned());
            }
        }
    }

    /// Takes over what is in hand, on the selection.
    pub fn take_moved(&mut self, item: Item) {
        let span = self.selected();
        match item {
            Item::Proposal(at) => self.accept(at, &[span]),
            Item::Mine(at) => {
                let id = self.ledger.all()[at].id.clone();
                self.move_to(&id, span);
            }
            Item::Theirs { .. } => {
                self.notice = Some("only one's own codings and proposals are moved".to_owned());
            }
        }
    }

    /// Takes over what is in hand, on each of its sentences.
    pub fn take_split(&mut self, item: Item) {
        match item {
            Item::Proposal(at) => {
                let sentences = self.script.sentences_in(self.proposals[at].span).to_vec();
                self.accept(at, &sentences);
            }
            Item::Mine(at) => {
                let id = self.ledger.all()[at].id.clone();
                self.split(&id);
            }
            Item::Theirs { .. } => {
                self.notice = Some("only one's own codings and proposals are broken up".to_owned());
            }
        }
    }

    fn accept(&mut self, at: usize, spans: &[Span]) {
        let proposal = self.proposals[at].clone();
        let mut batch = self.begin();
        let mut last = String::new();
        for span in spans {
            let record = self.new_record(&proposal.code, *span, &proposal.with, &batch);
            self.put(&mut batch, record).id().clone_into(&mut last);
        }
        if !spans.iter().any(|span| span.overlaps(proposal.span)) {
            // It is somewhere else now: here it is not.
            let rejected = Record {
                state: State::Rejected,
                ..self.new_record(&proposal.code, proposal.span, &proposal.with, &batch)
            };
            self.put(&mut batch, rejected);
        }
        self.use_code(&proposal.code);
        let label = self.book.label(&proposal.code).to_owned();
        self.commit(batch, format!("accepted “{label}”"));
        self.focus_on(&last);
    }

    fn reject(&mut self, code: &str, span: Span, with: &str, from: Option<String>) {
        let mut batch = self.begin();
        let record = Record {
            state: State::Rejected,
            from: from.into_iter().collect(),
            ..self.new_record(code, span, with, &batch)
        };
        self.put(&mut batch, record);
        let label = self.book.label(code).to_owned();
        self.commit(batch, format!("rejected “{label}”"));
    }

    fn take_theirs(&mut self, item: Item) {
        let (Some(theirs), Some(span)) = (self.record(item).cloned(), self.span_of(item)) else {
            return;
        };
        let Item::Theirs { other, .. } = item else {
            return;
        };
        let name = self.others[other].name.clone();
        let from = format!("{name}/{}", theirs.id);
        let label = self.book.label(&theirs.code).to_owned();
        let mut batch = self.begin();
        let id = match self.mine_of(&theirs.code, span) {
            Some((_, place)) if place == span => {
                self.notice = Some("you agree already".to_owned());
                return;
            }
            Some((id, _)) => {
                // Both see the code here and differ about how far it reaches.
                let anchor = self.anchor(span);
                self.alter(&mut batch, &id, |record| {
                    record.anchor = anchor;
                    record.from.push(from);
                });
                id
            }
            None => {
                let record = Record {
                    from: vec![from],
                    ..self.new_record(&theirs.code, span, WITH, &batch)
                };
                self.put(&mut batch, record).id().to_owned()
            }
        };
        self.commit(batch, format!("took “{label}” over from {name}"));
        self.focus_on(&id);
    }

    /// Decides for another version of one's own coding.
    fn settle(&mut self, item: Item) {
        if let Some(theirs) = self.record(item).cloned() {
            self.settle_with(theirs, "took the other version");
        }
    }

    /// Decides for one's own version.
    fn keep_ours(&mut self, id: &str) {
        if let Some(ours) = self.ledger.get(id).cloned() {
            self.settle_with(ours, "kept this version");
        }
    }

    fn settle_with(&mut self, record: Record, what: &str) {
        let before = Box::new(self.ledger.clone());
        let mut batch = self.begin();
        let record = Record {
            by: self.by.clone().or(record.by.clone()),
            ..record
        };
        self.ledger.settle(record, batch.now());
        let after = Box::new(self.ledger.clone());
        batch.push(Change::Ledger { before, after });
        self.commit(batch, what.to_owned());
    }

    /// The first coding of one's own of a code that shares text with a stretch.
    pub(super) fn mine_of(&self, code: &str, span: Span) -> Option<(String, Span)> {
        let mut standing = self.standing();
        let found = standing.find(|(_, it, place)| it.code == code && place.overlaps(span));
        found.map(|(_, record, place)| (record.id.clone(), place))
    }

    /// Finds out which proposals are decided on, of these codes or of all.
    pub(super) fn decide_proposals(&mut self, codes: Option<&[String]>) {
        let mut records: HashMap<&str, Vec<(&Record, Span)>> = HashMap::new();
        for record in self.ledger.all() {
            let is_asked = codes.is_none_or(|codes| codes.contains(&record.code));
            if let (true, Some(place)) = (is_asked, self.place(record)) {
                records
                    .entry(&record.code)
                    .or_default()
                    .push((record, place));
            }
        }
        let decided = |proposal: &super::proposals::Proposal| {
            let records = records.get(proposal.code.as_str());
            records.is_some_and(|it| {
                it.iter()
                    .any(|(it, place)| proposal.is_decided_by(it, *place))
            })
        };
        let all = self.proposals.iter().enumerate();
        let asked = all.filter(|(_, it)| codes.is_none_or(|codes| codes.contains(&it.code)));
        let decided: Vec<(usize, bool)> = asked.map(|(at, it)| (at, decided(it))).collect();
        for (at, decided) in decided {
            self.proposals[at].decided = decided;
        }
    }

    /// Shows the other versions of one's own codings as those of another.
    pub(super) fn refresh_versions(&mut self) {
        self.others.retain(|it| !it.is_version);
        let records = self.ledger.rivals().to_vec();
        if records.is_empty() {
            return;
        }
        let places = records.iter().map(|it| self.finder.find(&it.anchor).span());
        self.others.push(Other {
            name: "other version".to_owned(),
            is_version: true,
            finished: false,
            places: places.collect(),
            records,
        });
    }
}
