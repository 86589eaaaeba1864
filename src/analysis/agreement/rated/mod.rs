//! From the codings of several coders on one transcript to units by coders: the coding sheet of content analysis.
//!
//! # What is decided here
//! - **Units** ([`Grain`]): sentences, paragraphs or turns with a word in them, or single characters. Only speech that
//!   counts has units: labels, headings and, by default, moderators' questions have none.
//! - **A coder rates a unit with a code** where one of the coder's codings of the code, or of a code below it, covers a word
//!   of the unit. A coding covers the words that lie wholly inside of it; one that holds no whole word covers those that it
//!   touches. So one letter too many at an end of a coding does not code the next sentence. With [`Plan::overlap`], so
//!   large a share of the unit's words has to be covered. Several codings of one coder and code are one rating.
//! - **Missing is not absent**: a coder who has not rated the transcript has no say on any of its units.
//! - **The universe** ([`Universe`]): all units, or only those that somebody coded. It decides how much is agreement that a
//!   code is absent.
//!
//! All units stand on one line, unit by unit or character by character, and a coding is a stretch of that line. So both
//! are counted by the same few functions.
//!
//! Where coders draw stretches freely there are no units, and the universe decides nothing: [`Spans`].

use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::text::Span;
use crate::transcript::{Transcript, Turn, Units};

use super::Tally;
use super::label_sets::LabelSet;

mod characters;
mod marks;
mod spans;
mod spoken;
mod sweep;

pub use marks::{LeftOut, Mark, Marked};
pub use spans::{Alike, Neighbours, Spans};
pub(in crate::analysis) use spoken::Spoken;

use characters::Characters;
use sweep::{Stretch, sweep, union};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A segment: a sentence, a paragraph or a turn.
    Segment(Unit),
    /// A character (code point) of speech. Characters are not independent of each other: see
    /// [`bootstrap`](super::bootstrap).
    Character,
}

/// Which units there are to agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Universe {
    /// All that was said by those who count.
    All,
    /// What at least one coder coded, with whichever of the codes.
    Coded,
}

/// How codings become ratings.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The codebook, for its tree.
    pub codebook: &'a Codebook,
    /// The codes that are compared, in the order of the codebook.
    pub codes: &'a [CodeIndex],
    /// What a unit is.
    pub grain: Grain,
    /// Which units there are.
    pub universe: Universe,
    /// How much of a segment's words a coder's codings have to cover, in percent; 0 for one word. Characters are covered
    /// or not.
    pub overlap: u32,
}

/// The ratings of one transcript.
#[derive(Clone, Debug)]
pub struct RatedText {
    /// One for each code that is compared: absent (0) or present (1).
    pub codes: Vec<Tally>,
    /// How many units there are.
    pub units: u64,
    /// The codes that each coder laid on each segment, without the codes above them. Empty for characters.
    pub sets: Vec<Vec<Option<LabelSet>>>,
    /// Where coders differ, by place and code.
    pub differences: Vec<Difference>,
    /// Codings that cover no speech that counts.
    pub outside: usize,
}

/// A unit that some coders gave a code and others did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it is; for characters the stretch of one paragraph.
    pub span: Span,
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// The code as it was laid; a code above it does not differ once more.
    pub code: CodeIndex,
    /// What each coder says; `None` for who has not rated the transcript.
    pub coders: Vec<Option<bool>>,
}

/// Units in a row, on which codings are stretches.
trait Line {
    /// How many units there are.
    fn length(&self) -> u64;
    /// The units that codings of one coder rate, in order, without overlap.
    fn rated(&self, marks: &[Mark]) -> Vec<Stretch>;
    /// What a stretch is in the transcript, with the turn of each piece.
    fn pieces(&self, stretch: Stretch) -> Vec<(Span, u32)>;
}

impl RatedText {
    /// Takes the codings of each coder on a transcript; `None` for a coder who has not rated it.
    ///
    /// `units` are those of the transcript, and `counts` says whose turns count.
    #[must_use]
    pub fn of(
        plan: &Plan<'_>,
        (transcript, units): (&Transcript, &Units),
        counts: impl Fn(&Turn) -> bool,
        coders: &[Option<Vec<Mark>>],
    ) -> Self {
        match plan.grain {
            Grain::Segment(unit) => {
                let line = Spoken::of(transcript, units, unit, counts).covered_by(plan.overlap);
                let mut ratings = Rated::of(plan, coders, &line).ratings(&line);
                ratings.outside = outside(coders, |mark| line.covers(mark));
                ratings
            }
            Grain::Character => {
                let line = Characters::of(transcript, counts);
                let mut ratings = Rated::of(plan, coders, &line).ratings(&line);
                ratings.sets.clear();
                ratings.outside = outside(coders, |mark| line.covers(mark));
                ratings
            }
        }
    }
}

fn outside(coders: &[Option<Vec<Mark>>], covers: impl Fn(Mark) -> bool) -> usize {
    let marks = coders.iter().flatten().flatten();
    marks.filter(|&&mark| !covers(mark)).count()
}

/// Each coder's codings as stretches of the line.
struct Rated<'a> {
    plan: &'a Plan<'a>,
    /// By code that is compared, then by coder: the code with those below it.
    whole: Vec<Vec<Vec<Stretch>>>,
    /// By code that is compared, then by coder: the code alone, as it was laid.
    laid: Vec<Vec<Vec<Stretch>>>,
    /// By coder: whether the transcript was rated at all.
    coders: Vec<bool>,
}

impl<'a> Rated<'a> {
    fn of(plan: &'a Plan<'a>, coders: &[Option<Vec<Mark>>], line: &impl Line) -> Self {
        let sorted = |marks: &Option<Vec<Mark>>| {
            let mut marks = marks.clone().unwrap_or_default();
            marks.retain(|mark| plan.codes.contains(&mark.code));
            marks.sort_unstable();
            marks
        };
        let marks: Vec<Vec<Mark>> = coders.iter().map(sorted).collect();
        let stretches = |codes: std::ops::Range<u32>| {
            let of_coder = |marks: &Vec<Mark>| line.rated(between(marks, &codes));
            marks.iter().map(of_coder).collect::<Vec<_>>()
        };
        let codes = plan.codes.iter();
        Self {
            plan,
            whole: codes
                .clone()
                .map(|code| stretches(plan.codebook.code(*code).subtree.clone()))
                .collect(),
            laid: codes.map(|code| stretches(code.0..code.0 + 1)).collect(),
            coders: coders.iter().map(Option::is_some).collect(),
        }
    }

    fn ratings(&self, line: &impl Line) -> RatedText {
        let universe = match self.plan.universe {
            Universe::All => vec![Stretch::new(0, line.length())],
            Universe::Coded => union(self.laid.iter().flatten().flatten().copied()),
        };
        let units = universe.iter().map(|it| it.length()).sum();
        RatedText {
            codes: self.whole.iter().map(|it| self.tally(it, units)).collect(),
            units,
            sets: self.sets(&universe, line.length()),
            differences: self.differences(line),
            outside: 0,
        }
    }

    /// What coders say of some units, from whether each has them coded.
    fn cells(&self, is_coded: &[bool]) -> Vec<Option<bool>> {
        let cells = self.coders.iter().zip(is_coded);
        cells
            .map(|(&has_rated, &is_coded)| has_rated.then_some(is_coded))
            .collect()
    }

    /// Counts the units that somebody coded one stretch after the other, and all others at once.
    fn tally(&self, coders: &[Vec<Stretch>], units: u64) -> Tally {
        let numbers = |cells: Vec<Option<bool>>| -> Vec<Option<u32>> {
            cells.into_iter().map(|cell| cell.map(u32::from)).collect()
        };
        let mut tally = Tally::empty(coders.len(), 2);
        let mut coded = 0;
        sweep(coders, |stretch, is_coded| {
            coded += stretch.length();
            tally.count(&numbers(self.cells(is_coded)), stretch.length());
        });
        let nowhere = vec![false; coders.len()];
        tally.count(&numbers(self.cells(&nowhere)), units - coded);
        tally
    }

    fn sets(&self, universe: &[Stretch], length: u64) -> Vec<Vec<Option<LabelSet>>> {
        if self.plan.grain == Grain::Character {
            return Vec::new();
        }
        let place = |number: u64| usize::try_from(number).expect("units are in memory");
        let empty = |has_rated: &bool| has_rated.then(LabelSet::new);
        let nothing: Vec<Option<LabelSet>> = self.coders.iter().map(empty).collect();
        let mut sets = vec![nothing; place(length)];
        for (code, coders) in self.plan.codes.iter().zip(&self.laid) {
            for (coder, stretches) in coders.iter().enumerate() {
                for unit in stretches.iter().flat_map(|it| it.begin..it.end) {
                    let set = sets[place(unit)][coder].as_mut();
                    set.expect("who codes has rated").insert(code.0);
                }
            }
        }
        let wanted = universe.iter().flat_map(|it| it.begin..it.end);
        wanted
            .map(|unit| std::mem::take(&mut sets[place(unit)]))
            .collect()
    }

    fn differences(&self, line: &impl Line) -> Vec<Difference> {
        let mut found = Vec::new();
        for (&code, coders) in self.plan.codes.iter().zip(&self.laid) {
            sweep(coders, |stretch, is_coded| {
                let cells = self.cells(is_coded);
                if cells.contains(&Some(true)) && cells.contains(&Some(false)) {
                    found.extend(
                        line.pieces(stretch)
                            .into_iter()
                            .map(|(span, turn)| Difference {
                                span,
                                turn,
                                code,
                                coders: cells.clone(),
                            }),
                    );
                }
            });
        }
        found.sort_by_key(|it| (it.span, it.code));
        found
    }
}

/// The marks, which are sorted, of codes in a row.
fn between<'m>(marks: &'m [Mark], codes: &std::ops::Range<u32>) -> &'m [Mark] {
    let first = marks.partition_point(|mark| mark.code.0 < codes.start);
    let end = marks.partition_point(|mark| mark.code.0 < codes.end);
    &marks[first..end]
}

#[cfg(test)]
mod tests;
