//! `same-name`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "same-name",
    group: Group::Study,
    level: Level::Warning,
    what: "Two files that would be transcripts of the same name.",
    why: "They are often one interview, saved in two formats, and everything in it is then counted \
           twice.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
==> transcripts/a.md <==
**Int:** How was it?

**Ann:** They trust me.
",
    instead: r"
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
