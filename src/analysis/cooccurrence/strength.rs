//! How strongly two codes go together, from four counts.

/// How often two codes are found, and how often together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// How often the first code is found (n1).
    pub first: u64,
    /// How often the second is (n2).
    pub second: u64,
    /// How often they are found together (n12).
    pub both: u64,
}

/// The c-coefficient, n12 / (n1 + n2 - n12).
///
/// Of units that a code is in or not, it lies between 0 and 1 and is Jaccard's coefficient. Of overlapping stretches it may
/// exceed 1, because one stretch can overlap several; where pairs are as many as the stretches of both codes together, or
/// more, it has no value. `None` also where neither code is found. Source: ATLAS.ti, user manual, "Code co-occurrence
/// analysis", which prints 5 / (100 + 10 - 5) = 0.048.
#[must_use]
pub fn c_coefficient(of: Meeting) -> Option<f64> {
    let all = of.first + of.second;
    (all > of.both).then(|| of.both as f64 / (all - of.both) as f64)
}

/// Jaccard's coefficient: of the units that one of the codes is in, the share that both are in, from 0 to 1.
///
/// `None` where neither code is found. Source: Jaccard, P. (1912). The distribution of the flora in the alpine zone. New
/// Phytologist, 11(2), 37-50.
#[must_use]
pub fn jaccard(of: Meeting) -> Option<f64> {
    c_coefficient(of)
}

/// Pointwise mutual information to the base 2: log2 of (n12 N / (n1 n2)), where N is the number of units.
///
/// 0 where the codes meet as often as by chance, 1 where twice as often, -1 where half as often. `None` where they never
/// meet, for which the formula gives minus infinity. Source: Church, K. W., and Hanks, P. (1990). Word association norms,
/// mutual information, and lexicography. Computational Linguistics, 16(1), 22-29.
#[must_use]
pub fn pmi(of: Meeting, units: u64) -> Option<f64> {
    // In floating point: the product of four counts may exceed 64 bits.
    let expected = of.first as f64 * of.second as f64;
    (of.both > 0).then(|| (of.both as f64 * units as f64 / expected).log2())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(first: u64, second: u64, both: u64) -> Meeting {
        Meeting {
            first,
            second,
            both,
        }
    }

    fn is_near(found: Option<f64>, expected: f64) -> bool {
        found.is_some_and(|found| (found - expected).abs() < 1e-6)
    }

    #[test]
    fn the_c_coefficient_is_the_one_that_the_manual_prints() {
        assert!(is_near(c_coefficient(meeting(100, 10, 5)), 0.047_619));
        assert_eq!(c_coefficient(meeting(3, 4, 0)), Some(0.0));
        assert_eq!(c_coefficient(meeting(0, 0, 0)), None);
    }

    #[test]
    fn of_overlapping_stretches_it_may_exceed_one_and_may_have_no_value() {
        assert_eq!(c_coefficient(meeting(2, 4, 4)), Some(2.0));
        assert_eq!(c_coefficient(meeting(2, 2, 4)), None);
        assert_eq!(c_coefficient(meeting(3, 3, 9)), None);
    }

    #[test]
    fn mutual_information_is_to_the_base_two() {
        assert!(is_near(pmi(meeting(18, 14, 6), 40), -0.070_389));
        assert_eq!(pmi(meeting(4, 4, 4), 8), Some(1.0));
        assert_eq!(pmi(meeting(4, 4, 0), 8), None);
        assert_eq!(pmi(meeting(0, 4, 0), 8), None);
    }

    #[test]
    fn mutual_information_of_large_counts_does_not_overflow() {
        let many = 1 << 40;
        assert!(is_near(pmi(meeting(many, many, many), many), 0.0));
    }
}
