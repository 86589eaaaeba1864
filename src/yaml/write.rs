//! Writing: one scalar at a time, because the files we write are laid out by hand and carry comments.

use std::fmt::Write as _;

/// A text as a YAML scalar on one line, quoted where another reader of YAML could take it for something else.
#[must_use]
pub fn scalar(text: &str) -> String {
    let written = serde_yaml::to_string(&text).unwrap_or_default();
    let written = written.trim_end_matches('\n');
    let plain = written == text && !text.contains(['#', ',', '[', ']', '{', '}', '\n']);
    if plain {
        return written.to_owned();
    }
    // A block or a bare flow character would not survive inside `[...]`.
    double_quoted(text)
}

/// A text as a YAML scalar that goes to the end of its line: prose with commas in it stays without quotes.
#[must_use]
pub fn line_scalar(text: &str) -> String {
    // The longest words that are no text to another reader of YAML are dates with times.
    const SURELY_TEXT: usize = 60;
    let is_prose = text.starts_with(char::is_alphanumeric)
        && !text.ends_with([':', ' '])
        && !text.contains(['#', '\u{2028}', '\u{2029}', '\u{feff}'])
        && !text.contains(": ")
        && !text.contains(char::is_control);
    let is_plain = || {
        let written = serde_yaml::to_string(&text).unwrap_or_default();
        text.len() > SURELY_TEXT || written.trim_end_matches('\n') == text
    };
    if is_prose && is_plain() {
        return text.to_owned();
    }
    scalar(text)
}

/// A text as a YAML scalar in double quotes, on one line whatever is in it.
#[must_use]
pub fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if !is_printable(c) => {
                // Writing to a text cannot fail.
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character may stand in YAML as itself, on one line and without surprises.
pub(super) fn is_printable(c: char) -> bool {
    let is_special = matches!(
        c,
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    );
    !c.is_control() && !is_special
}

#[cfg(test)]
mod tests {
    use super::super::{Value, read};
    use super::*;
    use crate::text::Source;
    use proptest::prelude::*;
    use std::sync::Arc;

    #[test]
    fn what_others_would_misread_is_quoted() {
        for text in [
            "no",
            "on",
            "1_000",
            "12:30:45",
            "2024-01-01",
            "*x",
            "a: b",
            "",
            "a, b",
            "null",
        ] {
            assert!(scalar(text).starts_with(['"', '\'']), "{}", scalar(text));
        }
        assert_eq!(scalar("Link worker 1"), "Link worker 1");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[-a-c:#&*!|>'\"%@`{}\\[\\],\\\\ \t\n\ré—🔑?0-9~\u{7f}\u{85}]{0,20}") {
            let source = Arc::new(Source::new("t", format!("key: [{}, x]\n", scalar(&text))));
            let node = read(&source).unwrap();
            let Value::Map(pairs) = node.value else { panic!("a mapping") };
            let Value::List(items) = &pairs[0].1.value else { panic!("a list") };
            let Value::Scalar { text: back, .. } = &items[0].value else { panic!("a text") };
            prop_assert_eq!(back, &text);
        }

        #[test]
        fn every_text_comes_back_from_a_line_of_its_own(
            text in "a{0,65}[-a-c:#&*!|>'\"%@`{}\\[\\],\\\\ \t\n\ré—🔑?0-9~\u{7f}\u{85}]{0,20}"
        ) {
            let source = Arc::new(Source::new("t", format!("key: {}\nnext: x\n", line_scalar(&text))));
            let node = read(&source).unwrap();
            let Value::Map(pairs) = node.value else { panic!("a mapping") };
            let Value::Scalar { text: back, .. } = &pairs[0].1.value else { panic!("a text") };
            prop_assert_eq!(back, &text);
        }
    }
}
