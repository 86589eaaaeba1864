//! The screen in which a transcript is coded by hand.
//!
//! ```text
//!  keys, mouse, window ──Event──▶ update(&mut App, Event) ──Effect──▶ what a thin loop does: write, open an editor, leave
//!                                      │
//!                                     App ──draw──▶ a buffer of cells
//! ```
//! Nothing in here touches a terminal, a file or the clock: the loop is `commands/annotate`, and the tests press keys and look
//! at cells. The codings themselves, what two versions of one are and how a place is found again, is the library's
//! (`thematica::coding`).

pub mod app;
pub mod book;
pub mod cells;
mod changed;
pub mod chooser;
mod coding;
mod decide;
pub mod draw;
pub mod event;
mod fuzzy;
pub mod history;
pub mod input;
mod jump;
pub mod keys;
mod lay_out;
pub mod linear;
mod lost;
pub mod marks;
mod modes;
mod mouse;
mod new_code;
mod opening;
mod palette;
pub mod proposals;
mod saving;
pub mod script;
pub mod select;
#[cfg(test)]
mod tests;
mod theirs;
mod travel;
pub mod update;
mod view;
mod wrap;
