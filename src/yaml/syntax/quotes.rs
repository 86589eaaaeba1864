//! Slips with quotes and with what stands in them.

use super::scan;
use super::slip::{Slip, Stumble, value_part};
use crate::text::Span;

pub(super) fn find(at: &Stumble<'_>) -> Option<Slip> {
    if at.said.contains("escape") {
        return escape(at);
    }
    if at.said.starts_with("unclosed quote") {
        return Some(unclosed(at));
    }
    at.said
        .starts_with("invalid trailing content after")
        .then(|| text_after(at))
}

/// `"transport\s home"`
fn escape(at: &Stumble<'_>) -> Option<Slip> {
    let text = at.source.text();
    let mut chars = text[at.span.start..].char_indices().skip(1);
    while let Some((offset, c)) = chars.next() {
        if c == '"' {
            return None;
        }
        if c != '\\' {
            continue;
        }
        let (_, escaped) = chars.next()?;
        if !"0abtnvfre \"/\\N_LP\t\n\r".contains(escaped) {
            let start = at.span.start + offset;
            let span = Span::new(start, start + 1 + escaped.len_utf8());
            let written = at.source.slice(span);
            let message = format!("`{written}` means nothing inside double quotes");
            let help = format!(
                "inside double quotes a backslash is written twice: `\\{written}`; or use single quotes: '…'"
            );
            return Some(Slip::new(span, message, help));
        }
    }
    None
}

fn unclosed(at: &Stumble<'_>) -> Slip {
    let help = if at.char() == Some('\'') {
        "write `'` at the end of the text; an apostrophe inside single quotes is written twice"
    } else {
        "write `\"` at the end of the text"
    };
    Slip::new(at.span, "this quote is never closed", help)
}

/// `"He was told "any minute now" all day"`
fn text_after(at: &Stumble<'_>) -> Slip {
    let is_single = at.said.contains("single");
    let quoted = scan::scan(at.source.text(), at.span.start).quoted;
    let line = at.line();
    if let Some(quoted) = quoted.filter(|it| it.start < line.start) {
        let span = Span::new(quoted.start, quoted.start + 1);
        let number = at.source.line_number(at.span.start);
        let message = format!("this quote is closed only in line {number}");
        return Slip::new(span, message, "close it at the end of its own text");
    }
    let message = if is_single {
        "the text in single quotes ends before this"
    } else {
        "the text in double quotes ends before this"
    };
    Slip::new(at.span, message, requoted(at, is_single))
}

/// How the text is written with quotes of the other kind.
fn requoted(at: &Stumble<'_>, is_single: bool) -> String {
    let value = value_part(at.source.slice(at.line())).trim();
    let (quote, help) = if is_single {
        (
            '\'',
            "an apostrophe inside single quotes is written twice; or put double quotes around the text",
        )
    } else {
        (
            '"',
            "put single quotes around a text that has double quotes in it",
        )
    };
    let inner = value
        .strip_prefix(quote)
        .and_then(|it| it.strip_suffix(quote));
    let shown = match inner {
        Some(inner) if is_single && !inner.contains(['"', '\\']) => format!("\"{inner}\""),
        Some(inner) if !is_single && !inner.contains('\\') => {
            format!("'{}'", inner.replace('\'', "''"))
        }
        _ if is_single => "\"…\"".to_owned(),
        _ => "'…'".to_owned(),
    };
    format!("{help}: {shown}")
}
