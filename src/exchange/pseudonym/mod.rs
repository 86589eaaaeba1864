//! Pseudonyms in the place of names, and the way back.
//!
//! A [`Key`] says which name becomes which pseudonym. [`Key::replace`] puts the pseudonyms into a text and says where, so
//! that places move with it ([`Replaced::moved`]) and the old text can be had again ([`restored`]). [`Remaining`] gathers
//! the capitalised words that are still there, because no key is complete: what is not in it is not found. [`LeftNames`] gathers
//! where names of the key are still there: in longer words, split by marks, in small letters.
//!
//! Nothing here opens a file. What a name is, is said by the key alone: no list of names and no model guesses.
//!
//! `docs/pseudonymise.md` tells researchers what is replaced and what is not.

mod codings;
mod key;
mod left;
mod letters;
mod log;
mod remaining;
mod replace;
#[cfg(test)]
mod tests;

pub use codings::{Line, moved_line, texts_of_line};
pub use key::{Entry, Key};
pub use left::{Left, LeftName, LeftNames, Why};
pub use letters::Folded;
pub use log::{Edit, Log, LogError, LoggedFile, restored};
pub use remaining::{Remaining, RemainingWord};
pub use replace::{Moved, Passed, Replaced, Replacement};
