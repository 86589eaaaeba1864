//! `no-transcripts`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "no-transcripts",
    group: Group::Study,
    level: Level::Error,
    what: "A study in which no file is a transcript.",
    why: "Every count would be zero. The transcripts lie in another folder, or the manifest's \
           patterns do not fit their names.",
    example: r"
==> thematica.yaml <==
transcripts: [interviews/*.docx]
==> interviews/a.txt <==
Int: How was it?
Ann: They trust me.
",
    instead: r"
==> thematica.yaml <==
transcripts: [interviews/*.txt]
==> interviews/a.txt, as before <==
",
    check: Check::Reading,
};
