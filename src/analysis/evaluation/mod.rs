//! The rules against a coder: what they find, what they miss, and what they find that is not there.
//!
//! The coder is taken at their word: a segment that the coder coded is right, one that the coder left is not. That makes
//! sense only where the coder has looked, so callers hand over the transcripts that the coder has finished.
//!
//! A [`Segmented`] is one transcript cut into segments, with the codes of both; a [`Tally`] counts them, and those of many
//! transcripts add up in any order. Segments that neither coded are counted in [`Tally::segments`] and in no figure:
//! with rare codes they would make everything look well.

mod proportion;
mod segmented;
mod tally;

pub use super::agreement::rated::Mark;
pub use proportion::{Proportion, Undefined};
pub use segmented::{Segment, Segmented, Verdict, segments};
pub use tally::{Confusion, Estimate, Figure, OfRule, Overall, Tally};

#[cfg(test)]
mod tests;
