//! Krippendorff's `αU` of 2004, which compares the ends of segments by their squared distance.
//!
//! Source: Krippendorff, K. (2004), Measuring the reliability of qualitative text analysis data, *Quality & Quantity* 38,
//! 787–800, and *Content Analysis*, 2nd ed., p. 251–256. Each coder's line is, for one code, an alternation of units and
//! gaps. It depends on the resolution (characters or words), punishes a unit that is split in two even where both halves
//! touch, and can be far below −1.

use super::super::Undefined;
use super::{Continuum, Segment};

/// Observed and expected disagreement on the units of one code, in squared shares of the text's length.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Disagreements {
    /// `D_o`, 0 for perfect agreement.
    pub observed: f64,
    /// `D_e`, that of units and gaps of these lengths in a random order.
    pub expected: f64,
}

impl Disagreements {
    /// `αU`: 1 − `D_o` / `D_e`. Undefined when no disagreement was to be expected, as in a text of one character.
    pub fn alpha(self) -> Result<f64, Undefined> {
        if self.expected > 0.0 {
            Ok(1.0 - self.observed / self.expected)
        } else {
            Err(Undefined::OneCategoryUsed)
        }
    }
}

/// The disagreement on the units of one code in one text.
///
/// There is no accepted way to put texts together: [`Continuum::concatenated`] joins gaps across the seams, and so changes the
/// result. Undefined with fewer than two coders, in an empty text, and when nobody marked a unit of the code.
pub fn disagreements(text: &Continuum, code: u32) -> Result<Disagreements, Undefined> {
    if text.coders().len() < 2 {
        return Err(Undefined::FewerThanTwoCoders);
    }
    if text.length() == 0 {
        return Err(Undefined::EmptyText);
    }
    let of_code = text.only(code);
    if of_code.coders().iter().all(Vec::is_empty) {
        return Err(Undefined::NoSegment);
    }
    Ok(Disagreements {
        observed: observed(&of_code),
        expected: expected(&of_code),
    })
}

/// `αU` over several codes: 1 − Σ `D_o` / Σ `D_e`, in which codes that nobody used have no part.
///
/// Undefined as [`disagreements`] is for every code.
pub fn alpha_over_codes(
    text: &Continuum,
    codes: impl IntoIterator<Item = u32>,
) -> Result<f64, Undefined> {
    let mut sum = Disagreements::default();
    let mut is_used = false;
    for code in codes {
        match disagreements(text, code) {
            Ok(of_code) => {
                sum.observed += of_code.observed;
                sum.expected += of_code.expected;
                is_used = true;
            }
            Err(Undefined::NoSegment) => {}
            Err(other) => return Err(other),
        }
    }
    if is_used {
        sum.alpha()
    } else {
        Err(Undefined::NoSegment)
    }
}

/// The squared differences of all pairs of sections that intersect, over all pairs of coders.
fn observed(text: &Continuum) -> f64 {
    let coders = text.coders();
    let mut sum = 0.0;
    for (at, first) in coders.iter().enumerate() {
        for second in &coders[at + 1..] {
            sum += of_intersecting(first, second) + in_gaps(first, second) + in_gaps(second, first);
        }
    }
    let m = coders.len() as f64;
    let length = text.length() as f64;
    2.0 * sum / (m * (m - 1.0) * length * length)
}

/// Pairs of units that intersect: the squared distances of their begins and of their ends.
fn of_intersecting(first: &[Segment], second: &[Segment]) -> f64 {
    let square = |one: u64, other: u64| (one.abs_diff(other) as f64).powi(2);
    let (mut i, mut j) = (0, 0);
    let mut sum = 0.0;
    while let (Some(one), Some(other)) = (first.get(i), second.get(j)) {
        if one.shared_with(*other) > 0 {
            sum += square(one.begin, other.begin) + square(one.end, other.end);
        }
        // The one that ends first meets nothing more of the other coder.
        if one.end <= other.end {
            i += 1;
        } else {
            j += 1;
        }
    }
    sum
}

/// Units that lie wholly in a gap of the other coder: their squared lengths.
fn in_gaps(units: &[Segment], others: &[Segment]) -> f64 {
    let is_alone = |unit: &&Segment| {
        let next = others.partition_point(|other| other.end <= unit.begin);
        others.get(next).is_none_or(|other| other.begin >= unit.end)
    };
    let alone = units.iter().filter(is_alone);
    alone.map(|unit| (unit.length() as f64).powi(2)).sum()
}

/// The disagreement of each unit with every other unit and with every gap that it fits into, over all places it may lie in.
fn expected(text: &Continuum) -> f64 {
    let units = text.coders().iter().flatten();
    let lengths: Vec<f64> = units.map(|unit| unit.length() as f64).collect();
    let room = Room::of(text);
    let others = (lengths.len() - 1) as f64;
    let of_unit = |&l: &f64| {
        let with_units = others / 3.0 * l * (l - 1.0) * (2.0 * l - 1.0);
        with_units + l * l * room.places(l)
    };
    let sum: f64 = lengths.iter().map(of_unit).sum();
    let length = text.length() as f64;
    let all = text.coders().len() as f64 * length;
    let same: f64 = lengths.iter().map(|l| l * (l - 1.0)).sum();
    2.0 / length * sum / (all * (all - 1.0) - same)
}

/// The gaps of all coders.
struct Room {
    /// The shortest first.
    gaps: Vec<u64>,
    /// The sum of the gaps from each one on.
    sums: Vec<f64>,
}

impl Room {
    fn of(text: &Continuum) -> Self {
        let mut gaps = Vec::new();
        for segments in text.coders() {
            let mut end = 0;
            for unit in segments {
                gaps.push(unit.begin - end);
                end = unit.end;
            }
            gaps.push(text.length() - end);
        }
        gaps.retain(|&gap| gap > 0);
        gaps.sort_unstable();
        let mut sums = vec![0.0; gaps.len() + 1];
        for at in (0..gaps.len()).rev() {
            sums[at] = sums[at + 1] + gaps[at] as f64;
        }
        Self { gaps, sums }
    }

    /// In how many places of all gaps a unit of a length fits: Σ (g − l + 1) over the gaps g that are not shorter.
    fn places(&self, length: f64) -> f64 {
        let at = self.gaps.partition_point(|&gap| (gap as f64) < length);
        let fitting = (self.gaps.len() - at) as f64;
        self.sums[at] - fitting * (length - 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::published::assert_six_digits;
    use super::super::published::{krippendorff_1995, krippendorff_2004, segment};
    use super::*;

    #[track_caller]
    fn assert_near(found: f64, printed: f64, precision: f64) {
        assert!(
            (found - printed).abs() <= precision,
            "{found} is not {printed}"
        );
    }

    #[test]
    fn alpha_of_the_example_of_2004() {
        let text = krippendorff_2004();
        let c = disagreements(&text, 0).unwrap();
        assert_near(c.observed, 0.0144, 5e-5);
        assert_near(c.expected, 0.0532, 5e-5);
        assert_six_digits(c.alpha().unwrap(), 0.728_599);
        let k = disagreements(&text, 1).unwrap();
        assert_six_digits(k.alpha().unwrap(), 1.0);
        let all = alpha_over_codes(&text, 0..5).unwrap();
        assert_six_digits(all, 0.858_665);
        assert_near(all, 0.8591, 5e-4);
    }

    #[test]
    fn observed_disagreement_of_the_examples_of_1995_and_alpha_of_2004_for_them() {
        let text = krippendorff_1995(1);
        for (code, observed, alpha) in [
            (0, 0.031_25, 0.515_288),
            (1, 2.267_361, -1.081_079),
            (2, 0.027_778, 0.603_348),
            (3, 0.387_153, -0.206_849),
        ] {
            let found = disagreements(&text, code).unwrap();
            assert_six_digits(found.observed, observed);
            assert_six_digits(found.alpha().unwrap(), alpha);
        }
    }

    // Of 1995: .553 −.926 .679 .066, from which that of 2004 hardly differs in a long text.
    #[test]
    fn a_text_of_more_than_a_million_characters() {
        let text = krippendorff_1995(50_000);
        for (code, alpha) in [
            (0, 0.552_947),
            (1, -0.928_385),
            (2, 0.693_079),
            (3, 0.065_869),
        ] {
            let found = disagreements(&text, code).unwrap().alpha().unwrap();
            assert_six_digits(found, alpha);
        }
    }

    // DKPro Statistics tests .91, .5351 and −.7003.
    #[test]
    fn one_long_unit_against_three_short_ones() {
        let short = vec![segment(2, 3, 0), segment(4, 5, 0), segment(6, 7, 0)];
        let text = Continuum::new(10, vec![vec![segment(1, 9, 0)], short]).unwrap();
        let found = disagreements(&text, 0).unwrap();
        assert_near(found.observed, 0.91, 1e-12);
        assert_near(found.expected, 0.5351, 1e-4);
        assert_six_digits(found.alpha().unwrap(), -0.700_346);
    }

    #[test]
    fn a_code_that_nobody_used_has_no_alpha() {
        let text = krippendorff_2004();
        assert_eq!(disagreements(&text, 7), Err(Undefined::NoSegment));
        assert_eq!(alpha_over_codes(&text, [7]), Err(Undefined::NoSegment));
        let alone = Continuum::new(10, vec![vec![segment(1, 9, 0)]]).unwrap();
        let reason = Err(Undefined::FewerThanTwoCoders);
        assert_eq!(disagreements(&alone, 0), reason);
        let empty = Continuum::new(0, vec![Vec::new(); 2]).unwrap();
        assert_eq!(disagreements(&empty, 0), Err(Undefined::EmptyText));
    }

    #[test]
    fn texts_put_together_are_another_text() {
        let text = krippendorff_2004();
        let both = Continuum::concatenated(&[text.clone(), text.clone()]);
        let alpha = |text| disagreements(text, 0).unwrap().alpha().unwrap();
        assert!((alpha(&both) - alpha(&text)).abs() > 0.01);
    }
}
