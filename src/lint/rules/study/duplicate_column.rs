//! `duplicate-column`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "duplicate-column",
    group: Group::Study,
    level: Level::Error,
    what: "A table with two columns of the same name.",
    why: "Only one of them could be the attribute `site`, and a breakdown by it would use \
           whichever came first.",
    example: r"
==> participants.csv <==
id,labels,site,Site
A,Ann,North,Newcastle
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> participants.csv <==
id,labels,site,town
A,Ann,North,Newcastle
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
