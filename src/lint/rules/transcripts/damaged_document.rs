//! `damaged-document`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "damaged-document",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A document or workbook that breaks off in the middle.",
    why: "Only what stands before the damage is read and counted.",
    example: "",
    instead: "",
    check: Check::Reading,
};
