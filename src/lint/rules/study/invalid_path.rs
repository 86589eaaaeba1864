//! `invalid-path`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "invalid-path",
    group: Group::Study,
    level: Level::Error,
    what: "A path of a transcript that cannot be one: outside the study's folder, with `\\` in it, \
           or with a brace that names nothing.",
    why: "The study has to be whole when its folder is moved, shared or archived, so its \
           transcripts lie in it.",
    example: r"
==> thematica.yaml <==
transcripts: [../interviews/*.txt]
",
    instead: r"
==> thematica.yaml <==
transcripts: [interviews/*.txt]
==> interviews/a.txt <==
Int: How was it?
Ann: They trust me.
",
    check: Check::Reading,
};
