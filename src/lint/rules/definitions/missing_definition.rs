//! `missing-definition`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-definition",
    group: Group::Definitions,
    level: Level::Warning,
    what: "A code that has neither a definition nor a brief one.",
    why: "Two people code alike only if they read the same meaning. A label is not a meaning, and \
           a reviewer will ask for it.",
    example: "
- id: trust
  label: Trust
",
    instead: "
- id: trust
  label: Trust
  definition: The client comes to rely on the link worker.
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        if code.definition.is_none() && code.brief.is_none() {
            let message = format!("the code `{}` has no definition", code.id);
            found.push(RULE.at(look.place(code.span), message).help("say in `definition` what belongs to it, in a sentence that a new coder understands"));
        }
    }
}
