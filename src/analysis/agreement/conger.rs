//! Kappas of more than two coders that keep each coder's own preferences: Conger's and Light's.
//!
//! Both generalise Cohen's kappa. Conger averages the pairs' agreements before the correction for chance, Light their
//! kappas after it.

use super::{ChanceCorrected, Tally, Undefined, cohen, percent};

/// Conger's kappa: the mean over units of observed agreement, and the mean over pairs of coders of Cohen's agreement by
/// chance.
///
/// Each coder's preferences come from all units that this coder rated. Source: Conger, A. J. (1980), Integration and
/// generalization of kappas for multiple raters, *Psychological Bulletin* 88, 322–328; for missing ratings Gwet (2014) and
/// irrCAC. It is `exact = TRUE` of the R package irr. A coder who rated nothing is left out of the pairs, where irrCAC has
/// no value. Undefined when no unit was rated by two coders; its value when all ratings are in one category.
pub fn kappa(tally: &Tally) -> Result<ChanceCorrected, Undefined> {
    let observed = percent::unit_mean(tally)?;
    let is_rater = |coder: &usize| tally.ratings_of(*coder).iter().any(|&count| count > 0);
    let raters: Vec<usize> = (0..tally.coders()).filter(is_rater).collect();
    let (mut products, mut pairs) = (0.0, 0);
    for (at, &first) in raters.iter().enumerate() {
        for &second in &raters[at + 1..] {
            products += chance(tally.ratings_of(first), tally.ratings_of(second));
            pairs += 1;
        }
    }
    Ok(ChanceCorrected {
        observed,
        expected: products / f64::from(pairs),
    })
}

/// Light's kappa: the mean over pairs of coders of Cohen's kappa.
///
/// Source: Light, R. J. (1971), Measures of response agreement for qualitative data, *Psychological Bulletin* 76, 365–377.
/// Each pair counts the same, however many units the two share; missing ratings leave a unit out of the pairs it concerns
/// only. Undefined when kappa is undefined for a pair: a mean of the others would be of other coders.
pub fn light_kappa(tally: &Tally) -> Result<f64, Undefined> {
    if tally.coders() < 2 {
        return Err(Undefined::FewerThanTwoCoders);
    }
    let (mut sum, mut pairs) = (0.0, 0);
    for (_, kappa) in cohen::kappa_of_pairs(tally) {
        let value = kappa.and_then(ChanceCorrected::value);
        sum += value.map_err(|reason| {
            if tally.coders() == 2 {
                reason
            } else {
                Undefined::PairUndefined
            }
        })?;
        pairs += 1;
    }
    Ok(sum / f64::from(pairs))
}

/// The share of units in which two coders agree by chance, exactly 1 if both use one and the same category.
fn chance(first: &[u64], second: &[u64]) -> f64 {
    let total = |counts: &[u64]| counts.iter().sum::<u64>() as f64;
    let products: f64 = first
        .iter()
        .zip(second)
        .map(|(&a, &b)| a as f64 * b as f64)
        .sum();
    products / (total(first) * total(second))
}

#[cfg(test)]
mod tests {
    use super::super::Ratings;
    use super::super::published::{
        assert_six_digits, fleiss_1971, krippendorff_2011_b, krippendorff_2011_c,
    };
    use super::*;

    #[test]
    fn conger_and_light_of_published_examples() {
        let fleiss = Tally::of(&fleiss_1971());
        assert_six_digits(kappa(&fleiss).unwrap().value().unwrap(), 0.441_809);
        assert_six_digits(light_kappa(&fleiss).unwrap(), 0.459_412);
        let krippendorff = Tally::of(&krippendorff_2011_c());
        assert_six_digits(kappa(&krippendorff).unwrap().value().unwrap(), 0.762_817);
    }

    #[test]
    fn for_two_coders_both_are_the_kappa_of_cohen() {
        let tally = Tally::of(&krippendorff_2011_b());
        assert_six_digits(kappa(&tally).unwrap().value().unwrap(), 0.684_211);
        assert_six_digits(light_kappa(&tally).unwrap(), 0.684_211);
    }

    #[test]
    fn a_pair_without_kappa_leaves_light_undefined_and_not_conger() {
        let mut ratings = Ratings::new(3, 2);
        ratings.push(&[Some(0), Some(0), Some(1)]);
        ratings.push(&[Some(0), Some(0), Some(0)]);
        let tally = Tally::of(&ratings);
        assert_eq!(light_kappa(&tally), Err(Undefined::PairUndefined));
        assert!(kappa(&tally).unwrap().value().is_ok());
    }

    #[test]
    fn a_coder_who_rated_nothing_changes_nothing_for_conger() {
        let mut two = Ratings::new(2, 2);
        let mut three = Ratings::new(3, 2);
        for (a, b) in [(0, 0), (0, 1), (1, 1), (1, 1)] {
            two.push(&[Some(a), Some(b)]);
            three.push(&[Some(a), Some(b), None]);
        }
        assert_eq!(kappa(&Tally::of(&two)), kappa(&Tally::of(&three)));
        assert_eq!(
            kappa(&Tally::empty(1, 2)),
            Err(Undefined::FewerThanTwoCoders)
        );
    }
}
