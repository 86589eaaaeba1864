//! `postcode`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "postcode",
    group: Group::Privacy,
    level: Level::Warning,
    what: "A whole postcode of the United Kingdom, Ireland or Canada, or a ZIP code behind a state \
           of the United States.",
    why: "A postcode of the United Kingdom is a street or less; with an age it is often one person. \
           The first half alone is mostly all that an analysis needs.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: We moved to M14 5TQ that year.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: We moved to M14 that year.
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::Postcode, look, found);
}
