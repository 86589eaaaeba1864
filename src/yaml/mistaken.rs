//! What somebody took for a text or a list that YAML took for something else, and how it is written.

use super::{Node, Value, double_quoted, scalar};
use crate::text::{Source, Span};

/// Where a text was meant and none is, and what to do, if that can be said.
pub(super) fn for_no_text(source: &Source, node: &Node) -> Option<(Span, String)> {
    match &node.value {
        Value::Null if !node.span.is_empty() => {
            let help = "put it in quotes if the word itself is meant";
            Some((node.span, help.to_owned()))
        }
        Value::Null => for_nothing(source, node.span.start),
        Value::Map(pairs) => {
            let written = source.slice(node.span);
            let help = if written.starts_with('{') {
                "a text that starts with `{` needs quotes".to_owned()
            } else if pairs.len() == 1 && !written.contains(['\n', '\r']) {
                let quoted = double_quoted(written);
                format!("a text with `: ` in it needs quotes: {quoted}")
            } else if pairs.len() == 1 {
                "a text with `: ` in it needs quotes".to_owned()
            } else {
                return None;
            };
            Some((node.span, help))
        }
        Value::List(items) if !items.is_empty() => {
            let written = source.slice(node.span);
            let is_bracket = written.starts_with('[') && !written.contains(['\n', '\r']);
            is_bracket.then(|| {
                let quoted = double_quoted(written);
                let help = format!(
                    "leave the brackets out, or, if they belong to the text, put it in quotes: {quoted}"
                );
                (node.span, help)
            })
        }
        Value::List(_) | Value::Scalar { .. } => None,
    }
}

/// `[&more]`, `[!help]` (whose tag is told of by itself), a dash alone: nothing at a place, and what stands before it.
fn for_nothing(source: &Source, at: usize) -> Option<(Span, String)> {
    let line = source.line(source.line_number(at))?;
    let before = source.slice(Span::new(line.start, at.clamp(line.start, line.end)));
    let before = before.trim_end();
    let word = before.rfind([' ', '[', ',', '\t']).map_or(0, |it| it + 1);
    let span = Span::new(line.start + word, line.start + before.len());
    let written = &before[word..];
    if written.starts_with(['&', '!']) {
        let (first, quoted) = (&written[..1], double_quoted(written));
        let help = format!("a text that starts with `{first}` needs quotes: {quoted}");
        return Some((span, help));
    }
    (written == "-").then(|| {
        let help = "write a text after the dash, or take the dash out";
        (span, help.to_owned())
    })
}

/// How a text is made the list that is wanted.
pub(super) fn for_no_list(written: &str, text: &str) -> String {
    if written.starts_with('-') && !written.starts_with("- ") {
        return "write a space after each dash".to_owned();
    }
    let one = scalar(text);
    let parts = parts(text);
    if written != text || parts.len() < 2 || parts.contains(&"") {
        return format!("write `[{one}]`, or put it on a line of its own after `- `");
    }
    let (count, parts) = (
        parts.len(),
        parts.into_iter().map(scalar).collect::<Vec<_>>(),
    );
    format!(
        "write `[{}]` for {count} items, or `[{one}]` if it is one",
        parts.join(", ")
    )
}

/// The parts of a text between commas, without those in braces.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    text.split(|c| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        c == ',' && depth == 0
    })
    .map(str::trim)
    .collect()
}

/// `- time: waiting`: the one pair of a mapping as the text that it may be, in quotes.
pub(super) fn for_one_pair(source: &Source, node: &Node) -> Option<String> {
    let Value::Map(pairs) = &node.value else {
        return None;
    };
    let [(_, value)] = &pairs[..] else {
        return None;
    };
    let written = source.slice(node.span);
    let is_text = matches!(value.value, Value::Scalar { .. });
    let is_plain = !written.starts_with(['{', '"', '\'']) && !written.contains(['\n', '\r']);
    (is_text && is_plain).then(|| double_quoted(written))
}

#[cfg(test)]
mod tests {
    use super::super::check::tests::checked;
    use super::super::{Key, Kind, Shape};
    use super::*;

    /// What is told of the one item of a list that should be a text.
    fn told(list: &str) -> String {
        let mut faults = checked(list, |checker, node| {
            let Value::List(items) = &node.value else {
                panic!("a list")
            };
            checker.text(&items[0], "a rule");
        });
        assert_eq!(faults.len(), 1, "{faults:?}");
        faults.remove(0)
    }

    #[test]
    fn a_text_with_a_colon_is_shown_in_quotes() {
        let told = told("- foo said: go home\n");
        let help = "a text with `: ` in it needs quotes: \"foo said: go home\"";
        assert_eq!(told, format!("1:3 wrong-type {help}"));
    }

    #[test]
    fn nothing_is_told_by_what_stands_before_it() {
        for (list, help) in [
            (
                "[&more]",
                "1:2 wrong-type a text that starts with `&` needs quotes: \"&more\"",
            ),
            ("[!help, x]", "1:2 yaml-tag put quotes around it: \"!help\""),
            (
                "- &more\n",
                "1:3 wrong-type a text that starts with `&` needs quotes: \"&more\"",
            ),
            (
                "- \n- x\n",
                "1:1 wrong-type write a text after the dash, or take the dash out",
            ),
            (
                "- ~\n",
                "1:3 wrong-type put it in quotes if the word itself is meant",
            ),
            (
                "[[laughs]]",
                "1:2 wrong-type leave the brackets out, or, if they belong to the text, put it in quotes: \"[laughs]\"",
            ),
        ] {
            assert_eq!(told(list), help, "{list}");
        }
    }

    #[test]
    fn a_text_with_commas_is_shown_as_several_items() {
        for (written, help) in [
            (
                "foo, bar",
                "write `[foo, bar]` for 2 items, or `[\"foo, bar\"]` if it is one",
            ),
            (
                "{a,b} c, *d",
                "write `[\"{a,b} c\", \"*d\"]` for 2 items, or `[\"{a,b} c, *d\"]` if it is one",
            ),
            (
                "a {b,c}",
                "write `[\"a {b,c}\"]`, or put it on a line of its own after `- `",
            ),
            ("-foo - bar", "write a space after each dash"),
        ] {
            assert_eq!(for_no_list(written, written), help);
        }
    }

    #[test]
    fn one_unknown_pair_may_be_a_text() {
        static KEYS: [Key; 1] = [Key::optional("term", Kind::Text, "")];
        let told = |text: &str| {
            checked(text, |checker, node| {
                checker.fields(node, "a rule", &Shape::new("rule", "", &KEYS));
            })
        };
        let help = "if it is a text, put it in quotes: \"time: waiting\"; known here: `term`";
        assert_eq!(told("time: waiting"), [format!("1:1 unknown-key {help}")]);
        assert_eq!(
            told("trm: waiting"),
            ["1:1 unknown-key did you mean `term`?"]
        );
        assert!(!told("time: [x]")[0].contains("quotes"));
    }
}
