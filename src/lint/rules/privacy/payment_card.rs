//! `payment-card`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "payment-card",
    group: Group::Privacy,
    level: Level::Warning,
    what: "The number of a payment card whose check digit is right.",
    why: "Money can be taken with it, and it leads to a person.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: I read it out, 4111 1111 1111 1111.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: I read it out, [payment card number].
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::PaymentCard, look, found);
}
