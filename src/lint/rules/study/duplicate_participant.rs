//! `duplicate-participant`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "duplicate-participant",
    group: Group::Study,
    level: Level::Error,
    what: "A person who has two rows in `participants.csv`.",
    why: "A number such as \"7 of 15 participants\" is only right when a row is a person. Somebody \
           who speaks in two transcripts has one row, with both labels in it.",
    example: r"
==> participants.csv <==
id,labels
LW01,P1@fg1
LW01,P3@int1
==> transcripts/fg1.txt <==
Int: How was it?
P1: They trust me.
==> transcripts/int1.txt <==
Int: How was it?
P3: It took time.
",
    instead: r"
==> participants.csv <==
id,labels
LW01,P1@fg1; P3@int1
==> transcripts/fg1.txt, as before <==
==> transcripts/int1.txt, as before <==
",
    check: Check::Reading,
};
