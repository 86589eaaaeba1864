//! Undoing what was done, and doing it again.

use super::app::App;
use super::event::Work;
use super::history::Change;

impl App {
    /// Undoes the last step, or does the last one that was undone again.
    pub fn travel(&mut self, back: bool) {
        let step = if back {
            self.history.undo()
        } else {
            self.history.redo()
        };
        let Some(step) = step else {
            let what = if back { "undo" } else { "redo" };
            self.notice = Some(format!("there is nothing to {what}"));
            return;
        };
        let mut changes: Vec<&Change> = step.changes.iter().collect();
        if back {
            changes.reverse();
        }
        for change in changes {
            self.set(change, back);
        }
        self.refresh(&step.changes);
        self.selection = step.selection;
        self.refocus(None);
        self.reveal();
        let done = if back { "undone" } else { "redone" };
        self.notice = Some(format!("{done}: {}", step.what));
    }

    fn set(&mut self, change: &Change, back: bool) {
        match change {
            Change::Coding { id, before, after } => {
                let record = if back { before } else { after };
                self.ledger.restore(id, record.as_deref().cloned());
                self.find(id);
            }
            Change::Ledger { before, after } => {
                let ledger = if back { before } else { after };
                self.ledger.clone_from(ledger);
            }
            Change::Memo { of, before, after } => {
                let text = if back { before } else { after };
                self.save_memo(of, text.clone());
            }
            Change::Finished { before, after } => {
                self.finished.clone_from(if back { before } else { after });
                self.save(Work::Finished(self.finished.clone()));
            }
        }
    }
}
