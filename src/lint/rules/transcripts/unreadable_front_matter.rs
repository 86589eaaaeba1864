//! `unreadable-front-matter`.

use crate::lint::{Check, Group, Level, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unreadable-front-matter",
    group: Group::Transcripts,
    level: Level::Warning,
    what: "Lines between `---` at the top of a Markdown transcript that cannot be read.",
    why: "Site, date or phase that they say of the transcript are missing, so it is in no \
           breakdown by them.",
    example: r"
==> transcripts/a.md <==
---
site: North
phase: [1
---
**Int:** How was it?

**Ann:** They trust me.
",
    instead: r"
==> transcripts/a.md <==
---
site: North
phase: 1
---
**Int:** How was it?

**Ann:** They trust me.
",
    check: Check::Reading,
};
