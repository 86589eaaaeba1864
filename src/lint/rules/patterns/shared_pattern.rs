//! `shared-pattern`.

use crate::codebook::{Rule as Rule_, RuleIndex, Term, Test};
use crate::diagnostic::Diagnostic;
use crate::lint::same;
use crate::lint::{Check, Group, Level, Look, Rule};
use std::collections::HashMap;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "shared-pattern",
    group: Group::Patterns,
    level: Level::Warning,
    what: "The same rule in two codes of which neither stands above the other.",
    why: "Each of its hits is counted under both codes. Where that is meant, a reference (`code: \
           other`) says so; where it is not, two themes look related that are one word.",
    example: "
- id: time
  match: [never enough time]
- id: workload
  match: [too many clients, never enough time]
",
    instead: "
- id: time
  match: [never enough time]
- id: workload
  match: [too many clients, {code: time}]
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, RuleIndex> = HashMap::new();
    for (_, code) in look.codes() {
        for (index, rule) in look.rules_of(code) {
            // That several codes refer to one is said in so many words.
            if matches!(rule.test, Test::Term(Term::Code(_))) {
                continue;
            }
            let key = same::key_with_code(look, index);
            let earlier = *first.entry(key).or_insert(index);
            let earlier = look.codebook.rule(earlier);
            if !look.are_in_line(earlier.code, rule.code) {
                found.push(told(look, earlier, rule));
            }
        }
    }
}

fn told(look: &Look<'_>, earlier: &Rule_, rule: &Rule_) -> Diagnostic {
    let id = |rule: &Rule_| &look.codebook.code(rule.code).id;
    let message = format!(
        "the codes `{}` and `{}` both have the rule `{}`",
        id(earlier),
        id(rule),
        rule.written
    );
    RULE.at(look.place(rule.span), message)
        .related(look.place(earlier.span), "it also stands here")
        .help("leave it with one of them; if both are meant, refer to the other code: `code: …`")
}
