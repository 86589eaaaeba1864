//! Tests of significance, for those who ask for them.
//!
//! Each gives a two-sided p: the probability, if there were no difference, of what was observed or of anything that fits that
//! less well. Nothing is called significant: where a line is drawn is not ours to say. All tests take what is counted for
//! independent of each other and for a sample of something, which those who were chosen for an interview may not be.

/// Fisher's exact test of two shares of different people, each given as how many of how many.
///
/// It is two-sided: the sum of the probabilities of all tables with these margins that are no more probable
/// than the one that was observed. Of the several two-sided rules this is the one of R's `fisher.test` and of scipy. `None` where
/// the margins allow for one table alone (nobody on a side, or all or nobody with the code): nothing could have come
/// out otherwise.
///
/// Source: Fisher, R. A. (1935), The logic of inductive inference, *Journal of the Royal Statistical Society* 98, 39–82; for the rule,
/// Agresti, A. (1992), A survey of exact inference for contingency tables, *Statistical Science* 7, 131–153.
///
/// # Panics
/// When more have the code than there are.
#[must_use]
pub fn fisher_exact([(with_a, all_a), (with_b, all_b)]: [(u64, u64); 2]) -> Option<f64> {
    assert!(
        with_a <= all_a && with_b <= all_b,
        "those with a code are among all"
    );
    let with = with_a + with_b;
    let (least, most) = (with.saturating_sub(all_b), with.min(all_a));
    if least == most {
        return None;
    }
    // Hypergeometric probabilities without what all of them are divided by.
    let logarithm = |a: u64| ln_choose(all_a, a) + ln_choose(all_b, with - a);
    let all: Vec<f64> = (least..=most).map(logarithm).collect();
    let highest = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Tables that are as probable differ by what floating-point numbers leave: R's tolerance.
    let observed = logarithm(with_a) + 1e-7;
    let weight = |it: &f64| (it - highest).exp();
    let as_extreme: f64 = all.iter().filter(|it| **it <= observed).map(weight).sum();
    Some((as_extreme / all.iter().map(weight).sum::<f64>()).min(1.0))
}

/// McNemar's test in its exact form: of pairs that differ, how probable a split as uneven as this one is, or a more uneven
/// one, if both ways were as probable; the binomial distribution with one half, two-sided. `None` where no pair differs.
///
/// Source: McNemar, Q. (1947), Note on the sampling error of the difference between correlated proportions or percentages,
/// *Psychometrika* 12, 153–157; exact in Agresti, A. (2013), *Categorical Data Analysis*, 3rd ed., section 11.1.
#[must_use]
pub fn mcnemar_exact(only_a: u64, only_b: u64) -> Option<f64> {
    let pairs = only_a + only_b;
    if pairs == 0 {
        return None;
    }
    let logarithm = |count| ln_choose(pairs, count) - pairs as f64 * std::f64::consts::LN_2;
    let tail: f64 = (0..=only_a.min(only_b)).map(|it| logarithm(it).exp()).sum();
    Some((2.0 * tail).min(1.0))
}

/// How probable a χ² with one degree of freedom is that is at least so high.
///
/// It is the square of a standard normal variable: Johnson, N. L., Kotz, S. and Balakrishnan, N. (1994), *Continuous Univariate
/// Distributions* 1, chapter 18.
#[must_use]
pub fn chi_square_above(statistic: f64) -> f64 {
    libm::erfc((statistic.max(0.0) / 2.0).sqrt())
}

/// Holm's correction of the p of several tests, in their order: with each called by a line on the corrected one, the
/// probability of calling any wrongly stays below that line, however the tests depend on each other.
///
/// Source: Holm, S. (1979), A simple sequentially rejective multiple test procedure, *Scandinavian Journal of Statistics* 6, 65–70.
#[must_use]
pub fn holm(probabilities: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]));
    let mut corrected = vec![0.0; probabilities.len()];
    let mut highest: f64 = 0.0;
    for (rank, &at) in order.iter().enumerate() {
        let left = (probabilities.len() - rank) as f64;
        highest = highest.max((left * probabilities[at]).min(1.0));
        corrected[at] = highest;
    }
    corrected
}

fn ln_choose(of: u64, chosen: u64) -> f64 {
    let ln_factorial = |number: u64| libm::lgamma(number as f64 + 1.0);
    ln_factorial(of) - ln_factorial(chosen) - ln_factorial(of - chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() <= 1e-9 + 1e-9 * expected
    }

    #[test]
    fn fisher_is_that_of_scipy() {
        // scipy 1.17.1, `fisher_exact`; the first is Fisher's lady tasting tea (Agresti 1992: .486).
        for (a, b, expected) in [
            ((3, 4), (1, 4), 0.485_714_285_714),
            ((8, 10), (1, 6), 0.034_965_034_965),
            ((7, 15), (6, 15), 1.0),
            ((12, 15), (5, 15), 0.025_327_687_034),
            ((14, 15), (8, 15), 0.035_182_408_796),
            ((15, 15), (5, 15), 0.000_199_900_05),
            ((0, 8), (5, 7), 0.006_993_006_993),
            ((2, 7), (8, 10), 0.058_412_176_059),
            ((1, 9), (11, 14), 0.002_759_456_185),
            ((120, 400), (90, 410), 0.010_236_013_526),
            ((3000, 9000), (2800, 9100), 0.000_219_576_673),
        ] {
            let found = fisher_exact([a, b]).unwrap();
            assert!(near(found, expected), "{a:?} {b:?}: {found}");
            assert!(near(fisher_exact([b, a]).unwrap(), expected));
        }
    }

    #[test]
    fn what_could_not_have_come_out_otherwise_is_not_tested() {
        for table in [
            [(0, 0), (3, 5)],
            [(0, 4), (0, 5)],
            [(4, 4), (5, 5)],
            [(0, 0), (0, 0)],
        ] {
            assert_eq!(fisher_exact(table), None, "{table:?}");
        }
        assert_eq!(mcnemar_exact(0, 0), None);
    }

    #[test]
    fn mcnemar_is_that_of_statsmodels() {
        // statsmodels 0.15.0, `mcnemar(exact=True)`.
        for (only_a, only_b, expected) in [
            (3, 2, 1.0),
            (1, 1, 1.0),
            (7, 0, 0.015_625),
            (6, 1, 0.125),
            (4, 0, 0.125),
            (12, 3, 0.035_156_25),
            (86, 150, 0.000_037_159_361_395),
            (59, 16, 0.000_000_611_415_657),
            (400, 500, 0.000_956_444_136_919),
        ] {
            let found = mcnemar_exact(only_a, only_b).unwrap();
            assert!(near(found, expected), "{only_a} {only_b}: {found}");
            assert!(near(mcnemar_exact(only_b, only_a).unwrap(), expected));
        }
    }

    #[test]
    fn chi_square_is_that_of_scipy_far_out_too() {
        // scipy 1.17.1, `chi2.sf(x, 1)`; the fifth is printed for quanteda's LR as .033210.
        for (statistic, expected) in [
            (0.0, 1.0),
            (0.5, 0.479_500_122_186_953),
            (2.45, 0.117_524_868_096_640),
            (3.841_458_820_694_124, 0.05),
            (4.534_939, 0.033_209_640_415_243),
            (10.827_566_170_662_733, 0.001),
            (14.443_346, 0.000_144_439_250_689),
            (60.0, 9.485_737_571_073_857e-15),
            (300.0, 3.294_362_383_313_978_4e-67),
        ] {
            let found = chi_square_above(statistic);
            assert!(
                (found / expected - 1.0).abs() < 1e-9,
                "{statistic}: {found}"
            );
        }
    }

    #[test]
    fn holm_is_that_of_statsmodels() {
        // statsmodels 0.15.0, `multipletests(method="holm")`.
        let found = holm(&[0.01, 0.04, 0.03, 0.005, 0.5, 1.0, 0.04]);
        let expected = [0.06, 0.16, 0.15, 0.035, 1.0, 1.0, 0.16];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert_eq!(holm(&[]), Vec::<f64>::new());
    }
}
