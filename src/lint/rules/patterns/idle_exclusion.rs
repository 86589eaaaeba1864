//! `idle-exclusion`.

use crate::codebook::{ExclusionIndex, Reach, RuleIndex};
use crate::diagnostic::Diagnostic;
use crate::lint::words::{Row, can_overlap};
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "idle-exclusion",
    group: Group::Patterns,
    level: Level::Warning,
    what: "An exclusion that shares no word with anything that its rules find, and so stops nothing.",
    why: "Whoever reads the codebook believes that the case is taken care of. Often the word is \
           misspelt, or it needs a distance: `{term: hospital, within: 5}`.",
    example: "
- id: trust
  match: [trust*]
  unless: [hospital]
",
    instead: "
- id: trust
  match: [trust*]
  unless: [hospital trust, {term: hospital, within: 5}]
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let all: Vec<RuleIndex> = look.rules_of(code).map(|(index, _)| index).collect();
        for number in code.exclusions.clone() {
            found.extend(idle(look, ExclusionIndex(number), &all));
        }
        for (index, rule) in look.rules_of(code) {
            for number in rule.exclusions.clone() {
                found.extend(idle(look, ExclusionIndex(number), &[index]));
            }
        }
    }
}

fn idle(look: &Look<'_>, index: ExclusionIndex, rules: &[RuleIndex]) -> Option<Diagnostic> {
    let exclusion = look.codebook.exclusion(index);
    if exclusion.reach != Reach::Overlap || rules.is_empty() {
        return None;
    }
    let stops = look.terms().of_exclusion(index)?;
    // Other words may stand inside a hit of several terms, and inside one of another code: those have no rows.
    let is_free = |rule: &RuleIndex| {
        let rows = look.terms().of_rule(*rule);
        rows.is_some_and(|rows| !overlap(rows, stops))
    };
    if !rules.iter().all(is_free) {
        return None;
    }
    let what = match rules {
        [_] => "its rule",
        _ => "any rule of its code",
    };
    let message = format!(
        "the exclusion `{}` shares no word with what {what} finds, and stops nothing",
        exclusion.written
    );
    let help = "look at its spelling; `{term: …, within: 5}` stops where the word only stands near";
    Some(RULE.at(look.place(exclusion.span), message).help(help))
}

fn overlap(rows: &[Row], stops: &[Row]) -> bool {
    rows.iter()
        .any(|row| stops.iter().any(|stop| can_overlap(row, stop)))
}
