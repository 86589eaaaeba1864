//! `unknown-unit`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-unit",
    group: Group::File,
    level: Level::Error,
    what: "A unit that is none of `sentence`, `paragraph` and `turn`.",
    why: "The unit is what a code is laid on, and how far an exclusion reaches: every count of \
           segments depends on it.",
    example: r"
- id: trust
  match: [trust*]
  unless:
    - {term: hospital, in: line}
",
    instead: r"
- id: trust
  match: [trust*]
  unless:
    - {term: hospital, in: sentence}
",
    check: Check::Reading,
};
