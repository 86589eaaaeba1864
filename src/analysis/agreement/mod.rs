//! How far coders agree, in coefficients that say what they are and when they do not exist.
//!
//! Everything here is a pure function of numbers: [`Ratings`] are units by coders, [`Tally`] is what they add up to, and
//! each coefficient is a file of its own with its source. A coefficient is never `NaN` and never 1 by default: what the
//! data cannot answer is [`Undefined`] with a reason for people.
//!
//! Three things are kept apart that tables of results often mix:
//!
//! - A missing rating is not a rating of "absent". A coder who did not see a unit has no say on it ([`Ratings`]).
//! - The number of categories that were *available* is stated, not read off the ratings: [`gwet`] and
//!   [`brennan_prediger`] depend on it.
//! - The same name stands for several numbers in the literature. Where it does, each has a name of its own here
//!   ([`percent`], [`fleiss`], [`pooled`], [`unitizing`]).
//!
//! The units of a transcript are not independent: an interval for text comes from [`bootstrap`] with transcripts as
//! clusters, not from the formulas in [`linearized`], which take units for a simple random sample.

pub mod bootstrap;
pub mod brennan_prediger;
pub mod cohen;
pub mod conger;
mod crosstab;
mod distribution;
pub mod figure;
pub mod fleiss;
pub mod gwet;
pub mod holsti;
mod interval;
pub mod krippendorff;
pub mod label_sets;
pub mod linearized;
pub mod percent;
pub mod pooled;
pub mod rated;
mod ratings;
pub mod scott;
pub mod summary;
mod tally;
mod undefined;
pub mod unitizing;

#[cfg(test)]
mod published;

pub use crosstab::{Crosstab, Margins};
pub use distribution::{normal_quantile, student_quantile};
pub use interval::Interval;
pub use ratings::Ratings;
pub use tally::Tally;
pub use undefined::Undefined;

/// Agreement as it was observed and as it was to be expected by chance, both as shares.
///
/// What "by chance" means is what distinguishes Cohen, Scott, Fleiss, Conger, Krippendorff, Gwet, and Brennan and
/// Prediger; how the two shares become a coefficient is the same for all of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChanceCorrected {
    /// The share of agreement that was observed, 0 to 1: `p_o`, `p_a`, or `1 − D_o`.
    pub observed: f64,
    /// The share of agreement that was to be expected by chance, 0 to 1: `p_e`, or `1 − D_e`.
    pub expected: f64,
}

impl ChanceCorrected {
    /// The coefficient: (observed − expected) / (1 − expected). It is 1 for perfect agreement, 0 for agreement as by
    /// chance, and may be negative.
    ///
    /// Undefined when agreement by chance is certain, as when all ratings are in one category.
    pub fn value(self) -> Result<f64, Undefined> {
        if self.expected < 1.0 {
            Ok((self.observed - self.expected) / (1.0 - self.expected))
        } else {
            Err(Undefined::OneCategoryUsed)
        }
    }
}

#[cfg(test)]
mod tests;
