//! See [`Group::Tests`](crate::lint::Group::Tests).

pub mod counterexample_coded;
pub mod example_not_coded;
pub mod example_only_negated;
pub mod example_under_exclusion;
pub mod untested_rules;
