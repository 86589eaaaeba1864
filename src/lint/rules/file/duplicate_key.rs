//! `duplicate-key`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "duplicate-key",
    group: Group::File,
    level: Level::Error,
    what: "A key that is given twice in the same place.",
    why: "Only one of the two could count. Which one that is differs from program to program, so \
           the other would be lost without a word.",
    example: r"
- id: trust
  match: [trust*]
  match: [confid*]
",
    instead: r"
- id: trust
  match: [trust*, confid*]
",
    check: Check::Reading,
};
