//! `unknown-encoding`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-encoding",
    group: Group::Study,
    level: Level::Error,
    what: "An `encoding` in the manifest that is not known.",
    why: "Without it the letters of these transcripts would have to be guessed after all.",
    example: r"
==> thematica.yaml <==
transcripts:
  - {path: transcripts/*, encoding: windows}
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> thematica.yaml <==
transcripts:
  - {path: transcripts/*, encoding: windows-1252}
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
