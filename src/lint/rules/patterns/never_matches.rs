//! `never-matches`.

use std::collections::BTreeSet;

use crate::codebook::pattern::Word;
use crate::codebook::{Codebook, ExclusionIndex, Reach, Rule as Rule_, RuleIndex, Term};
use crate::diagnostic::Diagnostic;
use crate::lint::trial::{Teller, teller};
use crate::lint::witness::{self, Lack};
use crate::lint::words::{Row, covers, terms};
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
    let rules = (0..).map(RuleIndex).take(look.codebook.rules.len());
    found.extend(rules.filter_map(|rule| silent(look, rule)));
}

/// What is said of a rule that can never fire.
fn silent(look: &Look<'_>, index: RuleIndex) -> Option<Diagnostic> {
    let codebook = look.codebook;
    let rule = codebook.rule(index);
    let fault = RULE.at(
        look.place(rule.span),
        format!("the rule `{}` can never fire", rule.written),
    );
    if let Some(stops) = stops_all(look, index) {
        return Some(stopped(look, &stops, fault));
    }
    if let Some(lack) = witness::lack(codebook, rule) {
        return lacking(codebook, rule, lack, fault);
    }
    if witness::is_ordinary(rule) || !witness::is_sure(rule) {
        return None;
    }
    let texts = witness::all(codebook, rule);
    let teller = teller(codebook, index);
    let texts: Vec<(&str, Teller)> = texts.iter().map(|it| (&it[..], teller.clone())).collect();
    let mut hits = look.hits(&texts).into_iter().flatten();
    // One that is stopped in these texts may count in others.
    let is_found = hits.any(|hit| hit.rule() == Some(index));
    (!is_found).then(|| unfindable(rule, fault))
}

/// The exclusions that stop a rule wherever it is found: one of its terms has no words but those that are excluded.
fn stops_all(look: &Look<'_>, index: RuleIndex) -> Option<BTreeSet<ExclusionIndex>> {
    let rule = look.codebook.rule(index);
    let exclusions: Vec<ExclusionIndex> = look.exclusions_of(rule).map(|(it, _)| it).collect();
    if exclusions.is_empty() {
        return None;
    }
    terms(&rule.test)
        .iter()
        .find_map(|term| stops_term(look, term, &exclusions))
}

fn stops_term(
    look: &Look<'_>,
    term: &Term,
    exclusions: &[ExclusionIndex],
) -> Option<BTreeSet<ExclusionIndex>> {
    let rows = look.terms().rows(term)?;
    let stop = |row: &Row| {
        let stops = |stop: &&ExclusionIndex| stops_row(look, **stop, row);
        exclusions.iter().find(stops).copied()
    };
    rows.iter().map(stop).collect()
}

fn stopped(look: &Look<'_>, stops: &BTreeSet<ExclusionIndex>, fault: Diagnostic) -> Diagnostic {
    let which = if stops.len() == 1 { "each" } else { "some" };
    let exclusions = stops.iter().map(|stop| look.codebook.exclusion(*stop));
    let fault = exclusions.fold(fault, |fault, exclusion| {
        let what = format!("`{}` stops {which} of its hits", exclusion.written);
        fault.related(look.place(exclusion.span), what)
    });
    let is_near = |stop: &ExclusionIndex| look.codebook.exclusion(*stop).reach != Reach::Overlap;
    if stops.iter().any(is_near) {
        fault.help("what is excluded stands in the rule itself: take one of the two out")
    } else {
        fault.help("make the exclusion longer than the rule, or take one of the two out")
    }
}

/// Whether an exclusion is found inside everything that a row finds. A match that overlaps an earlier one of the same term
/// is not kept, but then that one has a word of the row too.
fn stops_row(look: &Look<'_>, exclusion: ExclusionIndex, row: &[Word]) -> bool {
    // The words of a stem are more than it finds, and those of an expression part at other places than a term's.
    let Term::Pattern(pattern) = &look.codebook.exclusion(exclusion).term else {
        return false;
    };
    pattern
        .alternatives
        .iter()
        .any(|stop| row.windows(stop.len()).any(|words| covers(stop, words)))
}

/// What a rule lacks; nothing where it refers to a retired code, which the reader of the codebook has told.
fn lacking(codebook: &Codebook, rule: &Rule_, lack: Lack, fault: Diagnostic) -> Option<Diagnostic> {
    match lack {
        Lack::Rules(_, code) if codebook.code(code).retired => None,
        Lack::Rules(term, code) => {
            let id = &codebook.code(code).id;
            let what = format!("`{id}` and the codes below it have no rules");
            let fault = fault.related(codebook.place(rule.term_spans[term]), what);
            Some(fault.help("give that code rules, or refer to another one"))
        }
        Lack::Negation => {
            let fault = fault.label("it wants negated hits, and nothing negates in this codebook");
            let help = "give the codebook's `negation` some `words`, or leave `negated: only` out";
            Some(fault.help(help))
        }
    }
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
