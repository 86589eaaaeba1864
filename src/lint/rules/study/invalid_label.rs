//! `invalid-label`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "invalid-label",
    group: Group::Study,
    level: Level::Error,
    what: "Something in the column `labels` of `participants.csv` that is no label.",
    why: "A label is `P1`, or `P1@fg1` for one transcript. With nothing before or behind the `@` \
           nobody can be found under it, and what they said would count as somebody else's.",
    example: r"
==> participants.csv <==
id,labels
A,Ann@
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> participants.csv <==
id,labels
A,Ann@a
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
