//! Percent agreement, which is three different numbers.
//!
//! They are one and the same for two coders who both rated every unit, and part company with more coders or with missing
//! ratings. None is corrected for agreement by chance. All are shares from 0 to 1.

use super::{Tally, Undefined};

/// The mean over units of the share of agreeing pairs of ratings, each unit counting the same.
///
/// For a unit with r ratings, of which `r_k` are in category k, the share is `Σ r_k(r_k − 1) / (r(r − 1))`; units with
/// fewer than two ratings are left out. Source: Fleiss (1971); Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th
/// ed. Undefined when no unit was rated by two coders.
pub fn unit_mean(tally: &Tally) -> Result<f64, Undefined> {
    tally.comparable()?;
    let shares: f64 = tally
        .groups_from(2)
        .map(|group| group.agreeing as f64 / (group.raters * (group.raters - 1)) as f64)
        .sum();
    Ok(shares / tally.comparable_units() as f64)
}

/// The same share with each unit counting by its number of ratings, which is `1 − D_o` of Krippendorff's alpha.
///
/// A unit that more coders rated counts for more. Source: Krippendorff (2011), *Computing Krippendorff's
/// alpha-reliability*. Undefined when no unit was rated by two coders.
pub fn pairable_values(tally: &Tally) -> Result<f64, Undefined> {
    tally.comparable()?;
    let mut agreeing = 0.0;
    let mut values = 0;
    for group in tally.groups_from(2) {
        agreeing += group.agreeing as f64 / (group.raters - 1) as f64;
        values += group.raters * group.units;
    }
    Ok(agreeing / values as f64)
}

/// The share of units in which all coders chose the same category, among the units that all of them rated.
///
/// This is `agree` of the R package irr. It falls with every coder who is added. Undefined when no unit was rated by all
/// coders.
pub fn all_identical(tally: &Tally) -> Result<f64, Undefined> {
    if tally.coders() < 2 {
        return Err(Undefined::FewerThanTwoCoders);
    }
    let complete = tally.group(tally.coders());
    if complete.units == 0 {
        return Err(Undefined::NoCompleteUnit);
    }
    Ok(complete.identical as f64 / complete.units as f64)
}

#[cfg(test)]
mod tests {
    use super::super::Ratings;
    use super::super::published::{
        assert_six_digits, fleiss_1971, krippendorff_2011_a, krippendorff_2011_c,
    };
    use super::*;

    #[test]
    fn with_missing_ratings_the_mean_over_units_is_not_the_share_of_pairs() {
        let tally = Tally::of(&krippendorff_2011_c());
        assert_six_digits(unit_mean(&tally).unwrap(), 0.818_182);
        assert_six_digits(pairable_values(&tally).unwrap(), 0.8);
    }

    #[test]
    fn all_coders_are_seldom_identical() {
        let tally = Tally::of(&fleiss_1971());
        assert_six_digits(all_identical(&tally).unwrap(), 5.0 / 30.0);
        assert_six_digits(unit_mean(&tally).unwrap(), 0.555_556);
    }

    #[test]
    fn two_coders_who_rated_everything_have_one_percent_agreement() {
        let tally = Tally::of(&krippendorff_2011_a());
        for percent in [unit_mean, pairable_values, all_identical] {
            assert_six_digits(percent(&tally).unwrap(), 0.6);
        }
    }

    #[test]
    fn without_a_unit_that_two_rated_there_is_no_percentage() {
        let mut ratings = Ratings::new(2, 2);
        ratings.push(&[Some(1), None]);
        let tally = Tally::of(&ratings);
        assert_eq!(unit_mean(&tally), Err(Undefined::NoUnitRatedByTwo));
        assert_eq!(pairable_values(&tally), Err(Undefined::NoUnitRatedByTwo));
        assert_eq!(all_identical(&tally), Err(Undefined::NoCompleteUnit));
        let alone = Tally::empty(1, 2);
        assert_eq!(unit_mean(&alone), Err(Undefined::FewerThanTwoCoders));
    }
}
