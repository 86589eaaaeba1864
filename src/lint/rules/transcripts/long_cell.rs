//! `long-cell`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "long-cell",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A cell of a transcript in a table (`.csv`) that runs over more than 40 lines.",
    why: "It may be one long answer. More often a quote is missing, and many rows, with other \
           speakers in them, were read as one.",
    example: "",
    instead: r#"
==> transcripts/a.csv <==
speaker,text
Int,"How was it?"
Ann,They trust me.
"#,
    check: Check::Reading,
};
