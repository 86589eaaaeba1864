//! `insurance-number`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "insurance-number",
    group: Group::Privacy,
    level: Level::Warning,
    what: "A National Insurance number of the United Kingdom.",
    why: "It is one person's for life, and opens doors at offices and employers.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: It says AB 12 34 56 C on the letter.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: It says [National Insurance number] on the letter.
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::InsuranceNumber, look, found);
}
