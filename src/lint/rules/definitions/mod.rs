//! See [`Group::Definitions`](crate::lint::Group::Definitions).

pub mod circular_definition;
pub mod missing_definition;
pub mod missing_example;
pub mod missing_exclusion;
pub mod missing_inclusion;
pub mod placeholder_text;
pub mod shared_example;
pub mod similar_definitions;
