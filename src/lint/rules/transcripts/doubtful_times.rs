//! `doubtful-times`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "doubtful-times",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "Times in a subtitle or JSON file that cannot be right: unreadable, without \
           milliseconds, running backwards, or out of order; or, in any file, what the group \
           `time` of a `label_pattern` finds and what is no time.",
    why: "All words are kept and counted. But quotes are cited with these times, and pauses \
           between cues decide where a paragraph ends.",
    example: r"
==> transcripts/a.srt <==
1
00:00:01,000 --> 00:00:02,000
Int: How was it?

2
00:00:05,000 --> 00:00:03,000
Ann: They trust me.
",
    instead: r"
==> transcripts/a.srt <==
1
00:00:01,000 --> 00:00:02,000
Int: How was it?

2
00:00:03,000 --> 00:00:05,000
Ann: They trust me.
",
    check: Check::Reading,
};
