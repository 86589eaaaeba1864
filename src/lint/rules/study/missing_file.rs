//! `missing-file`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-file",
    group: Group::Study,
    level: Level::Error,
    what: "A codebook or a table that the manifest names and that is not there.",
    why: "Without it the counts would be other ones: nobody's role would be known, or nothing \
           would be coded.",
    example: r"
==> thematica.yaml <==
participants: people.csv
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> thematica.yaml, as before <==
==> people.csv <==
id,labels
A,Ann
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
