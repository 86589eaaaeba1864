//! `ambiguous-transcript`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "ambiguous-transcript",
    group: Group::Study,
    level: Level::Error,
    what: "A row of `documents.csv` whose name fits more than one transcript.",
    why: "Site, date or phase would go to the wrong interview, or to both.",
    example: r"
==> documents.csv <==
transcript,site
fg1,North
==> transcripts/phase-1/fg1.txt <==
Int: How was it?
Ann: They trust me.
==> transcripts/phase-2/fg1.txt <==
Int: How was it?
Ben: They trust me.
",
    instead: r"
==> documents.csv <==
transcript,site
phase-1/fg1,North
==> transcripts/phase-1/fg1.txt, as before <==
==> transcripts/phase-2/fg1.txt, as before <==
",
    check: Check::Reading,
};
