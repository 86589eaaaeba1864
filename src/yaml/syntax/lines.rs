//! Slips that are seen in how lines begin: tabs, missing spaces, texts that go on too far left.

use super::COLUMNS;
use super::slip::{Slip, Stumble, is_key, quoted, value_part};
use crate::text::Span;

/// A tab where spaces are wanted.
pub(super) fn tab(at: &Stumble<'_>) -> Option<Slip> {
    let line = at.source.slice(at.line());
    let indentation = &line[..line.len() - line.trim_start().len()];
    let is_told = at.said.starts_with("tabs disallowed");
    (is_told || indentation.contains('\t')).then(|| {
        Slip::new(
            at.span,
            "a tab stands where YAML wants spaces",
            "indent with spaces, never with tabs",
        )
    })
}

pub(super) fn find(at: &Stumble<'_>) -> Option<Slip> {
    let is_colon = at.said.starts_with("mapping values are not allowed");
    let line = at.line();
    let text = at.source.slice(line);
    let value = value_part(text);
    if is_colon && at.span.start >= line.end - value.len() && !is_lost(text) {
        return Some(colon_in_text(at, value));
    }
    if let Some(slip) = missing_space(at, line) {
        return Some(slip);
    }
    if let Some(slip) = at.lines_above().next().and_then(|it| missing_space(at, it)) {
        return Some(slip);
    }
    if at.said.starts_with("simple key expected") && !starts_like_line(text) {
        return Some(colon_above(at).unwrap_or_else(|| lost_text(at, line)));
    }
    let above = at.lines_above().next();
    if let Some(above) = above.filter(|it| is_lost(at.source.slice(*it))) {
        return Some(lost_text(at, above));
    }
    let starts_line = at.parts().0.trim().is_empty();
    if is_colon {
        return Some(Slip::new(at.span, NO_KEY, COLUMNS));
    }
    (starts_line && at.said.contains("did not find expected")).then(|| {
        let message = "this line stands in another column than those it belongs with";
        Slip::new(at.span, message, COLUMNS)
    })
}

/// `definition: Trust: and more`
fn colon_in_text(at: &Stumble<'_>, value: &str) -> Slip {
    let mut help = "a text with `: ` in it needs quotes".to_owned();
    if !value.contains(['"', '\'', '#']) {
        help = format!("{help}: {}", quoted(value));
    }
    Slip::new(at.span, NO_KEY, help)
}

const NO_KEY: &str = "this `:` makes a key of what stands before it, and there can be none here";

/// `- She said: you are`, which goes on in the line that the parser stumbled over.
fn colon_above(at: &Stumble<'_>) -> Option<Slip> {
    let line = at.lines_above().next()?;
    let text = at.source.slice(line);
    let rest = text.trim_start().strip_prefix("- ")?;
    let (key, _) = rest.split_once(": ")?;
    let start = line.end - rest.len() + key.len();
    let is_text = !is_key(key.trim()) && !rest.starts_with(['"', '\'', '[', '{']);
    is_text.then(|| {
        let help = "a text with `: ` in it needs quotes";
        Slip::new(Span::new(start, start + 1), NO_KEY, help)
    })
}

/// `- id:a`, `-id: a`, and `– id: a` with the dash of a word processor.
fn missing_space(at: &Stumble<'_>, line: Span) -> Option<Slip> {
    let text = at.source.slice(line);
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix("- ") {
        rest = after.trim_start();
    }
    let start = line.start + text.len() - rest.len();
    let first = rest.chars().next()?;
    let behind = rest[first.len_utf8()..].trim_start();
    if matches!(first, '–' | '—' | '−' | '•' | '·') {
        let span = Span::new(start, start + first.len_utf8());
        let message = format!("`{first}` is not the dash that starts an item");
        return Some(Slip::new(
            span,
            message,
            format!("write a hyphen: `- {}`", shown(behind)),
        ));
    }
    if first == '-' && rest.len() > 1 && !rest.starts_with("--") {
        let help = format!("write a space after the dash: `- {}`", shown(behind));
        return Some(Slip::new(
            Span::new(start, start + 1),
            "there is no space after this dash",
            help,
        ));
    }
    let (key, value) = rest.split_once(':')?;
    let is_slip = is_key(key) && !value.is_empty() && !value.starts_with([' ', '/', ':']);
    is_slip.then(|| {
        let colon = start + key.len();
        let help = format!("write a space after the colon: `{key}: {}`", shown(value));
        Slip::new(
            Span::new(colon, colon + 1),
            "there is no space after this colon",
            help,
        )
    })
}

/// As much of a line as is shown in a help.
fn shown(text: &str) -> String {
    const MOST: usize = 30;
    let text = text.trim_end();
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(MOST).collect();
    cut.push('…');
    cut
}

/// Whether a line begins as lines do: with a dash, or with a key and its colon.
fn starts_like_line(line: &str) -> bool {
    let rest = line.trim_start();
    let key = rest.split_once(':').map(|(key, _)| key);
    rest.starts_with("- ") || rest == "-" || key.is_some_and(is_key)
}

/// Whether a line is a piece of a text that slipped to the first column.
fn is_lost(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphanumeric() || "“‘(".contains(c)) && !starts_like_line(line)
}

/// A text that goes on too far left: told at its first line there.
fn lost_text(at: &Stumble<'_>, line: Span) -> Slip {
    let indentation = |line: Span| {
        let text = at.source.slice(line);
        text.len() - text.trim_start().len()
    };
    let column = indentation(line);
    let is_same = |it: &Span| indentation(*it) == column && !starts_like_line(at.source.slice(*it));
    let above = at.lines_above().skip_while(|it| it.start >= line.start);
    let first = above.take_while(is_same).last().unwrap_or(line);
    Slip::new(
        Span::new(first.start + column, first.end),
        "this line is neither `key: value` nor an item after `- `",
        "the lines of a text stand further right than its key: put spaces before them; a key has a colon after it",
    )
}
