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
==> thematica.yaml, as before <==
==> participants.csv, as before <==
==> transcripts/a.txt, as before <==
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
    let rules = book.codes().flat_map(|(_, code)| book.rules_of(code));
    for (_, rule) in rules {
        let wishes = [
            ("speaker", &rule.speakers, &look.survey.labels),
            ("role", &rule.roles, &look.survey.roles),
        ];
        for (what, wanted, known) in wishes {
            let is_unheard = |name: &&String| !known.contains_key(&name.to_lowercase());
            let cannot_fire = wanted.iter().all(|name| is_unheard(&name));
            for name in wanted.iter().filter(is_unheard) {
                // What a code says for all its rules is told once.
                if !told.insert((rule.code, name)) {
                    continue;
                }
                let mut message = format!("no {what} of this study is called `{name}`");
                if cannot_fire {
                    message.push_str(", so the rule cannot fire");
                }
                let fault = RULE.at(book.place(rule.span), message);
                found.push(fault.did_you_mean(name, known.values().map(String::as_str)));
            }
        }
    }
}
