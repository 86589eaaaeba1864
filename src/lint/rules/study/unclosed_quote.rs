//! `unclosed-quote`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unclosed-quote",
    group: Group::Study,
    level: Level::Error,
    what: "A cell of `participants.csv` or `documents.csv` that begins with a quote which is never \
           closed.",
    why: "All rows below are read as part of that one cell, so that everybody in them is missing.",
    example: r#"
==> participants.csv <==
id,labels
A,"Ann
B,Ben
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
"#,
    instead: r#"
==> participants.csv <==
id,labels
A,"Ann"
B,Ben
==> transcripts/a.txt, as before <==
"#,
    check: Check::Reading,
};
