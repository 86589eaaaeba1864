//! `cue-without-voice`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "cue-without-voice",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A cue (words with their times) of a WebVTT file, or a segment of a JSON file, that does \
           not say who speaks, where others do; or a cue in which several people speak after dashes.",
    why: "Its words are counted as the last speaker's, or as nobody's when there was none yet or \
           several speak. It may be somebody else.",
    example: r"
==> transcripts/a.vtt <==
WEBVTT

00:01.000 --> 00:02.000
<v Ann>They trust me.

00:02.000 --> 00:03.000
Really?
",
    instead: r"
==> transcripts/a.vtt <==
WEBVTT

00:01.000 --> 00:02.000
<v Ann>They trust me.

00:02.000 --> 00:03.000
<v Int>Really?
",
    check: Check::Reading,
};
