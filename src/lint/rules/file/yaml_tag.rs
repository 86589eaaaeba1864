//! `yaml-tag`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "yaml-tag",
    group: Group::File,
    level: Level::Error,
    what: "A text without quotes that begins with `!`.",
    why: "To YAML what follows `!` is a tag, which is no part of the text: of `!help me` only `me` \
           would be looked for. Tags of YAML's own, such as `!!str`, say nothing new and pass.",
    example: r"
- id: cries
  match: [!help me]
",
    instead: r#"
- id: cries
  match: ["!help me"]
"#,
    check: Check::Reading,
};
