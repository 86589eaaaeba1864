//! `one-speaker`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "one-speaker",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A transcript with one labelled speaker, and paragraphs without a label.",
    why: "Either the other person was never labelled, and their words are counted as the speaker's \
           or as nobody's; or all is well, and one person speaks at length.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?

They trust me.

Int: And then?

Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?

Ann: They trust me.

Int: And then?

Ann: Then I was trusted.
",
    check: Check::Reading,
};
