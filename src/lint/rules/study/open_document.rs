//! `open-document`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "open-document",
    group: Group::Study,
    level: Level::Advice,
    what: "The mark that Word or LibreOffice leaves beside a document that is open.",
    why: "What you have typed since you last saved is not in the file yet, and so not in the \
           counts.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
==> transcripts/~$a.docx <==
Ann
",
    instead: r"
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
