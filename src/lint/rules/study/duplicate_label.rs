//! `duplicate-label`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "duplicate-label",
    group: Group::Study,
    level: Level::Error,
    what: "A label that two people of `participants.csv` have, in the same transcript.",
    why: "What was said under it can only be counted for one of them. `P1` is usually somebody \
           else in each focus group: say in which, as in `P1@fg1`.",
    example: r"
==> participants.csv <==
id,labels
LW01,P1
LW02,P1
==> transcripts/fg1.txt <==
Int: How was it?
P1: They trust me.
==> transcripts/fg2.txt <==
Int: How was it?
P1: It took time.
",
    instead: r"
==> participants.csv <==
id,labels
LW01,P1@fg1
LW02,P1@fg2
==> transcripts/fg1.txt, as before <==
==> transcripts/fg2.txt, as before <==
",
    check: Check::Reading,
};
