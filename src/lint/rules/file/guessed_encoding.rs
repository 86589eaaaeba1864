//! `guessed-encoding`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "guessed-encoding",
    group: Group::File,
    level: Level::Warning,
    what: "A file that does not say how its bytes stand for letters, or says it wrongly, and is not UTF-8.",
    why: "The letters were guessed. Where the guess is wrong, `é` and `’` come out as other \
           characters, and a term with them in it finds nothing.",
    example: "",
    instead: "",
    check: Check::Reading,
};
