//! How far a count is from what it would be if nothing depended on anything.

/// How often something begins, how often something else comes, how often the second comes after the first, and out of how
/// many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How many of all begin with the first.
    pub first: u64,
    /// How many of all are followed by the second.
    pub then: u64,
    /// How many that begin with the first are followed by the second.
    pub both: u64,
    /// How many there are.
    pub all: u64,
}

/// How often the second would come after the first if it came as often after everything: first × then / all.
///
/// `None` where there is nothing.
#[must_use]
pub fn expected(step: Step) -> Option<f64> {
    (step.all > 0).then(|| step.first as f64 * step.then as f64 / step.all as f64)
}

/// The adjusted residual: (both - expected) / sqrt(expected (1 - first / all) (1 - then / all)).
///
/// Of independent events it is about normal with mean 0 and deviation 1. `None` where it is 0 / 0, because one of the two
/// is never there, or always. Sources: Haberman, S. J. (1973). The analysis of residuals in cross-classified tables.
/// Biometrics, 29(1), 205-220; for sequences of events Allison, P. D., and Liker, J. K. (1982). Analyzing sequential
/// categorical data on dyadic interaction. Psychological Bulletin, 91(2), 393-403, and Bakeman, R., and Quera, V. (2011).
/// Sequential Analysis and Observational Methods for the Behavioral Sciences. Cambridge University Press, chapter 9.
#[must_use]
pub fn adjusted_residual(step: Step) -> Option<f64> {
    let expected = expected(step)?;
    let without = |part: u64| 1.0 - part as f64 / step.all as f64;
    let variance = expected * without(step.first) * without(step.then);
    (variance > 0.0).then(|| (step.both as f64 - expected) / variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(first: u64, then: u64, both: u64, all: u64) -> Step {
        Step {
            first,
            then,
            both,
            all,
        }
    }

    fn is_near(found: Option<f64>, expected: f64, precision: f64) -> bool {
        found.is_some_and(|found| (found - expected).abs() < precision)
    }

    /// Party by gender, Agresti (2007), An Introduction to Categorical Data Analysis, p. 38, with the standardised
    /// residuals that R's `chisq.test` gives for it, whose help uses the same table.
    #[test]
    fn residuals_are_those_that_r_prints() {
        let (women, all) = (1557, 2757);
        for (party, both, residual) in [
            (1246, 762, 4.502_053_5),
            (566, 327, 0.699_451_7),
            (945, 468, -5.315_945_5),
        ] {
            let found = adjusted_residual(step(women, party, both, all));
            assert!(is_near(found, residual, 1e-6), "{found:?}");
            let men = adjusted_residual(step(all - women, party, party - both, all));
            assert!(is_near(men, -residual, 1e-6), "{men:?}");
        }
        let expected = expected(step(women, 1246, 762, all));
        assert!(is_near(expected, 703.671_4, 1e-4), "{expected:?}");
    }

    #[test]
    fn its_square_is_pearsons_chi_square_of_four_cells() {
        // 30 of 10,000 and 10 of 12,000.
        let found = adjusted_residual(step(10_000, 40, 30, 22_000));
        assert!(
            is_near(found.map(|it| it * it), 14.108_986, 1e-6),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_never_or_always_there_has_none() {
        assert_eq!(adjusted_residual(step(0, 5, 0, 10)), None);
        assert_eq!(adjusted_residual(step(10, 5, 5, 10)), None);
        assert_eq!(adjusted_residual(step(0, 0, 0, 0)), None);
        assert_eq!(expected(step(0, 0, 0, 0)), None);
    }
}
