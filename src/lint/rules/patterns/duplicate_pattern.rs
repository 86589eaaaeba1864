//! `duplicate-pattern`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::lint::{mend, same};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "duplicate-pattern",
    group: Group::Patterns,
    level: Level::Warning,
    what: "The same rule twice in one code.",
    why: "It is found once: the second adds nothing, and is left behind when somebody changes the \
           first.",
    example: "
- id: trust
  match:
    - trust*
    - rapport
    - trust*
",
    instead: "
- id: trust
  match:
    - trust*
    - rapport
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (first, second) in same::twins(look) {
        if first.written == second.written {
            let message = format!("the rule `{}` is given twice", second.written);
            found.push(
                RULE.at(look.place(second.span), message)
                    .related(look.place(first.span), "first given here")
                    .help("keep one of them")
                    .fix(mend::removed(look, second.span)),
            );
        }
    }
}
