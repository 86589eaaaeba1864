//! `repeated-label`.

use crate::codebook::{Code, CodeIndex};
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::fold;
use std::collections::HashMap;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "repeated-label",
    group: Group::Structure,
    level: Level::Warning,
    what: "The same label for two codes under one parent.",
    why: "Tables and reports show labels: two rows of one name cannot be told apart.",
    example: "
- id: trust
  label: Trust
- id: faith
  label: Trust
",
    instead: "
- id: trust
  label: Trust
- id: faith
  label: Faith in the service
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(Option<CodeIndex>, String), &Code> = HashMap::new();
    for (_, code) in look.codes() {
        let key = (code.parent, fold::folded(&code.label));
        let earlier = *first.entry(key).or_insert(code);
        if earlier.span != code.span {
            let message = format!(
                "the codes `{}` and `{}` have the same label",
                earlier.id, code.id
            );
            found.push(
                RULE.at(look.place(code.label_span.unwrap_or(code.span)), message)
                    .related(
                        look.place(earlier.label_span.unwrap_or(earlier.span)),
                        "the same label",
                    )
                    .help("say in one of them what tells it from the other"),
            );
        }
    }
}
