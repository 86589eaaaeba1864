//! `conflicting-keys`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "conflicting-keys",
    group: Group::File,
    level: Level::Error,
    what: "Two keys of which only one can be meant.",
    why: "A rule looks for one thing. Whether the second key was to widen it or to take its place, \
           nobody but you can say.",
    example: r"
- id: trust
  match:
    - {term: trust*, stem: confide}
",
    instead: r"
- id: trust
  match:
    - term: trust*
    - stem: confide
",
    check: Check::Reading,
};
