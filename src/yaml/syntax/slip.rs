//! What somebody most likely did where the parser stumbled, which it often does a line late.

use super::super::{double_quoted, line_scalar};
use super::{brackets, lines, quotes};
use crate::text::{Source, Span};

/// Where the parser stumbled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stumble<'s> {
    pub source: &'s Source,
    /// The one character that it points at; empty at the end of the text.
    pub span: Span,
    /// Its sentence.
    pub said: &'s str,
    /// Whether it looked for what a `*` repeats.
    pub is_alias: bool,
}

/// A slip: where it is, what is wrong there, and what to do.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    pub span: Span,
    pub message: String,
    pub help: String,
}

impl Slip {
    pub fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl<'s> Stumble<'s> {
    /// The character that it points at.
    pub fn char(&self) -> Option<char> {
        self.source.slice(self.span).chars().next()
    }

    /// The line that it stands in.
    pub fn line(&self) -> Span {
        let number = self.source.line_number(self.span.start);
        self.source.line(number).unwrap_or_default()
    }

    /// That line up to the place, and from it on.
    pub fn parts(&self) -> (&'s str, &'s str) {
        let line = self.line();
        let at = self.span.start.clamp(line.start, line.end);
        (
            self.source.slice(Span::new(line.start, at)),
            self.source.slice(Span::new(at, line.end)),
        )
    }

    /// The lines above it, the nearest first, without blank ones and comments.
    pub fn lines_above(&self) -> impl Iterator<Item = Span> + use<'s> {
        let source = self.source;
        let number = source.line_number(self.span.start);
        let lines = (1..number).rev().filter_map(move |it| source.line(it));
        lines.filter(move |line| {
            let text = source.slice(*line).trim();
            !text.is_empty() && !text.starts_with('#')
        })
    }
}

/// The slip, where it is one that people make.
pub(super) fn find(at: &Stumble<'_>) -> Option<Slip> {
    lines::tab(at)
        .or_else(|| brackets::find(at))
        .or_else(|| quotes::find(at))
        .or_else(|| first_character(at))
        .or_else(|| lines::find(at))
}

/// A text that starts with a character that YAML keeps for itself.
fn first_character(at: &Stumble<'_>) -> Option<Slip> {
    let c = at.char()?;
    let is_refused = at.said.starts_with("unexpected character")
        || at.said.starts_with("while scanning")
        || at.said.starts_with("mapping keys are not allowed");
    let is_star = c == '*' && !(at.is_alias && has_names(at.source.text()));
    let is_kept = is_refused && "&!%@`|>?".contains(c);
    if !(is_star || is_kept) {
        return None;
    }
    let (before, rest) = at.parts();
    let text = text_from(before, rest);
    let quoted = double_quoted(text);
    let help = if c == '*' {
        format!("a text that starts with `*` needs quotes: {quoted}")
    } else {
        format!("put the text in quotes: {quoted}")
    };
    let message = format!("a text without quotes cannot start with `{c}`");
    Some(Slip::new(at.span, message, help))
}

/// The text without quotes that a rest of a line begins with; inside brackets it ends at a comma or at the bracket.
pub(super) fn text_from<'t>(before: &str, rest: &'t str) -> &'t str {
    let is_inside = before.matches('[').count() > before.matches(']').count();
    let mut end = rest.find(" #").unwrap_or(rest.len());
    if is_inside {
        end = end.min(rest.find([',', ']']).unwrap_or(rest.len()));
    }
    rest[..end].trim()
}

/// Whether somebody names values with `&`, and so knows what `*` does.
fn has_names(text: &str) -> bool {
    let mut places = text.match_indices('&');
    places.any(|(at, _)| {
        let before = text[..at].trim_end_matches(' ');
        let is_named = text[at + 1..].starts_with(|c: char| c.is_alphanumeric());
        is_named && before.ends_with([':', '-', '[', ',', '\n'])
    })
}

/// A value on one line as it is written with quotes.
pub(super) fn quoted(value: &str) -> String {
    line_scalar(value.trim())
}

/// What follows the dashes and the key of a line.
pub(super) fn value_part(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(after) = rest.strip_prefix("- ") {
        rest = after.trim_start();
    }
    match rest.split_once(": ") {
        Some((key, value)) if is_key(key) => value.trim_start(),
        _ => rest,
    }
}

/// Whether it is written like the keys of our files.
pub(super) fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
}
