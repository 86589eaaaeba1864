//! `mojibake`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "mojibake",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A transcript with characters that were others once, as in `donâ€™t` for `don’t`.",
    why: "Some program read the text in another encoding than it had, and saved what it saw. A word \
          with such characters in it is not found by a term, and a quote shows them.",
    example: r"
==> thematica.yaml <==
study: example
==> transcripts/a.txt <==
Int: How was it?
Ann: I donâ€™t trust them.
Int: And then?
Ann: Then I was in the cafÃ©.
",
    instead: r"
==> thematica.yaml, as before <==
==> transcripts/a.txt <==
Int: How was it?
Ann: I don’t trust them.
Int: And then?
Ann: Then I was in the café.
",
    check: Check::Reading,
};
