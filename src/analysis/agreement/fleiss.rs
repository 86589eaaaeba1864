//! Fleiss' kappa of two or more coders, with two conventions for missing ratings.
//!
//! Source: Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, *Psychological Bulletin* 76,
//! 378–382. It generalises Scott's pi, not Cohen's kappa: agreement by chance comes from the preferences of all coders
//! taken together. Fleiss had no missing ratings; where there are any, two conventions give two numbers.

use super::{ChanceCorrected, Tally, Undefined, percent};

/// Fleiss' kappa from all units, as Gwet extends it to missing ratings.
///
/// Observed agreement is the mean over units that two coders rated. A unit that only one coder rated still shapes the
/// preferences, and so agreement by chance. Source: Gwet, K. L. (2014), *Handbook of Inter-Rater Reliability*, 4th ed.;
/// irrCAC. Undefined when no unit was rated by two coders; its value when all ratings are in one category.
pub fn kappa(tally: &Tally) -> Result<ChanceCorrected, Undefined> {
    let observed = percent::unit_mean(tally)?;
    let preferences = preferences(tally, 1);
    Ok(ChanceCorrected {
        observed,
        expected: chance(&preferences),
    })
}

/// Fleiss' kappa from the units that all coders rated, every other unit dropped.
///
/// This is what R's irr and statsmodels compute. Undefined when no unit was rated by all coders; its value when all
/// ratings of complete units are in one category.
pub fn kappa_of_complete_units(tally: &Tally) -> Result<ChanceCorrected, Undefined> {
    let coders = tally.coders();
    if coders < 2 {
        return Err(Undefined::FewerThanTwoCoders);
    }
    let complete = tally.group(coders);
    if complete.units == 0 {
        return Err(Undefined::NoCompleteUnit);
    }
    let pairs = complete.raters * (complete.raters - 1) * complete.units;
    Ok(ChanceCorrected {
        observed: complete.agreeing as f64 / pairs as f64,
        expected: chance(&preferences(tally, coders)),
    })
}

/// The share of each category in the ratings of a unit, as the mean over the units that at least so many coders rated.
///
/// A category that all ratings are in has a share of exactly 1.
pub(super) fn preferences(tally: &Tally, raters: usize) -> Vec<f64> {
    let units: u64 = tally.groups_from(raters).map(|group| group.units).sum();
    let ratings_with = |category: usize| {
        tally
            .groups_from(raters)
            .map(move |group| group.ratings[category])
            .sum::<u64>()
    };
    let share = |category: usize| {
        let others = (0..tally.categories()).filter(|&other| other != category);
        if units > 0 && others.map(ratings_with).sum::<u64>() == 0 {
            return 1.0;
        }
        let of_group = tally
            .groups_from(raters)
            .map(|group| group.ratings[category] as f64 / group.raters as f64);
        of_group.sum::<f64>() / units as f64
    };
    (0..tally.categories()).map(share).collect()
}

fn chance(preferences: &[f64]) -> f64 {
    preferences.iter().map(|share| share * share).sum()
}

#[cfg(test)]
mod tests {
    use super::super::Ratings;
    use super::super::published::{assert_six_digits, fleiss_1971, krippendorff_2011_c};
    use super::*;

    #[test]
    fn kappa_of_the_example_of_fleiss_is_his() {
        let tally = Tally::of(&fleiss_1971());
        let all = kappa(&tally).unwrap().value().unwrap();
        assert_six_digits(all, 0.430_245);
        let complete = kappa_of_complete_units(&tally).unwrap().value().unwrap();
        assert_six_digits(complete, all);
    }

    // Fleiss prints .248 .248 .517 .470 .565, from rounded proportions.
    #[test]
    fn kappa_of_each_diagnosis_is_that_of_fleiss_but_for_his_rounding() {
        let exact = [0.244_755, 0.244_755, 0.52, 0.471_127, 0.566_118];
        for (category, exact) in (0..).zip(exact) {
            let tally = Tally::of(&fleiss_1971().dichotomised(category));
            assert_six_digits(kappa(&tally).unwrap().value().unwrap(), exact);
        }
    }

    #[test]
    fn with_missing_ratings_the_two_conventions_differ() {
        let tally = Tally::of(&krippendorff_2011_c());
        assert_six_digits(kappa(&tally).unwrap().value().unwrap(), 0.761_169);
        let complete = kappa_of_complete_units(&tally).unwrap().value().unwrap();
        assert!((complete - 0.761_169).abs() > 0.01);
    }

    #[test]
    fn one_category_is_recognised_whatever_is_missing() {
        let mut ratings = Ratings::new(3, 3);
        for _ in 0..7 {
            ratings.push(&[Some(1), Some(1), None]);
            ratings.push(&[Some(1), Some(1), Some(1)]);
        }
        let tally = Tally::of(&ratings);
        let reason = Err(Undefined::OneCategoryUsed);
        assert_eq!(kappa(&tally).unwrap().value(), reason);
        assert_eq!(kappa_of_complete_units(&tally).unwrap().value(), reason);
        let mut ratings = Ratings::new(2, 3);
        ratings.push(&[Some(1), None]);
        let tally = Tally::of(&ratings);
        assert_eq!(kappa(&tally), Err(Undefined::NoUnitRatedByTwo));
        assert_eq!(
            kappa_of_complete_units(&tally),
            Err(Undefined::NoCompleteUnit)
        );
    }
}
