//! `circular-definition`.

use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::fold;
use std::collections::BTreeSet;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "circular-definition",
    group: Group::Definitions,
    level: Level::Warning,
    what: "A definition that says no more than the label.",
    why: "Who did not know what the label means still does not.",
    example: "
- id: trust
  label: Trusting relationship
  definition: A trusting relationship.
",
    instead: "
- id: trust
  label: Trusting relationship
  definition: The client comes to rely on the link worker, or the time that it takes.
",
    check: Check::Codebook(check),
};

/// Words that add nothing to a label.
pub(super) const EMPTY: &[&str] = &[
    "a",
    "about",
    "an",
    "and",
    "any",
    "as",
    "code",
    "codes",
    "for",
    "in",
    "is",
    "it",
    "mention",
    "mentions",
    "of",
    "on",
    "or",
    "participant",
    "participants",
    "references",
    "talk",
    "text",
    "that",
    "the",
    "their",
    "theme",
    "this",
    "to",
    "where",
    "with",
];

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for (_, code) in look.codes() {
        let label: BTreeSet<String> = content(&code.label)
            .into_iter()
            .chain(content(&code.id))
            .collect();
        for definition in [&code.brief, &code.definition].into_iter().flatten() {
            let words = content(definition);
            if words.iter().all(|word| label.contains(word)) {
                let message = format!(
                    "this definition of `{}` says no more than its label",
                    code.id
                );
                found.push(RULE.at(look.place(definition.span), message).help(
                    "say it in other words, so that who does not know the label can use the code",
                ));
            }
        }
    }
}

/// The words that say something, in lower case.
fn content(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !fold::is_word(c) || c == '_');
    let words = words.filter(|word| !word.is_empty()).map(fold::folded);
    words.filter(|word| !EMPTY.contains(&&word[..])).collect()
}
