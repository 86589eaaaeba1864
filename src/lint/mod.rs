//! The linter: faults that a codebook or a study can have although it can be read.
//!
//! Parsing tells what cannot be understood; what is here tells what is understood and is probably not meant. Each thing
//! that is looked for is a [`Rule`] with a file of its own under `rules/`: its name, how much it matters, what and why,
//! an example and what to write instead, and the function that looks. [`RULES`] lists them all, also those whose
//! findings come from the readers of files, so that every name in brackets can be explained.
//!
//! ```text
//!  Codebook ─▶ Look ──────────────▶ codebook()  ─┐
//!  Transcript ─▶ TranscriptLook ──▶ transcript() ─┼─▶ Levels ─▶ allowances ─▶ Baseline ─▶ what is told
//!  all Transcripts ─▶ Survey ─────▶ study()     ─┘
//! ```
//! A finding is never a guess where it says "never": rules about what terms can match answer only where the answer is
//! sure. It refuses to judge what a theme means; it looks at form, consistency and evidence.

mod allowance;
mod baseline;
mod example;
mod explain;
mod levels;
mod look;
mod mend;
mod rule;
pub mod rules;
mod same;
mod survey;
pub mod trial;
mod witness;
mod words;

pub use allowance::{Sifted, sift};
pub use baseline::{Baseline, BaselineError, Left};
pub use example::File;
pub use explain::{page, section};
pub use levels::{Levels, NoLevel, names};
pub use look::{Look, Settings, StudyLook, TranscriptLook};
pub use rule::{Check, Group, Level, Rule};
pub use rules::{RULES, find};
pub use survey::{Scratch, Survey};

use crate::diagnostic::Diagnostic;

/// Looks at a codebook with every rule that is not off.
#[must_use]
pub fn codebook(look: &Look<'_>, levels: &Levels) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in wanted(levels) {
        if let Check::Codebook(check) = rule.check {
            check(look, &mut found);
        }
    }
    found
}

/// Looks at one transcript of a study.
#[must_use]
pub fn transcript(look: &TranscriptLook<'_>, levels: &Levels) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in wanted(levels) {
        if let Check::Transcript(check) = rule.check {
            check(look, &mut found);
        }
    }
    found
}

/// Looks at a study as a whole.
#[must_use]
pub fn study(look: &StudyLook<'_>, levels: &Levels) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in wanted(levels) {
        if let Check::Study(check) = rule.check {
            check(look, &mut found);
        }
    }
    found
}

fn wanted(levels: &Levels) -> impl Iterator<Item = &'static Rule> {
    let rules = RULES.iter().copied();
    rules.filter(|rule| levels.of(rule) != Level::Off)
}
