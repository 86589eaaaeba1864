//! `allowance-without-reason`.

use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "allowance-without-reason",
    group: Group::File,
    level: Level::Warning,
    what: "A comment that allows a rule and does not say why. It allows nothing.",
    why: "The reason is what a reviewer, or you in a year, will ask for.",
    example: "
- id: refusal
  # thematica: allow short-stem
  match: [no*]
",
    instead: r#"
- id: refusal
  # thematica: allow short-stem: "no" and its forms are what this is about
  match: [no*]
"#,
    check: Check::Reading,
};

/// The finding for an allowance without a reason.
#[must_use]
pub fn told(place: Place, rule: &str) -> Diagnostic {
    RULE.at(place, format!("this allows `{rule}` and gives no reason"))
        .help(format!("write why: `# thematica: allow {rule}: because …`"))
}
