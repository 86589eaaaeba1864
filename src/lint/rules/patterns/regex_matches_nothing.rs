//! `regex-matches-nothing`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "regex-matches-nothing",
    group: Group::Patterns,
    level: Level::Error,
    what: "A regular expression that can match without taking a single letter.",
    why: "It would fire at every place of every transcript. A `*` or `?` behind each of its parts \
           makes everything in it optional.",
    example: r"
- id: trust
  match:
    - regex: '(trust)?(worthy)?'
",
    instead: r"
- id: trust
  match:
    - regex: 'trust(worthy)?'
",
    check: Check::Reading,
};
