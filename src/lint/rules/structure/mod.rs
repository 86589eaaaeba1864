//! See [`Group::Structure`](crate::lint::Group::Structure).

pub mod deep_code;
pub mod duplicate_id;
pub mod empty_codebook;
pub mod empty_theme;
pub mod invalid_id;
pub mod lookalike_ids;
pub mod reference_cycle;
pub mod repeated_label;
pub mod retired_reference;
pub mod undefined_code;
