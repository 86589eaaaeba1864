//! Where a fault is: where the parser says, or where it passed by.

use serde_yaml::Error;

use super::known::TAB;
use crate::text::{Source, Span};

/// The place of a fault.
pub(super) fn of(source: &Source, error: &Error, said: &str) -> Span {
    let span = pointed_at(source, error);
    match error {
        Error::MultipleDocuments { .. } => separator(source, span),
        _ if said.contains(TAB) => tab_behind(source, span),
        _ => span,
    }
}

/// The one character that the error points at; the end of the text when it points nowhere.
fn pointed_at(source: &Source, error: &Error) -> Span {
    let end = source.text().len();
    let start = error.location().map_or(end, |location| {
        let line = usize::try_from(location.line()).unwrap_or(usize::MAX);
        let column = usize::try_from(location.column()).unwrap_or(1);
        let Some(span) = source.line(line) else {
            return end;
        };
        let mut chars = source.slice(span).char_indices();
        chars
            .nth(column.saturating_sub(1))
            .map_or(span.end, |(byte, _)| span.start + byte)
    });
    let length = source.text()[start..]
        .chars()
        .next()
        .filter(|c| !c.is_control())
        .map_or(0, char::len_utf8);
    Span::new(start, start + length)
}

/// The line `---` that the second document follows, which the parser passed over.
fn separator(source: &Source, span: Span) -> Span {
    let number = source.position(span.start).line;
    let lines = (1..=number).rev().filter_map(|number| source.line(number));
    let mut marks = lines.filter(|line| source.slice(*line).starts_with("---"));
    marks
        .next()
        .map_or(span, |line| Span::new(line.start, line.start + 3))
}

/// The tab in the indentation below a text, where the parser points at the text.
fn tab_behind(source: &Source, span: Span) -> Span {
    let first = source.position(span.start).line;
    let lines = (first..).map_while(|number| source.line(number));
    let indents = lines.map(|line| {
        let text = source.slice(line);
        Span::new(line.start, line.end - text.trim_start().len())
    });
    let mut tabs = indents.filter_map(|indent| {
        let at = indent.start + source.slice(indent).find('\t')?;
        Some(Span::new(at, at + 1))
    });
    tabs.next().unwrap_or(span)
}

/// Whether the line of a place, or the one above, is indented with spaces that are none to YAML.
pub(super) fn has_odd_spaces(source: &Source, span: Span) -> bool {
    let number = source.position(span.start).line;
    let mut lines = [number.saturating_sub(1), number]
        .into_iter()
        .filter_map(|number| source.line(number));
    lines.any(|line| {
        let mut indent = source.slice(line).chars().take_while(|c| c.is_whitespace());
        indent.any(|c| !c.is_ascii())
    })
}
