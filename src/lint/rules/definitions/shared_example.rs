//! `shared-example`.

use crate::codebook::{CodeIndex, Written};
use crate::diagnostic::Diagnostic;
use crate::lint::{Check, Group, Level, Look, Rule};
use crate::text::fold;
use std::collections::HashMap;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "shared-example",
    group: Group::Definitions,
    level: Level::Warning,
    what: "The same example under two codes of which neither stands above the other.",
    why: "An example is to show what a code means and another does not. One that stands for both \
           shows neither.",
    example: r#"
- id: trust
  match: [trust*]
  examples: ["They trust me because I have the time."]
- id: time
  match: [time]
  examples: ["They trust me because I have the time."]
"#,
    instead: r#"
- id: trust
  match: [trust*]
  examples: ["They trust me with their post."]
- id: time
  match: [time]
  examples: ["I have the time that the doctor has not."]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, (CodeIndex, &Written)> = HashMap::new();
    for (index, code) in look.codes() {
        for example in &code.examples {
            let text = fold::folded(example)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let (other, earlier) = *first.entry(text).or_insert((index, example));
            if other == index && earlier.span != example.span {
                let message = format!("this example is given twice under `{}`", code.id);
                found.push(
                    RULE.at(look.place(example.span), message)
                        .related(look.place(earlier.span), "first given here")
                        .help("keep one of them"),
                );
            } else if !look.are_in_line(other, index) {
                let message = format!(
                    "this example stands under `{}` and under `{}`",
                    look.codebook.code(other).id,
                    code.id
                );
                found.push(
                    RULE.at(look.place(example.span), message)
                        .related(look.place(earlier.span), "it also stands here")
                        .help("choose for each a text that only this code fits"),
                );
            }
        }
    }
}
