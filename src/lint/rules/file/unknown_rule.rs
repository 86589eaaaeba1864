//! `unknown-rule`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-rule",
    group: Group::File,
    level: Level::Error,
    what: "A manifest that gives a level to a rule which there is not, or to one whose level cannot \
           be changed.",
    why: "The name is misspelt, so that the rule goes on as before.",
    example: "
==> thematica.yaml <==
check:
  levels: {short-stems: off}
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me.
",
    instead: "
==> thematica.yaml <==
check:
  levels: {short-stem: off}
==> transcripts/a.txt, as before <==
",
    check: Check::Reading,
};
