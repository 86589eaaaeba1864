//! `hidden-file`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "hidden-file",
    group: Group::Study,
    level: Level::Advice,
    what: "A hidden file or folder where transcripts are looked for.",
    why: "It is in no count. Most are leftovers of the system; one may be a transcript whose name \
           begins with a dot by mistake.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
==> transcripts/.b.txt <==
Int: How was it?
Ben: They trust me.
",
    instead: r"
==> transcripts/a.txt, as before <==
==> transcripts/b.txt <==
Int: How was it?
Ben: They trust me.
",
    check: Check::Reading,
};
