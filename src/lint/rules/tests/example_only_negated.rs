//! `example-only-negated`.

use crate::codebook::Negated;
use crate::coding::Hit;
use crate::diagnostic::Diagnostic;
use crate::lint::trial::Kind;
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "example-only-negated",
    group: Group::Tests,
    level: Level::Warning,
    what: "An example that the rules find only under a negation.",
    why: "It is coded, and counted as negated: \"they never trust us\" as the example of trust. \
           Either the example or the rule is not what is meant.",
    example: r##"
- id: trust
  match: [trust*]
  examples: ["They never trust us."]
"##,
    instead: r##"
- id: trust
  match: [trust*]
  examples: ["They trust us."]
"##,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    for tried in look
        .tried()
        .iter()
        .filter(|tried| tried.kind == Kind::Example)
    {
        let counting = || {
            tried
                .hits_of(tried.code)
                .filter(|hit| hit.stopped.is_none())
        };
        // A rule that wants negated hits finds them because it was told to.
        let is_doubtful = |hit: &Hit| {
            hit.negated.is_some() && look.codebook.rule(hit.rule).negated == Negated::Flag
        };
        let Some(hit) = counting().next() else {
            continue;
        };
        if !counting().all(is_doubtful) {
            continue;
        }
        let example = tried.written(look.codebook);
        let word = hit.negated.map_or("", |word| &example[word.range()]);
        let rule = look.codebook.rule(hit.rule);
        let message = format!("`{word}` negates what is found in this example");
        found.push(
            RULE.at(look.place(example.span), message)
                .related(look.place(rule.span), format!("`{}` finds it", rule.written))
                .help("choose an example that says it, or write `negated: keep` where the contrary belongs to the code as well"),
        );
    }
}
