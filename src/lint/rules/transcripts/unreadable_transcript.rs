//! `unreadable-transcript`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unreadable-transcript",
    group: Group::Transcripts,
    level: Level::Error,
    what: "A file of the study that cannot be read as a transcript: it is empty, damaged, \
           protected by a password, a table without a column of words, or of a format that is not \
           read yet.",
    why: "It is missing from every count, and what depends on all transcripts cannot be said. The \
           message tells what to do.",
    example: r"
==> transcripts/a.csv <==
day,weather
Monday,rain
",
    instead: r"
==> transcripts/a.csv <==
speaker,text
Int,How was it?
Ann,They trust me.
",
    check: Check::Reading,
};
