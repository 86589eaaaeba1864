//! `email-address`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "email-address",
    group: Group::Privacy,
    level: Level::Warning,
    what: "An e-mail address, also one that is written as it was spoken: `ann dot lee at gmail dot \
           com`.",
    why: "It is one person's, and mostly has the name in it.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: Write to me, ann.lee@example.org.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: Write to me, [e-mail address].
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::EmailAddress, look, found);
}
