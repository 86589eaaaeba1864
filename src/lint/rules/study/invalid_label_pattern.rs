//! `invalid-label-pattern`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "invalid-label-pattern",
    group: Group::Study,
    level: Level::Error,
    what: "A `label_pattern` of the manifest that is no regular expression, or that has no group \
           `speaker`.",
    why: "Where a pattern says what a label is, nothing is guessed: every word after it is the \
           speaker's whom it names, so it has to name one.",
    example: r"
==> thematica.yaml <==
transcripts:
  - path: interviews/*.txt
    label_pattern: '[A-Z]+ > '
==> interviews/a.txt <==
INT > How was it?
ANN > They trust me.
",
    instead: r"
==> thematica.yaml <==
transcripts:
  - path: interviews/*.txt
    label_pattern: '(?<speaker>[A-Z]+) > '
==> interviews/a.txt, as before <==
",
    check: Check::Reading,
};
