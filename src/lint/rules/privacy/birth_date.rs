//! `birth-date`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, TranscriptLook};
use crate::text::personal::Kind;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "birth-date",
    group: Group::Privacy,
    level: Level::Warning,
    what: "A day and a month, mostly with a year, beside words that say that somebody was born then.",
    why: "With a place and a sex, a date of birth names most people in a register. An age or a year \
           of birth is mostly all that an analysis needs.",
    example: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: I was born on 3 May 1961, in Leeds.
Int: And then?
Ann: Then I was trusted.
",
    instead: r"
==> transcripts/a.txt <==
Int: How was it?
Ann: I was born in 1961, in Leeds.
Int: And then?
Ann: Then I was trusted.
",
    check: Check::Transcript(check),
};

fn check(look: &TranscriptLook<'_>, found: &mut Vec<Diagnostic>) {
    super::tell(&RULE, Kind::BirthDate, look, found);
}
