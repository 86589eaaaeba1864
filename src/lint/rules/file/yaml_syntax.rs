//! `yaml-syntax`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "yaml-syntax",
    group: Group::File,
    level: Level::Error,
    what: "A codebook or a manifest that is not valid YAML, or is too large.",
    why: "Nothing of the file can be read. A slip of indentation, a missing quote, or a term that \
           begins with `*` or `{` and has no quotes around it is behind most of these.",
    example: r"
- id: trust
  match: [*trust]
",
    instead: r#"
- id: trust
  match: ["*trust"]
"#,
    check: Check::Reading,
};
