//! `long-preface`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "long-preface",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "More than 50 words, and a fifth of the transcript, that stand before its first label.",
    why: "What stands there is taken for a title, a list of those present, a summary: it is in no \
          count. Where it is what somebody said, their words are missing.",
    example: r"
==> thematica.yaml <==
study: example
==> transcripts/a.txt <==
The old town

I came to this town when I was nine, and we had nothing then, my mother and the four of us.
We lived in two rooms behind the bakery, and the bread was the first thing that I smelled each
day, long before it was light. Nobody asked us how we were, and we asked nobody. It was not a
bad time, only a long one, and I learned to wait.

Int: And then?
Ann: Then I went to school.
Int: Did you like it?
Ann: They trust me there.
",
    instead: r"
==> thematica.yaml, as before <==
==> transcripts/a.txt <==
The old town

Ann: I came to this town when I was nine, and we had nothing then, my mother and the four of us.
We lived in two rooms behind the bakery, and the bread was the first thing that I smelled each
day, long before it was light. Nobody asked us how we were, and we asked nobody. It was not a
bad time, only a long one, and I learned to wait.

Int: And then?
Ann: Then I went to school.
Int: Did you like it?
Ann: They trust me there.
",
    check: Check::Reading,
};
