//! Two ways of dividing what was coded, crossed with each other.
//!
//! A cell counts what belongs to its row and its column, and a total what belongs to any row or any column: by counting,
//! never by adding, so that a person who speaks in two transcripts, or a segment with two codes, is one in the total. Units and
//! denominators are those of [`frequency`](super::frequency).

use std::collections::BTreeMap;

use super::coded::{Coded, Whom};
use super::frequency::entries::{Entry, What, counts, for_each_bucket};
use super::frequency::{By, Counts, Key, Spoken};
use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::coding::Maker;
use crate::study::Study;
use crate::text::Span;
use crate::transcript::Units;

mod dimension;
mod question;
mod spoken;
pub mod suppression;
#[cfg(test)]
mod tests;

use dimension::Dimension;
pub use question::NO_QUESTION;

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
    cells: BTreeMap<(Line, Line), Counts>,
    spoken: BTreeMap<(Line, Line), Spoken>,
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
        self.cells.get(&(row, column)).cloned().unwrap_or_default()
    }

    /// What was said in a cell or a total, coded or not. Codes and themes divide nothing of it: there it is that of
    /// [`Line::ALL`].
    #[must_use]
    pub fn spoken(&self, row: Line, column: Line) -> Spoken {
        let divided = |lines: &Lines, line| if lines.divides { line } else { Line::ALL };
        let place = (divided(&self.rows, row), divided(&self.columns, column));
        self.spoken.get(&place).cloned().unwrap_or_default()
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
        for ((row, column), counts) in other.cells {
            let mine = self.cells.entry((rows[&row], columns[&column]));
            mine.or_default().add(counts);
        }
        for ((row, column), spoken) in other.spoken {
            let mine = self.spoken.entry((rows[&row], columns[&column]));
            mine.or_default().add(spoken);
        }
    }
}

/// Counts one transcript: the turns that count in it.
#[must_use]
pub fn count(crossing: &Crossing<'_>, coded: &Coded<'_>, units: &Units) -> Matrix {
    let rows = Dimension::of(crossing, crossing.rows, coded);
    let columns = Dimension::of(crossing, crossing.columns, coded);
    let crossed = Crossed {
        coded,
        asked: asked(crossing),
        width: columns.keys.len() + 1,
        rows,
        columns,
    };
    let mut cells = BTreeMap::new();
    let buckets = (crossed.rows.keys.len() + 1) * crossed.width;
    for_each_bucket(&crossed.entries(), buckets, |bucket, entries| {
        cells.insert(crossed.place(bucket), counts(entries, coded, units));
    });
    let spoken = spoken::of(
        crossing.unit,
        coded,
        units,
        (&crossed.rows, &crossed.columns),
    );
    Matrix {
        cells,
        spoken,
        rows: Lines::of(crossed.rows),
        columns: Lines::of(crossed.columns),
    }
}

fn asked(crossing: &Crossing<'_>) -> Vec<bool> {
    let mut asked = vec![false; crossing.codebook.codes.len()];
    for code in crossing.codes {
        asked[code.0 as usize] = true;
    }
    asked
}

/// One transcript, divided in two ways.
struct Crossed<'a> {
    coded: &'a Coded<'a>,
    asked: Vec<bool>,
    rows: Dimension,
    columns: Dimension,
    /// How many columns, with the one for all.
    width: usize,
}

impl Crossed<'_> {
    /// Everything that counts, once for each cell and total that it counts in: hits, then segments, in the order of the
    /// text.
    fn entries(&self) -> Vec<Entry> {
        let mut all = Vec::with_capacity(8 * self.coded.hits.len());
        let hits = &self.coded.hits;
        for hit in hits.iter().filter(|hit| hit.stopped.is_none()) {
            let negated = hit.negated.is_some();
            let of = (hit.code, hit.made_by, hit.turn);
            self.push(&mut all, What::Hit, of, hit.span, negated);
        }
        let segments = &self.coded.segments;
        for coding in &segments.codings {
            let of_coding = &segments.hits[coding.hits.start as usize..coding.hits.end as usize];
            for &hit in of_coding {
                let of = (coding.code, hits[hit as usize].made_by, coding.turn);
                self.push(&mut all, What::Segment, of, coding.segment, false);
            }
        }
        all
    }

    fn push(
        &self,
        all: &mut Vec<Entry>,
        what: What,
        (code, made_by, turn): (CodeIndex, Maker, u32),
        span: Span,
        negated: bool,
    ) {
        if !self.asked[code.0 as usize] {
            return;
        }
        let total = [self.rows.keys.len(), self.columns.keys.len()];
        let columns = self.columns.lines(code, made_by, turn);
        for row in self
            .rows
            .lines(code, made_by, turn)
            .into_iter()
            .chain([total[0]])
        {
            for column in columns.iter().copied().chain([total[1]]) {
                all.push(Entry {
                    bucket: row * self.width + column,
                    what,
                    span,
                    negated,
                    turn,
                });
            }
        }
    }

    fn place(&self, bucket: usize) -> (Line, Line) {
        let line = |number: usize, all: usize| match number {
            number if number == all => Line::ALL,
            number => Line::new(number),
        };
        (
            line(bucket / self.width, self.rows.keys.len()),
            line(bucket % self.width, self.columns.keys.len()),
        )
    }
}
