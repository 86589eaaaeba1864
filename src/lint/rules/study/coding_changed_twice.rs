//! `coding-changed-twice`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "coding-changed-twice",
    group: Group::Study,
    level: Level::Warning,
    what: "A coding that two people, or one on two branches, changed in two ways.",
    why: "Where branches meet, the lines of both are kept, so that no work is lost. Nothing says which \
           of the two is meant; until someone decides, the one that was changed last counts.",
    example: r#"
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
==> codings/ann/a.jsonl <==
{"id": "1", "code": "trust", "quote": "They trust me.", "changed": ["2026-01-02T10:00:00Z"], "memo": "Which they?"}
{"id": "1", "code": "trust", "quote": "They trust me.", "changed": ["2026-01-03T10:00:00Z"], "memo": "The clients."}
"#,
    instead: r#"
==> transcripts/a.txt, as before <==
==> codebook.yaml, as before <==
==> codings/ann/a.jsonl <==
{"id": "1", "code": "trust", "quote": "They trust me.", "changed": ["2026-01-03T10:00:00Z"], "memo": "The clients."}
"#,
    check: Check::Reading,
};
