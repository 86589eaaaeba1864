//! `labels-inside-paragraph`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "labels-inside-paragraph",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A very long paragraph with several labels in it.",
    why: "A whole interview without line breaks counts as one speaker's: the interviewer's \
           questions are coded as answers.",
    example: "",
    instead: r"
==> transcripts/a.txt <==
Q: And then we went there, all of us, to see them.
A: Yes, we went, and it took us long.
Q: And then?
A: Then we trusted them.
",
    check: Check::Reading,
};
