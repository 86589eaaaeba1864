//! `coinciding-codes`.

use crate::codebook::CodeIndex;
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, StudyLook};
use crate::text::counted;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "coinciding-codes",
    group: Group::Study,
    level: Level::Warning,
    what: "Two codes whose segments are nearly the same: at least nine of ten that have one of them \
           have both, and they share at least ten.",
    why: "Counted separately they look like two findings. Either they are one code, or the rules \
           of one take what is meant for the other.",
    example: "
==> transcripts/a.txt <==
Int: And on day 1?
Ann: They trust me. We talk on day 1.
Int: And on day 2?
Ann: They trust me. We talk on day 2.
Int: And on day 3?
Ann: They trust me. We talk on day 3.
Int: And on day 4?
Ann: They trust me. We talk on day 4.
Int: And on day 5?
Ann: They trust me. We talk on day 5.
Int: And on day 6?
Ann: They trust me. We talk on day 6.
Int: And on day 7?
Ann: They trust me. We talk on day 7.
Int: And on day 8?
Ann: They trust me. We talk on day 8.
Int: And on day 9?
Ann: They trust me. We talk on day 9.
Int: And on day 10?
Ann: They trust me. We talk on day 10.
Int: And on day 11?
Ann: They trust me. We talk on day 11.
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*]
  - id: rely
    match: [they trust]
",
    instead: "
==> transcripts/a.txt, as before <==
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*]
  - id: rely
    match: [talk]
",
    check: Check::Study(check),
};

/// Out of ten segments that have one of them.
const MOST: u64 = 9;
const LEAST_SHARED: u64 = 10;

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    let Some(book) = look.look else { return };
    let coded = |code: u32| look.survey.segments_of_codes[code as usize];
    for (&(a, b), &shared) in &look.survey.together {
        let either = coded(a) + coded(b) - shared;
        if shared < LEAST_SHARED
            || shared * 10 < either * MOST
            || book.are_in_line(CodeIndex(a), CodeIndex(b))
        {
            continue;
        }
        let (first, second) = (
            book.codebook.code(CodeIndex(a)),
            book.codebook.code(CodeIndex(b)),
        );
        let unit = book.settings.unit.as_str();
        let message = format!(
            "the codes `{}` and `{}` share {shared} of the {} that have one of them",
            first.id,
            second.id,
            counted(either, unit)
        );
        found.push(
            RULE.at(book.place(second.span), message)
                .related(book.place(first.span), "this is the other code")
                .help("make them one code, or tell them apart by their rules"),
        );
    }
}
