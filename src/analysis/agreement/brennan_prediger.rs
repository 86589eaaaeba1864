//! The coefficient of Brennan and Prediger, for which every category is equally likely by chance.
//!
//! Source: Brennan, R. L. and Prediger, D. J. (1981), Coefficient kappa: some uses, misuses, and alternatives,
//! *Educational and Psychological Measurement* 41, 687–699. Under other names it is Bennett's S (two coders), Randolph's
//! free-marginal kappa (more of them), and PABAK (two categories).

use super::{ChanceCorrected, Tally, Undefined, percent};

/// The coefficient of Brennan and Prediger of two or more coders.
///
/// It depends on the number of categories that were available, and on nothing else but percent agreement. Undefined when
/// no unit was rated by two coders, or only one category was available.
pub fn coefficient(tally: &Tally) -> Result<ChanceCorrected, Undefined> {
    from_observed(percent::unit_mean(tally)?, tally.categories())
}

/// The same correction of a share of agreement that was counted in another way, such as that of overlapping segments.
///
/// Undefined when only one category was available.
pub fn from_observed(observed: f64, categories: usize) -> Result<ChanceCorrected, Undefined> {
    if categories < 2 {
        return Err(Undefined::OneCategoryAvailable);
    }
    Ok(ChanceCorrected {
        observed,
        expected: 1.0 / categories as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Ratings;
    use super::super::published::{
        assert_six_digits, gwet_paradox, krippendorff_2011_a, krippendorff_2011_c, of_crosstab,
    };
    use super::*;

    fn coefficient_of(ratings: &Ratings) -> f64 {
        coefficient(&Tally::of(ratings)).unwrap().value().unwrap()
    }

    #[test]
    fn coefficients_of_published_examples() {
        assert_six_digits(coefficient_of(&krippendorff_2011_a()), 0.2);
        assert_six_digits(coefficient_of(&krippendorff_2011_c()), 0.772_727);
        assert_six_digits(coefficient_of(&of_crosstab(&gwet_paradox())), 0.7);
    }

    // MAXQDA's help: 14 of 15 segments agree, 10 codes.
    #[test]
    fn agreement_of_segments_is_corrected_by_the_number_of_codes() {
        let corrected = from_observed(14.0 / 15.0, 10).unwrap();
        assert_six_digits(corrected.value().unwrap(), 0.925_926);
    }

    #[test]
    fn one_category_is_no_choice() {
        let mut ratings = Ratings::new(2, 1);
        ratings.push(&[Some(0), Some(0)]);
        assert_eq!(
            coefficient(&Tally::of(&ratings)),
            Err(Undefined::OneCategoryAvailable)
        );
    }
}
