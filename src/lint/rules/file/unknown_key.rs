//! `unknown-key`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-key",
    group: Group::File,
    level: Level::Error,
    what: "A key that there is not.",
    why: "It is misspelt, or stands in the wrong place. If it were passed over, an `unles` would \
           stop nothing, and nobody would notice.",
    example: r"
- id: trust
  match: [trust*]
  unles: [NHS trust]
",
    instead: r"
- id: trust
  match: [trust*]
  unless: [NHS trust]
",
    check: Check::Reading,
};
