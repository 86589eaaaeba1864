//! `unread-labels`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unread-labels",
    group: Group::Study,
    level: Level::Warning,
    what: "A column of `participants.csv` that seems to hold the labels of speakers, under another \
           name than `labels`.",
    why: "It is read as an attribute, such as site or age. Nobody is then found under these \
           labels, and each speaker counts as one more person.",
    example: r"
==> participants.csv <==
id,speaker
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
