//! `unfollowed-link`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unfollowed-link",
    group: Group::Study,
    level: Level::Warning,
    what: "A link to a file or a folder where transcripts are looked for.",
    why: "Links are not followed, so what they lead to is in no count. A study that is moved would \
           lose it anyway.",
    example: "",
    instead: "",
    check: Check::Reading,
};
