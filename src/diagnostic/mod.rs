//! What someone wrote wrong, as data: a [`Diagnostic`] with its place, its reason and what to do.
//!
//! Parsers do not stop at the first fault: they return what they understood together with their diagnostics. What the
//! machine could not do (a file that cannot be opened) is an error type of its stage; it becomes a diagnostic where
//! other files' results are to be kept.

use std::sync::Arc;

use crate::text::{Position, Source, Span};

mod fix;
pub mod render;
mod suggest;

pub use fix::{Edit, Fix, Mended, apply, mend};
pub use suggest::nearest;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something to consider; changes no exit status.
    Advice,
    /// Something was understood in a way that may be wrong.
    Warning,
    /// Something cannot be used as it stands.
    Error,
}

impl Severity {
    /// The word that is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Where a diagnostic points.
#[derive(Clone, Debug)]
pub enum Place {
    /// A file as a whole, by its path as people know it.
    File(String),
    /// A span of a text that was read.
    Span(Arc<Source>, Span),
    /// A line of a file whose text is not kept (a row of a table, a cue of a subtitle file), from 1.
    Line(String, usize),
    /// A place in a text that must not be shown, such as somebody's telephone number.
    Point(String, Position),
}

impl Place {
    /// The file's name as people know it.
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Place::File(name) | Place::Line(name, _) | Place::Point(name, _) => name,
            Place::Span(source, _) => source.name(),
        }
    }

    /// Line and column where the place has them.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self {
            Place::File(_) => None,
            Place::Line(_, line) => Some(Position {
                line: *line,
                column: 1,
            }),
            Place::Point(_, position) => Some(*position),
            Place::Span(source, span) => Some(source.position(span.start)),
        }
    }
}

/// One thing to tell a person about what they wrote.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Stable name of the rule, in kebab case: what a person types to allow it.
    pub rule: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// What the primary place is labelled with, where the message alone does not say it.
    pub label: Option<String>,
    /// Other places that belong to it, each with what it is.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// How it is mended by itself, where that is safe.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Makes an error; the message is one sentence without a full stop.
    pub fn error(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, place, message)
    }

    /// Makes a warning; the message is one sentence without a full stop.
    pub fn warning(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, place, message)
    }

    /// Makes an advice; the message is one sentence without a full stop.
    pub fn advice(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Advice, rule, place, message)
    }

    fn new(
        severity: Severity,
        rule: &'static str,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            rule,
            message: message.into(),
            place,
            label: None,
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a help that names the nearest known word, or lists the known ones.
    #[must_use]
    pub fn did_you_mean<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let help = suggest::sentence(written, known);
        self.help(help)
    }

    /// Adds how it is mended by itself, where that can be done.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Labels the primary place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, what: impl Into<String>) -> Self {
        self.related.push((place, what.into()));
        self
    }

    /// Order of printing: by file, then by place, then by rule.
    #[must_use]
    pub fn sort_key(&self) -> (String, Option<Position>, &'static str, String) {
        (
            self.place.file().to_owned(),
            self.place.position(),
            self.rule,
            self.message.clone(),
        )
    }
}
