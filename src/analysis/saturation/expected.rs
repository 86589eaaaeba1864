//! What another order of the transcripts would give.

use rayon::prelude::*;

use super::Accumulation;
use crate::analysis::random::Random;

/// How many codes so many transcripts have, whichever they are.
///
/// The mean over all orders is exact: sample-based rarefaction, `S(n) = Σ 1 − C(N−m, n) / C(N, n)` over the codes, where `m`
/// of the `N` transcripts have the code (Colwell, R. K., Mao, C. X. and Chang, J. (2004), Interpolating, extrapolating, and
/// comparing incidence-based species accumulation curves, *Ecology* 85(10), 2717–2727). The band is that of random orders.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// By how many transcripts, from 1: the mean over all orders.
    pub mean: Vec<f64>,
    /// The same for 95 % of random orders.
    pub band: Vec<Band>,
    /// How many orders were drawn.
    pub orders: usize,
}

/// Between which numbers of codes 95 % of random orders lie: the 2.5th and 97.5th percentiles, as the smallest number that
/// so many of them do not exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lower end.
    pub low: usize,
    /// The upper end.
    pub high: usize,
}

impl Expected {
    /// Draws so many orders; the same seed gives the same.
    #[must_use]
    pub fn of(accumulation: &Accumulation, orders: usize, seed: u64) -> Self {
        Self {
            mean: mean(accumulation),
            band: band(accumulation, orders.max(1), seed),
            orders: orders.max(1),
        }
    }
}

/// In how many transcripts each code is.
fn incidences(accumulation: &Accumulation) -> Vec<usize> {
    let most = accumulation.codes.iter().flatten().max();
    let mut counts = vec![0; most.map_or(0, |most| *most as usize + 1)];
    for code in accumulation.codes.iter().flatten() {
        counts[*code as usize] += 1;
    }
    counts.retain(|count| *count > 0);
    counts
}

fn mean(accumulation: &Accumulation) -> Vec<f64> {
    let all = accumulation.codes.len();
    let incidences = incidences(accumulation);
    (1..=all)
        .map(|taken| {
            // C(N−m, n) / C(N, n), factor by factor: none of `taken` drawn transcripts has the code.
            let without = |with: &usize| -> f64 {
                let factors = 0..taken;
                factors
                    .map(|at| all.saturating_sub(*with + at) as f64 / (all - at) as f64)
                    .product()
            };
            incidences.iter().map(|with| 1.0 - without(with)).sum()
        })
        .collect()
}

fn band(accumulation: &Accumulation, orders: usize, seed: u64) -> Vec<Band> {
    let all = accumulation.codes.len();
    let codes: Vec<Vec<u32>> = accumulation
        .codes
        .iter()
        .map(|codes| codes.iter().copied().collect())
        .collect();
    let most = codes
        .iter()
        .flatten()
        .max()
        .map_or(0, |it| *it as usize + 1);
    let curves: Vec<Vec<usize>> = (0..orders as u64)
        .into_par_iter()
        .map(|number| {
            let mut random = Random::stream(seed, number);
            let mut order: Vec<usize> = (0..all).collect();
            for at in (1..all).rev() {
                order.swap(at, random.below(at + 1));
            }
            let mut known = vec![false; most];
            let mut count = 0;
            let curve = order.iter().map(|&transcript| {
                for &code in &codes[transcript] {
                    count += usize::from(!std::mem::replace(&mut known[code as usize], true));
                }
                count
            });
            curve.collect()
        })
        .collect();
    (0..all)
        .map(|at| {
            let mut counts: Vec<usize> = curves.iter().map(|curve| curve[at]).collect();
            counts.sort_unstable();
            let percentile = |per_mille: usize| {
                let rank = (per_mille * orders).div_ceil(1000);
                counts[rank.clamp(1, orders) - 1]
            };
            Band {
                low: percentile(25),
                high: percentile(975),
            }
        })
        .collect()
}
