//! Slips with `[ ]` and `{ }`.

use super::super::double_quoted;
use super::scan;
use super::slip::{Slip, Stumble, value_part};
use crate::text::Span;

pub(super) fn find(at: &Stumble<'_>) -> Option<Slip> {
    if let Some(slip) = alone(at) {
        return Some(slip);
    }
    if at.said.contains("quoted") || at.said.contains("quote") {
        return None;
    }
    let seen = scan::scan(at.source.text(), at.span.start);
    let Some(&open) = seen.open.last() else {
        return before_text(at);
    };
    let expects_comma = at.said.contains("expected ','");
    if expects_comma && at.char().is_some_and(|c| "[]{}".contains(c)) {
        return Some(inside(at, open));
    }
    if at.source.line_number(open) < at.source.line_number(at.span.start) {
        return Some(unclosed(at, open));
    }
    expects_comma.then(|| text_after(at, open))
}

/// Slips that the parser names by themselves.
fn alone(at: &Stumble<'_>) -> Option<Slip> {
    let slip = |message: &str, help: &str| Some(Slip::new(at.span, message, help));
    if at.said.starts_with("unclosed bracket") {
        return Some(unclosed(at, at.span.start));
    }
    if at.said.starts_with("misplaced bracket") {
        let c = at.char()?;
        return slip(
            &format!("this `{c}` closes nothing"),
            "remove it; if it belongs to a text, put the text in quotes",
        );
    }
    if at.said.contains("start with '-' followed by")
        || at.said.contains("only valid inside a block")
    {
        return slip(
            "no dash stands before an item inside [ ]",
            "remove the dash; if it belongs to the text, put the text in quotes",
        );
    }
    let is_comma = at.char() == Some(',') && !at.said.contains("quote");
    (is_comma && at.parts().0.trim_end().ends_with([',', '[', '{'])).then(|| {
        Slip::new(
            at.span,
            "there is nothing before this comma",
            "remove one comma",
        )
    })
}

fn unclosed(at: &Stumble<'_>, open: usize) -> Slip {
    let is_list = at.source.text()[open..].starts_with('[');
    let (bracket, help) = if is_list {
        ("[", "write `]` after the last item")
    } else {
        (
            "{",
            "write `}` at the end; a text that starts with `{` needs quotes",
        )
    };
    let message = format!("this `{bracket}` is never closed");
    Slip::new(Span::new(open, open + 1), message, help)
}

/// `[too {early,soon}, x]`
fn inside(at: &Stumble<'_>, open: usize) -> Slip {
    let c = at.char().unwrap_or('[');
    let mut help = needs_quotes(at, open);
    if let Some(item) = item(at, open) {
        help = format!("{help}: {}", double_quoted(item));
    }
    let message = format!("`{c}` stands inside a text without quotes");
    Slip::new(at.span, message, help)
}

/// `[{tight,short} deadline, x]`, `["foo" bar]`
fn text_after(at: &Stumble<'_>, open: usize) -> Slip {
    let (before, _) = at.parts();
    if before.trim_end().ends_with(['"', '\'']) {
        return Slip::new(
            at.span,
            "a text in quotes ends before this",
            "write a comma between two items; put single quotes around a text that has double quotes in it: '…'",
        );
    }
    let help = needs_quotes(at, open);
    Slip::new(
        at.span,
        "a comma or a closing bracket is missing before this",
        help,
    )
}

fn needs_quotes(at: &Stumble<'_>, open: usize) -> String {
    let pair = if at.source.text()[open..].starts_with('[') {
        "[ ]"
    } else {
        "{ }"
    };
    format!("inside {pair} a text with `{{`, `}}`, `[`, `]` or `,` in it needs quotes")
}

/// The item that the place stands in, where it is on one line: it ends at the next comma that no bracket holds.
fn item<'s>(at: &Stumble<'s>, open: usize) -> Option<&'s str> {
    let line = at.line();
    let from = (open + 1).max(line.start);
    let before = at.source.slice(Span::new(from, at.span.start));
    let start = from + before.rfind(',').map_or(0, |comma| comma + 1);
    let (_, rest) = at.parts();
    let mut depth = 0;
    for (offset, c) in rest.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' | ',' if depth == 0 => {
                let item = Span::new(start, at.span.start + offset);
                let item = at.source.slice(item).trim();
                return (!item.contains(['"', '\''])).then_some(item);
            }
            ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `- {tight,short} deadline`, `- [laughs] yes`
fn before_text(at: &Stumble<'_>) -> Option<Slip> {
    let (before, _) = at.parts();
    let line = at.source.slice(at.line());
    let value = value_part(line);
    let bracket = value.chars().next().filter(|c| "[{".contains(*c))?;
    let is_after =
        at.said.contains("did not find expected") && before.trim_end().ends_with([']', '}']);
    is_after.then(|| {
        let value = double_quoted(value.trim());
        let message = "text follows a closing bracket";
        let help = format!("a text that starts with `{bracket}` needs quotes: {value}");
        Slip::new(at.span, message, help)
    })
}
