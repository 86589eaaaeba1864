//! `undefined-code`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "undefined-code",
    group: Group::Structure,
    level: Level::Error,
    what: "A rule or an exclusion that refers to a code which is not in the codebook.",
    why: "The code was renamed, taken out or misspelt. The rule could never fire, and its code \
           would be counted too rarely.",
    example: r"
- id: cost
  match: [debt*]
- id: worry
  match: [{code: costs}]
",
    instead: r"
- id: cost
  match: [debt*]
- id: worry
  match: [{code: cost}]
",
    check: Check::Reading,
};
