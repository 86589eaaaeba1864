//! `duplicate-id`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "duplicate-id",
    group: Group::Structure,
    level: Level::Error,
    what: "Two codes with the same `id`.",
    why: "Tables, codings and other codes know a code by its id alone. With two codes of one name \
           nobody could say whose segments are whose, even where the codes stand under different \
           themes.",
    example: r"
- id: staff
  codes:
    - id: trust
      match: [trust*]
- id: clients
  codes:
    - id: trust
      match: [confid*]
",
    instead: r"
- id: staff
  codes:
    - id: staff-trust
      match: [trust*]
- id: clients
  codes:
    - id: client-trust
      match: [confid*]
",
    check: Check::Reading,
};
