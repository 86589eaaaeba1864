//! `speaker-alias`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "speaker-alias",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "Two labels of one transcript that may be the same person.",
    why: "They are counted apart: one person becomes two in \"7 of 15 participants\".",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Maria Lopez: They trust me.
Int: And then?
Maria: Then I was trusted.
Int: And now?
Maria: Now I trust them.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Maria: They trust me.
Int: And then?
Maria: Then I was trusted.
Int: And now?
Maria: Now I trust them.
",
    check: Check::Reading,
};
