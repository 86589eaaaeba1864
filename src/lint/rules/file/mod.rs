//! See [`Group::File`](crate::lint::Group::File).

pub mod allowance_without_reason;
pub mod missing_version;
pub mod unknown_allowance;
pub mod unknown_rule;
pub mod unused_allowance;
pub mod version_not_raised;
