//! `wrong-type`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "wrong-type",
    group: Group::File,
    level: Level::Error,
    what: "A value of another kind than is wanted: a list, a text, a mapping (`key: value`), or \
           `true` and `false`.",
    why: "What was meant can mostly be guessed, but `retired: no way` should not retire a code. \
           The message says what to write.",
    example: r"
- id: trust
  match: trust*
",
    instead: r"
- id: trust
  match: [trust*]
",
    check: Check::Reading,
};
