//! `unsorted-patterns`.

use crate::codebook::{Rule as Rule_, Term, Test};
use crate::diagnostic::Diagnostic;
use crate::lint::mend;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::{Span, fold};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unsorted-patterns",
    group: Group::Patterns,
    level: Level::Off,
    what: "Terms that stand in a row and are not in alphabetical order.",
    why: "Sorted terms are quick to look through, and two people who add terms change different \
           lines. Off by default: groups with a meaning of their own are better than the alphabet.",
    example: "
- id: trust
  match:
    - trust*
    - rapport
",
    instead: "
- id: trust
  match:
    - rapport
    - trust*
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let terms: Vec<_> = look.rules_of(code).map(|(_, rule)| rule).collect();
        for row in terms.chunk_by(|a, b| are_neighbours(look, a, b)) {
            let unsorted = row
                .windows(2)
                .find(|pair| sort_key(pair[0]) > sort_key(pair[1]));
            if let Some(pair) = unsorted {
                let mut sorted = row.to_vec();
                sorted.sort_by_key(|rule| sort_key(rule));
                let sorted: Vec<Span> = sorted.iter().map(|rule| rule.span).collect();
                let message = format!("`{}` stands after `{}`", pair[1].written, pair[0].written);
                found.push(
                    RULE.at(look.place(pair[1].span), message)
                        .help("sort the terms that stand in a row")
                        .fix(mend::reordered(look, &sorted)),
                );
            }
        }
    }
}

fn sort_key(rule: &Rule_) -> String {
    fold::folded(&rule.written)
}

/// Whether two rules are terms on lines that follow each other: an empty line or a comment parts groups.
fn are_neighbours(look: &Look<'_>, a: &Rule_, b: &Rule_) -> bool {
    let is_term = |rule: &Rule_| {
        matches!(rule.test, Test::Term(Term::Pattern(_))) && rule.term_spans[0] == rule.span
    };
    let source = &look.codebook.source;
    let lines = source.line_number(b.span.start) - source.line_number(a.span.end.max(a.span.start));
    is_term(a) && is_term(b) && lines <= 1
}
