//! Cohen's kappa of two coders, and what has to stand beside it to be understood.
//!
//! Source: Cohen, J. (1960), A coefficient of agreement for nominal scales, *Educational and Psychological Measurement*
//! 20, 37–46. Agreement by chance is that of two coders who keep their own preferences and decide at random.

use super::distribution::normal_quantile;
use super::interval::two_sided;
use super::{ChanceCorrected, Crosstab, Interval, Margins, Tally, Undefined};

/// Cohen's kappa from the margins of the units that both coders rated.
///
/// Undefined when both rated no unit; its value is undefined when both put all units into the same category.
pub fn kappa(margins: &Margins) -> Result<ChanceCorrected, Undefined> {
    let observed = margins.observed().ok_or(Undefined::NoUnitRatedByTwo)?;
    Ok(ChanceCorrected {
        observed,
        expected: chance(margins),
    })
}

/// Cohen's kappa of each pair of coders, in the order of [`Tally::pairs`].
pub fn kappa_of_pairs(
    tally: &Tally,
) -> impl Iterator<Item = ((usize, usize), Result<ChanceCorrected, Undefined>)> {
    let pairs = tally.pairs();
    pairs.map(|(first, second)| ((first, second), kappa(&tally.pair(first, second))))
}

/// The largest kappa that the two coders' margins allow.
///
/// Source: Cohen (1960). A kappa far below 1 may be as high as it can be when one coder uses a code more often
/// than the other. Undefined as kappa is.
pub fn kappa_max(margins: &Margins) -> Result<f64, Undefined> {
    let total = margins.total();
    if total == 0 {
        return Err(Undefined::NoUnitRatedByTwo);
    }
    let pairs = margins.first.iter().zip(&margins.second);
    let possible: u64 = pairs.map(|(first, second)| first.min(second)).sum();
    let best = ChanceCorrected {
        observed: possible as f64 / total as f64,
        expected: chance(margins),
    };
    best.value()
}

/// The standard error of kappa in large samples, for intervals.
///
/// Source: Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969), Large sample standard errors of kappa and weighted kappa,
/// *Psychological Bulletin* 72, 323–327. It is not the one under the hypothesis that kappa is zero, which is
/// for tests, nor Cohen's simple one of 1960. Undefined as kappa is.
pub fn standard_error(table: &Crosstab) -> Result<f64, Undefined> {
    let margins = table.margins();
    let chance_corrected = kappa(&margins)?;
    let value = chance_corrected.value()?;
    let expected = chance_corrected.expected;
    let n = margins.total() as f64;
    let (first, second) = (shares(&margins.first, n), shares(&margins.second, n));
    let q = table.categories();
    let mut sum = 0.0;
    for (row, column) in (0..q).flat_map(|row| (0..q).map(move |column| (row, column))) {
        let share = table.count(row, column) as f64 / n;
        let weight = if row == column {
            1.0 - (first[row] + second[row]) * (1.0 - value)
        } else {
            (second[row] + first[column]) * (1.0 - value)
        };
        sum += share * weight * weight;
    }
    let centre = value - expected * (1.0 - value);
    let variance = (sum - centre * centre) / (n * (1.0 - expected) * (1.0 - expected));
    Ok(variance.max(0.0).sqrt())
}

/// The interval of kappa from its standard error and the normal distribution, for units that are a simple random sample.
///
/// Undefined as kappa is, and when the standard error is zero.
pub fn interval(table: &Crosstab, confidence: f64) -> Result<Interval, Undefined> {
    let value = kappa(&table.margins())?.value()?;
    let quantile = normal_quantile(two_sided(confidence));
    Interval::around(value, standard_error(table)?, quantile)
}

/// How much more often both coders chose "present" than "absent", from −1 to 1.
///
/// Far from zero it holds kappa down. Source: Byrt, T., Bishop, J. and Carlin, J. B. (1993), Bias, prevalence and kappa,
/// *Journal of Clinical Epidemiology* 46, 423–429; they drop the sign. Undefined for other than two categories, and
/// without units that both rated.
pub fn prevalence_index(margins: &Margins) -> Result<f64, Undefined> {
    let total = total_of_two(margins)?;
    Ok((margins.agreed[1] as f64 - margins.agreed[0] as f64) / total)
}

/// How much more often the first coder chose "present" than the second, as a share of the units, from −1 to 1.
///
/// Source and limits as those of [`prevalence_index`].
pub fn bias_index(margins: &Margins) -> Result<f64, Undefined> {
    let total = total_of_two(margins)?;
    Ok((margins.first[1] as f64 - margins.second[1] as f64) / total)
}

/// Agreement on one category: of all that the two coders put there, the share on which they agreed, 0 to 1.
///
/// For a code, category 1 gives positive and category 0 negative agreement. Source: Cicchetti, D. V. and Feinstein, A. R.
/// (1990), High agreement but low kappa: II, *Journal of Clinical Epidemiology* 43, 551–558. It is Dice's coefficient, and
/// F1 when one of the two coders is taken for true. Undefined when neither of them used the category.
pub fn specific_agreement(margins: &Margins, category: usize) -> Result<f64, Undefined> {
    let used = margins.first[category] + margins.second[category];
    if used == 0 {
        return Err(Undefined::CategoryNotUsed);
    }
    Ok(2.0 * margins.agreed[category] as f64 / used as f64)
}

/// The share of units in which two coders agree by chance, each with the preferences of their own.
fn chance(margins: &Margins) -> f64 {
    let total = margins.total() as f64;
    let pairs = margins.first.iter().zip(&margins.second);
    let products: f64 = pairs.map(|(&a, &b)| a as f64 * b as f64).sum();
    products / (total * total)
}

fn shares(counts: &[u64], total: f64) -> Vec<f64> {
    counts.iter().map(|&count| count as f64 / total).collect()
}

fn total_of_two(margins: &Margins) -> Result<f64, Undefined> {
    match (margins.first.len(), margins.total()) {
        (2, 0) => Err(Undefined::NoUnitRatedByTwo),
        (2, total) => Ok(total as f64),
        _ => Err(Undefined::NotTwoCategories),
    }
}

#[cfg(test)]
mod tests {
    use super::super::published::{
        agresti_1992, assert_six_digits, cohen_1960, gwet_paradox, krippendorff_2011_a,
        krippendorff_2011_b, of_crosstab,
    };
    use super::*;

    fn kappa_of(table: &Crosstab) -> f64 {
        kappa(&table.margins()).unwrap().value().unwrap()
    }

    #[test]
    fn kappa_of_the_example_of_cohen_has_his_value_and_his_maximum() {
        let table = cohen_1960();
        assert_six_digits(kappa_of(&table), 0.491_525);
        assert_six_digits(kappa_max(&table.margins()).unwrap(), 0.830_508);
        assert_six_digits(standard_error(&table).unwrap(), 0.051_002);
        let interval = interval(&table, 0.95).unwrap();
        assert_six_digits(interval.lower, 0.391_564);
        assert_six_digits(interval.upper, 0.591_487);
    }

    #[test]
    fn kappa_of_published_pairs() {
        assert_six_digits(kappa_of(&krippendorff_2011_a().crosstab(0, 1)), 0.090_909);
        assert_six_digits(kappa_of(&krippendorff_2011_b().crosstab(0, 1)), 0.684_211);
        assert_six_digits(kappa_of(&gwet_paradox()), 0.314_442);
        assert!((kappa_of(&agresti_1992()) - 0.493).abs() < 5e-4);
    }

    // NVivo's help: 1,000 characters, 50 coded by both, 150 by one, 800 by none.
    #[test]
    fn percentages_alone_do_not_fix_kappa() {
        let uneven = Crosstab::new(2, vec![800, 150, 0, 50]);
        assert_six_digits(kappa_of(&uneven), 0.347_826);
        let even = Crosstab::new(2, vec![800, 80, 70, 50]);
        assert_six_digits(kappa_of(&even), 0.314_442);
        assert_eq!(even.margins().observed(), uneven.margins().observed());
    }

    #[test]
    fn a_dichotomised_category_has_a_kappa_of_its_own() {
        let code_2 = of_crosstab(&agresti_1992()).dichotomised(1);
        assert_six_digits(kappa_of(&code_2.crosstab(0, 1)), 0.266_321);
    }

    #[test]
    fn what_stands_beside_kappa_explains_the_paradox() {
        let margins = gwet_paradox().margins();
        assert_six_digits(prevalence_index(&margins).unwrap(), 0.75);
        assert_six_digits(bias_index(&margins).unwrap(), -0.01);
        assert_six_digits(specific_agreement(&margins, 1).unwrap(), 160.0 / 175.0);
        assert_six_digits(specific_agreement(&margins, 0).unwrap(), 10.0 / 25.0);
    }

    #[test]
    fn two_coders_who_never_used_a_code_have_no_kappa() {
        let table = Crosstab::new(2, vec![9, 0, 0, 0]);
        let margins = table.margins();
        assert_eq!(
            kappa(&margins).unwrap().value(),
            Err(Undefined::OneCategoryUsed)
        );
        assert_eq!(kappa_max(&margins), Err(Undefined::OneCategoryUsed));
        assert_eq!(standard_error(&table), Err(Undefined::OneCategoryUsed));
        assert_eq!(
            specific_agreement(&margins, 1),
            Err(Undefined::CategoryNotUsed)
        );
        let empty = Crosstab::new(2, vec![0; 4]).margins();
        assert_eq!(kappa(&empty), Err(Undefined::NoUnitRatedByTwo));
        assert_eq!(bias_index(&empty), Err(Undefined::NoUnitRatedByTwo));
        assert_eq!(
            prevalence_index(&cohen_1960().margins()),
            Err(Undefined::NotTwoCategories)
        );
    }

    #[test]
    fn perfect_agreement_has_no_interval() {
        let table = Crosstab::new(2, vec![5, 0, 0, 5]);
        assert_six_digits(kappa_of(&table), 1.0);
        assert_eq!(interval(&table, 0.95), Err(Undefined::NoVariation));
    }
}
