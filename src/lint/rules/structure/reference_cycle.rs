//! `reference-cycle`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "reference-cycle",
    group: Group::Structure,
    level: Level::Error,
    what: "Codes that refer to each other in a circle, or a code that refers to itself.",
    why: "Each of them waits for what the others find, so none of them could ever be counted. A \
           code that refers to a theme refers to all codes below it, which is how a circle is made \
           unseen.",
    example: r"
- id: money
  match: [debt*, {code: shame}]
- id: shame
  match: [asham*, {code: money}]
",
    instead: r"
- id: money
  match: [debt*]
- id: shame
  match: [asham*, {code: money}]
",
    check: Check::Reading,
};
