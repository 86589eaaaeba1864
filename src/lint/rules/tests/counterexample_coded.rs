//! `counterexample-coded`.

use super::example_not_coded::matched;
use crate::codebook::Negated;
use crate::diagnostic::Diagnostic;
use crate::lint::trial::Kind;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "counterexample-coded",
    group: Group::Tests,
    level: Level::Error,
    what: "A counterexample that the rules of its own code find.",
    why: "Each text under `counterexamples` must not be coded with the code that it stands under: \
           it is the near miss that the rules are to tell apart.",
    example: r#"
- id: trust
  match: [trust*]
  counterexamples: ["The hospital Trust sends us the forms."]
"#,
    instead: r#"
- id: trust
  match: [trust*]
  unless: [hospital trust*]
  counterexamples: ["The hospital Trust sends us the forms."]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let all = look.tried().iter();
    for tried in all.filter(|tried| tried.kind == Kind::Counterexample) {
        let mut hits = tried
            .hits_of(tried.code)
            .filter(|hit| hit.stopped.is_none());
        let Some((hit, rule)) = hits.find_map(|hit| Some((hit, hit.rule()?))) else {
            continue;
        };
        let example = tried.written(look.codebook);
        let rule = look.codebook.rule(rule);
        let negated = match hit.negated {
            Some(word) => format!(" (negated by `{}`)", &example[word.range()]),
            None => String::new(),
        };
        let why = format!(
            "the rule `{}` fired on `{}`{negated}",
            rule.written,
            matched(example, hit)
        );
        let id = &look.codebook.code(tried.code).id;
        let message = format!("this counterexample is coded with `{id}`");
        let fault = RULE
            .at(look.place(example.span), message)
            .related(look.place(rule.span), why);
        found.push(fault.help(if hit.negated.is_some() && rule.negated == Negated::Flag {
            "a negated hit counts and is only marked; `negated: stop` makes the rule pass over it"
        } else {
            "make the rule narrower, or add what tells the two apart under `unless`"
        }));
    }
}
