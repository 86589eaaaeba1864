//! `telephone-number`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "telephone-number",
    group: Group::Privacy,
    level: Level::Warning,
    what: "A telephone number: one of the United Kingdom or of North America, one with `+` and a \
           country code, or any behind words such as \"ring me on\".",
    why: "It is one person's or one household's, and can be looked up.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: Ring me on 07700 900123 after six.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: Ring me on [telephone number] after six.
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::TelephoneNumber, look, found);
}
