//! See [`Group::Patterns`](crate::lint::Group::Patterns).

pub mod duplicate_pattern;
pub mod idle_exclusion;
pub mod leading_wildcard;
pub mod literal_regex;
pub mod matches_everything;
pub mod needless_escape;
pub mod needless_variant;
pub mod never_matches;
pub mod shadowed_pattern;
pub mod shared_pattern;
pub mod short_stem;
pub mod unsorted_patterns;
