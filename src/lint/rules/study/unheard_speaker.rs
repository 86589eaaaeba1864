//! `unheard-speaker`.

use crate::codebook::CodeIndex;
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, StudyLook};
use std::collections::BTreeSet;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "unheard-speaker",
    group: Group::Study,
    level: Level::Warning,
    what: "A rule for a speaker or a role that nobody in the study has.",
    why: "It can never fire here. The label is misspelt, or belongs to another study.",
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
    match:
      - {term: trust*, speakers: [Anne]}
      - {term: time, roles: [modrator]}
",
    instead: "
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
    match:
      - {term: trust*, speakers: [Ann]}
      - {term: time, roles: [moderator]}
",
    check: Check::Study(check),
};

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    let Some(book) = look.look else { return };
    let mut told: BTreeSet<(CodeIndex, &str)> = BTreeSet::new();
    for rule in &book.codebook.rules {
        let speakers = rule
            .speakers
            .iter()
            .map(|name| ("speaker", name, &look.survey.labels));
        let roles = rule
            .roles
            .iter()
            .map(|name| ("role", name, &look.survey.roles));
        for (what, name, known) in speakers.chain(roles) {
            // What a code says for all its rules is told once.
            if known.contains(&name.to_lowercase()) || !told.insert((rule.code, name)) {
                continue;
            }
            let message =
                format!("no {what} of this study is called `{name}`, so the rule cannot fire");
            let fault = RULE.at(book.place(rule.span), message);
            found.push(fault.did_you_mean(name, known.iter().map(String::as_str)));
        }
    }
}
