//! Every character of a text as a unit that each coder marked or did not mark.
//!
//! This is how NVivo computes kappa, and what ATLAS.ti's binary alpha is about. It rewards long segments and knows no
//! boundaries. Characters are not independent: an interval that takes them for units is absurdly narrow, so resample texts
//! ([`bootstrap`](super::super::bootstrap)).

use super::super::Tally;
use super::{Continuum, Segment};

/// Counts the characters by which coders marked them, in two categories: unmarked (0) and marked (1).
///
/// A character is marked once, however many of a coder's segments cover it. For one code, give [`Continuum::only`] it. It
/// takes time by segments, not by characters.
#[must_use]
pub fn tally(text: &Continuum) -> Tally {
    let coders = text.coders();
    let mut tally = Tally::empty(coders.len(), 2);
    let mut ends: Vec<u64> = coders
        .iter()
        .flatten()
        .flat_map(|segment| [segment.begin, segment.end])
        .chain([text.length()])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let mut lines: Vec<Line> = coders.iter().map(|segments| Line::of(segments)).collect();
    let mut at = 0;
    for end in ends {
        if end > at {
            let unit: Vec<_> = lines
                .iter_mut()
                .map(|line| Some(u32::from(line.is_marked(at))))
                .collect();
            tally.count(&unit, end - at);
            at = end;
        }
    }
    tally
}

/// One coder's segments, read from left to right.
struct Line<'s> {
    segments: &'s [Segment],
    /// Where the marked stretch ends that was reached last.
    end: u64,
}

impl<'s> Line<'s> {
    fn of(segments: &'s [Segment]) -> Self {
        Self { segments, end: 0 }
    }

    /// Whether a segment covers a position that lies behind those asked for before.
    fn is_marked(&mut self, at: u64) -> bool {
        while let [next, rest @ ..] = self.segments
            && next.begin <= at
        {
            self.end = self.end.max(next.end);
            self.segments = rest;
        }
        at < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::published::assert_six_digits;
    use super::super::super::{cohen, krippendorff, percent, scott};
    use super::super::published::{alex_paul_suzan, krippendorff_1995, segment};
    use super::*;

    // NVivo's help: 1,000 characters, 50 coded by both, 150 by one, here 70 by the first and 80 by the second.
    #[test]
    fn kappa_of_characters_is_that_of_nvivo() {
        let (first, second) = (segment(100, 220, 0), segment(170, 300, 0));
        let text = Continuum::new(1_000, vec![vec![first], vec![second]]).unwrap();
        let tally = tally(&text);
        assert_eq!(tally.comparable_units(), 1_000);
        assert_six_digits(percent::unit_mean(&tally).unwrap(), 0.85);
        let kappa = cohen::kappa(&tally.pair(0, 1)).unwrap().value().unwrap();
        assert_six_digits(kappa, 0.314_442);
    }

    // Krippendorff (1995) prints kappa .385 .385 .314 and pi .314 .314 .314 for the pairs A, B and C, and alpha .329.
    #[test]
    fn three_pairs_of_1995_look_alike_by_character() {
        for (code, kappa) in [(0, 0.385), (1, 0.385), (2, 0.314)] {
            let margins = tally(&krippendorff_1995(1).only(code)).pair(0, 1);
            let found = cohen::kappa(&margins).unwrap().value().unwrap();
            assert!((found - kappa).abs() < 1e-3);
            let found = scott::pi(&margins).unwrap().value().unwrap();
            assert!((found - 0.314).abs() < 1e-3);
        }
        let pair_a = tally(&krippendorff_1995(1).only(0));
        let alpha = krippendorff::nominal_alpha(&pair_a).unwrap();
        assert!((alpha.value().unwrap() - 0.329).abs() < 1e-3);
    }

    #[test]
    fn each_character_counts_once_whatever_overlaps() {
        let first = vec![segment(2, 9, 0), segment(3, 5, 1), segment(9, 12, 1)];
        let text = Continuum::new(20, vec![first, Vec::new()]).unwrap();
        let tally = tally(&text);
        assert_eq!(tally.ratings_of(0), [10, 10]);
        assert_eq!(tally.ratings_of(1), [20, 0]);
    }

    #[test]
    fn stretches_are_counted_as_single_characters_are() {
        let text = alex_paul_suzan();
        let mut one_by_one = Tally::empty(3, 2);
        for at in 0..text.length() {
            let is_marked = |segments: &Vec<Segment>| {
                let covers = |one: &Segment| one.begin <= at && at < one.end;
                Some(u32::from(segments.iter().any(covers)))
            };
            let unit: Vec<_> = text.coders().iter().map(is_marked).collect();
            one_by_one.count(&unit, 1);
        }
        assert_eq!(tally(&text), one_by_one);
    }
}
