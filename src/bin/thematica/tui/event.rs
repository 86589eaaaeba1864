//! What happens to the screen, and what it wants to be done.

use std::sync::Arc;

use ratatui::crossterm::event::{KeyEvent, MouseEvent};
use thematica::codebook::Codebook;
use thematica::coding::ledger::Ledger;
use thematica::coding::record::Record;
use thematica::coding::store::Finished;

use super::app::Leave;
use super::history::MemoOf;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse was used.
    Mouse(MouseEvent),
    /// A text was pasted.
    Paste(String),
    /// The window has another size: columns and rows.
    Resize(u16, u16),
    /// Whether the transcript on the disk is another than the one that is shown, where that is so since now.
    Changed(bool),
    /// Something was written, or could not be.
    Saved(Saved),
    /// The codebook has the new code, or could not be written.
    Codebook(Result<Arc<Codebook>, String>),
    /// A memo comes back from the editor.
    Edited(MemoOf, Result<String, String>),
}

/// What became of [`Effect::Save`].
#[derive(Debug)]
pub struct Saved {
    /// The number of the last that was written, or could not be.
    pub number: u64,
    /// What it was.
    pub kind: Kind,
    /// What came of it.
    pub result: Result<Option<Merged>, String>,
}

/// What was written together with what another program had written meanwhile.
#[derive(Debug)]
pub enum Merged {
    /// Codings.
    Codings {
        /// What we wanted to write.
        sent: Box<Ledger>,
        /// What stands in the file now.
        written: Box<Ledger>,
    },
    /// A memo.
    Memo {
        /// On what.
        of: MemoOf,
        /// What stands in the file now.
        written: String,
    },
}

/// Something to be written.
#[derive(Debug)]
pub enum Work {
    /// Codings that were changed, by name; without one where it is not there any more. With nothing in it, what could not be
    /// written before is tried again.
    Codings(Vec<(String, Option<Record>)>),
    /// All codings of the transcript.
    Ledger(Box<Ledger>),
    /// Whether it is finished.
    Finished(Option<Finished>),
    /// A memo on a code or on the transcript.
    Memo {
        /// On what.
        of: MemoOf,
        /// As it was read.
        before: String,
        /// As it is to be.
        text: String,
    },
}

/// What kind of work it is: a later one of a kind makes up for an earlier one that failed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Codings.
    Codings,
    /// Whether it is finished.
    Finished,
    /// This memo.
    Memo(MemoOf),
}

impl Work {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Codings(_) | Self::Ledger(_) => Kind::Codings,
            Self::Finished(_) => Kind::Finished,
            Self::Memo { of, .. } => Kind::Memo(of.clone()),
        }
    }
}

/// A code that is to be written into the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub label: String,
    /// The id of the code above it.
    pub parent: Option<String>,
}

/// Something that is to be done.
#[derive(Debug)]
pub enum Effect {
    /// Write this; its number comes back.
    Save(u64, Work),
    /// Open a memo in the user's editor.
    Editor(MemoOf, String),
    /// Write a code into the codebook.
    NewCode(Wanted),
    /// Leave.
    Leave(Leave),
    /// Read another transcript: its number in the list, or its name.
    Open(String),
}
