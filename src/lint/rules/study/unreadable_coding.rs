//! `unreadable-coding`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unreadable-coding",
    group: Group::Study,
    level: Level::Error,
    what: "A line of a file of codings that is no coding.",
    why: "It is somebody's work, and it would be missing from every comparison. The file was \
           edited by hand, or two versions of it were merged badly.",
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
{"code": "trust", "quote": "They trust me.
"#,
    instead: r#"
==> transcripts/a.txt, as before <==
==> codebook.yaml, as before <==
==> codings/ann/a.jsonl <==
{"code": "trust", "quote": "They trust me."}
"#,
    check: Check::Reading,
};
