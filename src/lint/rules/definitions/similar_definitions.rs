//! `similar-definitions`.

use super::circular_definition::EMPTY;
use crate::codebook::{CodeIndex, Written};
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::fold;
use std::collections::{BTreeSet, HashMap};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "similar-definitions",
    group: Group::Definitions,
    level: Level::Warning,
    what: "Two codes whose definitions are nearly the same: one has all words of the other, in their \
           order, and few more.",
    why: "Coders cannot tell the two apart, so which one a segment gets is chance. Definitions that \
           differ in one decisive word (*before* and *after*, a *not*), or in who does what to whom, are \
           passed over.",
    example: "
- id: trust
  definition: The client comes to trust the link worker over many visits and weeks.
- id: rapport
  definition: The client comes to trust the link worker over many weeks.
",
    instead: "
- id: trust
  definition: The client comes to trust the link worker over many visits and weeks.
- id: rapport
  definition: Ease and warmth in a conversation, from its first minutes on.
",
    check: Check::Codebook(check),
};

/// How much of their words two definitions share: Jaccard's index of their sets of words. With the words of a short
/// definition chance is too large.
const ALIKE: f64 = 0.8;
const LEAST_WORDS: usize = 6;
/// A word that so many definitions have tells nothing apart, and looking at its pairs would take long.
const COMMON: usize = 50;

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let definitions: Vec<(CodeIndex, &Written, BTreeSet<String>)> = look
        .codes()
        .filter_map(|(index, code)| Some((index, code.definition.as_ref()?)))
        .map(|(index, definition)| (index, definition, words(definition)))
        .filter(|(_, _, words)| words.len() >= LEAST_WORDS)
        .collect();
    for (a, b) in pairs(&definitions) {
        let (first, second) = (&definitions[a], &definitions[b]);
        let shared = first.2.intersection(&second.2).count();
        let all = first.2.len() + second.2.len() - shared;
        if shared as f64 >= ALIKE * all as f64 && !tells_apart(look, first.1, second.1) {
            let id = |code: CodeIndex| &look.codebook.code(code).id;
            let message = format!(
                "the definitions of `{}` and `{}` are nearly the same",
                id(first.0),
                id(second.0)
            );
            found.push(
                RULE.at(look.place(second.1.span), message)
                    .related(look.place(first.1.span), "this one reads alike")
                    .help("say what tells them apart, or make them one code"),
            );
        }
    }
}

/// Whether two definitions of nearly the same words say two things: each has a word of its own (*easier*, *harder*), the
/// words stand in another order (who trusts whom), or what one has more is a negation. Articles, endings and the like
/// decide nothing.
fn tells_apart(look: &Look<'_>, a: &str, b: &str) -> bool {
    let stemmer = look.codebook.language.stemmer();
    let content = |text: &str| -> Vec<String> {
        let words = in_order(text).filter(|word| !EMPTY.contains(&&word[..]));
        words.map(|word| stemmer.stem(&word).into_owned()).collect()
    };
    let (mut short, mut long) = (content(a), content(b));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let mut left = short.iter().peekable();
    let more: Vec<&String> = long
        .iter()
        .filter(|word| left.next_if_eq(word).is_none())
        .collect();
    let negates = |word: &&String| look.codebook.language.negating_words().contains(&&word[..]);
    left.peek().is_some() || more.iter().any(negates)
}

fn words(text: &str) -> BTreeSet<String> {
    in_order(text).collect()
}

fn in_order(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !fold::is_word(c));
    words.filter(|word| !word.is_empty()).map(fold::folded)
}

/// The pairs that are worth comparing, in order: those that share their rarest words. Two sets that are alike by
/// [`ALIKE`] differ in less than a fifth of their words, so one of the first fifth, from the rarest on, is in both.
fn pairs(definitions: &[(CodeIndex, &Written, BTreeSet<String>)]) -> BTreeSet<(usize, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in definitions.iter().flat_map(|(_, _, words)| words) {
        *counts.entry(word).or_default() += 1;
    }
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut pairs = BTreeSet::new();
    for (number, (_, _, words)) in definitions.iter().enumerate() {
        let mut rarest: Vec<&str> = words.iter().map(String::as_str).collect();
        rarest.sort_unstable_by_key(|word| (counts[word], *word));
        for word in rarest.iter().take(words.len() / 5 + 1) {
            let earlier = by_word.entry(word).or_default();
            if earlier.len() < COMMON {
                pairs.extend(earlier.iter().map(|earlier| (*earlier, number)));
                earlier.push(number);
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook;
    use crate::lint::Settings;
    use crate::text::Source;
    use std::sync::Arc;

    #[test]
    fn definitions_that_differ_in_what_decides_are_told_apart() {
        let text = "codebook: c\ncodes: [{id: a}]\n";
        let book = codebook::parse(Arc::new(Source::new("c.yaml", text))).codebook;
        let book = book.unwrap();
        let look = Look::new(&book, Settings::default());
        for (a, b, apart) in [
            (
                "the client trusts the worker",
                "the worker trusts the client",
                true,
            ),
            (
                "what is easier for clients",
                "what is harder for clients",
                true,
            ),
            (
                "clients are told of costs",
                "clients are not told of costs",
                true,
            ),
            (
                "a client trusts workers",
                "The clients trust the worker.",
                false,
            ),
            (
                "clients are told of costs",
                "clients are told of all costs",
                false,
            ),
        ] {
            assert_eq!(tells_apart(&look, a, b), apart, "{a} / {b}");
            assert_eq!(tells_apart(&look, b, a), apart, "{b} / {a}");
        }
    }
}
