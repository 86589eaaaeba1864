//! `example-only-negated`.

use std::collections::BTreeSet;

use crate::codebook::{CodeIndex, Negated};
use crate::coding::Hit;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::trial::{Kind, Tried};
use crate::lint::{Check, Group, Level, Look, Rule};

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "example-only-negated",
    group: Group::Tests,
    level: Level::Warning,
    what: "An example that the rules find only under a negation; a piece of advice where the code has other examples.",
    why: "It is coded, and counted as negated: \"they never trust us\" as the example of trust. \
           Either the example or the rule is not what is meant.",
    example: r#"
- id: trust
  match: [trust*]
  examples: ["They never trust us."]
"#,
    instead: r#"
- id: trust
  match: [trust*]
  examples: ["They trust us."]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let examples = || {
        look.tried()
            .iter()
            .filter(|tried| tried.kind == Kind::Example)
    };
    let plain: BTreeSet<CodeIndex> = examples()
        .filter(|tried| counting(tried).any(|hit| !is_doubtful(look, hit)))
        .map(|tried| tried.code)
        .collect();
    for tried in examples() {
        let Some((hit, rule)) = counting(tried).find_map(|hit| Some((hit, hit.rule()?))) else {
            continue;
        };
        if !counting(tried).all(|hit| is_doubtful(look, hit)) {
            continue;
        }
        let example = tried.written(look.codebook);
        let word = hit.negated.map_or("", |word| &example[word.range()]);
        let rule = look.codebook.rule(rule);
        let message = format!("`{word}` negates what is found in this example");
        let mut fault = RULE
            .at(look.place(example.span), message)
            .related(look.place(rule.span), format!("`{}` finds it", rule.written))
            .help("choose an example that says it, or write `negated: keep` where the contrary belongs to the code as well");
        // Where other examples say it plainly, this one may well show the contrary.
        if plain.contains(&tried.code) {
            fault.severity = Severity::Advice;
        }
        found.push(fault);
    }
}

fn counting(tried: &Tried) -> impl Iterator<Item = &Hit> {
    tried
        .hits_of(tried.code)
        .filter(|hit| hit.stopped.is_none())
}

/// A rule that wants negated hits finds them because it was told to.
fn is_doubtful(look: &Look<'_>, hit: &Hit) -> bool {
    let flags = |rule| look.codebook.rule(rule).negated == Negated::Flag;
    hit.negated.is_some() && hit.rule().is_some_and(flags)
}
