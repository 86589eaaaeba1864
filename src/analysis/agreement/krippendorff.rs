//! Krippendorff's alpha, for categories that are names and for values with a distance.
//!
//! Source: Krippendorff, K. (2011), *Computing Krippendorff's alpha-reliability*; (2018), *Content Analysis*, 4th ed.,
//! chapter 12. A unit with r ratings adds 1/(r − 1) for each ordered pair of them, so that every pairable rating counts
//! once. Units with fewer than two ratings are left out altogether, also from the frequencies that make up chance.

use super::{ChanceCorrected, Ratings, Tally, Undefined, percent};

/// Krippendorff's alpha for categories that are names, of two or more coders with or without missing ratings.
///
/// `observed` is `1 − D_o` and `expected` is `1 − D_e`. Undefined when no unit was rated by two coders; its value when
/// all pairable ratings are in one category.
pub fn nominal_alpha(tally: &Tally) -> Result<ChanceCorrected, Undefined> {
    let observed = percent::pairable_values(tally)?;
    let in_category = |category: usize| -> u64 {
        tally
            .groups_from(2)
            .map(|group| group.ratings[category])
            .sum()
    };
    let frequencies: Vec<u64> = (0..tally.categories()).map(in_category).collect();
    let all = frequencies.iter().sum::<u64>() as f64;
    let alike: f64 = frequencies
        .iter()
        .map(|&n| n as f64 * (n as f64 - 1.0))
        .sum();
    Ok(ChanceCorrected {
        observed,
        expected: alike / (all * (all - 1.0)),
    })
}

/// Observed and expected disagreement of values with a distance, as sums that add up over units.
///
/// The values are the categories of [`Ratings`]; what they stand for and how far they are apart is in the distance.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    coders: usize,
    /// The distances of pairs of ratings of the same unit, each by 1/(r − 1), over ordered pairs.
    observed: f64,
    /// How often each value was given in units with two ratings or more.
    frequencies: Vec<u64>,
}

impl Disagreement {
    /// Makes the disagreement of no units.
    #[must_use]
    pub fn empty(coders: usize, values: usize) -> Self {
        Self {
            coders,
            observed: 0.0,
            frequencies: vec![0; values],
        }
    }

    /// Adds up the disagreement within units.
    #[must_use]
    pub fn of(ratings: &Ratings, distance: impl Fn(usize, usize) -> f64) -> Self {
        let mut sum = Self::empty(ratings.coders(), ratings.categories());
        for unit in ratings.units() {
            let values: Vec<usize> = unit.iter().flatten().map(|&value| value as usize).collect();
            if values.len() < 2 {
                continue;
            }
            let mut within = 0.0;
            for (at, &one) in values.iter().enumerate() {
                sum.frequencies[one] += 1;
                within += values[..at]
                    .iter()
                    .map(|&other| distance(one, other))
                    .sum::<f64>();
            }
            sum.observed += 2.0 * within / (values.len() - 1) as f64;
        }
        sum
    }

    /// Adds the disagreement of other units `times` times.
    ///
    /// # Panics
    ///
    /// When the other one is of another number of coders or of other values.
    pub fn add(&mut self, other: &Self, times: u64) {
        assert_eq!(
            (self.coders, self.frequencies.len()),
            (other.coders, other.frequencies.len()),
            "disagreements that are added have the same coders and values"
        );
        self.observed += other.observed * times as f64;
        for (mine, theirs) in self.frequencies.iter_mut().zip(&other.frequencies) {
            *mine += theirs * times;
        }
    }

    /// Forgets all units.
    pub fn clear(&mut self) {
        self.observed = 0.0;
        self.frequencies.fill(0);
    }

    /// Krippendorff's alpha with the distance of which this is the sum: 0 for values that are alike, and the same both
    /// ways.
    ///
    /// `observed` and `expected` are one minus the disagreements, and are shares only if no distance exceeds 1. Undefined
    /// when no unit was rated by two coders, and when no two pairable values are apart.
    pub fn alpha(
        &self,
        distance: impl Fn(usize, usize) -> f64,
    ) -> Result<ChanceCorrected, Undefined> {
        if self.coders < 2 {
            return Err(Undefined::FewerThanTwoCoders);
        }
        let all = self.frequencies.iter().sum::<u64>() as f64;
        if all < 2.0 {
            return Err(Undefined::NoUnitRatedByTwo);
        }
        let used = self.frequencies.iter().enumerate();
        let used: Vec<(usize, f64)> = used
            .filter(|&(_, &count)| count > 0)
            .map(|(value, &count)| (value, count as f64))
            .collect();
        let mut expected = 0.0;
        for (at, &(one, count)) in used.iter().enumerate() {
            let below = used[..at].iter();
            expected += count
                * below
                    .map(|&(other, theirs)| theirs * distance(one, other))
                    .sum::<f64>();
        }
        Ok(ChanceCorrected {
            observed: 1.0 - self.observed / all,
            expected: 1.0 - 2.0 * expected / (all * (all - 1.0)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::published::{
        assert_six_digits, fleiss_1971, krippendorff_2011_a, krippendorff_2011_b,
        krippendorff_2011_c, of_coders,
    };
    use super::super::scott;
    use super::*;

    fn alpha_of(ratings: &Ratings) -> f64 {
        nominal_alpha(&Tally::of(ratings)).unwrap().value().unwrap()
    }

    fn differs(one: usize, other: usize) -> f64 {
        f64::from(u8::from(one != other))
    }

    #[test]
    fn alpha_of_the_examples_of_krippendorff() {
        assert_six_digits(alpha_of(&krippendorff_2011_a()), 0.095_238);
        assert_six_digits(alpha_of(&krippendorff_2011_b()), 0.691_964);
        assert_six_digits(alpha_of(&krippendorff_2011_c()), 0.743_421);
    }

    // R's irr gives .430878 here: its count of pairable values is m − 1 times too large for complete data.
    #[test]
    fn alpha_of_complete_ratings_of_more_than_two_coders() {
        assert_six_digits(alpha_of(&fleiss_1971()), 0.433_410);
    }

    #[test]
    fn for_two_coders_alpha_is_pi_with_a_correction_for_few_units() {
        let ratings = krippendorff_2011_b();
        let pi = scott::pi(&ratings.crosstab(0, 1).margins()).unwrap();
        let pi = pi.value().unwrap();
        let expected = pi + (1.0 - pi) / 24.0;
        assert!((alpha_of(&ratings) - expected).abs() < 1e-12);
    }

    #[test]
    fn names_are_values_at_distance_one() {
        for ratings in [krippendorff_2011_c(), fleiss_1971()] {
            let sum = Disagreement::of(&ratings, differs);
            let alpha = sum.alpha(differs).unwrap().value().unwrap();
            assert!((alpha - alpha_of(&ratings)).abs() < 1e-12);
        }
    }

    // Krippendorff (2011), section D, prints .815, .849 and .797 for ranks, intervals and ratios of the data of C.
    #[test]
    fn a_distance_of_numbers_gives_the_alpha_of_intervals() {
        let square = |a: usize, b: usize| (a as f64 - b as f64).powi(2);
        let sum = Disagreement::of(&krippendorff_2011_c(), square);
        let alpha = sum.alpha(square).unwrap().value().unwrap();
        assert!((alpha - 0.849).abs() < 5e-4);
    }

    #[test]
    fn a_rating_without_another_of_the_same_unit_counts_nowhere() {
        let with = of_coders(3, &["0012.", "00112"]);
        let without = of_coders(3, &["0012", "0011"]);
        assert_eq!(
            nominal_alpha(&Tally::of(&with)),
            nominal_alpha(&Tally::of(&without))
        );
    }

    #[test]
    fn without_differences_or_pairs_there_is_no_alpha() {
        let same = of_coders(2, &["111", "111"]);
        let alpha = nominal_alpha(&Tally::of(&same)).unwrap();
        assert_eq!(alpha.value(), Err(Undefined::OneCategoryUsed));
        let alpha = Disagreement::of(&same, differs).alpha(differs).unwrap();
        assert_eq!(alpha.value(), Err(Undefined::OneCategoryUsed));
        let lone = of_coders(2, &["1.", ".1"]);
        let reason = Err(Undefined::NoUnitRatedByTwo);
        assert_eq!(nominal_alpha(&Tally::of(&lone)), reason);
        assert_eq!(Disagreement::of(&lone, differs).alpha(differs), reason);
    }
}
