//! What was done, to be undone: pairs of before and after.

use thematica::coding::ledger::Ledger;
use thematica::coding::record::Record;
use thematica::coding::store::Finished;

use super::select::Selection;

/// What a memo is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemoOf {
    /// A coding, by its name.
    Coding(String),
    /// A code, by its id.
    Code(String),
    /// The transcript.
    Transcript,
}

/// One thing that became another.
#[derive(Clone, Debug)]
pub enum Change {
    /// A coding.
    Coding {
        /// Its name.
        id: String,
        /// As it was; `None` where it was not there.
        before: Option<Box<Record>>,
        /// As it is now.
        after: Option<Box<Record>>,
    },
    /// All codings: where two versions of one were decided between.
    Ledger {
        /// As they were.
        before: Box<Ledger>,
        /// As they are now.
        after: Box<Ledger>,
    },
    /// A memo on a code or the transcript.
    Memo {
        /// On what.
        of: MemoOf,
        /// As it was.
        before: String,
        /// As it is now.
        after: String,
    },
    /// Whether the transcript is finished.
    Finished {
        /// As it was.
        before: Option<Finished>,
        /// As it is now.
        after: Option<Finished>,
    },
}

/// What one key did.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it was, for people: `coded “Trust”`.
    pub what: String,
    /// What changed, in order.
    pub changes: Vec<Change>,
    /// What was selected.
    pub selection: Selection,
}

/// All that was done since the transcript was opened.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Notes what was done. What was undone before cannot be redone any more.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
    }

    /// The last step, to be undone.
    pub fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step that was undone last, to be done again.
    pub fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}
