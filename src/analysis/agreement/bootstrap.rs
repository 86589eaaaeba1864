//! Intervals from resampling whole clusters, as transcripts, with replacement.
//!
//! Source: Efron, B. and Tibshirani, R. J. (1993), *An Introduction to the Bootstrap*, chapters 8 and 13: the percentile
//! interval. Resampling transcripts, not sentences, keeps together what is alike: Field, C. A. and Welsh, A. H. (2007),
//! Bootstrapping clustered data, *Journal of the Royal Statistical Society B* 69, 369–390.
//!
//! It is not the bootstrap of Hayes and Krippendorff (2007), which draws pairs of ratings with the expected disagreement held
//! fixed and gives narrower intervals.
//!
//! A cluster is represented by what its units add up to, so that a replicate costs as much as there are clusters, however
//! many units they have.

use rayon::prelude::*;

use super::krippendorff::Disagreement;
use super::{Interval, Tally, Undefined};
use crate::analysis::random::Random;

/// Sums over the units of a cluster, which the clusters of a replicate add up to.
pub trait Resampled: Clone + Send + Sync {
    /// Forgets all units.
    fn clear(&mut self);
    /// Adds another cluster `times` times.
    fn add(&mut self, other: &Self, times: u64);
}

impl Resampled for Tally {
    fn clear(&mut self) {
        Tally::clear(self);
    }

    fn add(&mut self, other: &Self, times: u64) {
        Tally::add(self, other, times);
    }
}

impl Resampled for Disagreement {
    fn clear(&mut self) {
        Disagreement::clear(self);
    }

    fn add(&mut self, other: &Self, times: u64) {
        Disagreement::add(self, other, times);
    }
}

/// One sum for each code, of the same codes in every cluster.
impl<S: Resampled> Resampled for Vec<S> {
    fn clear(&mut self) {
        self.iter_mut().for_each(S::clear);
    }

    fn add(&mut self, other: &Self, times: u64) {
        assert_eq!(self.len(), other.len(), "clusters have the same codes");
        for (mine, theirs) in self.iter_mut().zip(other) {
            mine.add(theirs, times);
        }
    }
}

/// How to resample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// How many replicates are drawn; 1,000 or more for an interval of 95 %.
    pub replicates: usize,
    /// What the drawing begins with. The same seed gives the same interval, on any machine.
    pub seed: u64,
    /// How sure the interval is to be, between 0 and 1.
    pub confidence: f64,
}

/// What came of resampling for one statistic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrapped {
    /// The percentile interval of the replicates that have a value, or why there is none.
    pub interval: Result<Interval, Undefined>,
    /// How many replicates were drawn.
    pub replicates: usize,
    /// In how many of them the statistic is undefined, as when a rare code was not drawn. They are left out of the
    /// interval, which is then too optimistic: say how many there are.
    pub degenerate: usize,
}

/// A function of the sums over the units of a replicate.
pub type Statistic<'s, S> = &'s (dyn Fn(&S) -> Result<f64, Undefined> + Sync);

/// Draws as many clusters as there are, again and again, and gives each statistic's interval over the same replicates.
///
/// Each replicate has a stream of random numbers of its own, so the number of threads changes nothing. To resample single
/// units, make a cluster of each ([`Tally::of_each_unit`]). Without two clusters every interval is undefined.
///
/// # Panics
///
/// When the level of confidence is not between 0 and 1.
pub fn bootstrap<S: Resampled>(
    clusters: &[S],
    options: Options,
    statistics: &[Statistic<'_, S>],
) -> Vec<Bootstrapped> {
    assert!(
        options.confidence > 0.0 && options.confidence < 1.0,
        "a confidence level lies between 0 and 1"
    );
    let without = |reason, degenerate| Bootstrapped {
        interval: Err(reason),
        replicates: options.replicates,
        degenerate,
    };
    if clusters.len() < 2 {
        return vec![without(Undefined::FewerThanTwoClusters, 0); statistics.len()];
    }
    let values: Vec<Vec<Option<f64>>> = (0..options.replicates)
        .into_par_iter()
        .map_init(
            || Replicate::new(clusters),
            |replicate, number| {
                replicate.draw(Random::stream(options.seed, number as u64));
                let values = statistics.iter().map(|of| of(&replicate.sum).ok());
                values.collect()
            },
        )
        .collect();
    let summary = |statistic: usize| {
        let mut defined: Vec<f64> = values.iter().filter_map(|row| row[statistic]).collect();
        defined.sort_unstable_by(f64::total_cmp);
        let degenerate = options.replicates - defined.len();
        if defined.is_empty() {
            return without(Undefined::NoReplicateDefined, degenerate);
        }
        let tail = (1.0 - options.confidence) / 2.0;
        Bootstrapped {
            interval: Ok(Interval {
                lower: quantile(&defined, tail),
                upper: quantile(&defined, 1.0 - tail),
            }),
            replicates: options.replicates,
            degenerate,
        }
    };
    (0..statistics.len()).map(summary).collect()
}

/// A place to add up clusters that were drawn, used again for the next replicate.
struct Replicate<'c, S> {
    clusters: &'c [S],
    sum: S,
    times: Vec<u64>,
}

impl<'c, S: Resampled> Replicate<'c, S> {
    fn new(clusters: &'c [S]) -> Self {
        Self {
            clusters,
            sum: clusters[0].clone(),
            times: vec![0; clusters.len()],
        }
    }

    fn draw(&mut self, mut random: Random) {
        self.times.fill(0);
        for _ in self.clusters {
            self.times[random.below(self.clusters.len())] += 1;
        }
        self.sum.clear();
        for (cluster, &times) in self.clusters.iter().zip(&self.times) {
            if times > 0 {
                self.sum.add(cluster, times);
            }
        }
    }
}

/// The quantile of sorted values, linear between neighbours: type 7 of Hyndman, R. J. and Fan, Y. (1996), Sample quantiles
/// in statistical packages, *The American Statistician* 50, 361–365, as R and numpy take it by default.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in a list is a small whole number"
)]
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let below = at.floor();
    let low = sorted[below as usize];
    let high = sorted[at.ceil() as usize];
    low + (high - low) * (at - below)
}

#[cfg(test)]
mod tests {
    use super::super::published::{cohen_1960, of_coders, of_crosstab};
    use super::super::{ChanceCorrected, cohen, krippendorff};
    use super::*;

    const OPTIONS: Options = Options {
        replicates: 1_000,
        seed: 20,
        confidence: 0.95,
    };

    fn kappa(tally: &Tally) -> Result<f64, Undefined> {
        cohen::kappa(&tally.pair(0, 1)).and_then(ChanceCorrected::value)
    }

    fn alpha(tally: &Tally) -> Result<f64, Undefined> {
        krippendorff::nominal_alpha(tally).and_then(ChanceCorrected::value)
    }

    // The formula gives [.391564, .591487] for these 200 units.
    #[test]
    fn for_independent_units_it_is_near_the_formula() {
        let units = Tally::of_each_unit(&of_crosstab(&cohen_1960()));
        let found = bootstrap(&units, OPTIONS, &[&kappa])[0];
        let interval = found.interval.unwrap();
        assert!((interval.lower - 0.391_564).abs() < 0.015, "{interval:?}");
        assert!((interval.upper - 0.591_487).abs() < 0.015, "{interval:?}");
        assert_eq!(found.degenerate, 0);
    }

    #[test]
    fn units_that_come_ten_at_a_time_make_the_interval_wider() {
        let units = Tally::of_each_unit(&of_crosstab(&cohen_1960()));
        let mut clusters = Vec::new();
        for alike in units.chunks(10) {
            let mut cluster = alike[0].clone();
            alike[1..].iter().for_each(|unit| cluster.add(unit, 1));
            clusters.push(cluster);
        }
        let width = |clusters: &[Tally]| {
            let interval = bootstrap(clusters, OPTIONS, &[&kappa])[0].interval.unwrap();
            interval.upper - interval.lower
        };
        assert!(width(&clusters) > 1.5 * width(&units));
    }

    #[test]
    fn the_same_seed_gives_the_same_interval_for_any_number_of_threads() {
        let units = Tally::of_each_unit(&of_crosstab(&cohen_1960()));
        let with_threads = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let pool = pool.build().unwrap();
            pool.install(|| bootstrap(&units, OPTIONS, &[&kappa, &alpha]))
        };
        assert_eq!(with_threads(1), with_threads(3));
        let other = Options {
            seed: 21,
            ..OPTIONS
        };
        assert_ne!(with_threads(1), bootstrap(&units, other, &[&kappa, &alpha]));
    }

    // One of ten units carries the code: it is missing from .9^10 = 35 % of the replicates.
    #[test]
    fn replicates_without_a_rare_code_are_counted() {
        let units = Tally::of_each_unit(&of_coders(2, &["0000000001", "0000000001"]));
        let found = bootstrap(&units, OPTIONS, &[&kappa])[0];
        assert!((300..400).contains(&found.degenerate));
        let never = Tally::of_each_unit(&of_coders(2, &["000", "000"]));
        let found = bootstrap(&never, OPTIONS, &[&kappa])[0];
        assert_eq!(found.interval, Err(Undefined::NoReplicateDefined));
        assert_eq!(found.degenerate, 1_000);
    }

    #[test]
    fn one_transcript_cannot_be_resampled() {
        let one = [Tally::of(&of_crosstab(&cohen_1960()))];
        let found = bootstrap(&one, OPTIONS, &[&kappa])[0];
        assert_eq!(found.interval, Err(Undefined::FewerThanTwoClusters));
    }

    #[test]
    fn quantiles_lie_between_neighbours() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        assert!((quantile(&sorted, 0.0) - 1.0).abs() < 1e-15);
        assert!((quantile(&sorted, 0.5) - 3.0).abs() < 1e-15);
        assert!((quantile(&sorted, 0.9) - 6.8).abs() < 1e-12);
        assert!((quantile(&sorted, 1.0) - 8.0).abs() < 1e-15);
    }
}
