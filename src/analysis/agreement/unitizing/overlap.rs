//! How many segments of one coder the other coder has too, when "the same" means: the same code, and enough of an overlap.
//!
//! It is what desktop programs report for freely drawn segments. Nothing stands for what both coders left unmarked, so it is
//! not corrected for chance; a correction for the number of codes alone is
//! [`brennan_prediger::from_observed`](super::super::brennan_prediger::from_observed).

use super::super::Undefined;
use super::Segment;

/// Of what an overlap is a share.
///
/// Descriptions of programs seldom say which; for segments of unlike length they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// Of the longer of the two segments.
    Longer,
    /// Of all that the two segments cover together, which is never a larger share.
    Union,
}

/// When two segments of one code are taken for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The least share of overlap in percent, 1 to 100. Any overlap at all is 0.
    pub percent: u32,
    /// Of what it is a share.
    pub of: ShareOf,
}

impl Overlap {
    /// Whether two segments have the same code and overlap enough, whole numbers compared exactly.
    #[must_use]
    pub fn holds(self, one: Segment, other: Segment) -> bool {
        let shared = u128::from(one.shared_with(other));
        let whole = match self.of {
            ShareOf::Longer => u128::from(one.length().max(other.length())),
            ShareOf::Union => u128::from(one.length()) + u128::from(other.length()) - shared,
        };
        one.code == other.code && shared > 0 && shared * 100 >= whole * u128::from(self.percent)
    }
}

/// How many segments of two coders the other one has too.
///
/// The two directions differ when one coder has a segment twice over. Matches of texts add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Segments of the first coder.
    pub first: u64,
    /// Those of them that a segment of the second coder matches.
    pub first_matched: u64,
    /// Segments of the second coder.
    pub second: u64,
    /// Those of them that a segment of the first coder matches.
    pub second_matched: u64,
}

impl Matches {
    /// Counts the segments of one text, in any order.
    #[must_use]
    pub fn of(first: &[Segment], second: &[Segment], overlap: Overlap) -> Self {
        Self {
            first: first.len() as u64,
            first_matched: matched(first, second, overlap),
            second: second.len() as u64,
            second_matched: matched(second, first, overlap),
        }
    }

    /// Adds the segments of another text.
    pub fn add(&mut self, other: Self) {
        self.first += other.first;
        self.first_matched += other.first_matched;
        self.second += other.second;
        self.second_matched += other.second_matched;
    }

    /// The share of the first coder's segments that the second coder has: precision, when the second coder is the measure.
    ///
    /// Undefined when the first coder has none.
    pub fn share_of_first(self) -> Result<f64, Undefined> {
        share(self.first_matched, self.first)
    }

    /// The share of the second coder's segments that the first coder has: recall, when the second coder is the measure.
    ///
    /// Undefined when the second coder has none.
    pub fn share_of_second(self) -> Result<f64, Undefined> {
        share(self.second_matched, self.second)
    }

    /// The share of both coders' segments that the other one has.
    ///
    /// Undefined when neither has one.
    pub fn share_of_both(self) -> Result<f64, Undefined> {
        share(
            self.first_matched + self.second_matched,
            self.first + self.second,
        )
    }
}

fn share(matched: u64, all: u64) -> Result<f64, Undefined> {
    if all == 0 {
        return Err(Undefined::NoSegment);
    }
    Ok(matched as f64 / all as f64)
}

/// How many of the segments any of the others matches.
fn matched(segments: &[Segment], others: &[Segment], overlap: Overlap) -> u64 {
    let mut sorted = others.to_vec();
    sorted.sort_unstable_by_key(|other| (other.code, other.begin));
    let longest = others.iter().map(|other| other.length()).max().unwrap_or(0);
    let is_matched = |one: &&Segment| {
        // What overlaps begins before this one's end, and no further before its begin than the longest segment is long.
        let earliest = one.begin.saturating_sub(longest);
        let from = sorted.partition_point(|other| (other.code, other.begin) < (one.code, earliest));
        let candidates = sorted[from..].iter();
        candidates
            .take_while(|other| other.code == one.code && other.begin < one.end)
            .any(|other| overlap.holds(**one, *other))
    };
    segments.iter().filter(is_matched).count() as u64
}

#[cfg(test)]
mod tests {
    use super::super::published::segment;
    use super::*;

    const LONGER: Overlap = Overlap {
        percent: 90,
        of: ShareOf::Longer,
    };
    const UNION: Overlap = Overlap {
        percent: 90,
        of: ShareOf::Union,
    };

    #[test]
    fn nine_tenths_of_the_longer_may_be_less_of_the_union() {
        let (one, other) = (segment(0, 10, 0), segment(1, 11, 0));
        assert!(LONGER.holds(one, other));
        assert!(!UNION.holds(one, other));
        assert!(UNION.holds(one, segment(0, 9, 0)));
        assert!(!LONGER.holds(one, segment(0, 8, 0)));
        assert!(!LONGER.holds(one, segment(0, 10, 1)));
    }

    #[test]
    fn any_overlap_is_more_than_none() {
        let any = Overlap {
            percent: 0,
            of: ShareOf::Union,
        };
        assert!(any.holds(segment(0, 10, 0), segment(9, 99, 0)));
        assert!(!any.holds(segment(0, 10, 0), segment(10, 99, 0)));
    }

    #[test]
    fn matches_are_counted_in_both_directions() {
        let first = [segment(0, 10, 0), segment(0, 9, 0), segment(50, 60, 1)];
        let second = [segment(0, 10, 0), segment(50, 60, 2)];
        let mut found = Matches::of(&first, &second, LONGER);
        assert_eq!((found.first, found.first_matched), (3, 2));
        assert_eq!((found.second, found.second_matched), (2, 1));
        found.add(found);
        assert_eq!(found.share_of_first(), Ok(4.0 / 6.0));
        assert_eq!(found.share_of_second(), Ok(0.5));
        assert_eq!(found.share_of_both(), Ok(0.6));
    }

    #[test]
    fn a_long_segment_that_began_long_before_is_found() {
        let others = [segment(0, 100, 0), segment(90, 91, 0)];
        let any = Overlap {
            percent: 0,
            of: ShareOf::Longer,
        };
        assert_eq!(matched(&[segment(95, 99, 0)], &others, any), 1);
    }

    #[test]
    fn without_segments_there_is_no_share() {
        let found = Matches::of(&[], &[segment(0, 1, 0)], LONGER);
        assert_eq!(found.share_of_first(), Err(Undefined::NoSegment));
        assert_eq!(found.share_of_second(), Ok(0.0));
        assert_eq!(
            Matches::default().share_of_both(),
            Err(Undefined::NoSegment)
        );
    }
}
