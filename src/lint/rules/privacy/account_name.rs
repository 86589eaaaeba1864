//! `account-name`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "account-name",
    group: Group::Privacy,
    level: Level::Advice,
    what: "The name or the address of an account in a social network, such as `@name`.",
    why: "Whoever looks it up knows who speaks or who is spoken of, often with a picture.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: You find me under @ann_lee_writes, all of it.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: You find me under [account name], all of it.
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::Account, look, found);
}
