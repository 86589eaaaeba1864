//! `never-matches`.

use std::collections::BTreeSet;

use crate::codebook::{Codebook, ExclusionIndex, Rule as Rule_, RuleIndex, Term};
use crate::coding::{Hit, Stop};
use crate::diagnostic::Diagnostic;
use crate::lint::trial::{Teller, teller};
use crate::lint::witness;
use crate::lint::words::terms;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "never-matches",
    group: Group::Patterns,
    level: Level::Warning,
    what: "A rule that can never fire: what stops it is in everything that it matches, or no text \
           can have its words.",
    why: "A rule that cannot fire looks like coverage that is not there: its zero is read as \
           silence of the participants.",
    example: "
- id: trust
  match:
    - hospital trust
  unless: [trust*]
",
    instead: "
- id: trust
  match:
    - trust*
  unless: [hospital trust]
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let codebook = look.codebook;
    let rules: Vec<RuleIndex> = (0..).map(RuleIndex).take(codebook.rules.len()).collect();
    let first: Vec<Option<String>> = rules
        .iter()
        .map(|rule| witness::first(codebook, codebook.rule(*rule)))
        .collect();
    let texts: Vec<(&str, Teller)> = rules
        .iter()
        .zip(&first)
        .map(|(rule, text)| (text.as_deref().unwrap_or(""), teller(codebook, *rule)))
        .collect();
    let hits = look.hits(&texts);
    for ((rule, text), hits) in rules.into_iter().zip(first).zip(hits) {
        if text.is_none() || !fires(rule, &hits) {
            found.extend(silent(look, rule));
        }
    }
}

fn fires(rule: RuleIndex, hits: &[Hit]) -> bool {
    let mut of_rule = hits.iter().filter(|hit| hit.rule == rule);
    of_rule.any(|hit| hit.stopped.is_none())
}

/// Looks closer at a rule that the first text did not make fire.
fn silent(look: &Look<'_>, index: RuleIndex) -> Option<Diagnostic> {
    let codebook = look.codebook;
    let rule = codebook.rule(index);
    let texts = witness::all(codebook, rule);
    let fault = RULE.at(
        look.place(rule.span),
        format!("the rule `{}` can never fire", rule.written),
    );
    if texts.is_empty() {
        return without_text(codebook, rule, fault);
    }
    let teller = teller(codebook, index);
    let texts: Vec<(&str, Teller)> = texts.iter().map(|it| (&it[..], teller.clone())).collect();
    let hits = look.hits(&texts);
    if hits.iter().any(|hits| fires(index, hits)) {
        return None;
    }
    let of_rule = |hits: &[Hit]| hits.iter().find(|hit| hit.rule == index).cloned();
    let is_sure = witness::is_sure(rule) || hits.iter().all(|hits| of_rule(hits).is_some());
    let stops = hits.iter().filter_map(|hits| of_rule(hits)?.stopped);
    let exclusions: BTreeSet<ExclusionIndex> = stops
        .filter_map(|stop| match stop {
            Stop::Exclusion(exclusion, _) => Some(exclusion),
            Stop::Negated | Stop::NotNegated => None,
        })
        .collect();
    is_sure.then(|| match exclusions.len() {
        0 => unfindable(rule, fault),
        count => exclusions
            .into_iter()
            .map(|exclusion| codebook.exclusion(exclusion))
            .fold(fault, |fault, exclusion| {
                let which = if count == 1 { "each" } else { "some" };
                let what = format!("`{}` stops {which} of its hits", exclusion.written);
                fault.related(look.place(exclusion.span), what)
            })
            .help("make the exclusion longer than the rule, or take one of the two out"),
    })
}

/// Why no text can be made up for a rule; nothing where it refers to a retired code, which its reader has told.
fn without_text(codebook: &Codebook, rule: &Rule_, fault: Diagnostic) -> Option<Diagnostic> {
    for (term, span) in terms(&rule.test).iter().zip(&rule.term_spans) {
        let Term::Code(code) = term else { continue };
        let code = codebook.code(*code);
        if code.retired {
            return None;
        }
        if !code
            .subtree
            .clone()
            .any(|it| !codebook.codes[it as usize].rules.is_empty())
        {
            let what = format!("`{}` and the codes below it have no rules", code.id);
            let fault = fault.related(codebook.place(*span), what);
            return Some(fault.help("give that code rules, or refer to another one"));
        }
    }
    let fault = fault.label("it wants negated hits, and nothing negates in this codebook");
    Some(fault.help("give the codebook's `negation` some `words`, or leave `negated: only` out"))
}

fn unfindable(rule: &Rule_, fault: Diagnostic) -> Diagnostic {
    let is_stem = terms(&rule.test)
        .iter()
        .any(|term| matches!(term, Term::Stem(_)));
    if is_stem {
        fault
            .label("a stem has letters alone: an apostrophe ends a word")
            .help("write the word without its apostrophe, or use a term: `don't`")
    } else {
        fault.help("look at it with an example: no text has these words in this form")
    }
}
