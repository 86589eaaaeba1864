//! `untested-rules`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "untested-rules",
    group: Group::Tests,
    level: Level::Warning,
    what: "A code with rules and no example.",
    why: "Examples are the tests of rules. Without one, a change that stops a rule from finding \
           anything goes unnoticed.",
    example: "
- id: trust
  match: [trust*]
",
    instead: r#"
- id: trust
  match: [trust*]
  examples: ["It takes weeks before they trust you."]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        if !code.rules.is_empty() && code.examples.is_empty() {
            let message = format!("the code `{}` has rules and no example", code.id);
            found.push(
                RULE.at(look.place(code.span), message)
                    .help("add to `examples` a sentence that must be coded with it"),
            );
        }
    }
}
