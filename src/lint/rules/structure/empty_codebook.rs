//! `empty-codebook`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "empty-codebook",
    group: Group::Structure,
    level: Level::Error,
    what: "A codebook without a single code.",
    why: "There is nothing to code with. Most often the wrong file was named, or the codes stand \
           in another one.",
    example: r"
codebook: example
version: 1.0.0
codes: []
",
    instead: r"
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*]
",
    check: Check::Reading,
};
