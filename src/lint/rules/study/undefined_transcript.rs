//! `undefined-transcript`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "undefined-transcript",
    group: Group::Study,
    level: Level::Warning,
    what: "A name in `documents.csv`, or behind the `@` of a label, that is no transcript of the \
           study.",
    why: "What the row says holds for nothing: the name is misspelt, or the transcript is not \
           there yet.",
    example: r"
==> documents.csv <==
transcript,site
int-1,North
==> transcripts/int1.txt <==
Int: How was it?
Ann: They trust me.
",
    instead: r"
==> documents.csv <==
transcript,site
int1,North
==> transcripts/int1.txt, as before <==
",
    check: Check::Reading,
};
