//! `unknown-language`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-language",
    group: Group::File,
    level: Level::Error,
    what: "A `language` of a codebook that is not known.",
    why: "The language decides which words have the same stem, and which words negate. In the \
           wrong one, stems find other words than you expect.",
    example: r"
codebook: example
version: 1.0.0
language: english
codes:
  - id: trust
    match: [{stem: trusting}]
",
    instead: r"
codebook: example
version: 1.0.0
language: en
codes:
  - id: trust
    match: [{stem: trusting}]
",
    check: Check::Reading,
};
