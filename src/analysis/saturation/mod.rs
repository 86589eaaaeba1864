//! How many new codes each further transcript brings.
//!
//! Source of the ratio: Guest, G., Namey, E. and Chen, M. (2020), A simple method to assess and report thematic saturation
//! in qualitative research, *`PLoS` ONE* 15(5), e0232076: new codes in a run of transcripts over the codes found in the base,
//! the first few. The base never grows, and runs move on by one transcript. Saturation is at the last transcript before the
//! first run whose ratio is not above the threshold, and confirmed by that run: `6+2`.
//!
//! **What it measures here.** The codes are those of a codebook that was there before. New is a code that is found for the
//! first time, not one that somebody thought of for the first time: with a deductive codebook this measures how soon the
//! codebook is covered, and says nothing of what the codebook does not have.
//!
//! It depends on the order of the transcripts. [`Expected`] says what another order would give.

use std::collections::BTreeSet;

use crate::text::is_or_are;

mod expected;
#[cfg(test)]
mod tests;
mod verdict;

pub use expected::{Band, Expected};
pub use verdict::verdict;

/// How saturation is judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How many transcripts are the base: 4, 5 or 6 in the source.
    pub base: usize,
    /// How many transcripts are a run: 2 or 3 in the source.
    pub run: usize,
    /// The largest ratio that counts as saturated: 0.05 or 0 in the source.
    pub threshold: f64,
}

impl Settings {
    /// The twelve settings of the source.
    #[must_use]
    pub fn of_the_source() -> Vec<Self> {
        let mut all = Vec::new();
        for threshold in [0.05, 0.0] {
            for run in [2, 3] {
                all.extend([4, 5, 6].map(|base| Self {
                    base,
                    run,
                    threshold,
                }));
            }
        }
        all
    }
}

/// The codes of transcripts in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accumulation {
    /// The codes of each transcript.
    pub codes: Vec<BTreeSet<u32>>,
    /// How many of them no transcript before has.
    pub new: Vec<usize>,
    /// How many codes there are up to each transcript, it included.
    pub cumulative: Vec<usize>,
}

/// One run of transcripts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Its first transcript, from 0.
    pub first: usize,
    /// New codes in it.
    pub new: usize,
    /// New codes over those of the base.
    pub ratio: f64,
}

/// Saturation by one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Saturation {
    /// The codes of the base.
    pub base: usize,
    /// All runs, the first behind the base.
    pub runs: Vec<Run>,
    /// How many transcripts there are before the first run whose ratio is not above the threshold; `None` where there is no
    /// such run.
    pub reached: Option<usize>,
    /// Codes that come new after that run: what a stop there would have missed.
    pub missed: usize,
}

/// Why there is no ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undefined {
    /// There are no transcripts behind the base for a run.
    #[error("there are too few transcripts: {needed} {} needed, and {there} {} there", is_or_are(*.needed as u64), is_or_are(*.there as u64))]
    TooFew {
        /// Base and one run.
        needed: usize,
        /// How many there are.
        there: usize,
    },
    /// The base has no code.
    #[error("no code is in the transcripts of the base")]
    EmptyBase,
}

impl Saturation {
    /// The run that confirms: the first whose ratio is not above the threshold.
    #[must_use]
    pub fn confirming(&self) -> Option<&Run> {
        let mut runs = self.runs.iter();
        runs.find(|run| Some(run.first) == self.reached)
    }
}

impl Accumulation {
    /// Counts what is new, transcript by transcript.
    #[must_use]
    pub fn of(codes: Vec<BTreeSet<u32>>) -> Self {
        let mut known: BTreeSet<u32> = BTreeSet::new();
        let (mut new, mut cumulative) = (Vec::new(), Vec::new());
        for codes in &codes {
            let before = known.len();
            known.extend(codes);
            new.push(known.len() - before);
            cumulative.push(known.len());
        }
        Self {
            codes,
            new,
            cumulative,
        }
    }

    /// How many codes any transcript has.
    #[must_use]
    pub fn total(&self) -> usize {
        self.cumulative.last().copied().unwrap_or(0)
    }

    /// Judges by a setting.
    pub fn saturation(&self, settings: Settings) -> Result<Saturation, Undefined> {
        saturation(&self.new, settings)
    }
}

/// Judges by a setting how many codes each transcript brings.
pub fn saturation(new: &[usize], settings: Settings) -> Result<Saturation, Undefined> {
    let Settings {
        base,
        run,
        threshold,
    } = settings;
    let needed = base.max(1).saturating_add(run.max(1));
    if new.len() < needed {
        return Err(Undefined::TooFew {
            needed,
            there: new.len(),
        });
    }
    let (base, run) = (base.max(1), run.max(1));
    let of_base: usize = new[..base].iter().sum();
    if of_base == 0 {
        return Err(Undefined::EmptyBase);
    }
    let runs: Vec<Run> = (base..=new.len() - run)
        .map(|first| {
            let found: usize = new[first..first + run].iter().sum();
            Run {
                first,
                new: found,
                ratio: found as f64 / of_base as f64,
            }
        })
        .collect();
    // Whole numbers: a twentieth of 20 is 1 and not a little more.
    let is_low = |it: &&Run| it.new as f64 <= threshold * of_base as f64 + 1e-9;
    let low = runs.iter().find(is_low);
    Ok(Saturation {
        base: of_base,
        reached: low.map(|it| it.first),
        missed: low.map_or(0, |it| new[it.first + run..].iter().sum()),
        runs,
    })
}
