//! `several-sheets`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "several-sheets",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A workbook (`.xlsx`, `.ods`) in which several sheets look like transcripts.",
    why: "Only the first of them is read and counted. A transcript is a file: the message names the sheet that is read.",
    example: "",
    instead: "",
    check: Check::Reading,
};
