//! The codebook as a document for people who read and do not run it: what each code means, in MacQueen's order, its
//! rules in words, its examples as quotes.

pub(super) mod html;
pub(super) mod markdown;
mod wording;

use super::draft::{Draft, DraftCode};
use crate::codebook::Language;

/// The parts of a code's description that are there, each under the name that the document gives it.
fn parts(code: &DraftCode) -> Vec<(&'static str, &str)> {
    let parts = [
        ("Definition", &code.definition),
        ("When to use", &code.include),
        ("When not to use", &code.exclude),
        ("Notes", &code.notes),
    ];
    let parts = parts.into_iter();
    parts
        .filter_map(|(name, text)| Some((name, text.as_deref()?)))
        .collect()
}

/// How many themes and codes there are, in words.
fn counted(draft: &Draft) -> String {
    let codes = draft.visits().len();
    let count = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        many => format!("{many} {noun}s"),
    };
    let themes = count(draft.codes.len(), "theme");
    let below = count(codes - draft.codes.len(), "code");
    if codes == draft.codes.len() {
        themes
    } else {
        format!("{themes} with {below} below them")
    }
}

/// The name of an anchor: a code's id is its own, and none of the document's.
fn anchor(code: &DraftCode) -> String {
    format!("code-{}", code.id)
}

/// The language that the codebook's texts are in.
fn language(draft: &Draft) -> &str {
    draft
        .language
        .as_deref()
        .unwrap_or(Language::default().code())
}
