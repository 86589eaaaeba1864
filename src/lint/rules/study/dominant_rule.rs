//! `dominant-rule`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Rule, StudyLook};
use crate::text::counted;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "dominant-rule",
    group: Group::Study,
    level: Level::Advice,
    what: "A rule that makes at least nine tenths of its code's hits, where the code has at least \
           three rules and twenty hits.",
    why: "The code's figures are that one word's figures. Read its hits first: if it is wrong, the \
           theme is.",
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
Int: And on day 12?
Ann: They trust me. We talk on day 12.
Int: And on day 13?
Ann: They trust me. We talk on day 13.
Int: And on day 14?
Ann: They trust me. We talk on day 14.
Int: And on day 15?
Ann: They trust me. We talk on day 15.
Int: And on day 16?
Ann: They trust me. We talk on day 16.
Int: And on day 17?
Ann: They trust me. We talk on day 17.
Int: And on day 18?
Ann: They trust me. We talk on day 18.
Int: And on day 19?
Ann: They trust me. We talk on day 19.
Int: And on day 20?
Ann: They trust me. We talk on day 20.
Int: And on day 21?
Ann: They trust me. We talk on day 21.
Int: And last?
Ann: There was rapport, and she confided in me.
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [trust*, rapport, confided]
",
    instead: "
==> transcripts/a.txt, as before <==
==> codebook.yaml <==
codebook: example
version: 1.0.0
codes:
  - id: trust
    match: [day 1*, day 2*, rapport, confided]
",
    check: Check::Study(check),
};

/// Out of ten hits.
const MOST: u64 = 9;
const LEAST_RULES: usize = 3;
const LEAST_HITS: u64 = 20;

fn check(look: &StudyLook<'_>, found: &mut Vec<Diagnostic>) {
    let Some(book) = look.look else { return };
    for (index, code) in book.codes() {
        let all = look
            .survey
            .hits_of_codes
            .get(index.0 as usize)
            .copied()
            .unwrap_or(0);
        if all < LEAST_HITS || code.rules.len() < LEAST_RULES {
            continue;
        }
        for (number, rule) in book.rules_of(code) {
            let hits = look.survey.hits_of_rules[number.0 as usize];
            if hits * 10 >= all * MOST {
                let message = format!(
                    "the rule `{}` makes {hits} of the {} of `{}`",
                    rule.written,
                    counted(all, "hit"),
                    code.id
                );
                found.push(
                    RULE.at(book.place(rule.span), message)
                        .help("read what it finds with `code --why` before you report the code"),
                );
            }
        }
    }
}
