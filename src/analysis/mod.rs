//! Questions that are asked of coded transcripts, answered in counts that say what they count.
//!
//! Every count has a unit and a denominator ([`frequency::Counts`], [`frequency::Spoken`]). A parent's figures are the
//! union of those below it, never their sum. Moderators are left out unless they are asked for.

pub mod agreement;
pub mod change;
pub mod coded;
pub mod comparison;
pub mod concordance;
pub mod cooccurrence;
pub mod evaluation;
pub mod framework;
pub mod frequency;
pub mod keyness;
pub mod matrix;
pub mod overview;
mod people;
pub mod portrait;
pub mod query;
pub mod quotes;
mod random;
pub mod sample;
pub mod saturation;
pub mod selection;
pub mod sequence;
pub mod significance;
pub mod talk;
pub mod turns;
pub mod uncoded;
pub mod vocabulary;

pub use people::People;
