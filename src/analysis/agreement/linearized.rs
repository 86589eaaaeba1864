//! Standard errors of coefficients for units that are a simple random sample.
//!
//! Source: Gwet, K. L. (2014), *Handbook of Inter-Rater Reliability*, 4th ed., as computed by irrCAC: each unit's
//! contribution to the coefficient by linearisation, and the variance of the contributions. Intervals take Student's t
//! with one degree of freedom less than units, and end at 1.
//!
//! Sentences and turns of a few transcripts are no such sample: neighbours are alike, and these intervals are too narrow
//! for them. Use [`bootstrap`](super::bootstrap) with transcripts as clusters.

use super::distribution::student_quantile;
use super::interval::two_sided;
use super::{
    ChanceCorrected, Interval, Ratings, Tally, Undefined, brennan_prediger, conger, fleiss, gwet,
    krippendorff,
};

/// A coefficient with a standard error of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coefficient {
    /// Gwet's AC1, [`gwet::ac1`].
    Ac1,
    /// The coefficient of Brennan and Prediger, [`brennan_prediger::coefficient`].
    BrennanPrediger,
    /// Fleiss' kappa from all units, [`fleiss::kappa`].
    Fleiss,
    /// Conger's kappa, [`conger::kappa`].
    Conger,
    /// Krippendorff's alpha for names, [`krippendorff::nominal_alpha`].
    Krippendorff,
}

/// The standard error of a coefficient.
///
/// Undefined as the coefficient is, and with fewer than two units that count for it.
pub fn standard_error(ratings: &Ratings, coefficient: Coefficient) -> Result<f64, Undefined> {
    estimate(ratings, coefficient).map(|estimate| estimate.standard_error)
}

/// The interval of a coefficient.
///
/// Undefined as the standard error is, and when that is zero.
pub fn interval(
    ratings: &Ratings,
    coefficient: Coefficient,
    confidence: f64,
) -> Result<Interval, Undefined> {
    let estimate = estimate(ratings, coefficient)?;
    let quantile = student_quantile(two_sided(confidence), estimate.units - 1);
    Interval::around(estimate.value, estimate.standard_error, quantile)
}

struct Estimate {
    value: f64,
    standard_error: f64,
    /// How many units count.
    units: u64,
}

fn estimate(ratings: &Ratings, coefficient: Coefficient) -> Result<Estimate, Undefined> {
    let tally = Tally::of(ratings);
    let corrected = match coefficient {
        Coefficient::Ac1 => gwet::ac1(&tally),
        Coefficient::BrennanPrediger => brennan_prediger::coefficient(&tally),
        Coefficient::Fleiss => fleiss::kappa(&tally),
        Coefficient::Conger => conger::kappa(&tally),
        Coefficient::Krippendorff => krippendorff::nominal_alpha(&tally),
    }?;
    let value = corrected.value()?;
    let fewest = if coefficient == Coefficient::Krippendorff {
        2
    } else {
        1
    };
    let units: Vec<Unit> = ratings
        .units()
        .map(|cells| Unit::new(cells, ratings.categories()))
        .filter(|unit| unit.raters >= fewest)
        .collect();
    if units.len() < 2 {
        return Err(Undefined::FewerThanTwoUnits);
    }
    let (centre, contributions) = match coefficient {
        Coefficient::Krippendorff => alpha_contributions(&units, corrected),
        _ => (value, contributions(&units, &tally, coefficient, corrected)),
    };
    let n = units.len() as f64;
    let squares: f64 = contributions.iter().map(|x| (x - centre).powi(2)).sum();
    Ok(Estimate {
        value,
        standard_error: (squares / (n * (n - 1.0))).sqrt(),
        units: units.len() as u64,
    })
}

/// One unit's ratings.
struct Unit<'r> {
    cells: &'r [Option<u32>],
    raters: u32,
    /// Ratings in each category.
    counts: Vec<f64>,
    /// Ordered pairs of ratings that are alike.
    agreeing: f64,
}

impl<'r> Unit<'r> {
    fn new(cells: &'r [Option<u32>], categories: usize) -> Self {
        let mut counts = vec![0.0; categories];
        let mut raters = 0;
        for &category in cells.iter().flatten() {
            counts[category as usize] += 1.0;
            raters += 1;
        }
        let agreeing = counts.iter().map(|count| count * (count - 1.0)).sum();
        Self {
            cells,
            raters,
            counts,
            agreeing,
        }
    }

    /// The mean over the unit's ratings of a weight of their category.
    fn mean(&self, weight: impl Fn(usize) -> f64) -> f64 {
        let counts = self.counts.iter().enumerate();
        let sum: f64 = counts.map(|(k, count)| count * weight(k)).sum();
        sum / f64::from(self.raters)
    }
}

/// The units' contributions to a coefficient whose observed agreement is the mean over units.
fn contributions(
    units: &[Unit],
    tally: &Tally,
    coefficient: Coefficient,
    corrected: ChanceCorrected,
) -> Vec<f64> {
    let preferences = fleiss::preferences(tally, 1);
    let margins = Margins::of(tally, units.len());
    let others = (tally.categories() as f64 - 1.0).max(1.0);
    let chance = |unit: &Unit| match coefficient {
        Coefficient::Ac1 => unit.mean(|k| 1.0 - preferences[k]) / others,
        Coefficient::Fleiss => unit.mean(|k| preferences[k]),
        Coefficient::Conger => margins.chance(unit),
        Coefficient::BrennanPrediger | Coefficient::Krippendorff => corrected.expected,
    };
    let comparable = units.len() as f64 / tally.comparable_units() as f64;
    let room = 1.0 - corrected.expected;
    let lack = (1.0 - corrected.observed) / room;
    let contribution = |unit: &Unit| {
        let own = if unit.raters < 2 {
            0.0
        } else {
            let raters = f64::from(unit.raters);
            comparable * (unit.agreeing / (raters * (raters - 1.0)) - corrected.expected) / room
        };
        own - 2.0 * lack * (chance(unit) - corrected.expected) / room
    };
    units.iter().map(contribution).collect()
}

/// The units' contributions to Krippendorff's alpha, and what they vary about.
fn alpha_contributions(units: &[Unit], corrected: ChanceCorrected) -> (f64, Vec<f64>) {
    let n = units.len() as f64;
    let all: f64 = units.iter().map(|unit| f64::from(unit.raters)).sum();
    let raters = all / n;
    let categories = units.first().map_or(0, |unit| unit.counts.len());
    let share = |k: usize| units.iter().map(|unit| unit.counts[k]).sum::<f64>() / all;
    let shares: Vec<f64> = (0..categories).map(share).collect();
    // Gwet's observed and expected agreement are Krippendorff's before his correction for few ratings, which he makes to
    // the observed one instead.
    let expected: f64 = shares.iter().map(|share| share * share).sum();
    let observed = (1.0 - 1.0 / all) * corrected.observed + 1.0 / all;
    let room = 1.0 - expected;
    let centre = (corrected.observed - expected) / room;
    let contribution = |unit: &Unit| {
        let excess = f64::from(unit.raters) / raters - 1.0;
        let own = unit.agreeing / (raters * (f64::from(unit.raters) - 1.0)) - observed * excess;
        let by_chance = unit.mean(|k| shares[k]) * (1.0 + excess) - expected * excess;
        (own - expected) / room - 2.0 * (1.0 - centre) * (by_chance - expected) / room
    };
    (centre, units.iter().map(contribution).collect())
}

/// The preferences of each coder who rated anything.
struct Margins {
    /// The coder, the share of the units that this coder rated, and the share of each category in these ratings.
    coders: Vec<(usize, f64, Vec<f64>)>,
    /// The sum of the shares over coders.
    sum: Vec<f64>,
}

impl Margins {
    fn of(tally: &Tally, units: usize) -> Self {
        let mut coders = Vec::new();
        let mut sum = vec![0.0; tally.categories()];
        for coder in 0..tally.coders() {
            let counts = tally.ratings_of(coder);
            let rated = counts.iter().sum::<u64>() as f64;
            if rated > 0.0 {
                let shares: Vec<f64> = counts.iter().map(|&count| count as f64 / rated).collect();
                for (sum, share) in sum.iter_mut().zip(&shares) {
                    *sum += share;
                }
                coders.push((coder, rated / units as f64, shares));
            }
        }
        Self { coders, sum }
    }

    /// A unit's contribution to Conger's agreement by chance.
    fn chance(&self, unit: &Unit) -> f64 {
        let mut sum = 0.0;
        for (coder, rated, shares) in &self.coders {
            let rating = unit.cells[*coder];
            let is_rated = f64::from(u8::from(rating.is_some()));
            for (k, (share, all)) in shares.iter().zip(&self.sum).enumerate() {
                let is_it = f64::from(u8::from(rating.is_some_and(|rating| rating as usize == k)));
                sum += (is_it - (is_rated - rated) * share) / rated * (all - share);
            }
        }
        let raters = self.coders.len() as f64;
        sum / (raters * (raters - 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::published::krippendorff_2011_c;
    use super::*;

    // irrCAC prints (.461, 1) for AC1 and (.419, 1) for alpha.
    #[test]
    fn intervals_are_those_of_irrcac() {
        let ratings = krippendorff_2011_c();
        for (coefficient, error, lower) in [
            (Coefficient::Ac1, 0.142_949_950_6, 0.460_813_348_1),
            (Coefficient::Conger, 0.149_168_2, 0.434_500_6),
            (Coefficient::Fleiss, 0.153_019_203_5, 0.424_376_279_4),
            (Coefficient::Krippendorff, 0.145_573_887, 0.419_062_219_2),
            (
                Coefficient::BrennanPrediger,
                0.144_716_619_9,
                0.454_208_139_9,
            ),
        ] {
            let found = standard_error(&ratings, coefficient).unwrap();
            assert!((found - error).abs() < 1e-7, "{coefficient:?}: {found}");
            let found = interval(&ratings, coefficient, 0.95).unwrap();
            assert!((found.lower - lower).abs() < 1e-7, "{coefficient:?}");
            assert!((found.upper - 1.0).abs() < 1e-15);
        }
    }

    #[test]
    fn one_unit_has_no_interval_nor_has_agreement_without_variation() {
        let mut ratings = Ratings::new(2, 2);
        ratings.push(&[Some(0), Some(1)]);
        let interval = |ratings: &Ratings| interval(ratings, Coefficient::Ac1, 0.95);
        assert_eq!(interval(&ratings), Err(Undefined::FewerThanTwoUnits));
        let mut ratings = Ratings::new(2, 2);
        ratings.push(&[Some(0), Some(0)]);
        ratings.push(&[Some(1), Some(1)]);
        assert_eq!(interval(&ratings), Err(Undefined::NoVariation));
    }
}
