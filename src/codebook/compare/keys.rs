//! What rules and exclusions say, as texts that are equal where they say the same.

use std::fmt::Write as _;

use super::super::{CodeIndex, Codebook, Exclusion, Negated, Rule, Term, Test};

/// One codebook, and what its codes are called in both.
#[derive(Clone, Copy)]
pub(super) struct Side<'c> {
    pub codebook: &'c Codebook,
    /// Where a code stands among the pairs.
    pub number: &'c dyn Fn(CodeIndex) -> usize,
}

/// What a rule looks for, whatever the distance and the order.
pub(super) fn words_key(side: Side<'_>, test: &Test) -> String {
    match test {
        Test::Term(term) => term_key(side, term),
        Test::Near { terms, .. } => list_key("near", terms_keys(side, terms)),
        Test::All(terms) => list_key("all", terms_keys(side, terms)),
    }
}

/// All that a rule says.
pub(super) fn whole_key(side: Side<'_>, rule: &Rule) -> String {
    let mut key = words_key(side, &rule.test);
    if let Test::Near {
        terms,
        within,
        ordered,
    } = &rule.test
    {
        let _ = write!(key, " within {within}");
        if *ordered {
            let in_order: Vec<String> = terms.iter().map(|term| term_key(side, term)).collect();
            let _ = write!(key, "{in_order:?}");
        }
    }
    let exclusions =
        &side.codebook.exclusions[rule.exclusions.start as usize..rule.exclusions.end as usize];
    let exclusions: Vec<String> = exclusions
        .iter()
        .map(|it| exclusion_key(side, it))
        .collect();
    for list in [exclusions, folded(&rule.speakers), folded(&rule.roles)] {
        key += &list_key("", list);
    }
    key + negated(rule.negated)
}

pub(super) fn exclusion_key(side: Side<'_>, exclusion: &Exclusion) -> String {
    format!("{} {:?}", term_key(side, &exclusion.term), exclusion.reach)
}

fn terms_keys(side: Side<'_>, terms: &[Term]) -> Vec<String> {
    terms.iter().map(|term| term_key(side, term)).collect()
}

/// What a term looks for. Words of a term are compared as the matcher compares them, by their alternatives.
fn term_key(side: Side<'_>, term: &Term) -> String {
    match term {
        Term::Pattern(pattern) => {
            let rows = pattern.alternatives.iter().map(|row| format!("{row:?}"));
            list_key("term", rows.collect())
        }
        Term::Regex(regex) => format!("regex {regex:?}"),
        Term::Stem(words) => format!("stem {:?}", folded(words)),
        Term::Code(code) => format!("code {}", (side.number)(*code)),
    }
}

fn list_key(kind: &str, mut list: Vec<String>) -> String {
    list.sort_unstable();
    format!("{kind}{list:?}")
}

fn folded(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.to_lowercase()).collect()
}

pub(super) fn negated(negated: Negated) -> &'static str {
    match negated {
        Negated::Flag => "flag",
        Negated::Keep => "keep",
        Negated::Stop => "stop",
        Negated::Only => "only",
    }
}
