//! Looking for faults that a codebook can have although it is well written.
//!
//! Parsing tells what cannot be understood; what is here tells what is understood and is probably not meant. One file
//! for each kind of fault, each with its own tests.

mod examples;
mod speakers;

pub use examples::examples;
pub use speakers::speakers;
