//! `unmatched-path`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unmatched-path",
    group: Group::Study,
    level: Level::Warning,
    what: "A pattern of the manifest that no file matches.",
    why: "The transcripts that you meant are in no count: the folder has another name, or the \
           files another ending.",
    example: r"
==> thematica.yaml <==
transcripts: [transcripts/*.txt, transcipts/phase-2/*]
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> thematica.yaml <==
transcripts: [transcripts/*.txt]
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
