//! `label-after-soft-break`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "label-after-soft-break",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "A label in a Word document that stands behind a soft line break (Shift+Enter), inside a \
           paragraph.",
    why: "It is taken for a new speaker. It may as well be a heading in somebody's speech, and \
           then their words go to a person who does not exist.",
    example: "",
    instead: "",
    check: Check::Reading,
};
