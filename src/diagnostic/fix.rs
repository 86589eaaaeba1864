//! Mending a text: a [`Fix`] replaces a few spans of it, and everything else stays as it was written.

use std::sync::Arc;

use super::{Diagnostic, Place};
use crate::text::{Source, Span};

/// How a fault is mended without changing what the file means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is done, as an order: ``write `label` ``.
    pub what: String,
    /// The replacements, in the text that the diagnostic's primary place points into. They do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out; empty where text is only put in.
    pub span: Span,
    /// What is put in its place.
    pub text: String,
}

impl Fix {
    /// Makes a fix of one replacement.
    pub fn replace(what: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            edits: vec![Edit {
                span,
                text: text.into(),
            }],
        }
    }
}

/// A text with fixes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The new text.
    pub text: String,
    /// How many fixes are in it.
    pub applied: usize,
    /// How many are not, because they touch what another one changed. Looking again finds them.
    pub left: usize,
}

/// Applies the fixes of the diagnostics that point into `source`, in their order; one that overlaps an earlier one is left.
#[must_use]
pub fn mend<'d>(
    source: &Arc<Source>,
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
) -> Mended {
    let mut edits: Vec<&Edit> = Vec::new();
    let (mut applied, mut left) = (0, 0);
    for diagnostic in diagnostics {
        let (Some(fix), Place::Span(of, _)) = (&diagnostic.fix, &diagnostic.place) else {
            continue;
        };
        if !Arc::ptr_eq(of, source) {
            continue;
        }
        let clashes = |edit: &Edit| edits.iter().any(|other| clash(edit.span, other.span));
        if fix.edits.iter().any(clashes) {
            left += 1;
        } else {
            edits.extend(&fix.edits);
            applied += 1;
        }
    }
    Mended {
        text: apply(source.text(), edits),
        applied,
        left,
    }
}

/// Applies edits that do not overlap, in any order.
#[must_use]
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        edited.push_str(&text[at..edit.span.start]);
        edited.push_str(&edit.text);
        at = edit.span.end;
    }
    edited.push_str(&text[at..]);
    edited
}

/// Two edits clash where they share text, and where both put something in at one place: their order would be a guess.
fn clash(a: Span, b: Span) -> bool {
    a.overlaps(b) || a.start == b.start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(source: &Arc<Source>, start: usize, end: usize, text: &str) -> Diagnostic {
        let span = Span::new(start, end);
        let place = Place::Span(Arc::clone(source), span);
        Diagnostic::warning("w", place, "m").fix(Fix::replace("x", span, text))
    }

    #[test]
    fn fixes_change_their_spans_and_nothing_else() {
        let source = Arc::new(Source::new("a", "one two  three # é\n"));
        let faults = [
            fault(&source, 4, 7, "2"),
            fault(&source, 0, 3, "1"),
            fault(&source, 5, 9, "clashes"),
        ];
        let mended = mend(&source, &faults);
        assert_eq!(mended.text, "1 2  three # é\n");
        assert_eq!((mended.applied, mended.left), (2, 1));
    }

    #[test]
    fn fixes_of_another_text_are_not_applied() {
        let (one, other) = (
            Arc::new(Source::new("a", "x")),
            Arc::new(Source::new("a", "x")),
        );
        assert_eq!(mend(&one, &[fault(&other, 0, 1, "y")]).text, "x");
    }
}
