//! What several formats do to text.

use std::borrow::Cow;

use super::super::Formulas;
use crate::text::{printable, visible};

/// The text with a `'` before it where a spreadsheet would run it and that is not wanted.
pub(super) fn defused(text: &str, formulas: Formulas) -> Cow<'_, str> {
    match formulas {
        Formulas::Defuse if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// The text on one line for eyes: white space between lines becomes one space, control characters and controls of direction
/// become visible.
pub(in crate::report) fn on_one_line(text: &str) -> String {
    line_of(text, visible)
}

/// The same for an element of a page by itself (`dir=auto`), where controls of direction may stay.
pub(super) fn in_an_element(text: &str) -> String {
    line_of(text, printable)
}

fn line_of(text: &str, shown: fn(char) -> char) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let shown = shown(c);
        if shown == c || shown != ' ' || !line.ends_with(' ') {
            line.push(shown);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_spreadsheet_runs_is_defused() {
        assert_eq!(defused("=1+1", Formulas::Defuse), "'=1+1");
        assert_eq!(defused("\tx", Formulas::Defuse), "'\tx");
        assert_eq!(defused("a=1", Formulas::Defuse), "a=1");
        assert_eq!(defused("=1+1", Formulas::Keep), "=1+1");
    }

    #[test]
    fn nothing_in_a_line_steers_a_terminal() {
        assert_eq!(
            on_one_line("a\r\n\tb \u{1b}[31mc\u{7f}\u{9b}"),
            "a b ␛[31mc␡\u{fffd}"
        );
        assert_eq!(on_one_line("a\u{202e}b"), "a\u{fffd}b");
        assert_eq!(in_an_element("a\u{202e}b"), "a\u{202e}b");
    }
}
