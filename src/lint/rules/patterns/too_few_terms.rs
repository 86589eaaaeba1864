//! `too-few-terms`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "too-few-terms",
    group: Group::Patterns,
    level: Level::Error,
    what: "A rule with `near` or `all` that has fewer than two terms.",
    why: "Near to what? A single term is a rule by itself; a second one was probably forgotten.",
    example: r"
- id: openness
  match:
    - near: {terms: [open* up], within: 5}
",
    instead: r"
- id: openness
  match:
    - near: {terms: [open* up, client*], within: 5}
",
    check: Check::Reading,
};
