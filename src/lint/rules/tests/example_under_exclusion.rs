//! `example-under-exclusion`.

use crate::codebook::{CodeIndex, Written};
use crate::coding::Stop;
use crate::diagnostic::Diagnostic;
use crate::lint::trial::Kind;
use crate::lint::{Check, Group, Level, Look, Rule};
use std::collections::BTreeSet;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "example-under-exclusion",
    group: Group::Tests,
    level: Level::Advice,
    what: "An example that a sibling would be laid on as well, but for that sibling's exclusion; \
           and nothing tests that it is.",
    why: "The line between two codes runs through this sentence. As a counterexample of the \
           sibling it guards that line: when the exclusion is changed, `check` says so.",
    example: r#"
- id: trust
  match: [trust*]
  unless: [hospital trust*]
  examples: ["It takes weeks before they trust you."]
- id: services
  match: [hospital*]
  examples: ["The hospital trust sends us the forms."]
"#,
    instead: r#"
- id: trust
  match: [trust*]
  unless: [hospital trust*]
  examples: ["It takes weeks before they trust you."]
  counterexamples: ["The hospital trust sends us the forms."]
- id: services
  match: [hospital*]
  examples: ["The hospital trust sends us the forms."]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let codebook = look.codebook;
    for tried in look
        .tried()
        .iter()
        .filter(|tried| tried.kind == Kind::Example)
    {
        let example = tried.written(codebook);
        let parent = codebook.code(tried.code).parent;
        let mut told: BTreeSet<CodeIndex> = BTreeSet::new();
        for hit in &tried.hits {
            let Some(Stop::Exclusion(index, at)) = hit.stopped else {
                continue;
            };
            let sibling = codebook.code(hit.code);
            let is_coded = || {
                tried
                    .hits
                    .iter()
                    .any(|it| it.code == hit.code && it.stopped.is_none())
            };
            let guards = |it: &Written| it[..] == example[..];
            if hit.code == tried.code
                || sibling.parent != parent
                || is_coded()
                || sibling.counterexamples.iter().any(guards)
                || !told.insert(hit.code)
            {
                continue;
            }
            let exclusion = codebook.exclusion(index);
            let message = format!("only an exclusion keeps `{}` from this example", sibling.id);
            let what = format!("this stops it at `{}`", &example[at.range()]);
            found.push(
                RULE.at(look.place(example.span), message)
                    .related(look.place(exclusion.span), what)
                    .help(format!("give it to `{}` as a counterexample", sibling.id)),
            );
        }
    }
}
