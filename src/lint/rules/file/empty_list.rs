//! `empty-list`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "empty-list",
    group: Group::File,
    level: Level::Error,
    what: "A list without an item where one is wanted.",
    why: "Something was to follow and did not. An empty `speakers` might mean nobody or everybody.",
    example: r"
- id: trust
  match: [trust*]
  speakers: []
",
    instead: r"
- id: trust
  match: [trust*]
",
    check: Check::Reading,
};
