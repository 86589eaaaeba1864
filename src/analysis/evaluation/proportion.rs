//! Shares with their intervals, and why a share does not exist.

use crate::analysis::agreement::{Interval, normal_quantile};

/// Why a figure does not exist for the data at hand, in a sentence for people.
///
/// Programs put 0 or 1 in place of these, and a table of results hides which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Undefined {
    /// Precision is out of what the rules coded.
    #[error("the rules coded no segment")]
    RulesCodedNothing,
    /// Recall is out of what the coder coded.
    #[error("the coder coded no segment")]
    CoderCodedNothing,
    /// F1 is about what either coded.
    #[error("neither coded a segment")]
    NobodyCoded,
    /// A mean needs something to be the mean of.
    #[error("it is undefined for every code")]
    NoCodeDefined,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proportion {
    /// How many.
    pub count: u64,
    /// Out of how many.
    pub of: u64,
}

impl Proportion {
    /// The share; `None` of nothing.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }

    /// Wilson's score interval of 95 %, without correction for continuity; `None` of nothing.
    ///
    /// It takes the cases for independent. Sentences of one transcript are not quite, so that the interval is somewhat too
    /// narrow; it says what the number of cases alone allows.
    ///
    /// Source: Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, *Journal of the
    /// American Statistical Association* 22; method 3 of Newcombe, R. G. (1998), Two-sided confidence intervals for the
    /// single proportion, *Statistics in Medicine* 17.
    #[must_use]
    pub fn wilson(self) -> Option<Interval> {
        let share = self.share()?;
        let n = self.of as f64;
        let z = normal_quantile(0.975);
        let middle = 2.0 * n * share + z * z;
        let half = z * (z * z + 4.0 * n * share * (1.0 - share)).sqrt();
        let below = 2.0 * (n + z * z);
        // At the ends the formula gives exactly 0 and 1, floating-point numbers nearly.
        let lower = if self.count == 0 {
            0.0
        } else {
            (middle - half) / below
        };
        let upper = if self.count == self.of {
            1.0
        } else {
            (middle + half) / below
        };
        Some(Interval { lower, upper })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_intervals_are_those_that_newcombe_printed() {
        for (count, of, lower, upper) in [
            (81, 263, 0.255_289, 0.366_210),
            (15, 148, 0.062_386, 0.160_487),
            (0, 20, 0.0, 0.161_125),
            (1, 29, 0.006_113, 0.171_755),
        ] {
            let found = Proportion { count, of }.wilson().unwrap();
            assert!((found.lower - lower).abs() < 1e-6, "{found:?}");
            assert!((found.upper - upper).abs() < 1e-6, "{found:?}");
            // What is counted the other way round is the mirror image.
            let mirror = Proportion {
                count: of - count,
                of,
            };
            let mirror = mirror.wilson().unwrap();
            assert!((mirror.lower + found.upper - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn nothing_has_no_share_and_no_interval() {
        let nothing = Proportion::default();
        assert_eq!((nothing.share(), nothing.wilson()), (None, None));
        let all = Proportion { count: 3, of: 3 };
        assert_eq!(all.share(), Some(1.0));
        assert!((all.wilson().unwrap().upper - 1.0).abs() < f64::EPSILON);
    }
}
