//! `invalid-id`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "invalid-id",
    group: Group::Structure,
    level: Level::Error,
    what: "An `id` that is empty, or has spaces or signs in it.",
    why: "An id is what you type to ask for a code, and what files of codings are written with. \
           Letters, digits, `-` and `_` are safe there; the name for people stands in `label`.",
    example: r"
- id: Trust & rapport
  match: [trust*, rapport]
",
    instead: r"
- id: trust-rapport
  label: Trust & rapport
  match: [trust*, rapport]
",
    check: Check::Reading,
};
