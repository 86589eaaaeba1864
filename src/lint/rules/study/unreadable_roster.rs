//! `unreadable-roster`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unreadable-roster",
    group: Group::Study,
    level: Level::Error,
    what: "A row of a coder's roster that names no transcript.",
    why: "The roster says which transcripts a coder has finished. Only there does the absence of a \
           code mean that the coder did not see it, so that a row that is lost changes agreement.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
==> codings/ann/roster.csv <==
transcript,finished
,2026-01-02T10:00:00Z
",
    instead: r"
==> transcripts/a.txt, as before <==
==> codebook.yaml, as before <==
==> codings/ann/roster.csv <==
transcript,finished
a,2026-01-02T10:00:00Z
",
    check: Check::Reading,
};
