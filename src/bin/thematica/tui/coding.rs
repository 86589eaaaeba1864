//! Changing the codings: every change notes what was before and after, and is on its way to the disk at once.

use thematica::coding::ledger::Added;
use thematica::coding::record::{Anchor, Record, Stamp, State};
use thematica::text::Span;

use super::app::App;
use super::event::Work;
use super::history::{Change, MemoOf, Step};
use super::marks::Item;

/// What a coding by hand says it was made with.
pub const WITH: &str = "annotate";

/// Changes that belong together.
pub(super) struct Batch {
    changes: Vec<Change>,
    now: String,
}

impl App {
    /// Lays a code on a stretch.
    pub fn assign(&mut self, code: &str, span: Span) {
        if self.is_outdated() {
            return;
        }
        let mut batch = self.begin();
        let record = self.new_record(code, span, WITH, &batch);
        let added = self.put(&mut batch, record);
        self.use_code(code);
        let label = self.book.label(code).to_owned();
        let is_there = matches!(added, Added::There(_));
        let is_new = self.commit(batch, format!("coded “{label}”"));
        if is_there {
            self.notice = Some(format!("“{label}” is there already"));
        } else if is_new && !self.told_beside && self.script.is_beside(span) {
            self.told_beside = true;
            self.notice = Some(format!(
                "coded “{label}”; what interviewers say counts only with --role all"
            ));
        }
        self.focus_on(added.id());
    }

    /// Takes the coding in hand away.
    pub fn remove(&mut self, item: Item) {
        let Some(record) = self.mine(item) else {
            self.not_mine(Some(item));
            return;
        };
        let (id, label) = (record.id.clone(), self.book.label(&record.code).to_owned());
        let mut batch = self.begin();
        self.alter(&mut batch, &id, |record| record.state = State::Removed);
        self.commit(batch, format!("took “{label}” away"));
    }

    /// Lays the coding in hand on another stretch.
    pub fn move_to(&mut self, id: &str, span: Span) {
        let anchor = self.anchor(span);
        let Some(record) = self.ledger.get(id) else {
            return;
        };
        let label = self.book.label(&record.code).to_owned();
        let is_taken = self
            .standing()
            .any(|(_, other, place)| other.code == record.code && other.id != id && place == span);
        if is_taken {
            self.notice = Some(format!("“{label}” is there already"));
            return;
        }
        let mut batch = self.begin();
        self.alter(&mut batch, id, |record| {
            record.anchor = anchor;
            record.was = None;
        });
        self.commit(batch, format!("moved “{label}”"));
        self.focus_on(id);
    }

    /// Breaks a coding up into one for each of its sentences.
    pub fn split(&mut self, id: &str) {
        let Some(record) = self.ledger.get(id).cloned() else {
            return;
        };
        let Some(place) = self.place(&record) else {
            return;
        };
        let sentences = self.script.sentences_in(place).to_vec();
        if sentences.len() < 2 {
            self.notice = Some("it is one sentence".to_owned());
            return;
        }
        let mut batch = self.begin();
        self.alter(&mut batch, id, |record| record.state = State::Removed);
        for sentence in &sentences {
            let made = self.new_record(&record.code, *sentence, WITH, &batch);
            let made = Record {
                memo: record.memo.clone(),
                weight: record.weight.clone(),
                ..made
            };
            self.put(&mut batch, made);
        }
        let label = self.book.label(&record.code);
        let what = format!("broke “{label}” up into {} sentences", sentences.len());
        self.commit(batch, what);
    }

    /// Keeps a memo.
    pub fn set_memo(&mut self, of: &MemoOf, text: &str) {
        let (text, text_of_file) = (text.trim(), text.trim_end());
        let mut batch = self.begin();
        let what = match of {
            MemoOf::Coding(id) => {
                let memo = (!text.is_empty()).then(|| text.to_owned());
                self.alter(&mut batch, id, |record| record.memo = memo);
                "wrote a memo"
            }
            of => {
                let before = self.memo_text(of);
                // A file of text ends with a line break.
                let text = text_of_file;
                let after = if text.is_empty() {
                    String::new()
                } else {
                    format!("{text}\n")
                };
                if before != after {
                    self.save_memo(of, after.clone());
                    let of = of.clone();
                    batch.changes.push(Change::Memo { of, before, after });
                }
                "wrote a memo"
            }
        };
        self.commit(batch, what.to_owned());
    }

    pub(super) fn save_memo(&mut self, of: &MemoOf, text: String) {
        let before = self.memo_text(of);
        self.keep_memo(of, text.clone());
        let of = of.clone();
        self.save(Work::Memo { of, before, text });
    }

    /// Begins changes that belong together.
    pub(super) fn begin(&self) -> Batch {
        Batch {
            changes: Vec::new(),
            now: (self.clock)(),
        }
    }

    /// Makes a coding, still outside of the ledger.
    pub(super) fn new_record(&self, code: &str, span: Span, with: &str, batch: &Batch) -> Record {
        let made = Stamp {
            time: batch.now.clone(),
            with: with.to_owned(),
        };
        Record {
            by: self.by.clone(),
            ..Record::new(code, self.anchor(span), made)
        }
    }

    pub(super) fn anchor(&self, span: Span) -> Anchor {
        Anchor::of(self.script.source(), span, self.hash())
    }

    /// Adds a coding, or makes the one that was there before one again.
    pub(super) fn put(&mut self, batch: &mut Batch, record: Record) -> Added {
        let all = self.ledger.all().iter();
        let mut same = all.filter(|it| {
            it.code == record.code
                && it.anchor.points == record.anchor.points
                && it.anchor.quote == record.anchor.quote
        });
        let before = same.next().cloned().map(Box::new);
        let (from, by, made) = (record.from.clone(), record.by.clone(), record.made.clone());
        let added = self.ledger.add(record);
        if let Added::Again(id) = &added {
            // It goes on with its history, but what it comes from now is new.
            let mut again = self.ledger.get(id).cloned().expect("it was just added");
            again.from.extend(
                from.into_iter()
                    .filter(|it| !again.from.contains(it))
                    .collect::<Vec<_>>(),
            );
            again.by = by.or(again.by);
            if made.with != WITH {
                again.made.with = made.with;
            }
            self.ledger.restore(id, Some(again));
        }
        self.note(batch, added.id(), before);
        added
    }

    /// Changes a coding.
    pub(super) fn alter(&mut self, batch: &mut Batch, id: &str, change: impl FnOnce(&mut Record)) {
        let before = self.ledger.get(id).cloned().map(Box::new);
        let by = self.by.clone();
        self.ledger.change(id, &batch.now, |record| {
            change(record);
            if by.is_some() {
                record.by = by;
            }
        });
        self.note(batch, id, before);
    }

    fn note(&mut self, batch: &mut Batch, id: &str, before: Option<Box<Record>>) {
        let after = self.ledger.get(id).cloned().map(Box::new);
        if before != after {
            self.find(id);
            let id = id.to_owned();
            batch.changes.push(Change::Coding { id, before, after });
        }
    }

    /// Ends changes that belong together; whether there were any.
    pub(super) fn commit(&mut self, batch: Batch, what: String) -> bool {
        if batch.changes.is_empty() {
            return false;
        }
        self.refresh(&batch.changes);
        self.notice = Some(what.clone());
        self.history.push(Step {
            what,
            changes: batch.changes,
            selection: self.selection,
        });
        true
    }

    /// Brings everything up to date that hangs on what changed, and has it written.
    pub(super) fn refresh(&mut self, changes: &[Change]) {
        if changes.iter().any(|it| matches!(it, Change::Ledger { .. })) {
            self.find_places();
            self.save(Work::Ledger(Box::new(self.ledger.clone())));
            return;
        }
        let (mut ids, mut codes) = (Vec::new(), Vec::new());
        for change in changes {
            if let Change::Coding { id, before, after } = change {
                ids.push(id);
                let records = before.iter().chain(after);
                codes.extend(records.map(|record| record.code.clone()));
            }
        }
        if !ids.is_empty() {
            self.rebuild(Some(&codes));
            self.save_codings(ids);
        }
    }

    /// Finds one coding in the text again.
    pub(super) fn find(&mut self, id: &str) {
        match self.ledger.get(id) {
            Some(record) => {
                let place = self.finder.find(&record.anchor).span();
                self.places.insert(id.to_owned(), place);
            }
            None => {
                self.places.remove(id);
            }
        }
    }

    /// Says that the transcript is finished, or is not.
    pub fn finish(&mut self) {
        if self.is_outdated() {
            return;
        }
        let before = self.finished.clone();
        let mut batch = self.begin();
        let (after, what) = if before.is_some() {
            (None, "not finished any more")
        } else {
            let finished = thematica::coding::store::Finished {
                time: batch.now.clone(),
                hash: self.hash().to_owned(),
                other: Vec::new(),
            };
            (Some(finished), "finished")
        };
        self.finished.clone_from(&after);
        self.save(Work::Finished(after.clone()));
        batch.changes.push(Change::Finished { before, after });
        self.commit(batch, what.to_owned());
    }

    fn mine(&self, item: Item) -> Option<&Record> {
        match item {
            Item::Mine(at) => self.ledger.all().get(at),
            _ => None,
        }
    }
}

impl Batch {
    /// Notes a change that was made.
    pub(super) fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// When it is.
    pub(super) fn now(&self) -> &str {
        &self.now
    }
}
