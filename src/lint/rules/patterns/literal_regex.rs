//! `literal-regex`.

use crate::codebook::Term;
use crate::diagnostic::Diagnostic;
use crate::lint::words::terms;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::fold;
use crate::yaml;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "literal-regex",
    group: Group::Patterns,
    level: Level::Advice,
    what: "A regular expression that is only words.",
    why: "A term says the same, and is read by people who know no regular expressions.",
    example: "
- id: waiting
  match:
    - regex: waiting list
",
    instead: "
- id: waiting
  match:
    - waiting list
",
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let rules = look.codebook.rules.iter();
    let of_rules = rules.flat_map(|rule| terms(&rule.test).iter().zip(&rule.term_spans));
    let exclusions = look.codebook.exclusions.iter();
    let of_exclusions = exclusions.map(|exclusion| (&exclusion.term, &exclusion.term_span));
    for (term, &span) in of_rules.chain(of_exclusions) {
        let Term::Regex(regex) = term else { continue };
        if is_words(regex) {
            let message = format!("the regular expression `{regex}` is only words");
            found.push(
                RULE.at(look.place(span), message)
                    .help(format!("write it as a term: `{}`", yaml::scalar(regex))),
            );
        }
    }
}

/// Whether a term of the same letters finds the same: letters, digits, apostrophes and single gaps.
fn is_words(regex: &str) -> bool {
    let is_gap = |c: char| c == ' ' || fold::is_hyphen(c);
    let is_ordinary = |c: char| fold::is_word(c) || fold::is_apostrophe(c);
    // A term knows no gap at its ends, and takes two in a row for one.
    regex
        .split(is_gap)
        .all(|word| word.contains(fold::is_word) && word.chars().all(is_ordinary))
}
