//! `short-lines-as-labels`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "short-lines-as-labels",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A transcript whose speakers are short lines of their own that return, without a colon \
           or a time.",
    why: "It was a guess: a refrain or a heading looks the same. Whoever was not guessed has their \
           words counted as somebody else's.",
    example: r"
==> transcripts/a.txt <==
Mary
How was it?

Tom
They trust me, thank you very much.

Mary
Good.

Tom
And you?

Mary
Well.
",
    instead: r"
==> transcripts/a.txt <==
Mary: How was it?

Tom: They trust me, thank you very much.

Mary: Good.

Tom: And you?

Mary: Well.
",
    check: Check::Reading,
};
