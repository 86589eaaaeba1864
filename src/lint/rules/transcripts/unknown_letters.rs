//! `unknown-letters`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unknown-letters",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A PDF with characters of fonts that do not say which letters they are.",
    why: "Words with such characters in them are not found.",
    example: "",
    instead: "",
    check: Check::Reading,
};
