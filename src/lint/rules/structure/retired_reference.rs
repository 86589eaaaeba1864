//! `retired-reference`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "retired-reference",
    group: Group::Structure,
    level: Level::Warning,
    what: "A rule or an exclusion that refers to a retired code.",
    why: "The rules of a retired code do not fire, so what refers to it finds nothing either, and \
           says nothing about it.",
    example: r"
- id: debt
  match: [debt*]
  retired: true
- id: money
  match: [benefit*, {code: debt}]
",
    instead: r"
- id: money
  match: [benefit*, debt*]
- id: debt
  retired: true
",
    check: Check::Reading,
};
