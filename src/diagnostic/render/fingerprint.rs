//! A name of each finding that stays when lines above it come or go, so that services know an old finding from a new one.

use std::collections::HashMap;

use super::path::slashed;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::sha256;

/// How much of a marked text is told apart, in characters: a marked paragraph is known by its beginning.
const TELLING: usize = 200;

/// The fingerprint of each diagnostic, in order. No two are alike.
///
/// It is made from the rule, the file, the message and the marked text, and from how many of the same stand before it; not
/// from lines and columns.
pub(super) fn fingerprints(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let prints = diagnostics.iter().map(|diagnostic| {
        let telling = telling(diagnostic);
        let before = seen.entry(telling.clone()).or_default();
        let print = sha256(format!("{telling}\0{before}").as_bytes());
        *before += 1;
        print
    });
    prints.collect()
}

/// What a diagnostic is known by.
fn telling(diagnostic: &Diagnostic) -> String {
    let marked: String = match &diagnostic.place {
        Place::Span(source, span) => {
            let text = source.slice(*span).lines().next().unwrap_or_default();
            text.trim().chars().take(TELLING).collect()
        }
        // Not even a digest of a text that must not be shown: ten digits are soon guessed from it.
        Place::File(_) | Place::Line(..) | Place::Point(..) => String::new(),
    };
    let file = slashed(diagnostic.place.file());
    [diagnostic.rule, &file, &diagnostic.message, &marked].join("\0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, Span};
    use std::sync::Arc;

    fn faults(text: &str) -> Vec<Diagnostic> {
        let source = Arc::new(Source::new("b.yaml", text));
        let found = text.match_indices("bad").map(|(at, marked)| {
            let span = Span::new(at, at + marked.len());
            Diagnostic::error("r", Place::Span(Arc::clone(&source), span), "wrong")
        });
        found.collect()
    }

    #[test]
    fn moved_lines_change_no_fingerprint_and_no_two_are_alike() {
        let before = fingerprints(&faults("bad\nbad\n"));
        assert_ne!(before[0], before[1]);
        assert_eq!(
            fingerprints(&faults("# new\n\nbad\n  good\n  bad\n")),
            before
        );
    }

    #[test]
    fn what_is_told_apart_has_another_fingerprint() {
        let place = || Place::Line("t.vtt".to_owned(), 3);
        let prints = fingerprints(&[
            Diagnostic::error("r", place(), "a"),
            Diagnostic::error("r", place(), "b"),
            Diagnostic::error("s", place(), "a"),
            Diagnostic::error("r", Place::Line("u.vtt".to_owned(), 3), "a"),
        ]);
        let distinct: std::collections::BTreeSet<&String> = prints.iter().collect();
        assert_eq!(distinct.len(), prints.len());
    }
}
