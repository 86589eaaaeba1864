//! Faults of syntax and size, told so that a person who does not know YAML can mend them.

mod brackets;
mod foreign;
mod lines;
mod quotes;
mod scan;
mod slip;

use std::sync::Arc;

use serde_yaml::Error;
use serde_yaml::budget::BudgetBreach;

use super::{MOST_BYTES, MOST_DEPTH, MOST_NODES};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};
use slip::Stumble;

const RULE: &str = "yaml-syntax";

pub use foreign::is_foreign;
pub(super) use foreign::told as foreign;

/// A text above [`MOST_BYTES`].
pub(super) fn too_long(source: &Arc<Source>) -> Diagnostic {
    let place = Place::File(source.name().to_owned());
    let most = MOST_BYTES / 1024 / 1024;
    Diagnostic::error(RULE, place, format!("the file is longer than {most} MiB"))
        .help("split it, or check that it is the right file")
}

/// What the parser stumbled over, or the slip that led it there.
pub(super) fn fault(source: &Arc<Source>, error: &Error) -> Diagnostic {
    let error = error.without_snippet();
    let span = place_of(source, error);
    let said = parser_message(error);
    let slip = match error {
        Error::Budget { .. } => None,
        _ => slip::find(&Stumble {
            source,
            span,
            said: &said,
            is_alias: matches!(error, Error::UnknownAnchor { .. }),
        }),
    };
    let at = |span| Place::Span(Arc::clone(source), span);
    if let Some(slip) = slip {
        return Diagnostic::error(RULE, at(slip.span), slip.message).help(slip.help);
    }
    let diagnostic = Diagnostic::error(RULE, at(span), message(error, &said));
    match error {
        Error::Budget { .. } => diagnostic,
        Error::MultipleDocuments { .. } => {
            diagnostic.help("remove the line `---`, or make it two files")
        }
        _ => diagnostic.help(COLUMNS),
    }
}

/// What to do where nothing better is known.
const COLUMNS: &str = "look at the spaces at the start of the line: keys that belong together stand in one column, \
                       and so do the dashes of one list";

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

fn message(error: &Error, said: &str) -> String {
    match error {
        Error::Budget { breach, .. } => match breach {
            BudgetBreach::Depth { .. } => too_deep(),
            BudgetBreach::Nodes { .. } | BudgetBreach::Events { .. } => {
                format!("there are more than {MOST_NODES} keys and values")
            }
            _ => "what was named with `&` is repeated with `*` too often".to_owned(),
        },
        Error::MultipleDocuments { .. } => {
            "a second document starts here, and a file may only have one".to_owned()
        }
        Error::UnknownAnchor { .. } => {
            "`*` repeats what was named with `&`, and there is nothing of this name".to_owned()
        }
        Error::RecursiveReferencesRequireWeakTypes { .. } => {
            "what `&` names here contains itself".to_owned()
        }
        _ if said.contains("nesting") || said.contains("recursion") => too_deep(),
        _ => format!("this cannot be read as YAML: {}", in_plain_words(said)),
    }
}

fn too_deep() -> String {
    format!("lists and keys are nested more than {MOST_DEPTH} deep")
}

/// The parser's sentence without its place.
fn parser_message(error: &Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text[..end].replace('\n', " ")
}

/// The parser's sentence without the words that only its writers use.
fn in_plain_words(said: &str) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("flow sequence", "list in [ ]"),
        ("implicit flow mapping", "pair `key: value` in [ ]"),
        ("flow mapping", "`key: value` in { }"),
        ("block mapping", "lines such as `key: value`"),
        ("block sequence", "lines that start with `- `"),
        ("block collection", "lines that start with `- `"),
        ("block scalar", "text after `|` or `>`"),
        ("quoted scalar", "text in quotes"),
        ("plain scalar", "text without quotes"),
        ("scalar", "text"),
        ("simple key", "key"),
        ("mapping keys", "keys after `?`"),
        ("mapping values", "values after `:`"),
        ("mapping", "lines such as `key: value`"),
        ("anchor", "name after `&`"),
        ("alias", "name after `*`"),
        ("indicator", "sign"),
        ("EOF", "end"),
    ];
    WORDS.iter().fold(said.to_owned(), |said, (word, plain)| {
        said.replace(word, plain)
    })
}

#[cfg(test)]
mod tests;
