//! `scanned-pages`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "scanned-pages",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A PDF with pages that are pictures without text.",
    why: "What stands on them is not read and not counted, as nobody has recognised its letters (OCR).",
    example: "",
    instead: "",
    check: Check::Reading,
};
