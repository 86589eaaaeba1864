//! See [`Group::Structure`](crate::lint::Group::Structure).

pub mod deep_code;
pub mod empty_theme;
pub mod lookalike_ids;
pub mod repeated_label;
