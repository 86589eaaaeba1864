//! Capitalised words that people wrote themselves: in the memos of codings, and in tables of people and documents.
//!
//! No transcript is counted here, and small letters say nothing: `mark` in a hasty memo is no reason to pass over Mark.

use std::collections::HashSet;

use super::super::codings::memo_of_line;
use super::{Kind, Looked, Remaining, starts};
use crate::exchange::pseudonym::{Key, Replaced};
use crate::text::{Landmarks, Source, Span};
use crate::transcript::cells;

/// Columns whose cells are the ids and labels that transcripts have, or one of a few known words.
const OURS: &[&str] = &["id", "labels", "role", "transcript"];

impl Remaining {
    /// Looks through the memo of a coding, a line of the file `name`.
    pub fn look_at_memo(&mut self, key: &Key, (name, number): (&str, usize), line: &str) {
        let Some(memo) = memo_of_line(line) else {
            return;
        };
        let source = Source::new(name, memo);
        let text = source.text();
        let whole = Span::new(0, text.len());
        let looked = Looked {
            key,
            id: name,
            source: &source,
            replaced: &key.replace(text),
            starts: starts(text, &Landmarks::of(text), std::iter::once(whole)),
            // All of a memo stands on the line of its coding.
            kind: Kind::Elsewhere { line: Some(number) },
        };
        self.look_in(&looked, &[whole]);
    }

    /// Looks through the cells of a table below its header. A cell is no sentence: whatever has a capital counts.
    pub fn look_at_table(&mut self, key: &Key, name: &str, source: &Source, replaced: &Replaced) {
        let mut rows = cells::read(source).rows.into_iter();
        let Some(header) = rows.next() else {
            return;
        };
        let is_free = |column: usize| {
            let name = header.get(column).map_or("", |it| it.text.trim());
            !OURS.iter().any(|ours| name.eq_ignore_ascii_case(ours))
        };
        let cells = rows.flat_map(|row| row.into_iter().enumerate());
        let cells = cells.filter(|(column, _)| is_free(*column));
        let stretches: Vec<Span> = cells.map(|(_, cell)| cell.span).collect();
        let looked = Looked {
            key,
            id: name,
            source,
            replaced,
            starts: HashSet::new(),
            kind: Kind::Elsewhere { line: None },
        };
        self.look_in(&looked, &stretches);
    }
}
