//! What the rows of `query` show.

use thematica::report::{Cell, Column};

use crate::commands::place::Place;

/// What stands around a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// So many turns before and after.
    Turns(u32),
    /// So many lines of speech before and after.
    Lines(u32),
}

/// What rows show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub context: Option<Context>,
    /// Whether memos are shown.
    pub memos: bool,
    pub eyes: bool,
}

impl Shown {
    pub fn new(context: Option<Context>, memos: bool, eyes: bool) -> Self {
        Self {
            context,
            memos,
            eyes,
        }
    }

    pub fn columns(self) -> Vec<Column> {
        let mut columns;
        if self.eyes {
            columns = Place::columns_for_eyes();
            let heading = match self.context {
                None => "Segment",
                Some(Context::Turns(_)) => "Turn",
                Some(Context::Lines(_)) => "What is said",
            };
            columns.push(Column::text("text", heading));
            columns.extend(self.memos.then(|| Column::text("memos", "Memo")));
            return columns;
        }
        columns = Place::columns();
        columns.extend(["codes", "found", "text"].map(|name| Column::text(name, name)));
        columns.extend(self.memos.then(|| Column::text("memos", "memos")));
        if self.context.is_some() {
            columns.extend(["before", "after"].map(|name| Column::text(name, name)));
        }
        columns
    }

    pub fn is_for_eyes(self) -> bool {
        self.eyes
    }

    /// Whether blocks of rows are set apart.
    pub fn is_apart(self) -> bool {
        self.eyes && self.context.is_some()
    }

    /// What stands between » and «, for a note.
    pub fn marks(self) -> Option<&'static str> {
        match self.context {
            _ if !self.eyes => None,
            None => Some("Between » and « stands what was found in a segment."),
            Some(_) => Some("Between » and « stand the segments that were found."),
        }
    }

    /// A row that sets two blocks apart.
    pub fn gap(self) -> Vec<Cell> {
        let mut gap = vec![Cell::Empty; self.columns().len()];
        gap[0] = Cell::text("…");
        gap
    }
}
