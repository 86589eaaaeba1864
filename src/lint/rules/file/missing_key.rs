//! `missing-key`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-key",
    group: Group::File,
    level: Level::Error,
    what: "A key without which the rest cannot be used, such as the `id` of a code.",
    why: "A code without an id could not be named in any table, and `near` without `within` does \
           not say how near.",
    example: r"
- label: Trusting relationship
  match: [trust*]
",
    instead: r"
- id: trust
  label: Trusting relationship
  match: [trust*]
",
    check: Check::Reading,
};
