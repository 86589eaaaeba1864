//! `duplicate-transcript`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "duplicate-transcript",
    group: Group::Study,
    level: Level::Error,
    what: "A transcript that has two rows in `documents.csv`.",
    why: "The two rows may say different things of it, and only one of them could count.",
    example: r"
==> documents.csv <==
transcript,site,phase
a,North,1
a,South,1
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> documents.csv <==
transcript,site,phase
a,North,1
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
