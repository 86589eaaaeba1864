//! Intervals of confidence from a standard error.

use super::Undefined;

/// An interval of confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub lower: f64,
    /// The upper bound.
    pub upper: f64,
}

impl Interval {
    /// The interval of so many standard errors to each side of an estimate, cut off at 1, which no coefficient exceeds.
    ///
    /// Undefined when the standard error is zero: the formula would claim certainty, which no sample gives.
    pub(super) fn around(
        estimate: f64,
        standard_error: f64,
        quantile: f64,
    ) -> Result<Self, Undefined> {
        // What sums of floating-point numbers leave of zero is zero.
        if standard_error < 1e-12 {
            return Err(Undefined::NoVariation);
        }
        Ok(Self {
            lower: estimate - quantile * standard_error,
            upper: (estimate + quantile * standard_error).min(1.0),
        })
    }
}

/// The quantile that leaves half of what `confidence` leaves to each side: .95 gives the quantile of .975.
pub(super) fn two_sided(confidence: f64) -> f64 {
    assert!(
        confidence > 0.0 && confidence < 1.0,
        "a confidence level lies between 0 and 1"
    );
    0.5 + confidence / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_ends_at_one_and_needs_a_standard_error() {
        let interval = Interval::around(0.75, 0.25, 2.0).unwrap();
        assert_eq!((interval.lower, interval.upper), (0.25, 1.0));
        assert_eq!(Interval::around(1.0, 0.0, 2.0), Err(Undefined::NoVariation));
        assert!((two_sided(0.95) - 0.975).abs() < 1e-15);
    }
}
