//! Rules that find the same, however they are written.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write as _;

use super::look::Look;
use super::words::terms;
use crate::codebook::pattern::{Part, Word};
use crate::codebook::{Codebook, ExclusionIndex, Negated, Rule, RuleIndex, Term, Test};
use crate::text::fold;

/// What each rule finds, for whom it holds and which exclusions of its own it has: equal for rules that find the same.
#[must_use]
pub fn keys(codebook: &Codebook) -> Vec<String> {
    codebook
        .rules
        .iter()
        .map(|rule| key(codebook, rule))
        .collect()
}

fn key(codebook: &Codebook, rule: &Rule) -> String {
    let mut key = String::new();
    match &rule.test {
        Test::Term(_) => {}
        // Writing to a text cannot fail.
        Test::Near {
            within, ordered, ..
        } => {
            let _ = write!(key, "near {within} {ordered}");
        }
        Test::All(_) => key.push_str("all"),
    }
    for term in terms(&rule.test) {
        key.push(PART);
        push_term(term, &mut key);
    }
    if rule.negated != Negated::Flag {
        let _ = write!(key, "{PART}{:?}", rule.negated);
    }
    for (what, names) in [("speakers", &rule.speakers), ("roles", &rule.roles)] {
        if !names.is_empty() {
            let _ = write!(key, "{PART}{what} {names:?}");
        }
    }
    for exclusion in rule.exclusions.clone().map(ExclusionIndex) {
        let _ = write!(key, "{PART}unless {}", stop_key(codebook, exclusion));
    }
    key
}

/// What an exclusion stops: equal for those that stop the same. How it is written is not enough, since a term may hold any
/// words, those of a distance among them.
#[must_use]
pub fn stop_key(codebook: &Codebook, index: ExclusionIndex) -> String {
    let exclusion = codebook.exclusion(index);
    let mut key = format!("{:?} ", exclusion.reach);
    push_term(&exclusion.term, &mut key);
    key
}

/// Like [`Look::key`], with what stops any rule of the code.
#[must_use]
pub fn key_with_code(look: &Look<'_>, index: RuleIndex) -> String {
    let code = look.codebook.code(look.codebook.rule(index).code);
    let mut stops: Vec<String> = code
        .exclusions
        .clone()
        .map(|number| stop_key(look.codebook, ExclusionIndex(number)))
        .collect();
    stops.sort_unstable();
    let mut key = look.key(index).to_owned();
    for stop in stops {
        key.push(PART);
        key.push_str(&stop);
    }
    key
}

/// Pairs of rules of one code that find the same: the first, and one after it.
#[must_use]
pub fn twins<'a>(look: &Look<'a>) -> Vec<(&'a Rule, &'a Rule)> {
    let mut twins = Vec::new();
    for (_, code) in look.codes() {
        let mut first: HashMap<&str, &Rule> = HashMap::new();
        for (index, rule) in look.rules_of(code) {
            match first.entry(look.key(index)) {
                Entry::Occupied(first) => twins.push((*first.get(), rule)),
                Entry::Vacant(place) => {
                    place.insert(rule);
                }
            }
        }
    }
    twins
}

/// What no text in a codebook holds: YAML allows none of these.
const PART: char = '\u{0}';
const ROW: &str = "\u{3}";

fn push_term(term: &Term, key: &mut String) {
    match term {
        Term::Pattern(pattern) => {
            let mut rows: Vec<String> = pattern
                .alternatives
                .iter()
                .map(|row| row_key(row))
                .collect();
            rows.sort_unstable();
            key.push_str("term ");
            key.push_str(&rows.join(ROW));
        }
        Term::Regex(regex) => {
            let _ = write!(key, "regex {regex}");
        }
        Term::Stem(words) => {
            let _ = write!(key, "stem {}", fold::folded(&words.join(" ")));
        }
        Term::Code(code) => {
            let _ = write!(key, "code {}", code.0);
        }
    }
}

fn row_key(row: &[Word]) -> String {
    let mut key = String::new();
    for word in row {
        for part in word {
            match part {
                Part::Text(text) => key.push_str(text),
                Part::One => key.push('\u{1}'),
                Part::Any => key.push('\u{2}'),
            }
        }
        key.push(' ');
    }
    key
}
