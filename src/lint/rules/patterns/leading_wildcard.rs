//! `leading-wildcard`.

use crate::codebook::Term;
use crate::codebook::pattern::{Part, Word};
use crate::diagnostic::Diagnostic;
use crate::lint::words::terms;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::fold;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "leading-wildcard",
    group: Group::Patterns,
    level: Level::Advice,
    what: "A term that begins with `*`.",
    why: "Any beginning is a wide net: `*able` finds *table* and *capable*. It is also slow, \
           because every word has to be looked at.",
    example: r#"
- id: change
  match: ["*able"]
"#,
    instead: r#"
- id: change
  match: ["{doable,workable,manageable}"]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for rule in &look.codebook.rules {
        for (term, &span) in terms(&rule.test).iter().zip(&rule.term_spans) {
            let Term::Pattern(pattern) = term else {
                continue;
            };
            if pattern.alternatives.iter().any(|row| begins_open(row)) {
                let message = format!("`{}` takes any beginning of a word", pattern.written);
                found.push(RULE.at(look.place(span), message).help(
                    "list the words that are meant in braces; `code --why` shows what was found",
                ));
            }
        }
    }
}

/// `*able`; `*` alone is any one word, which is another thing, and so is one with a sign behind it: `*, really`.
fn begins_open(row: &[Word]) -> bool {
    match row.first().map(Vec::as_slice) {
        Some([Part::Any, Part::Text(text), ..]) => text.starts_with(fold::is_word),
        Some([Part::Any, _, ..]) => true,
        _ => false,
    }
}
