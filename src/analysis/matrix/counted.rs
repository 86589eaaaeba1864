//! One transcript, counted.

use std::collections::BTreeMap;

use super::dimension::Dimension;
use super::strangers::Strangers;
use super::{Axis, ByPlace, Content, Crossing, Line, Lines, Matrix, spoken};
use crate::analysis::coded::Coded;
use crate::analysis::frequency::entries::{Entry, What, counts, for_each_bucket};
use crate::codebook::CodeIndex;
use crate::coding::Maker;
use crate::study::Study;
use crate::text::Span;
use crate::transcript::Units;

/// Counts one transcript: the turns that count in it.
#[must_use]
pub fn count(crossing: &Crossing<'_>, coded: &Coded<'_>, units: &Units) -> Matrix {
    let rows = Dimension::of(crossing, crossing.rows, coded);
    let columns = Dimension::of(crossing, crossing.columns, coded);
    let crossed = Crossed {
        study: crossing.study,
        coded,
        units,
        is_inner: inner(crossing),
        asked: asked(crossing),
        width: columns.keys.len() + 1,
        rows,
        columns,
    };
    let cells = crossed.contents(Laid::OnOrBelow);
    let has_codes = [crossing.rows, crossing.columns].contains(&&Axis::Code);
    let own = if has_codes {
        crossed.contents(Laid::OnInner)
    } else {
        BTreeMap::new()
    };
    let (spoken, strangers) = spoken::of(
        (crossing.study, crossing.unit),
        coded,
        units,
        (&crossed.rows, &crossed.columns),
    );
    Matrix {
        cells,
        own,
        spoken,
        strangers,
        rows: Lines::of(crossed.rows),
        columns: Lines::of(crossed.columns),
    }
}

/// What counts for the line of a code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Laid {
    /// The code and those below it.
    OnOrBelow,
    /// Only the code itself, where there are others below it.
    OnInner,
}

fn inner(crossing: &Crossing<'_>) -> Vec<bool> {
    let codes = crossing.codebook.codes.iter();
    codes.map(|code| code.subtree.len() > 1).collect()
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
    study: &'a Study,
    coded: &'a Coded<'a>,
    units: &'a Units,
    asked: Vec<bool>,
    /// By code, whether there are others below it.
    is_inner: Vec<bool>,
    rows: Dimension,
    columns: Dimension,
    /// How many columns, with the one for all.
    width: usize,
}

impl Crossed<'_> {
    /// What stands in each cell and total that anything counts in.
    fn contents(&self, laid: Laid) -> ByPlace<Content> {
        let mut contents = BTreeMap::new();
        let buckets = (self.rows.keys.len() + 1) * self.width;
        for_each_bucket(&self.entries(laid), buckets, |bucket, entries| {
            let counts = counts(entries, self.coded, self.units);
            let strangers = if counts.persons.undeclared() > 0 {
                let segments = entries.iter().filter(|entry| entry.what == What::Segment);
                Strangers::of(self.study, self.coded, segments.map(|entry| entry.turn))
            } else {
                Strangers::default()
            };
            contents.insert(self.place(bucket), Content { counts, strangers });
        });
        contents
    }

    /// Everything that counts, once for each cell and total that it counts in: hits, then segments, in the order of the
    /// text.
    fn entries(&self, laid: Laid) -> Vec<Entry> {
        let mut all = Vec::with_capacity(8 * self.coded.hits.len());
        let hits = &self.coded.hits;
        for hit in hits.iter().filter(|hit| hit.stopped.is_none()) {
            let negated = hit.negated.is_some();
            let of = (hit.code, hit.made_by, hit.turn);
            self.push(&mut all, laid, What::Hit, of, hit.span, negated);
        }
        let segments = &self.coded.segments;
        for coding in &segments.codings {
            let of_coding = &segments.hits[coding.hits.start as usize..coding.hits.end as usize];
            for &hit in of_coding {
                let of = (coding.code, hits[hit as usize].made_by, coding.turn);
                self.push(&mut all, laid, What::Segment, of, coding.segment, false);
            }
        }
        all
    }

    fn push(
        &self,
        all: &mut Vec<Entry>,
        laid: Laid,
        what: What,
        (code, made_by, turn): (CodeIndex, Maker, u32),
        span: Span,
        negated: bool,
    ) {
        let is_own = laid == Laid::OnInner;
        if !self.asked[code.0 as usize] || (is_own && !self.is_inner[code.0 as usize]) {
            return;
        }
        let total = [self.rows.keys.len(), self.columns.keys.len()];
        let [rows, columns] = [&self.rows, &self.columns].map(|dimension| {
            let mut lines = dimension.lines(code, made_by, turn);
            if is_own && !dimension.divides() {
                // Codes come from below: the first is the code itself.
                lines.truncate(1);
            }
            lines
        });
        for row in rows.into_iter().chain([total[0]]) {
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
