//! Faults of syntax and size, told so that a person who does not know YAML can mend them.

use std::sync::Arc;

use serde_yaml::Error;
use serde_yaml::budget::BudgetBreach;

use super::{MOST_BYTES, MOST_DEPTH, MOST_NODES};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

const RULE: &str = "yaml-syntax";

/// A text above [`MOST_BYTES`].
pub(super) fn too_long(source: &Arc<Source>) -> Diagnostic {
    let place = Place::File(source.name().to_owned());
    let most = MOST_BYTES / 1024 / 1024;
    Diagnostic::error(RULE, place, format!("the file is longer than {most} MiB"))
        .help("split it, or check that it is the right file")
}

/// What the parser stumbled over.
pub(super) fn fault(source: &Arc<Source>, error: &Error) -> Diagnostic {
    let error = error.without_snippet();
    let span = match error {
        Error::MultipleDocuments { .. } => separator(source, place_of(source, error)),
        _ => tab_behind(source, place_of(source, error), error),
    };
    let diagnostic = Diagnostic::error(RULE, Place::Span(Arc::clone(source), span), message(error));
    match hint(source, span, error) {
        Some(hint) => diagnostic.help(hint),
        None => diagnostic,
    }
}

/// The one character that the error points at; the end of the text when it points nowhere.
fn place_of(source: &Source, error: &Error) -> Span {
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
fn tab_behind(source: &Source, span: Span, error: &Error) -> Span {
    if !parser_message(error).contains(TAB) {
        return span;
    }
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

const TAB: &str = "found a tab";

fn message(error: &Error) -> String {
    match error {
        Error::Budget { breach, .. } => match breach {
            BudgetBreach::Depth { .. } => {
                format!("lists and mappings are nested more than {MOST_DEPTH} deep")
            }
            BudgetBreach::Nodes { .. } | BudgetBreach::Events { .. } => {
                format!("there are more than {MOST_NODES} keys and values")
            }
            _ => "anchors and aliases repeat too much".to_owned(),
        },
        Error::MultipleDocuments { .. } => {
            "a second document starts here, and a file may only have one".to_owned()
        }
        Error::UnknownAnchor { .. } => {
            "`*` refers to an anchor, and there is none of this name".to_owned()
        }
        Error::RecursiveReferencesRequireWeakTypes { .. } => "an anchor contains itself".to_owned(),
        other => match parser_message(other) {
            text if text.starts_with("budget breached") => {
                "anchors and aliases repeat too much".to_owned()
            }
            text if text.starts_with(CHARACTER) => {
                "this character cannot stand in YAML, and most editors do not show it".to_owned()
            }
            text if text.starts_with("invalid ") => {
                "what stands here is not what the tag before it says".to_owned()
            }
            text if text.contains("nesting") || text.contains("recursion") => {
                format!("lists and mappings are nested more than {MOST_DEPTH} deep")
            }
            text if text.starts_with("tabs disallowed") || text.contains(TAB) => {
                "a tab stands where YAML wants spaces".to_owned()
            }
            text if text.starts_with("mapping values are not allowed") => {
                "this `:` starts a mapping where none can be".to_owned()
            }
            text => format!("this is not valid YAML: {text}"),
        },
    }
}

const CHARACTER: &str = "unexpected character: `\\u{";

/// The parser's sentence without its place.
fn parser_message(error: &Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text[..end].replace('\n', " ")
}

/// What to do, guessed from the line that the fault stands on.
fn hint(source: &Source, span: Span, error: &Error) -> Option<&'static str> {
    if let Some(hint) = hint_of(source, error) {
        return Some(hint);
    }
    let number = source.position(span.start).line;
    let line = source.line(number).map_or("", |line| source.slice(line));
    let indent = &line[..line.len() - line.trim_start().len()];
    if indent.contains('\t') {
        return Some("indent with spaces, never with tabs");
    }
    let before = source.line(number.saturating_sub(1).max(1));
    let is_odd = |line: &str| {
        let mut indent = line.chars().take_while(|c| c.is_whitespace());
        indent.any(|c| !c.is_ascii())
    };
    if is_odd(line) || before.is_some_and(|line| is_odd(source.slice(line))) {
        return Some(
            "a no-break space stands in the indentation of this line or the one above, as in text that was copied from elsewhere: write spaces",
        );
    }
    let value = value_part(line);
    let fault_in_line = span.start - source.line(number).map_or(0, |line| line.start);
    if fault_in_line < line.len() - value.len() {
        return Some(INDENTATION);
    }
    match value.chars().next() {
        Some('*') => {
            return Some("a text that starts with `*` needs quotes: \"*trust\"");
        }
        Some('{') if !value.trim_end().ends_with('}') => {
            return Some("a text that starts with `{` needs quotes: \"{tight,short} deadline\"");
        }
        Some('&' | '!' | '%' | '@' | '`' | '|' | '>') => {
            return Some("a text that starts with a character that YAML uses needs quotes");
        }
        Some('"') => {
            return Some(
                "close the quote; inside double quotes a backslash is written twice, inside single quotes once",
            );
        }
        Some('\'') => {
            return Some("close the quote; an apostrophe inside single quotes is written twice");
        }
        _ => {}
    }
    if value.contains(": ") {
        return Some("a text with `: ` in it needs quotes");
    }
    Some(INDENTATION)
}

/// What to do where the fault alone says it.
fn hint_of(source: &Source, error: &Error) -> Option<&'static str> {
    match error {
        Error::Budget {
            breach: BudgetBreach::Depth { .. },
            ..
        } => return Some(DEEP),
        Error::Budget {
            breach: BudgetBreach::Nodes { .. } | BudgetBreach::Events { .. },
            ..
        } => {
            return Some("split it, or check that it is the right file");
        }
        Error::Budget { .. } => return Some(ALIASES),
        Error::MultipleDocuments { .. } => {
            return Some("remove the line `---`, or make it two files");
        }
        Error::UnknownAnchor { .. } => {
            return Some("a text that starts with `*` needs quotes: \"*trust\"");
        }
        Error::RecursiveReferencesRequireWeakTypes { .. } => return Some(ALIASES),
        _ => {}
    }
    let text = parser_message(error);
    if text.starts_with("budget breached") {
        return Some(ALIASES);
    }
    if text.contains("nesting") || text.contains("recursion") {
        return Some(DEEP);
    }
    if text.starts_with("invalid ") {
        return Some(
            "leave the tag (`!!…`) out: whether a value is a number is known from its key",
        );
    }
    let is_odd = text.starts_with(CHARACTER);
    let zeros = source.text().matches('\0').count();
    if is_odd && zeros * 4 > source.text().chars().count() {
        return Some("the file seems to be UTF-16 without a mark that says so: save it as UTF-8");
    }
    is_odd.then_some("delete it; it often comes along with text that was copied from elsewhere")
}

const DEEP: &str =
    "no codebook needs so many levels: look for a bracket or a dash that was written many times";
const ALIASES: &str = "write out what the aliases (`*name`) stand for";
const INDENTATION: &str =
    "check the indentation: keys of one mapping and dashes of one list stand in the same column";

/// What follows the dashes and the key of a line.
fn value_part(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(after) = rest.strip_prefix("- ") {
        rest = after.trim_start();
    }
    let is_key = |key: &str| key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    match rest.split_once(": ") {
        Some((key, value)) if is_key(key) => value.trim_start(),
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn told(text: &str) -> (usize, usize, String, String) {
        let fault = read(&Arc::new(Source::new("t", text))).unwrap_err();
        let position = fault.place.position().unwrap();
        (
            position.line,
            position.column,
            fault.message,
            fault.help.unwrap_or_default(),
        )
    }

    #[test]
    fn a_tab_is_called_a_tab() {
        let (line, _, message, help) = told("codes:\n\t- id: a\n");
        assert_eq!((line, message.contains("tab")), (2, true), "{message}");
        assert!(help.contains("spaces"));
    }

    #[test]
    fn a_slip_of_indentation_is_pointed_at() {
        let (line, column, _, help) = told("codes:\n  - id: a\n    label: A\n   match: [x]\n");
        assert_eq!((line, column), (4, 4));
        assert!(help.contains("indentation"), "{help}");
    }

    #[test]
    fn a_term_that_needs_quotes_is_told_so() {
        assert!(told("- *trust\n").3.contains("\"*trust\""));
        assert!(told("- {tight,short} deadline\n").3.contains("quotes"));
        assert!(told("a: one: two\n").3.contains("`: `"));
        assert!(told("a: \"x\\q\"\n").3.contains("backslash"));
    }

    #[test]
    fn a_character_that_no_editor_shows_is_called_so() {
        let (line, column, message, help) = told("- a\n- tr\u{0}ust\n");
        assert_eq!((line, column), (2, 5), "{message}");
        assert!(help.contains("delete it"), "{help}");
        let wide: String = "codes: [a]\n".chars().flat_map(|c| [c, '\0']).collect();
        assert!(told(&wide).3.contains("UTF-16"));
    }

    #[test]
    fn a_fault_that_the_parser_points_past_is_pointed_at() {
        let (line, column, ..) = told("a: b\n---\nc: d\n");
        assert_eq!((line, column), (2, 1));
        let (line, column, message, help) = told("a:\n  - trust\n\t  - faith\n");
        assert_eq!((line, column), (3, 1), "{message}");
        assert!(message.contains("tab") && help.contains("tabs"), "{help}");
    }

    #[test]
    fn what_anchors_do_wrong_is_told_without_the_word_indentation() {
        assert!(told("a: [*trust]\n").3.contains("\"*trust\""));
        assert!(told("a: &a [*a]\n").3.contains("write out"));
        let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let row = vec![format!("*a{}", level - 1); 10].join(", ");
            laughs.push_str(&format!("a{level}: &a{level} [{row}]\n"));
        }
        let (_, _, message, help) = told(&laughs);
        assert!(message.contains("repeat too much"), "{message}");
        assert!(help.contains("write out"), "{help}");
    }

    #[test]
    fn a_no_break_space_in_the_indentation_is_seen() {
        let (.., help) = told("codes:\n\u{a0} - id: a\n    match: [x]\n");
        assert!(help.contains("no-break space"), "{help}");
    }

    #[test]
    fn an_accent_before_the_fault_does_not_move_it() {
        assert_eq!(told("é: ü: x\n").1, 5);
    }
}
