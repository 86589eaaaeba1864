//! `invalid-term`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "invalid-term",
    group: Group::Patterns,
    level: Level::Error,
    what: "A term or a stem that is not written as one: a brace that is never closed, a wildcard \
           in a stem, no word at all.",
    why: "What it was meant to find cannot be known, and a guess would change the counts.",
    example: r#"
- id: pressure
  match: ["{tight,short deadline*"]
"#,
    instead: r#"
- id: pressure
  match: ["{tight,short} deadline*"]
"#,
    check: Check::Reading,
};
