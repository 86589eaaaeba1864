//! `matches-everything`.

use crate::codebook::RuleIndex;
use crate::coding::Hit;
use crate::diagnostic::Diagnostic;
use crate::lint::trial::teller;
use crate::lint::{Check, Group, Level, Look, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "matches-everything",
    group: Group::Patterns,
    level: Level::Warning,
    what: "A rule that fires on any words at all.",
    why: "A code on every segment says nothing about any of them, and its counts drown those of \
           its theme.",
    example: r"
- id: talk
  match:
    - regex: '\w+'
",
    instead: r"
- id: talk
  match:
    - regex: '(?:talk|chat)\w*'
",
    check: Check::Codebook(check),
};

/// Words that no language has, in sentences of different lengths. No letter is in two of them: what fires on all needs none.
const NONSENSE: [&str; 3] = [
    "Qzxj vwkpf.",
    "Bghd cmrt sln dgh.",
    "Ieuo aoy uiae yyoa eiu 7.",
];

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let codebook = look.codebook;
    let mut tellers = Vec::new();
    for rule in (0..).map(RuleIndex).take(codebook.rules.len()) {
        let teller = teller(codebook, rule);
        if !tellers.contains(&teller) {
            tellers.push(teller);
        }
    }
    let mut fired: BTreeMap<RuleIndex, BTreeSet<usize>> = BTreeMap::new();
    for teller in tellers {
        let hits = look.hits(&NONSENSE.map(|text| (text, teller.clone())));
        for (text, hits) in hits.into_iter().enumerate() {
            let counting = hits.iter().filter(|hit| hit.stopped.is_none());
            for rule in counting.filter_map(Hit::rule) {
                fired.entry(rule).or_default().insert(text);
            }
        }
    }
    for (index, texts) in fired {
        if texts.len() == NONSENSE.len() {
            let rule = codebook.rule(index);
            let message = format!("the rule `{}` fires on any words at all", rule.written);
            found.push(
                RULE.at(look.place(rule.span), message)
                    .help("name at least one word that has to be there"),
            );
        }
    }
}
