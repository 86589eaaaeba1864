//! `missing-id`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "missing-id",
    group: Group::Study,
    level: Level::Error,
    what: "A person in `participants.csv` without an `id`.",
    why: "The id is the person's name in every table. Their words would be counted as a \
           stranger's.",
    example: r"
==> participants.csv <==
id,labels,site
A,Ann,North
,Ben,South
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> participants.csv <==
id,labels,site
A,Ann,North
B,Ben,South
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
