//! `empty-theme`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "empty-theme",
    group: Group::Structure,
    level: Level::Warning,
    what: "A theme with nothing in it: no codes below it, no rules, no examples.",
    why: "It will be zero in every table, and the zero will be read as a finding.",
    example: "
- id: trust
  label: Trust
- id: time
  match: [time]
",
    instead: "
- id: time
  match: [time]
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let is_theme = code.parent.is_none() && code.subtree.len() == 1;
        if is_theme && code.rules.is_empty() && code.examples.is_empty() {
            let message = format!(
                "the theme `{}` has no codes, no rules and no examples",
                code.id
            );
            found.push(
                RULE.at(look.place(code.span), message)
                    .help("give it codes or rules, or, if it is for people to apply, an example"),
            );
        }
    }
}
