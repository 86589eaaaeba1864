//! Two ways of dividing what was coded, crossed with each other.
//!
//! A cell counts what belongs to its row and its column, and a total what belongs to any row or any column: by counting,
//! never by adding, so that a person who speaks in two transcripts, or a segment with two codes, is one in the total. Units and
//! denominators are those of [`frequency`](super::frequency).

use std::collections::BTreeMap;

use super::People;
use super::coded::Whom;
use super::frequency::{By, Counts, Key, Spoken};
use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::study::Study;

mod counted;
mod dimension;
mod question;
mod spoken;
mod strangers;
pub mod suppression;
#[cfg(test)]
mod tests;

pub use counted::count;
use dimension::Dimension;
pub use question::NO_QUESTION;
use strangers::Strangers;

/// What rows or columns are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The codes that are asked for, each with those below it.
    Code,
    /// Their themes, each with what was asked for below it.
    Theme,
    /// Those whose codings are counted.
    Coder,
    /// Questions: the last turn of a moderator, before a turn or that turn itself, in which a question mark stands, as
    /// `transcript:turn`. Turns before the first are [`NO_QUESTION`].
    Question,
    /// What divides what was said.
    By(By),
}

/// How transcripts are counted.
#[derive(Clone, Copy, Debug)]
pub struct Crossing<'a> {
    /// The study, for its participants' table.
    pub study: &'a Study,
    /// The codebook, for its tree.
    pub codebook: &'a Codebook,
    /// The codes that are asked for; other codings do not count.
    pub codes: &'a [CodeIndex],
    /// Those whose codings are counted, for [`Axis::Coder`].
    pub coders: &'a [(String, Whom)],
    /// What a segment is.
    pub unit: Unit,
    /// What the rows are.
    pub rows: &'a Axis,
    /// What the columns are.
    pub columns: &'a Axis,
}

/// The counts of all cells and totals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The rows, in order.
    pub rows: Lines,
    /// The columns, in order.
    pub columns: Lines,
    cells: ByPlace<Content>,
    /// Of inner codes, what is coded with them and with nothing below them.
    own: ByPlace<Content>,
    spoken: ByPlace<Spoken>,
    /// Who of those who speak is known by a label only.
    strangers: ByPlace<Strangers>,
}

/// By row and column.
type ByPlace<T> = BTreeMap<(Line, Line), T>;

/// What stands in a cell or a total.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// The counts.
    pub counts: Counts,
    /// Who of the people in them is known by a label only.
    strangers: Strangers,
}

impl Content {
    /// The fewest people that can be behind it: a label that participants.csv does not name is one person over all
    /// transcripts, where `counts` has one in each.
    #[must_use]
    pub fn fewest_people(&self) -> u64 {
        fewest(&self.counts.persons, &self.strangers)
    }

    fn add(&mut self, other: Self) {
        self.counts.add(other.counts);
        self.strangers.add(other.strangers);
    }
}

fn fewest(people: &People, strangers: &Strangers) -> u64 {
    strangers.fewest_with(people.count() - people.undeclared())
}

/// The rows or the columns of a matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    named: BTreeMap<Key, Line>,
    /// What is said of a line beside its name: the words of a question.
    captions: BTreeMap<Line, String>,
    /// Whether what is said is divided among them, and not only what is coded.
    divides: bool,
}

/// A row or a column: a number of a [`Matrix`], or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line(u32);

impl Line {
    /// All rows or columns: the total.
    pub const ALL: Self = Self(u32::MAX);

    fn new(number: usize) -> Self {
        Self(u32::try_from(number).expect("a table has fewer than 2^32 lines"))
    }
}

impl Lines {
    /// Their names with their numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, Line)> {
        self.named.iter().map(|(key, line)| (key, *line))
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.named.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// What is said of a line beside its name: the words of a question.
    #[must_use]
    pub fn caption(&self, line: Line) -> Option<&str> {
        self.captions.get(&line).map(String::as_str)
    }

    fn of(dimension: Dimension) -> Self {
        let divides = dimension.divides();
        let (keys, captions) = (dimension.keys, dimension.captions);
        let captions = captions.into_iter().enumerate();
        Self {
            captions: captions
                .filter(|(_, it)| !it.is_empty())
                .map(|(number, it)| (Line::new(number), it))
                .collect(),
            named: keys.into_iter().zip((0..).map(Line)).collect(),
            divides,
        }
    }

    /// Adds the lines of another transcript, and says which they are here, by their number there.
    fn add(&mut self, other: &Self) -> BTreeMap<Line, Line> {
        self.divides |= other.divides;
        let mut here = BTreeMap::from([(Line::ALL, Line::ALL)]);
        for (key, line) in &other.named {
            let next = Line::new(self.named.len());
            let mine = match self.named.get(key) {
                Some(mine) => *mine,
                None => *self.named.entry(key.clone()).or_insert(next),
            };
            here.insert(*line, mine);
            if let Some(caption) = other.captions.get(line) {
                self.captions.insert(mine, caption.clone());
            }
        }
        here
    }
}

impl Matrix {
    /// The counts of a cell or a total.
    #[must_use]
    pub fn counts(&self, row: Line, column: Line) -> Counts {
        self.content(row, column).counts
    }

    /// The counts of a cell or a total, and who is behind them.
    #[must_use]
    pub fn content(&self, row: Line, column: Line) -> Content {
        self.cells.get(&(row, column)).cloned().unwrap_or_default()
    }

    /// What is coded with the code of a row or a column itself, and not with one below it; nothing where there is none
    /// below it, and where no line is one of [`Axis::Code`].
    #[must_use]
    pub fn own(&self, row: Line, column: Line) -> Content {
        self.own.get(&(row, column)).cloned().unwrap_or_default()
    }

    /// The fewest people that can speak in a cell or a total, counted as in [`Content::fewest_people`].
    #[must_use]
    pub fn fewest_speakers(&self, row: Line, column: Line) -> u64 {
        let strangers = self.strangers.get(&self.divided(row, column));
        let none = Strangers::default();
        fewest(
            &self.spoken(row, column).persons,
            strangers.unwrap_or(&none),
        )
    }

    /// What was said in a cell or a total, coded or not. Codes and themes divide nothing of it: there it is that of
    /// [`Line::ALL`].
    #[must_use]
    pub fn spoken(&self, row: Line, column: Line) -> Spoken {
        let place = self.divided(row, column);
        self.spoken.get(&place).cloned().unwrap_or_default()
    }

    fn divided(&self, row: Line, column: Line) -> (Line, Line) {
        let divided = |lines: &Lines, line| if lines.divides { line } else { Line::ALL };
        (divided(&self.rows, row), divided(&self.columns, column))
    }

    /// Whether anyone who counts says anything.
    #[must_use]
    pub fn is_spoken(&self) -> bool {
        !self.spoken.is_empty()
    }

    /// Adds the counts of another transcript.
    pub fn add(&mut self, other: Self) {
        let rows = self.rows.add(&other.rows);
        let columns = self.columns.add(&other.columns);
        let here = |(row, column): (Line, Line)| (rows[&row], columns[&column]);
        for (place, content) in other.cells {
            self.cells.entry(here(place)).or_default().add(content);
        }
        for (place, content) in other.own {
            self.own.entry(here(place)).or_default().add(content);
        }
        for (place, spoken) in other.spoken {
            self.spoken.entry(here(place)).or_default().add(spoken);
        }
        for (place, strangers) in other.strangers {
            let mine = self.strangers.entry(here(place));
            mine.or_default().add(strangers);
        }
    }
}
