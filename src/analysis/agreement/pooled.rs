//! One figure for a whole codebook, which is three different numbers under one name.
//!
//! "Pooled kappa" is said of all of them. They may be far apart: the mean of kappas is pulled by rare codes, stacked cells
//! by common ones, and stacking credits coders with knowing which codes are rare.

use super::{ChanceCorrected, Tally, Undefined};

/// Stacked cells: every code's units under one another, as if they were units of one variable.
///
/// Any coefficient can be computed of the result. Undefined without codes.
///
/// # Panics
///
/// When the codes are not all of the same coders and number of categories.
pub fn stacked<'t>(codes: impl IntoIterator<Item = &'t Tally>) -> Result<Tally, Undefined> {
    let mut codes = codes.into_iter();
    let mut sum = codes.next().ok_or(Undefined::NothingRated)?.clone();
    for code in codes {
        sum.add(code, 1);
    }
    Ok(sum)
}

/// The pooled kappa of De Vries and others: observed and expected agreement averaged over codes, and then corrected.
///
/// A code that nobody used still counts, with both at 1. Source: De Vries, H., Elliott, M. N., Kanouse, D. E. and Teleki,
/// S. S. (2008), Using pooled kappa to summarize interrater agreement across many items, *Field Methods* 20, 272–282, for
/// Cohen's kappa of two coders. Undefined without codes; its value when no code was used.
pub fn de_vries(
    codes: impl IntoIterator<Item = ChanceCorrected>,
) -> Result<ChanceCorrected, Undefined> {
    let (mut observed, mut expected, mut count) = (0.0, 0.0, 0);
    for code in codes {
        observed += code.observed;
        expected += code.expected;
        count += 1;
    }
    if count == 0 {
        return Err(Undefined::NothingRated);
    }
    Ok(ChanceCorrected {
        observed: observed / f64::from(count),
        expected: expected / f64::from(count),
    })
}

/// A mean over codes, with how many codes it is the mean of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanOverCodes {
    /// The mean, each code counting the same.
    pub mean: f64,
    /// How many codes have a value.
    pub defined: usize,
    /// How many codes have none and are left out, as those that nobody used.
    pub undefined: usize,
}

/// The mean of the codes' own coefficients.
///
/// Undefined when no code has a value. What is left out is counted, because it is not left out at random: it is the codes
/// on which nobody could disagree.
pub fn mean_of_values(
    codes: impl IntoIterator<Item = Result<f64, Undefined>>,
) -> Result<MeanOverCodes, Undefined> {
    let (mut sum, mut defined, mut undefined) = (0.0, 0, 0);
    for code in codes {
        if let Ok(value) = code {
            sum += value;
            defined += 1;
        } else {
            undefined += 1;
        }
    }
    if defined == 0 {
        return Err(Undefined::NoCodeDefined);
    }
    Ok(MeanOverCodes {
        mean: sum / defined as f64,
        defined,
        undefined,
    })
}

#[cfg(test)]
mod tests {
    use super::super::published::of_crosstab;
    use super::super::{Crosstab, cohen};
    use super::*;

    /// A rare code, a common one, and one that nobody used; 100 units each.
    fn codes() -> [Tally; 3] {
        [[95, 2, 2, 1], [40, 10, 10, 40], [100, 0, 0, 0]]
            .map(|counts| Tally::of(&of_crosstab(&Crosstab::new(2, counts.to_vec()))))
    }

    fn kappa(tally: &Tally) -> ChanceCorrected {
        cohen::kappa(&tally.pair(0, 1)).unwrap()
    }

    // By hand: p_o .96, .80, 1 and p_e .9418, .50, 1; the stacked table is 235, 12, 12, 41 of 300.
    #[test]
    fn pooled_kappa_is_three_numbers() {
        let codes = codes();
        let stacked = kappa(&stacked(&codes).unwrap()).value().unwrap();
        let by_chance = (247.0 * 247.0 + 53.0 * 53.0) / 90_000.0;
        assert!((stacked - (0.92 - by_chance) / (1.0 - by_chance)).abs() < 1e-12);
        let pooled = de_vries(codes.iter().map(kappa)).unwrap().value().unwrap();
        assert!((pooled - (2.76 - 2.4418) / (3.0 - 2.4418)).abs() < 1e-12);
        let mean = mean_of_values(codes.iter().map(|code| kappa(code).value())).unwrap();
        assert!((mean.mean - f64::midpoint(0.0182 / 0.0582, 0.6)).abs() < 1e-12);
        assert_eq!((mean.defined, mean.undefined), (2, 1));
        assert!(mean.mean < pooled && pooled < stacked);
    }

    #[test]
    fn without_codes_there_is_nothing_to_pool() {
        assert_eq!(stacked([]), Err(Undefined::NothingRated));
        assert_eq!(de_vries([]), Err(Undefined::NothingRated));
        let unused = mean_of_values([Err(Undefined::OneCategoryUsed)]);
        assert_eq!(unused, Err(Undefined::NoCodeDefined));
    }
}
