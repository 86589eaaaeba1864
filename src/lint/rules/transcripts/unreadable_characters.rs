//! `unreadable-characters`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unreadable-characters",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A transcript in which some characters cannot be read, or were lost before it was saved.",
    why: "They are lost, and `�` stands in their place. A word with one in it is not found by a \
           term.",
    example: "",
    instead: "",
    check: Check::Reading,
};
