//! Ways of showing diagnostics: for people, for programs, and for the services that show them beside a change. Each writes
//! into `impl io::Write` and none knows the terminal.
//!
//! Paths are written as people know them, but where a format wants them in its own way: see `path`.

mod concise;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod palette;
mod path;
mod sarif;

pub use concise::concise;
pub use github::github;
pub use gitlab::gitlab;
pub use human::{human, painted};
pub use json::{Shown, json, jsonl};
pub use junit::junit;
pub use palette::Palette;
pub use sarif::sarif;

use super::{Place, Severity};
use crate::text::visibly;

/// What a format that lists its rules says of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleInfo<'a> {
    /// The rule's stable name.
    pub name: &'a str,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it looks for, in one sentence.
    pub what: &'a str,
    /// Why that matters, in Markdown.
    pub why: &'a str,
}

fn at(place: &Place) -> String {
    let file = visibly(place.file());
    match place.position() {
        Some(position) => format!("{file}:{}:{}", position.line, position.column),
        None => file,
    }
}
