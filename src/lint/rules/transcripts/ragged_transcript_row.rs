//! `ragged-transcript-row`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "ragged-transcript-row",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A row of a transcript in a table (`.csv`) that has more or fewer cells than the others.",
    why: "A comma or a line break inside the words had no quotes around them. They are put \
           together again where that can be done; look whether it was done rightly.",
    example: r"
==> transcripts/a.csv <==
speaker,text
Int,How was it?
Ann,They trust me, and I was glad.
",
    instead: r#"
==> transcripts/a.csv <==
speaker,text
Int,How was it?
Ann,"They trust me, and I was glad."
"#,
    check: Check::Reading,
};
