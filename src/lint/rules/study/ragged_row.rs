//! `ragged-row`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "ragged-row",
    group: Group::Study,
    level: Level::Error,
    what: "A row of `participants.csv` or `documents.csv` that has more or fewer cells than the \
           header.",
    why: "The cells behind the slip stand in the wrong columns: somebody's site would be read as \
           their role. A comma inside a cell needs quotes around the cell.",
    example: r"
==> participants.csv <==
id,labels,site
A,Ann,Newcastle, North
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r#"
==> participants.csv <==
id,labels,site
A,Ann,"Newcastle, North"
==> transcripts/a.txt, as before <==
"#,
    check: Check::Reading,
};
