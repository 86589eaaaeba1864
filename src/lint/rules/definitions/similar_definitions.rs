//! `similar-definitions`.

use super::circular_definition::EMPTY;
use crate::codebook::{CodeIndex, Written};
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::fold;
use rust_stemmers::Stemmer;
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

/// How much of their words two definitions share: Jaccard's index of their sets of words that say something, by their
/// stems. With the words of a short definition chance is too large.
const ALIKE: f64 = 0.8;
const LEAST_WORDS: usize = 6;
/// A word that so many definitions have tells nothing apart, and looking at its pairs would take long.
const COMMON: usize = 50;

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let stemmer = look.codebook.language.stemmer();
    let definitions: Vec<Definition<'_>> = look
        .codes()
        .filter_map(|(index, code)| Definition::of(index, code.definition.as_ref()?, &stemmer))
        .collect();
    for (a, b) in pairs(&definitions) {
        let (first, second) = (&definitions[a], &definitions[b]);
        let shared = first.words.intersection(&second.words).count();
        let all = first.words.len() + second.words.len() - shared;
        let negating = look.codebook.language.negating_words();
        if shared as f64 >= ALIKE * all as f64
            && !tell_apart(&first.in_order, &second.in_order, negating)
        {
            let id = |it: &Definition<'_>| &look.codebook.code(it.code).id;
            let message = format!(
                "the definitions of `{}` and `{}` are nearly the same",
                id(first),
                id(second)
            );
            found.push(
                RULE.at(look.place(second.written.span), message)
                    .related(look.place(first.written.span), "this one reads alike")
                    .help("say what tells them apart, or make them one code"),
            );
        }
    }
}

struct Definition<'c> {
    code: CodeIndex,
    written: &'c Written,
    /// The stems of its words that say something, as they stand.
    in_order: Vec<String>,
    words: BTreeSet<String>,
}

impl<'c> Definition<'c> {
    /// A definition that is long enough to be compared.
    fn of(code: CodeIndex, written: &'c Written, stemmer: &Stemmer) -> Option<Self> {
        let in_order = stems(written, stemmer);
        let words: BTreeSet<String> = in_order.iter().cloned().collect();
        (words.len() >= LEAST_WORDS).then_some(Self {
            code,
            written,
            in_order,
            words,
        })
    }
}

fn stems(text: &str, stemmer: &Stemmer) -> Vec<String> {
    let words = text.split(|c: char| !fold::is_word(c));
    words
        .filter(|word| !word.is_empty())
        .map(fold::folded)
        .filter(|word| !EMPTY.contains(&&word[..]))
        .map(|word| stemmer.stem(&word).into_owned())
        .collect()
}

/// Whether two definitions of nearly the same words say two things: each has a word of its own (*easier*, *harder*), the
/// words stand in another order (who trusts whom), or what one has more is a negation.
fn tell_apart(a: &[String], b: &[String], negating: &[&str]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut left = short.iter().peekable();
    let more: Vec<&String> = long
        .iter()
        .filter(|word| left.next_if_eq(word).is_none())
        .collect();
    left.peek().is_some() || more.iter().any(|word| negating.contains(&&word[..]))
}

/// The pairs that are worth comparing, in order: those that share their rarest words. Two sets that are alike by
/// [`ALIKE`] differ in less than a fifth of their words, so one of the first fifth, from the rarest on, is in both.
fn pairs(definitions: &[Definition<'_>]) -> BTreeSet<(usize, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in definitions.iter().flat_map(|it| &it.words) {
        *counts.entry(word).or_default() += 1;
    }
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut pairs = BTreeSet::new();
    for (number, Definition { words, .. }) in definitions.iter().enumerate() {
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
    use crate::codebook::Language;

    #[test]
    fn definitions_that_differ_in_what_decides_are_told_apart() {
        let english = Language::English;
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
            let [a_stems, b_stems] = [a, b].map(|it| stems(it, &english.stemmer()));
            for (a, b) in [(&a_stems, &b_stems), (&b_stems, &a_stems)] {
                let told = tell_apart(a, b, english.negating_words());
                assert_eq!(told, apart, "{a:?} {b:?}");
            }
        }
    }
}
