//! `unknown-value`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-value",
    group: Group::File,
    level: Level::Error,
    what: "A word that is none of the few that a key may have.",
    why: "`negated: ignore` could mean that the hit counts or that it does not. The message names \
           the words that are known.",
    example: r"
- id: trust
  match: [trust*]
  negated: ignore
",
    instead: r"
- id: trust
  match: [trust*]
  negated: stop
",
    check: Check::Reading,
};
