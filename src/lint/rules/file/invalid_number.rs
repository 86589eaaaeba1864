//! `invalid-number`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "invalid-number",
    group: Group::File,
    level: Level::Error,
    what: "Something other than a whole number where one is wanted, or one that is too large.",
    why: "How far a rule reaches decides what it finds: `within: five` could be taken for nothing.",
    example: r"
- id: openness
  match:
    - near: {terms: [open*, client*], within: five}
",
    instead: r"
- id: openness
  match:
    - near: {terms: [open*, client*], within: 5}
",
    check: Check::Reading,
};
