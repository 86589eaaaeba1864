//! `rule-never-fires`.

use crate::codebook::RuleIndex;
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, StudyLook};
use crate::text::counted;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "rule-never-fires",
    group: Group::Study,
    level: Level::Advice,
    what: "A rule that finds nothing in any transcript of the study.",
    why: "It may be meant for other interviews, or misspelt. A code whose rules are mostly silent \
           is thinner than it looks.",
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
    match: [trust*, rapport]
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
",
    check: Check::Study(check),
};

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    let Some(book) = look.look else { return };
    let hits = |rule: RuleIndex| {
        look.survey
            .hits_of_rules
            .get(rule.0 as usize)
            .copied()
            .unwrap_or(0)
    };
    for (_, code) in book.codes() {
        // Where all are silent, the code is told and not each of its rules.
        if book.rules_of(code).all(|(index, _)| hits(index) == 0) {
            continue;
        }
        for (_, rule) in book.rules_of(code).filter(|(index, _)| hits(*index) == 0) {
            let message = format!(
                "the rule `{}` of `{}` finds nothing in {}",
                rule.written,
                code.id,
                counted(look.survey.transcripts as u64, "transcript")
            );
            found.push(
                RULE.at(book.place(rule.span), message)
                    .help("look at its spelling, or leave it for interviews to come"),
            );
        }
    }
}
