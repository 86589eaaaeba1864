//! `stray-words`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "stray-words",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "Words in a subtitle file that stand below no times.",
    why: "They are counted as the words of whoever spoke in the cue above. A blank line inside a \
           cue is the usual reason.",
    example: r"
==> transcripts/a.srt <==
1
00:00:01,000 --> 00:00:02,000
Int: How was it?

2
00:00:03,000 --> 00:00:05,000
Ann: They trust me.

And I trust them.
",
    instead: r"
==> transcripts/a.srt <==
1
00:00:01,000 --> 00:00:02,000
Int: How was it?

2
00:00:03,000 --> 00:00:05,000
Ann: They trust me.
And I trust them.
",
    check: Check::Reading,
};
