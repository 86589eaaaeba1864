//! Faults of syntax and size, told so that a person who does not know YAML can mend them.

mod brackets;
mod foreign;
mod known;
mod lines;
mod place;
mod quotes;
mod scan;
mod slip;
mod tags;

use std::sync::Arc;

use serde_yaml::Error;

use super::MOST_BYTES;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;
use slip::Stumble;

const RULE: &str = "yaml-syntax";

pub use foreign::is_foreign;
pub(super) use foreign::told as foreign;
pub use tags::foreign as foreign_tags;

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
    let said = parser_message(error);
    let span = place::of(source, error, &said);
    let told = |span, message: String, help: String| {
        Diagnostic::error(RULE, Place::Span(Arc::clone(source), span), message).help(help)
    };
    if let Some((message, help)) = known::told(source, error, &said) {
        return told(span, message, help.to_owned());
    }
    if place::has_odd_spaces(source, span) {
        return told(span, message(error, &said), NO_BREAK_SPACE.to_owned());
    }
    let slip = slip::find(&Stumble {
        source,
        span,
        said: &said,
        is_alias: matches!(error, Error::UnknownAnchor { .. }),
    });
    if let Some(slip) = slip {
        return told(slip.span, slip.message, slip.help);
    }
    told(span, message(error, &said), COLUMNS.to_owned())
}

const NO_BREAK_SPACE: &str = "a no-break space stands in the indentation of this line or the one above, \
                              as in text that was copied from elsewhere: write spaces";

/// What to do where nothing better is known.
const COLUMNS: &str = "look at the spaces at the start of the line: keys that belong together stand in one column, \
                       and so do the dashes of one list";

fn message(error: &Error, said: &str) -> String {
    match error {
        Error::UnknownAnchor { .. } => {
            "`*` repeats what was named with `&`, and there is nothing of this name".to_owned()
        }
        _ => format!("this cannot be read as YAML: {}", in_plain_words(said)),
    }
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
        ("a block mapping", "lines such as `key: value`"),
        ("a block sequence", "lines that start with `- `"),
        ("a block collection", "lines that start with `- `"),
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
