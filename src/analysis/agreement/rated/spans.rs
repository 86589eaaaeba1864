//! Codings as stretches that coders drew freely, where there are no given units.

use std::ops::Range;

use super::super::unitizing::overlap::{Matches, Overlap};
use super::super::unitizing::{Continuum, Segment, joined};
use super::characters::Characters;
use super::{Difference, Line, Mark, Plan};
use crate::codebook::CodeIndex;
use crate::text::Span;
use crate::transcript::{Transcript, Turn};

/// The codings of one transcript on the line of all characters of speech that counts.
///
/// Labels, headings and turns that do not count are not on the line: a coding that goes over them is one stretch.
#[derive(Clone, Debug)]
pub struct Spans {
    length: u64,
    /// By coder; `None` for a coder who has not rated the transcript.
    coders: Vec<Option<Vec<Laid>>>,
    /// The codes that are compared.
    codes: Vec<CodeIndex>,
    /// Codings that cover no speech that counts.
    pub outside: usize,
}

/// One coding.
#[derive(Clone, Copy, Debug)]
struct Laid {
    /// Its code is the place among the codes that are compared.
    segment: Segment,
    span: Span,
    turn: u32,
}

impl Spans {
    /// Takes the codings of each coder on a transcript; `None` for a coder who has not rated it. The same stretch with the
    /// same code is one coding, however often a coder laid it.
    #[must_use]
    pub fn of(
        plan: &Plan<'_>,
        transcript: &Transcript,
        counts: impl Fn(&Turn) -> bool,
        coders: &[Option<Vec<Mark>>],
    ) -> Self {
        let line = Characters::of(transcript, counts);
        let mut outside = 0;
        let mut lay = |mark: &Mark| {
            let Some(stretch) = line.stretch(mark.span) else {
                outside += 1;
                return None;
            };
            let code = plan.codes.binary_search(&mark.code).ok()?;
            let first = line.pieces(stretch);
            Some(Laid {
                segment: Segment {
                    begin: stretch.begin,
                    end: stretch.end,
                    code: u32::try_from(code).expect("a code has 32 bits"),
                },
                span: mark.span,
                turn: first.first().map_or(0, |(_, turn)| *turn),
            })
        };
        let mut of_coder = |marks: &Vec<Mark>| {
            let mut laid: Vec<Laid> = marks.iter().filter_map(&mut lay).collect();
            laid.sort_by_key(|it| it.segment);
            laid.dedup_by_key(|it| it.segment);
            laid
        };
        Self {
            length: line.length(),
            coders: coders
                .iter()
                .map(|marks| marks.as_ref().map(&mut of_coder))
                .collect(),
            codes: plan.codes.to_vec(),
            outside,
        }
    }

    /// Whether a coder has rated the transcript.
    #[must_use]
    pub fn has_rated(&self, coder: usize) -> bool {
        self.coders[coder].is_some()
    }

    /// How many codings of some codes in a row a coder has.
    #[must_use]
    pub fn count(&self, coder: usize, codes: Range<usize>) -> usize {
        self.segments(coder, &codes).map_or(0, |it| it.len())
    }

    /// How many codings of the coders of a group overlap or touch another one of the same coder and code.
    #[must_use]
    pub fn neighbours(&self, group: &[usize]) -> Neighbours {
        let mut found = Neighbours::default();
        for &coder in group {
            let Some(all) = self.segments(coder, &(0..self.codes.len())) else {
                continue;
            };
            let mut one = joined(all.clone());
            found.joined += all.len() - one.len();
            one.sort_unstable_by_key(|it| (it.code, it.begin));
            let touch =
                |pair: &&[Segment]| pair[0].code == pair[1].code && pair[0].end == pair[1].begin;
            found.touching += one.windows(2).filter(touch).count();
        }
        found
    }

    /// One code with those below it, as places among the codes that are compared: the coders of a group who have rated the
    /// transcript, with their codings, joined where one coder's overlap.
    #[must_use]
    pub fn of_codes(&self, group: &[usize], codes: Range<usize>) -> Continuum {
        let as_one = |one: Segment| Segment { code: 0, ..one };
        self.continuum(group, &codes, as_one)
    }

    /// All codes as they were laid.
    #[must_use]
    pub fn all(&self, group: &[usize]) -> Continuum {
        self.continuum(group, &(0..self.codes.len()), |one| one)
    }

    fn continuum(
        &self,
        group: &[usize],
        codes: &Range<usize>,
        of: impl Fn(Segment) -> Segment,
    ) -> Continuum {
        let coders = group.iter().filter_map(|&coder| {
            let segments = self.segments(coder, codes)?;
            Some(joined(segments.into_iter().map(&of).collect()))
        });
        Continuum::new(self.length, coders.collect())
            .expect("segments lie on the line, and are joined where they overlap")
    }

    /// How many codings of two coders the other one has too; nothing where one of them has not rated the transcript.
    ///
    /// With [`Alike::AnyOfThem`] all codes of the range are taken for one.
    #[must_use]
    pub fn matches(
        &self,
        (first, second): (usize, usize),
        codes: Range<usize>,
        alike: Alike,
        overlap: Overlap,
    ) -> Matches {
        let segments = |coder: usize| {
            let segments = self.segments(coder, &codes)?.into_iter();
            let as_one = |one: Segment| Segment { code: 0, ..one };
            Some(match alike {
                Alike::SameCode => segments.collect(),
                Alike::AnyOfThem => segments.map(as_one).collect::<Vec<_>>(),
            })
        };
        match (segments(first), segments(second)) {
            (Some(first), Some(second)) => Matches::of(&first, &second, overlap),
            _ => Matches::default(),
        }
    }

    /// The codings that not every other coder has too, with who has.
    #[must_use]
    pub fn differences(&self, overlap: Overlap) -> Vec<Difference> {
        let mut found = Vec::new();
        for (coder, laid) in self.coders.iter().enumerate() {
            for one in laid.iter().flatten() {
                let says = |(other, theirs): (usize, &Option<Vec<Laid>>)| {
                    let theirs = theirs.as_ref()?;
                    let has = |it: &Laid| overlap.holds(one.segment, it.segment);
                    Some(other == coder || theirs.iter().any(has))
                };
                let coders: Vec<_> = self.coders.iter().enumerate().map(says).collect();
                if coders.contains(&Some(false)) {
                    found.push(Difference {
                        span: one.span,
                        turn: one.turn,
                        code: self.codes[one.segment.code as usize],
                        coders,
                    });
                }
            }
        }
        found.sort_by(|a, b| (a.span, a.code, &b.coders).cmp(&(b.span, b.code, &a.coders)));
        // Of coders who drew the same stretch each has found it.
        found.dedup();
        found
    }

    fn segments(&self, coder: usize, codes: &Range<usize>) -> Option<Vec<Segment>> {
        let laid = self.coders[coder].as_ref()?.iter();
        let segments = laid.map(|it| it.segment);
        Some(
            segments
                .filter(|it| codes.contains(&(it.code as usize)))
                .collect(),
        )
    }
}

/// Codings of one coder and code that stand side by side.
///
/// Units of one code do not overlap (Krippendorff 2004), so that what overlaps is measured as one stretch. What only touches is two
/// units, as the coder drew it: where one thing ends and the next begins is part of what unitizing is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// How many fewer stretches there are since those that overlap were joined.
    pub joined: usize,
    /// How many times one stretch ends where the next begins.
    pub touching: usize,
}

impl Neighbours {
    /// Adds those of another transcript.
    pub fn add(&mut self, other: Self) {
        self.joined += other.joined;
        self.touching += other.touching;
    }
}

/// When two codings may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// When they have the same code.
    SameCode,
    /// When both have one of the codes: a code and those below it.
    AnyOfThem,
}
