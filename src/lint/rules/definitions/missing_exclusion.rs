//! `missing-exclusion`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-exclusion",
    group: Group::Definitions,
    level: Level::Advice,
    what: "A code without children that does not say when not to use it.",
    why: "Most disagreement between coders is about what does not belong. Name the near miss, and \
           the code that it belongs to.",
    example: "
- id: trust
  definition: The client comes to rely on the link worker.
  include: Talk of opening up.
",
    instead: "
- id: trust
  definition: The client comes to rely on the link worker.
  include: Talk of opening up.
  exclude: Trust as an organisation (code it as `services`).
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let is_leaf = code.subtree.len() == 1;
        if is_leaf && code.exclude.is_none() {
            let message = format!("the code `{}` does not say when not to use it", code.id);
            found.push(
                RULE.at(look.place(code.span), message).help(
                    "name in `exclude` what is easily mistaken for it, and where that belongs",
                ),
            );
        }
    }
}
