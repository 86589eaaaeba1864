//! `code-fires-everywhere`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, StudyLook};
use crate::text::counted;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "code-fires-everywhere",
    group: Group::Study,
    level: Level::Warning,
    what: "A code on at least eight of ten segments of the study, where there are at least twenty.",
    why: "What is nearly everywhere tells no segment from another. Often one common word of its \
           rules does it.",
    example: "
==> transcripts/a.txt <==
Int: And on day 1?
Ann: They trust me on day 1. They trust me.
Int: And on day 2?
Ann: They trust me on day 2. They trust me.
Int: And on day 3?
Ann: They trust me on day 3. They trust me.
Int: And on day 4?
Ann: They trust me on day 4. They trust me.
Int: And on day 5?
Ann: They trust me on day 5. They trust me.
Int: And on day 6?
Ann: They trust me on day 6. They trust me.
Int: And on day 7?
Ann: They trust me on day 7. They trust me.
Int: And on day 8?
Ann: They trust me on day 8. They trust me.
Int: And on day 9?
Ann: They trust me on day 9. They trust me.
Int: And on day 10?
Ann: They trust me on day 10. They trust me.
Int: And on day 11?
Ann: They trust me on day 11. They trust me.
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [they]
",
    instead: "
==> transcripts/a.txt, as before <==
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [day 7]
",
    check: Check::Study(check),
};

/// Out of ten segments.
const MOST: u64 = 8;
const LEAST_SEGMENTS: u64 = 20;

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    let Some(book) = look.look else { return };
    let all = look.survey.segments;
    if all < LEAST_SEGMENTS {
        return;
    }
    for (index, code) in book.codes() {
        let coded = look
            .survey
            .segments_of_codes
            .get(index.0 as usize)
            .copied()
            .unwrap_or(0);
        if coded * 10 >= all * MOST {
            let unit = book.settings.unit.as_str();
            let message = format!(
                "the code `{}` is on {coded} of {}",
                code.id,
                counted(all, unit)
            );
            found.push(
                RULE.at(book.place(code.span), message)
                    .help("`code --why` shows which rule does it; make that one narrower"),
            );
        }
    }
}
