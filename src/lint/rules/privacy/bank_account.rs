//! `bank-account`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "bank-account",
    group: Group::Privacy,
    level: Level::Warning,
    what: "An International Bank Account Number (IBAN) whose check digits are right.",
    why: "It names one person or one firm, and money can be taken with it.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: They paid it to GB82 WEST 1234 5698 7654 32.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: They paid it to [bank account number].
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::BankAccount, look, found);
}
