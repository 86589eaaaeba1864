//! Codings from elsewhere: tables, JSON lines, and what `grep` prints.
//!
//! What a row says of its place is a [`Where`]: [`Where::find`] looks for it in the transcript. Nothing is guessed: a quote
//! that stands in several places is refused, with what would tell them apart.

use std::ops::Range;

use serde_json::Number;

use crate::coding::record::{Record, State};

mod grep;
mod lines;
mod place;
mod table;
#[cfg(test)]
mod tests;

pub use grep::of_grep;
pub use lines::of_lines;
pub use place::{NotFound, Seen, Where};
pub use table::{COLUMNS, of_table};

/// A coding that somebody wants to be made.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The line of the file that says so, from 1.
    pub line: usize,
    /// Which transcript: its id, the end of it, or its path.
    pub transcript: String,
    /// Who coded, where the file says so.
    pub coder: Option<String>,
    /// The code, by id or path; `None` where the file does not say it.
    pub code: Option<String>,
    /// Where it is.
    pub place: Where,
    /// A number that the coder gave it.
    pub weight: Option<Number>,
    /// What the coder wrote about it.
    pub memo: Option<String>,
    /// Whether it stands.
    pub state: State,
    /// When it was made, where the file says so.
    pub made: Option<String>,
    /// What made it, where the file says so.
    pub with: Option<String>,
    /// All that a line of a store says, where it comes from one.
    pub record: Option<Box<Record>>,
}

/// What is wrong with a row: one sentence without a full stop, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Fault {
    fn new(line: usize, message: impl Into<String>) -> Self {
        Self {
            line,
            message: message.into(),
            help: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What was read: the rows that can be understood, and what is wrong with the others.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// In the order of the file.
    pub wanted: Vec<Wanted>,
    /// In the order of the file.
    pub faults: Vec<Fault>,
}

/// A range as people write it: `120..140`, code points from 0, the end not included.
pub fn range(written: &str) -> Option<Range<usize>> {
    let (start, end) = written.split_once("..")?;
    let (start, end) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    (start < end).then_some(start..end)
}
