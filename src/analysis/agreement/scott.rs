//! Scott's pi of two coders.
//!
//! Source: Scott, W. A. (1955), Reliability of content analysis: the case of nominal scale coding, *Public Opinion
//! Quarterly* 19, 321–325. Agreement by chance is that of two coders who share the preferences of both taken together.

use super::{ChanceCorrected, Margins, Undefined};

/// Scott's pi from the margins of the units that both coders rated.
///
/// Undefined when both rated no unit; its value is undefined when both put all units into the same category.
pub fn pi(margins: &Margins) -> Result<ChanceCorrected, Undefined> {
    let observed = margins.observed().ok_or(Undefined::NoUnitRatedByTwo)?;
    let ratings = 2.0 * margins.total() as f64;
    let used = margins.first.iter().zip(&margins.second);
    let squares: f64 = used.map(|(&a, &b)| ((a + b) as f64).powi(2)).sum();
    Ok(ChanceCorrected {
        observed,
        expected: squares / (ratings * ratings),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Crosstab;
    use super::super::published::{
        agresti_1992, assert_six_digits, gwet_paradox, krippendorff_2011_a, krippendorff_2011_b,
        of_crosstab,
    };
    use super::*;

    fn pi_of(table: &Crosstab) -> f64 {
        pi(&table.margins()).unwrap().value().unwrap()
    }

    #[test]
    fn pi_of_published_pairs() {
        assert_six_digits(pi_of(&krippendorff_2011_a().crosstab(0, 1)), 0.047_619);
        assert_six_digits(pi_of(&krippendorff_2011_b().crosstab(0, 1)), 0.678_571);
        assert_six_digits(pi_of(&gwet_paradox()), 0.314_286);
    }

    // Agresti (1992) prints .781, .247, .402 and .435 for the four categories.
    #[test]
    fn what_agresti_prints_for_each_category_is_dichotomised_pi_and_not_kappa() {
        let ratings = of_crosstab(&agresti_1992());
        let of_category = |category| pi_of(&ratings.dichotomised(category).crosstab(0, 1));
        assert_six_digits(of_category(1), 0.247_209);
        for (category, printed) in [(0, 0.781), (2, 0.402), (3, 0.435)] {
            assert!((of_category(category) - printed).abs() < 1e-3);
        }
    }

    #[test]
    fn pi_needs_units_and_a_difference() {
        let alike = Crosstab::new(2, vec![4, 0, 0, 0]).margins();
        assert_eq!(pi(&alike).unwrap().value(), Err(Undefined::OneCategoryUsed));
        let empty = Crosstab::new(2, vec![0; 4]).margins();
        assert_eq!(pi(&empty), Err(Undefined::NoUnitRatedByTwo));
    }
}
