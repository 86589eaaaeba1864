//! Gwet's AC1, which does not collapse when a code is rare or common.
//!
//! Source: Gwet, K. L. (2008), Computing inter-rater reliability and its variance in the presence of high agreement,
//! *British Journal of Mathematical and Statistical Psychology* 61, 29–48; for missing ratings his Handbook (2014). Only
//! units that are hard to rate are taken to be rated at random.

use super::{ChanceCorrected, Tally, Undefined, fleiss, percent};

/// Gwet's AC1 of two or more coders.
///
/// It depends on the number of categories that were available. A unit that only one coder rated still shapes the
/// preferences. Unlike kappa it is 1, and not undefined, when all ratings are in one of several categories, as agreement
/// by chance is then taken to be 0. Undefined when no unit was rated by two coders, or only one category was available.
pub fn ac1(tally: &Tally) -> Result<ChanceCorrected, Undefined> {
    let observed = percent::unit_mean(tally)?;
    if tally.categories() < 2 {
        return Err(Undefined::OneCategoryAvailable);
    }
    let preferences = fleiss::preferences(tally, 1);
    let spread: f64 = preferences.iter().map(|share| share * (1.0 - share)).sum();
    Ok(ChanceCorrected {
        observed,
        expected: spread / (tally.categories() - 1) as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Ratings;
    use super::super::published::{
        assert_six_digits, gwet_paradox, krippendorff_2011_a, krippendorff_2011_b,
        krippendorff_2011_c, of_crosstab,
    };
    use super::*;

    fn ac1_of(ratings: &Ratings) -> f64 {
        ac1(&Tally::of(ratings)).unwrap().value().unwrap()
    }

    #[test]
    fn ac1_of_published_examples() {
        assert_six_digits(ac1_of(&krippendorff_2011_a()), 0.310_345);
        assert_six_digits(ac1_of(&krippendorff_2011_b()), 0.689_655);
        assert_six_digits(ac1_of(&krippendorff_2011_c()), 0.775_444);
        let paradox = ac1_of(&of_crosstab(&gwet_paradox()));
        assert!((paradox - 0.808).abs() < 5e-4);
    }

    #[test]
    fn a_category_that_nobody_used_changes_ac1() {
        let units: [&[Option<u32>]; 2] = [&[Some(0), Some(0)], &[Some(0), Some(1)]];
        let two = ac1_of(&Ratings::from_units(2, 2, units));
        let three = ac1_of(&Ratings::from_units(2, 3, units));
        assert!(three > two);
    }

    #[test]
    fn ac1_needs_a_choice_and_a_unit_that_two_rated() {
        let mut ratings = Ratings::new(2, 1);
        ratings.push(&[Some(0), Some(0)]);
        assert_eq!(
            ac1(&Tally::of(&ratings)),
            Err(Undefined::OneCategoryAvailable)
        );
        assert_eq!(ac1(&Tally::empty(2, 2)), Err(Undefined::NoUnitRatedByTwo));
    }
}
