//! `repeated-segment`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "repeated-segment",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "The same words in ten and more segments of what a program for speech recognition \
           wrote: one after the other, or, where they are four words and more, anywhere.",
    why: "Such programs repeat themselves where they hear music, noise or nothing. Each of these \
           segments counts as speech, and a rule that matches one matches all of them.",
    example: r#"
==> transcripts/a.json <==
{"segments": [
  {"start": 0, "end": 1, "speaker": "Int", "text": "How was it?"},
  {"start": 1, "end": 2, "speaker": "Ann", "text": "They trust me."},
  {"start": 2, "end": 3, "speaker": "Ann", "text": "Thank you."},
  {"start": 3, "end": 4, "speaker": "Ann", "text": "Thank you."},
  {"start": 4, "end": 5, "speaker": "Ann", "text": "Thank you."},
  {"start": 5, "end": 6, "speaker": "Ann", "text": "Thank you."},
  {"start": 6, "end": 7, "speaker": "Ann", "text": "Thank you."},
  {"start": 7, "end": 8, "speaker": "Ann", "text": "Thank you."},
  {"start": 8, "end": 9, "speaker": "Ann", "text": "Thank you."},
  {"start": 9, "end": 10, "speaker": "Ann", "text": "Thank you."},
  {"start": 10, "end": 11, "speaker": "Ann", "text": "Thank you."},
  {"start": 11, "end": 12, "speaker": "Ann", "text": "Thank you."}
]}
"#,
    instead: r#"
==> transcripts/a.json <==
{"segments": [
  {"start": 0, "end": 1, "speaker": "Int", "text": "How was it?"},
  {"start": 1, "end": 2, "speaker": "Ann", "text": "They trust me."}
]}
"#,
    check: Check::Reading,
};
