//! `missing-column`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-column",
    group: Group::Study,
    level: Level::Error,
    what: "A table without the column that says who or what its rows are: `id` in \
           `participants.csv`, `transcript` in `documents.csv`.",
    why: "The table cannot be used without it, and nobody would have a role or an attribute.",
    example: r"
==> participants.csv <==
name,labels
A,Ann
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> participants.csv <==
id,labels
A,Ann
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
