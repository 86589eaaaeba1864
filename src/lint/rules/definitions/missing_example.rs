//! `missing-example`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-example",
    group: Group::Definitions,
    level: Level::Advice,
    what: "A code for people to apply (it has no rules and no codes below it) without an example.",
    why: "An example says more than a definition, and a code without rules has nothing else to \
           hold on to.",
    example: "
- id: tone
  definition: How something is said carries more than what is said.
",
    instead: r#"
- id: tone
  definition: How something is said carries more than what is said.
  examples: ["Oh, *lovely*, another form."]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let is_by_hand = code.subtree.len() == 1 && code.rules.is_empty();
        if is_by_hand && code.examples.is_empty() {
            let message = format!("the code `{}` has no example", code.id);
            found.push(
                RULE.at(look.place(code.span), message)
                    .help("add one to `examples`, in the words of a speaker"),
            );
        }
    }
}
