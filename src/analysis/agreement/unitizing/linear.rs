//! The alphas of 2016, which compare how far segments overlap: `u-α`, `|u|-α`, `cu-α` and `(k)u-α`.
//!
//! Source: Krippendorff, K., Mathet, Y., Bouvry, S. and Widlöcher, A. (2016), On the reliability of unitizing textual
//! continua: further developments, *Quality & Quantity* 50, 2347–2364, with its erratum (50, 2365); Krippendorff (2018),
//! *Content Analysis*, 4th ed., 12.6. What no segment covers is a gap, whose characters are drawn one by one where a
//! segment is drawn as a whole. Adjacent segments of one code agree perfectly with one long segment.
//!
//! The pairable length of a segment, which `cu-α` needs for more than two coders, is read as its mean overlap with the other
//! coders' segments: of the readings that were tried, it is the one that gives the printed .724.

use std::collections::BTreeMap;

use super::super::bootstrap::Resampled;
use super::super::{ChanceCorrected, Undefined};
use super::{Continuum, Segment};

/// How many characters coders gave which pair of codes, and how large the segments are that chance may not tear apart.
///
/// Coincidences of texts add up, also of texts that other or fewer coders read: a text weighs as much as its coders times
/// its length. Texts with fewer than two coders add nothing, see [`unpaired`](Self::unpaired). Codes are columns, with the
/// gap as the last one.
#[derive(Clone, Debug, PartialEq)]
pub struct Coincidences {
    codes: usize,
    /// `l_ck`, row by row, in characters of one coder.
    lengths: Vec<f64>,
    /// `S_c`: Σ length² of the segments of each code, and the length of all gaps.
    squares: Vec<f64>,
    /// `S*_c`: Σ pairable length² of the segments of each code.
    pairable_squares: Vec<f64>,
    texts: u64,
    unpaired: u64,
}

impl Coincidences {
    /// Makes the coincidences of no text, with codes from 0 up to and without `codes`.
    #[must_use]
    pub fn empty(codes: usize) -> Self {
        Self {
            codes,
            lengths: vec![0.0; (codes + 1) * (codes + 1)],
            squares: vec![0.0; codes + 1],
            pairable_squares: vec![0.0; codes],
            texts: 0,
            unpaired: 0,
        }
    }

    /// Measures one text.
    ///
    /// Undefined when one coder's segments of different codes overlap, as a character then has no single code; measure each
    /// code by itself instead ([`Continuum::only`]).
    ///
    /// # Panics
    ///
    /// When a segment has a code of `codes` or above.
    pub fn of(text: &Continuum, codes: usize) -> Result<Self, Undefined> {
        let mut sum = Self::empty(codes);
        let overlaps = |pair: &[Segment]| pair[0].end > pair[1].begin;
        if text.coders().iter().any(|one| one.windows(2).any(overlaps)) {
            return Err(Undefined::OverlappingCodes);
        }
        sum.texts = 1;
        if text.coders().len() < 2 {
            sum.unpaired = 1;
            return Ok(sum);
        }
        for coder in 0..text.coders().len() {
            sum.measure(text, coder);
        }
        Ok(sum)
    }

    /// How many texts were measured.
    #[must_use]
    pub fn texts(&self) -> u64 {
        self.texts
    }

    /// How many of them add nothing, because fewer than two coders read them.
    #[must_use]
    pub fn unpaired(&self) -> u64 {
        self.unpaired
    }

    /// How many characters all segments of a code have, over all coders: `l_k`.
    #[must_use]
    pub fn length_of(&self, code: usize) -> f64 {
        self.row(code).iter().sum()
    }

    /// `u-α`: do coders mark the same stretches with the same codes?
    ///
    /// Undefined when no text was read by two coders, or everything is a gap or one code.
    pub fn u_alpha(&self) -> Result<ChanceCorrected, Undefined> {
        self.readable()?;
        let rows: Vec<f64> = (0..=self.codes).map(|code| self.length_of(code)).collect();
        let agreed: f64 = (0..=self.codes).map(|code| self.row(code)[code]).sum();
        corrected(&rows, agreed, &self.squares)
    }

    /// `|u|-α`: do coders find the same stretches relevant, whatever the code?
    ///
    /// For a single code it is the same as `u-α`. Undefined as that is.
    pub fn binary_u_alpha(&self) -> Result<ChanceCorrected, Undefined> {
        self.readable()?;
        let gap = self.codes;
        let gaps = self.length_of(gap);
        let all: f64 = self.lengths.iter().sum();
        let both_gap = self.row(gap)[gap];
        let agreed = all - 2.0 * gaps + 2.0 * both_gap;
        let squares: f64 = self.squares[..gap].iter().sum();
        corrected(&[all - gaps, gaps], agreed, &[squares, self.squares[gap]])
    }

    /// `cu-α`: do coders choose the same code where both marked something?
    ///
    /// Undefined when no stretch was marked by two coders, or all of them carry one code.
    pub fn cu_alpha(&self) -> Result<ChanceCorrected, Undefined> {
        let rows = self.pairable_rows();
        self.readable()?;
        if rows.iter().sum::<f64>() <= 0.0 {
            let is_marked = self.squares[..self.codes]
                .iter()
                .any(|&square| square > 0.0);
            return Err(if is_marked {
                Undefined::NoStretchMarkedByTwo
            } else {
                Undefined::NoSegment
            });
        }
        let agreed: f64 = (0..self.codes).map(|code| self.row(code)[code]).sum();
        corrected(&rows, agreed, &self.pairable_squares)
    }

    /// `(k)u-α`: how reliably is one code told from the others, where both marked something?
    ///
    /// Undefined when no other coder marked anything where the code is, so that its coverage is 0, or when all that two
    /// coders marked carries this code.
    pub fn code_alpha(&self, code: usize) -> Result<CodeAlpha, Undefined> {
        let rows = self.pairable_rows();
        let own = rows[code];
        if own <= 0.0 {
            return Err(Undefined::CategoryNotUsed);
        }
        let all: f64 = rows.iter().sum();
        if is_all(own, all) {
            return Err(Undefined::OneCategoryUsed);
        }
        // Without the factor l* / (l*² − S*), which cancels out.
        let square = self.pairable_squares[code];
        let of_row = own * all - square;
        let with_others = own * (all - own);
        let observed = own - self.row(code)[code];
        Ok(CodeAlpha {
            value: 1.0 - of_row / own * observed / with_others,
            coverage: own / self.length_of(code),
        })
    }

    /// The row sums of the codes without the gap.
    fn pairable_rows(&self) -> Vec<f64> {
        let row = |code| self.row(code)[..self.codes].iter().sum();
        (0..self.codes).map(row).collect()
    }

    /// Refuses texts that no two coders read, and those without a character.
    fn readable(&self) -> Result<(), Undefined> {
        if self.texts == self.unpaired {
            Err(Undefined::FewerThanTwoCoders)
        } else if self.lengths.iter().all(|&length| length <= 0.0) {
            Err(Undefined::EmptyText)
        } else {
            Ok(())
        }
    }

    fn row(&self, code: usize) -> &[f64] {
        &self.lengths[code * (self.codes + 1)..(code + 1) * (self.codes + 1)]
    }

    /// Adds what one coder's segments and gaps share with those of every other coder.
    fn measure(&mut self, text: &Continuum, coder: usize) {
        let coders = text.coders();
        let others = (coders.len() - 1) as f64;
        let mut shared: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        let mut pairable = vec![0_u64; coders[coder].len()];
        for (number, other) in coders.iter().enumerate() {
            if number != coder {
                self.compare(
                    text.length(),
                    &coders[coder],
                    other,
                    &mut shared,
                    &mut pairable,
                );
            }
        }
        for ((code, of_other), length) in shared {
            self.lengths[code * (self.codes + 1) + of_other] += length as f64 / others;
        }
        let mut marked = 0;
        for (one, pairable) in coders[coder].iter().zip(pairable) {
            marked += one.length();
            self.squares[one.code as usize] += (one.length() as f64).powi(2);
            self.pairable_squares[one.code as usize] += (pairable as f64 / others).powi(2);
        }
        self.squares[self.codes] += (text.length() - marked) as f64;
    }

    /// Walks along two coders' lines at once, and adds up the characters of each pair of codes.
    fn compare(
        &self,
        length: u64,
        one: &[Segment],
        other: &[Segment],
        shared: &mut BTreeMap<(usize, usize), u64>,
        pairable: &mut [u64],
    ) {
        let (mut i, mut j, mut at) = (0, 0, 0);
        while at < length {
            let (mine, my_end) = stretch(one.get(i), at, length);
            let (theirs, their_end) = stretch(other.get(j), at, length);
            let end = my_end.min(their_end);
            let number = |code: Option<u32>| code.map_or(self.codes, |code| code as usize);
            *shared.entry((number(mine), number(theirs))).or_default() += end - at;
            if mine.is_some() && theirs.is_some() {
                pairable[i] += end - at;
            }
            i += usize::from(mine.is_some() && my_end == end);
            j += usize::from(theirs.is_some() && their_end == end);
            at = end;
        }
    }
}

impl Resampled for Coincidences {
    fn clear(&mut self) {
        *self = Self::empty(self.codes);
    }

    fn add(&mut self, other: &Self, times: u64) {
        assert_eq!(
            self.codes, other.codes,
            "coincidences that are added have the same codes"
        );
        let add = |mine: &mut Vec<f64>, theirs: &[f64]| {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += theirs * times as f64;
            }
        };
        add(&mut self.lengths, &other.lengths);
        add(&mut self.squares, &other.squares);
        add(&mut self.pairable_squares, &other.pairable_squares);
        self.texts += other.texts * times;
        self.unpaired += other.unpaired * times;
    }
}

/// `(k)u-α` of a code, and of how much of the code it speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CodeAlpha {
    /// The coefficient.
    pub value: f64,
    /// The share of the code's characters where another coder marked something too, 0 to 1. The coefficient is about these
    /// only.
    pub coverage: f64,
}

/// The code that holds at a position, `None` for a gap, and where it ends.
fn stretch(next: Option<&Segment>, at: u64, length: u64) -> (Option<u32>, u64) {
    match next {
        Some(segment) if segment.begin <= at => (Some(segment.code), segment.end),
        Some(segment) => (None, segment.begin),
        None => (None, length),
    }
}

/// Agreement from row sums, what coincides, and the squares of what chance may not tear apart.
fn corrected(rows: &[f64], agreed: f64, squares: &[f64]) -> Result<ChanceCorrected, Undefined> {
    let all: f64 = rows.iter().sum();
    let possible = all * all - squares.iter().sum::<f64>();
    if possible <= 0.0 || rows.iter().any(|&row| is_all(row, all)) {
        return Err(Undefined::OneCategoryUsed);
    }
    let alike: f64 = rows.iter().zip(squares).map(|(row, s)| row * row - s).sum();
    Ok(ChanceCorrected {
        observed: agreed / all,
        expected: alike / possible,
    })
}

/// Whether a part is the whole, but for what sums of floating-point numbers leave. A character of one coder is 1 or, where
/// m coders read, 1/(m − 1).
fn is_all(part: f64, whole: f64) -> bool {
    whole - part < 1e-3
}

#[cfg(test)]
mod tests;
