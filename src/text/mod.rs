//! Text and places in it.
//!
//! Everything else in Thematica points into a [`Source`] with a [`Span`]. A source never changes after it was decoded, so a
//! span stays valid for as long as the source lives. Spans are bytes inside the program; they become code points, UTF-16
//! units, or lines and columns only where a format asks for them.
//!
//! [`fold`] says which texts count as equal for matching, [`Landmarks`] finds where words start, [`sentences`] where sentences
//! end. [`personal`] finds what looks like somebody's telephone number or address. None of them changes the text.

mod digest;
pub mod fold;
mod landmarks;
mod number;
mod page;
pub mod personal;
pub mod sentences;
mod short;
mod source;
mod span;
mod visible;

pub use digest::sha256;
pub use landmarks::Landmarks;
pub use number::{capital, counted, grouped, is_or_are};
pub use page::POLICY_WITHOUT_SCRIPT;
pub use short::{around, both_ends, one_line, shortened};
pub use source::{Position, Source, count_code_points};
pub use span::Span;
pub use visible::{is_direction, printable, printably, turns_direction, visible, visibly};
