//! `no-speakers`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "no-speakers",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A transcript in which nobody is labelled.",
    why: "Its words belong to nobody, so that they are in no count of participants, and questions \
           cannot be told from answers.",
    example: r"
==> transcripts/a.txt <==
How was it?

They trust me.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?

Ann: They trust me.
",
    check: Check::Reading,
};
