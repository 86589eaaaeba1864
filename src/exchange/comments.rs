//! Comments of a codebook's file, which no other format carries.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};
use crate::yaml::{self, Node, Value};

/// Says that a file's comments stay behind; nothing where it has none.
#[must_use]
pub fn tell(source: &Arc<Source>) -> Option<Diagnostic> {
    let tree = yaml::read(source).ok()?;
    let mut texts = Vec::new();
    scalars(&tree, &mut texts);
    texts.sort_unstable_by_key(|span| span.start);
    let comments = comments(source, &texts);
    let first = comments.first()?;
    let comments = match comments.len() {
        1 => "1 line of comments stays".to_owned(),
        many => format!("{many} lines of comments stay"),
    };
    let place = Place::Span(Arc::clone(source), *first);
    let message = format!("{comments} behind: tables and documents have no place for them");
    Some(Diagnostic::advice("comments-left-behind", place, message))
}

fn scalars(node: &Node, spans: &mut Vec<Span>) {
    match &node.value {
        Value::Null | Value::Scalar { .. } => spans.push(node.span),
        Value::List(items) => items.iter().for_each(|item| scalars(item, spans)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                scalars(key, spans);
                scalars(value, spans);
            }
        }
    }
}

/// The places of comments: a `#` at the start of a line or behind white space, outside of every text.
fn comments(source: &Source, texts: &[Span]) -> Vec<Span> {
    let text = source.text();
    let mut comments = Vec::new();
    for (at, _) in text.match_indices('#') {
        let is_text = {
            let before = texts.partition_point(|span| span.start <= at);
            before
                .checked_sub(1)
                .is_some_and(|last| texts[last].end > at)
        };
        let starts = text[..at].ends_with(['\n', '\r', ' ', '\t', '\u{feff}']) || at == 0;
        let line = source.line_number(at);
        let is_new = comments
            .last()
            .is_none_or(|last: &Span| source.line_number(last.start) < line);
        if starts && !is_text && is_new {
            comments.push(Span::new(at, at + 1));
        }
    }
    comments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(usize, String)> {
        let fault = tell(&Arc::new(Source::new("c.yaml", text)))?;
        Some((fault.place.position()?.line, fault.message))
    }

    #[test]
    fn comments_are_counted_by_the_line() {
        let (line, message) = told("a: 'x # y'\nb: c#d # one # and more\n# two\n").unwrap();
        assert_eq!(line, 2);
        assert!(message.starts_with("2 lines of comments stay"), "{message}");
    }

    #[test]
    fn a_hash_in_a_text_is_no_comment() {
        assert_eq!(told("a: |\n  # y\n  z\nb: [\"# x\"]\n"), None);
    }
}
