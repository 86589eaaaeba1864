//! `invalid-regex`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "invalid-regex",
    group: Group::Patterns,
    level: Level::Error,
    what: "A regular expression that is not written as one, or grows too large.",
    why: "A rule that cannot be understood finds nothing, and its code would look rarer than it \
           is. Most words and phrases need no regular expression: a term such as `felt \
           {safe,heard}` does it.",
    example: r"
- id: safety
  match:
    - regex: 'felt (safe|heard'
",
    instead: r"
- id: safety
  match:
    - regex: 'felt (safe|heard)'
",
    check: Check::Reading,
};
