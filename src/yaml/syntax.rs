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
    let span = place_of(source, error);
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
            text if text.contains("nesting") || text.contains("recursion") => {
                format!("lists and mappings are nested more than {MOST_DEPTH} deep")
            }
            text if text.starts_with("tabs disallowed") => {
                "a tab stands where YAML wants spaces".to_owned()
            }
            text if text.starts_with("mapping values are not allowed") => {
                "this `:` starts a mapping where none can be".to_owned()
            }
            text => format!("this is not valid YAML: {text}"),
        },
    }
}

/// The parser's sentence without its place.
fn parser_message(error: &Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text[..end].replace('\n', " ")
}

/// What to do, guessed from the line that the fault stands on.
fn hint(source: &Source, span: Span, error: &Error) -> Option<&'static str> {
    if matches!(error, Error::Budget { .. }) {
        return None;
    }
    let number = source.position(span.start).line;
    let line = source.line(number).map_or("", |line| source.slice(line));
    let indent = &line[..line.len() - line.trim_start().len()];
    if indent.contains('\t') {
        return Some("indent with spaces, never with tabs");
    }
    if matches!(error, Error::MultipleDocuments { .. }) {
        return Some("remove the line `---`, or make it two files");
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
    fn an_accent_before_the_fault_does_not_move_it() {
        assert_eq!(told("é: ü: x\n").1, 5);
    }
}
