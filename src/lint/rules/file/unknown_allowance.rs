//! `unknown-allowance`.

use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-allowance",
    group: Group::File,
    level: Level::Warning,
    what: "A comment that allows a rule which there is not.",
    why: "The name is misspelt, so that nothing is allowed.",
    example: r#"
- id: refusal
  # thematica: allow short-stems: "no" is the word that this is about
  match: ["{no,nope}"]
"#,
    instead: r#"
- id: refusal
  # thematica: allow short-stem: "no" is the word that this is about
  match: [no*]
"#,
    check: Check::Reading,
};

/// The finding for an allowance of what is no rule, with the rule of the nearest name.
#[must_use]
pub fn told(place: Place, name: &str, near: Option<&str>) -> Diagnostic {
    let message = match name {
        "" => "this names no rule that it allows".to_owned(),
        name => format!("there is no rule `{name}`"),
    };
    let fault = RULE.at(place, message);
    fault.help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write `# thematica: allow RULE: REASON`; `thematica explain` lists the rules"
            .to_owned(),
    })
}
