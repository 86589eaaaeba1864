//! `regex-never-matches`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "regex-never-matches",
    group: Group::Patterns,
    level: Level::Error,
    what: "A regular expression that no text at all can match.",
    why: "Its code would always be zero, and the zero would be read as a finding. The cause is a \
           pair of square brackets that leaves no letter over.",
    example: r"
- id: trust
  match:
    - regex: 'trust[a&&z]'
",
    instead: r"
- id: trust
  match:
    - regex: 'trust[a-z]'
",
    check: Check::Reading,
};
