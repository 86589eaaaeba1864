//! `code-never-fires`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, StudyLook};
use crate::text::counted;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "code-never-fires",
    group: Group::Study,
    level: Level::Warning,
    what: "A code with rules that finds nothing in any transcript of the study.",
    why: "Its zero in a table says that its rules found nothing, which is not that nobody spoke of \
           it.",
    example: "
==> thematica.yaml <==
moderators: [Int]
==> participants.csv <==
id,labels
A,Ann
==> transcripts/a.txt <==
Int: How was it?
Ann: They trust me. It took time.
Int: And then?
Ann: Then I was trusted with the keys.
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*]
  - id: money
    match: [debt*]
",
    instead: "
==> thematica.yaml, as before <==
==> participants.csv, as before <==
==> transcripts/a.txt, as before <==
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*]
  - id: money
    match: [debt*, keys]
",
    check: Check::Study(check),
};

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    let Some(book) = look.look else { return };
    for (index, code) in book.codes().filter(|(_, code)| !code.rules.is_empty()) {
        if look
            .survey
            .hits_of_codes
            .get(index.0 as usize)
            .is_none_or(|hits| *hits == 0)
        {
            let message = format!(
                "the code `{}` finds nothing in {}",
                code.id,
                counted(look.survey.transcripts as u64, "transcript")
            );
            found.push(
                RULE.at(book.place(code.span), message)
                    .help("read for it by hand, and give it the words that these people use"),
            );
        }
    }
}
