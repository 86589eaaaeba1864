//! `unknown-ending`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-ending",
    group: Group::Study,
    level: Level::Warning,
    what: "A file among the transcripts with an ending that is not known.",
    why: "It is in no count. A recording or a picture does no harm there; a transcript under an \
           unusual ending would be missed.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
==> transcripts/b.transcript <==
Int: How was it?
Ben: They trust me.
",
    instead: r"
==> transcripts/a.txt, as before <==
==> transcripts/b.txt <==
Int: How was it?
Ben: They trust me.
",
    check: Check::Reading,
};
