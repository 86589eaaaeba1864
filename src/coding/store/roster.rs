//! Which transcripts a coder has finished: `codings/<coder>/roster.csv`.
//!
//! A transcript without codings says nothing: its coder found nothing in it, or never opened it. The roster tells them apart,
//! and only what is in it counts as "the code is not there" when coders are compared.
//!
//! ```text
//! transcript,finished,hash,state,changes
//! fg1,2026-01-02T10:00:00Z,8e6090be0c2b4368,,
//! fg2,2026-01-05T09:30:00Z,24625dd7f67bc1d0,reopened,1
//! ```
//! A row is never taken away: where two branches meet, git keeps the lines of both, and a row that was only taken away would
//! come back. What is not finished after all is `reopened`, and a row says how many went before it, so that the row that goes
//! on from another counts, in whatever order the two stand and whatever the clocks of two machines said. What was laid under
//! another name of its transcript is `renamed`: nobody took it back, so that it counts again where the name does.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::rows;
use crate::diagnostic::Diagnostic;
use crate::text::Source;

pub(super) const HEADER: [&str; 3] = ["transcript", "finished", "hash"];

/// The column that says that a transcript is not finished after all; written where one is.
pub(super) const STATE: &str = "state";

/// What stands in it.
pub(super) const REOPENED: &str = "reopened";
pub(super) const RENAMED: &str = "renamed";

/// The column that counts what went before a row; written where something did.
pub(super) const CHANGES: &str = "changes";

/// What one coder has finished, and what they have taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// By what the file calls the transcript: its id, or the end of it.
    rows: BTreeMap<String, Row>,
}

/// When a transcript was finished, and in which version of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finished {
    /// RFC 3339 in UTC.
    pub time: String,
    /// The text, as [`hash`](crate::coding::record::hash) tells it.
    pub hash: String,
    /// Columns of later versions, with their names.
    pub other: Vec<(String, String)>,
}

/// What the file says last of a transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// How many rows for this transcript went before it.
    pub(super) changes: usize,
    /// What it says of the transcript.
    pub(super) standing: Standing,
    /// Its time is when that was said.
    pub(super) finished: Finished,
}

/// Whether a transcript is finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It is.
    #[default]
    Finished,
    /// What was said of it was laid under another name.
    Renamed,
    /// It is not after all: somebody took it back.
    Reopened,
}

/// What came of laying what is said of a transcript under another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// It was not finished under the old name.
    Nothing,
    /// It is finished under the new name now.
    Taken,
    /// It is finished under the new name already; that stays.
    There,
    /// Somebody took it back under the new name; that stays.
    TakenBack,
}

impl Row {
    fn is_live(&self) -> bool {
        self.standing == Standing::Finished
    }

    /// The row that goes on from this one.
    fn next(&self, standing: Standing, finished: Finished) -> Self {
        Self {
            changes: self.changes.saturating_add(1),
            standing,
            finished,
        }
    }

    /// Which of two rows counts: the one that goes on from the other, then the later. Where both are of the same second, the
    /// one that claims less.
    fn order(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.changes, it.finished.time.clone(), it.standing);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.finished.cmp(&other.finished))
    }
}

impl Roster {
    /// Reads a roster. A row that cannot be understood is told. Of two rows for one transcript, the one that goes on from the
    /// other counts, or the later one.
    pub fn parse(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Self {
        let mut roster = Self::default();
        rows::parse(source, faults, |name, row| roster.put(name, row));
        roster
    }

    /// The file's text: the same from whatever order of the same rows.
    #[must_use]
    pub fn text(&self) -> String {
        rows::text(&self.rows)
    }

    /// What is finished, by the id of its transcript. `id_of` says which transcript a name stands for; where several names
    /// stand for one, the row counts that went on from the others.
    pub fn finished(&self, id_of: impl Fn(&str) -> Option<String>) -> BTreeMap<String, Finished> {
        let mut last: BTreeMap<String, &Row> = BTreeMap::new();
        for (name, row) in &self.rows {
            let Some(id) = id_of(name) else { continue };
            let known = last.entry(id).or_insert(row);
            if known.order(row) == Ordering::Less {
                *known = row;
            }
        }
        let standing = last.into_iter().filter(|(_, row)| row.is_live());
        standing
            .map(|(id, row)| (id, row.finished.clone()))
            .collect()
    }

    /// Says that a transcript is finished. `stands` says which names stand for it. Columns of later versions stay; where it is
    /// finished already in this version of its text, nothing changes.
    pub fn finish(&mut self, id: &str, stands: impl Fn(&str) -> bool, finished: Finished) {
        let last = self.last(stands);
        let is_there = |row: &Row| {
            row.is_live() && !finished.hash.is_empty() && row.finished.hash == finished.hash
        };
        if last.as_ref().is_some_and(is_there) {
            return;
        }
        let row = match last {
            None => Row {
                finished,
                ..Row::default()
            },
            Some(last) => {
                let other = last.finished.other.clone();
                last.next(Standing::Finished, Finished { other, ..finished })
            }
        };
        self.put(id.to_owned(), row);
    }

    /// Says that a transcript is not finished after all; nothing where it never was. `stands` says which names stand for it.
    pub fn reopen(&mut self, id: &str, stands: impl Fn(&str) -> bool, time: &str) {
        self.end(id, stands, Standing::Reopened, time);
    }

    /// Lays what is said of a transcript under another name: `is_old` says which names stood for it, and `stands` which stand
    /// for `id`. What the new name says by itself stays: that it is finished, or that somebody took it back.
    pub fn rename(
        &mut self,
        is_old: impl Fn(&str) -> bool,
        (id, stands): (&str, impl Fn(&str) -> bool),
        time: &str,
    ) -> Renamed {
        let Some(last) = self.last(&is_old).filter(Row::is_live) else {
            return Renamed::Nothing;
        };
        let said = match self.last(&stands).map(|row| row.standing) {
            None | Some(Standing::Renamed) => Renamed::Taken,
            Some(Standing::Finished) => Renamed::There,
            Some(Standing::Reopened) => Renamed::TakenBack,
        };
        if said == Renamed::Taken {
            self.finish(id, &stands, last.finished);
        }
        let names: Vec<String> = self.rows.keys().filter(|it| is_old(it)).cloned().collect();
        for name in names {
            self.end(&name, |row| row == name, Standing::Renamed, time);
        }
        said
    }

    /// What the file calls the transcripts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows.keys().map(String::as_str)
    }

    /// Says that a transcript no longer counts as finished, where it does.
    fn end(&mut self, id: &str, stands: impl Fn(&str) -> bool, standing: Standing, time: &str) {
        let Some(last) = self.last(stands).filter(Row::is_live) else {
            return;
        };
        let time = time.to_owned();
        let finished = Finished {
            time,
            ..last.finished.clone()
        };
        self.put(id.to_owned(), last.next(standing, finished));
    }

    /// Takes over the rows of another version of the file.
    pub(super) fn take(&mut self, other: Self) {
        for (name, row) in other.rows {
            self.put(name, row);
        }
    }

    fn last(&self, stands: impl Fn(&str) -> bool) -> Option<Row> {
        let rows = self.rows.iter().filter(|(name, _)| stands(name));
        rows.map(|(_, row)| row).max_by(|a, b| a.order(b)).cloned()
    }

    fn put(&mut self, name: String, row: Row) {
        match self.rows.get(&name) {
            Some(known) if known.order(&row) != Ordering::Less => {}
            _ => {
                self.rows.insert(name, row);
            }
        }
    }
}

#[cfg(test)]
mod tests;
