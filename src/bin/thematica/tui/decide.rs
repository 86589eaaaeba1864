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
        if self.is_outdated() {
            return;
        }
        match item {
            Item::Proposal(at) => {
                let span = self.proposals[at].span;
                self.accept(at, &[span]);
            }
            Item::Theirs { other, .. } if self.others[other].is_version => self.settle(item),
            Item::Theirs { .. } => {
                if let Some(span) = self.span_of(item) {
                    self.take_theirs(item, span);
                }
            }
            Item::Mine(_) => self.notice = Some("this coding is yours already".to_owned()),
        }
    }

    /// Refuses what is in hand.
    pub fn refuse(&mut self, item: Item) {
        if self.is_outdated() {
            return;
        }
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
                    let how = self.way("Tab goes to it, d takes it away", "`remove` takes it away");
                    self.notice = Some(format!("you have this code here yourself; {how}"));
                } else {
                    self.reject(&theirs.code, span, WITH, Some(from));
                }
            }
            Item::Mine(_) => {
                let how = self.way("d", "`remove`");
                self.notice = Some(format!("this coding is yours; {how} takes it away"));
            }
        }
    }

    /// Takes over what is in hand, on the selection.
    pub fn take_moved(&mut self, item: Item) {
        if self.is_outdated() {
            return;
        }
        let span = self.selected();
        match item {
            Item::Proposal(at) => self.accept(at, &[span]),
            Item::Mine(at) => {
                let id = self.ledger.all()[at].id.clone();
                self.move_to(&id, span);
            }
            Item::Theirs { other, .. } if self.others[other].is_version => self.settle_first(),
            Item::Theirs { .. } => self.take_theirs(item, span),
        }
    }

    /// Takes over what is in hand, on each of its sentences.
    pub fn take_split(&mut self, item: Item) {
        if self.is_outdated() {
            return;
        }
        match item {
            Item::Proposal(at) => {
                let sentences = self.script.sentences_in(self.proposals[at].span).to_vec();
                self.accept(at, &sentences);
            }
            Item::Mine(at) => {
                let id = self.ledger.all()[at].id.clone();
                self.split(&id);
            }
            Item::Theirs { other, .. } if self.others[other].is_version => self.settle_first(),
            Item::Theirs { .. } => self.split_theirs(item),
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
        let whose = match from.as_deref().and_then(|it| it.split_once('/')) {
            Some((name, _)) => format!(" of {name}"),
            None => " of the rules".to_owned(),
        };
        let mut batch = self.begin();
        let record = Record {
            state: State::Rejected,
            from: from.into_iter().collect(),
            ..self.new_record(code, span, with, &batch)
        };
        self.put(&mut batch, record);
        let label = self.book.label(code).to_owned();
        self.commit(batch, format!("rejected “{label}”{whose}"));
    }

    /// Says why what is done with one's own codings is not done here, and how it could be.
    pub(super) fn not_mine(&mut self, item: Option<Item>) {
        let how = self.way(
            "a takes it over, x refuses it",
            "`accept` takes it over, `reject` refuses it",
        );
        self.notice = Some(match item {
            Some(Item::Theirs { other, .. }) if !self.others[other].is_version => {
                format!("this coding is {}'s: {how}", self.others[other].name)
            }
            Some(Item::Theirs { .. }) => return self.settle_first(),
            Some(Item::Proposal(_)) => format!("this is only proposed: {how}"),
            Some(Item::Mine(_)) | None => "no coding of yours is here".to_owned(),
        });
    }

    /// Says what is done first with two versions of one coding.
    pub(super) fn settle_first(&mut self) {
        let how = self.way(
            "a takes this version, x keeps the one that counts",
            "`accept` takes this version, `reject` keeps the one that counts",
        );
        self.notice = Some(format!("your coding was changed in two ways: first {how}"));
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

    /// The coding of one's own of a code that lies on a stretch, or the first that shares text with it.
    pub(super) fn mine_of(&self, code: &str, span: Span) -> Option<(String, Span)> {
        let there = || self.standing().filter(|(_, it, _)| it.code == code);
        let exact = there().find(|(_, _, place)| *place == span);
        let found = exact.or_else(|| there().find(|(_, _, place)| place.overlaps(span)));
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
