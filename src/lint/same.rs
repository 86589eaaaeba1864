//! Rules that find the same, however they are written.

use std::collections::HashMap;

use super::look::Look;
use super::words::terms;
use crate::codebook::{ExclusionIndex, Rule, Term, Test};
use crate::text::fold;

/// What a rule looks for, so that two rules with equal keys find the same.
#[must_use]
pub fn key(test: &Test) -> String {
    let keys: Vec<String> = terms(test).iter().map(term_key).collect();
    let keys = keys.join("\u{0}");
    match test {
        Test::Term(_) => keys,
        Test::Near {
            within, ordered, ..
        } => format!("near {within} {ordered}\u{0}{keys}"),
        Test::All(_) => format!("all\u{0}{keys}"),
    }
}

/// Like [`key`], with those for whom it holds and what stops it: the code's own exclusions among it.
#[must_use]
pub fn key_with_conditions(look: &Look<'_>, rule: &Rule) -> String {
    let mut stops: Vec<&str> = look
        .exclusions_of(rule)
        .map(|(_, exclusion)| exclusion.written.as_str())
        .collect();
    stops.sort_unstable();
    format!("{}\u{0}{:?}", key_with_own(look, rule), stops)
}

/// Pairs of rules of one code that find the same: the first, and one after it.
#[must_use]
pub fn twins<'a>(look: &Look<'a>) -> Vec<(&'a Rule, &'a Rule)> {
    let mut twins = Vec::new();
    for (_, code) in look.codes() {
        let mut first: HashMap<String, &Rule> = HashMap::new();
        for (_, rule) in look.rules_of(code) {
            let key = key_with_own(look, rule);
            if let Some(first) = first.get(&key) {
                twins.push((*first, rule));
            } else {
                first.insert(key, rule);
            }
        }
    }
    twins
}

fn key_with_own(look: &Look<'_>, rule: &Rule) -> String {
    let own = rule.exclusions.clone().map(ExclusionIndex);
    let stops: Vec<&str> = own
        .map(|it| look.codebook.exclusion(it).written.as_str())
        .collect();
    let Rule {
        speakers,
        roles,
        negated,
        ..
    } = rule;
    format!(
        "{}\u{0}{speakers:?}{roles:?}{negated:?}{stops:?}",
        key(&rule.test)
    )
}

fn term_key(term: &Term) -> String {
    match term {
        Term::Pattern(pattern) => {
            let mut rows: Vec<String> = pattern
                .alternatives
                .iter()
                .map(|row| format!("{row:?}"))
                .collect();
            rows.sort_unstable();
            rows.join("|")
        }
        Term::Regex(regex) => format!("regex {regex}"),
        Term::Stem(words) => format!("stem {}", fold::folded(&words.join(" "))),
        Term::Code(code) => format!("code {}", code.0),
    }
}
