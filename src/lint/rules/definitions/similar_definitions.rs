//! `similar-definitions`.

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
    what: "Two codes whose definitions are nearly the same.",
    why: "Coders cannot tell the two apart, so which one a segment gets is chance.",
    example: "
- id: trust
  definition: The client comes to trust the link worker over many visits and weeks.
- id: rapport
  definition: The client comes to trust the link worker over many weeks and visits.
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
        if shared as f64 >= ALIKE * all as f64 {
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

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !fold::is_word(c));
    words
        .filter(|word| !word.is_empty())
        .map(fold::folded)
        .collect()
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
