//! `missing-inclusion`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-inclusion",
    group: Group::Definitions,
    level: Level::Advice,
    what: "A code without children that does not say when to use it.",
    why: "The inclusion criterion is what coders look up when a sentence is near the edge.",
    example: "
- id: trust
  definition: The client comes to rely on the link worker.
  exclude: Trust as an organisation.
",
    instead: "
- id: trust
  definition: The client comes to rely on the link worker.
  include: Talk of opening up, of being believed, of rapport.
  exclude: Trust as an organisation.
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let is_leaf = code.subtree.len() == 1;
        if is_leaf && code.include.is_none() {
            let message = format!("the code `{}` does not say when to use it", code.id);
            found.push(
                RULE.at(look.place(code.span), message)
                    .help("name in `include` what belongs here, with the words that people use"),
            );
        }
    }
}
