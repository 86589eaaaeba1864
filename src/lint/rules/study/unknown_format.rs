//! `unknown-format`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-format",
    group: Group::Study,
    level: Level::Error,
    what: "A `format` in the manifest that is not known.",
    why: "The format decides how speakers and times are found, and a wrong one would make nonsense \
           of them.",
    example: r"
==> thematica.yaml <==
transcripts:
  - {path: transcripts/*, format: text}
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> thematica.yaml <==
transcripts:
  - {path: transcripts/*, format: txt}
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
