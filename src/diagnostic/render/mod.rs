//! Ways of showing diagnostics. Each writes into `impl io::Write` and none knows the terminal.

mod concise;
mod human;
mod json;

pub use concise::concise;
pub use human::{human, painted};
pub use json::{Shown, json, jsonl};

use super::{Place, Severity};
use crate::text::visible;

/// What is written before and after the parts of a diagnostic to give them a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Before an error's name and its carets.
    pub error: &'static str,
    /// Before a warning's name and its carets.
    pub warning: &'static str,
    /// Before an advice's name and its carets.
    pub advice: &'static str,
    /// Before what stands in the margin.
    pub quiet: &'static str,
    /// Before `help:`, and under other places.
    pub help: &'static str,
    /// After each of them.
    pub end: &'static str,
}

impl Palette {
    /// No colours.
    pub const PLAIN: Self = Self {
        error: "",
        warning: "",
        advice: "",
        quiet: "",
        help: "",
        end: "",
    };

    fn of(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Advice => self.advice,
        }
    }
}

fn at(place: &Place) -> String {
    let file = visibly(place.file());
    match place.position() {
        Some(position) => format!("{file}:{}:{}", position.line, position.column),
        None => file,
    }
}

fn visibly(text: &str) -> String {
    text.chars().map(visible).collect()
}
