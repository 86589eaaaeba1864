//! `unused-allowance`.

use crate::diagnostic::{Diagnostic, Place};
use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unused-allowance",
    group: Group::File,
    level: Level::Warning,
    what: "A comment that allows a rule where the rule finds nothing.",
    why: "It was needed once. Left in place it will hide the next fault of that kind.",
    example: r#"
- id: refusal
  # thematica: allow short-stem: "no" is the word that this is about
  match: ["{no,nope}"]
"#,
    instead: r#"
- id: refusal
  match: ["{no,nope}"]
"#,
    check: Check::Reading,
};

/// The finding for an allowance of `rule`, in a code or outside of all codes.
#[must_use]
pub fn told(place: Place, rule: &str, code: Option<&str>) -> Diagnostic {
    match code {
        Some(code) => {
            let message = format!("`{rule}` finds nothing in `{code}` that this would allow");
            RULE.at(place, message).help("remove the comment")
        }
        None => RULE
            .at(place, "this allowance stands in no code")
            .help("put it above a code, or inside one; `--allow` and the manifest hold everywhere"),
    }
}
