//! `unreadable`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unreadable",
    group: Group::File,
    level: Level::Error,
    what: "A file or a folder of the study that cannot be opened, or is not text.",
    why: "What is in it would be missing from every count. You may not have the right to open it, \
           its disk may be gone, or it was saved as something else.",
    example: "",
    instead: "",
    check: Check::Reading,
};
