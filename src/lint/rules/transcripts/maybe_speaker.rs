//! `maybe-speaker`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "maybe-speaker",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A line that begins like a label, such as `Susan:`, and was left as speech.",
    why: "If it is a speaker, their words are counted as those of whoever spoke before.",
    example: r"
==> transcripts/a.txt <==
Interviewer: How was it?

P1: They trust me.

Interviewer: And then?

P1: Then I was trusted.

Susan: Tea?

P1: Please.
",
    instead: r"
==> thematica.yaml <==
transcripts:
  - {path: transcripts/*, speakers: [Susan]}
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
