//! `nhs-number`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "nhs-number",
    group: Group::Privacy,
    level: Level::Warning,
    what: "Ten digits that are an NHS number by their check digit, or a number of the Community \
           Health Index in Scotland or of Health and Care in Northern Ireland.",
    why: "It is one patient's for life, and leads to their records.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: My number is 943 476 5919, they said.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: My number is [NHS number], they said.
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::NhsNumber, look, found);
}
