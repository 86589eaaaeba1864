//! What is on its way to the disk, and what could not get there.

use std::collections::BTreeMap;

use super::app::App;
use super::event::{Effect, Kind, Merged, Saved, Work};
use super::history::MemoOf;
use thematica::coding::ledger::three_way;

/// How much of what was done is on the disk.
#[derive(Debug, Default)]
pub struct Saving {
    sent: u64,
    done: u64,
    failed: BTreeMap<Kind, String>,
}

impl Saving {
    /// Whether something is still being written.
    pub fn is_busy(&self) -> bool {
        self.sent > self.done
    }

    /// Why something could not be written.
    pub fn failure(&self) -> Option<&str> {
        self.failed.values().next().map(String::as_str)
    }

    /// Whether all that was done is on the disk.
    pub fn is_done(&self) -> bool {
        !self.is_busy() && self.failed.is_empty()
    }

    /// What the status line says.
    pub fn status(&self) -> String {
        match self.failure() {
            Some(reason) => format!("NOT SAVED: {reason}"),
            None if self.is_busy() => "saving…".to_owned(),
            None if self.sent > 0 => "saved".to_owned(),
            None => String::new(),
        }
    }
}

impl App {
    /// Has something written.
    pub(super) fn save(&mut self, work: Work) {
        self.saving.sent += 1;
        self.effects.push(Effect::Save(self.saving.sent, work));
    }

    /// Has these codings written: only what changed is handed over, because a long transcript has thousands.
    pub(super) fn save_codings<'i>(&mut self, ids: impl IntoIterator<Item = &'i String>) {
        let now = |id: &String| (id.clone(), self.ledger.get(id).cloned());
        let changed = ids.into_iter().map(now).collect();
        self.save(Work::Codings(changed));
    }

    /// Has written again what could not be.
    pub(super) fn save_again(&mut self) {
        let kinds: Vec<Kind> = self.saving.failed.keys().cloned().collect();
        for kind in kinds {
            match kind {
                Kind::Codings => self.save_codings([]),
                Kind::Finished => self.save(Work::Finished(self.finished.clone())),
                Kind::Memo(of) => {
                    let text = self.memo_text(&of);
                    // Whoever writes knows what stood there when it failed.
                    let before = text.clone();
                    self.save(Work::Memo { of, before, text });
                }
            }
        }
    }

    /// Takes in what became of it.
    pub(super) fn saved(&mut self, saved: Saved) {
        self.saving.done = self.saving.done.max(saved.number);
        match saved.result {
            Ok(merged) => {
                self.saving.failed.remove(&saved.kind);
                if let Some(merged) = merged {
                    self.merge(merged);
                }
            }
            Err(reason) => {
                self.saving.failed.insert(saved.kind, reason);
            }
        }
    }

    fn merge(&mut self, merged: Merged) {
        match merged {
            Merged::Codings { sent, written } => {
                self.ledger = three_way(&sent, &self.ledger, &written);
                self.find_places();
            }
            Merged::Memo { of, written } => self.keep_memo(&of, written),
        }
        let notice = "another program wrote here meanwhile; both changes were brought together";
        self.notice = Some(notice.to_owned());
    }

    /// Takes a text as the memo on a code or the transcript, as it is on the disk.
    pub(super) fn keep_memo(&mut self, of: &MemoOf, text: String) {
        match of {
            MemoOf::Code(id) if text.is_empty() => {
                self.code_memos.remove(id);
            }
            MemoOf::Code(id) => {
                self.code_memos.insert(id.clone(), text);
            }
            MemoOf::Transcript => self.memo = text,
            MemoOf::Coding(_) => {}
        }
    }

    /// The memo on a code or the transcript, or on a coding.
    pub fn memo_text(&self, of: &MemoOf) -> String {
        match of {
            MemoOf::Coding(id) => {
                let memo = self.ledger.get(id).and_then(|it| it.memo.clone());
                memo.unwrap_or_default()
            }
            MemoOf::Code(id) => self.code_memos.get(id).cloned().unwrap_or_default(),
            MemoOf::Transcript => self.memo.clone(),
        }
    }
}
