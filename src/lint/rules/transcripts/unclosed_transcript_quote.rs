//! `unclosed-transcript-quote`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unclosed-transcript-quote",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A cell of a transcript in a table (`.csv`) that begins with a quote which is never \
           closed.",
    why: "All rows below it are read as the words of this one speaker.",
    example: r#"
==> transcripts/a.csv <==
speaker,text
Int,How was it?
Ann,"They trust me.
Int,And then?
"#,
    instead: r#"
==> transcripts/a.csv <==
speaker,text
Int,How was it?
Ann,"They trust me."
Int,And then?
"#,
    check: Check::Reading,
};
