//! `example-not-coded`.

use crate::codebook::{Code, CodeIndex, RuleIndex};
use crate::coding::{Hit, Stop};
use crate::diagnostic::Diagnostic;
use crate::lint::trial::{Kind, Tried};
use crate::lint::{Check, Group, Level, Look, Rule};
use std::collections::BTreeSet;

/// See [`Rule`].
pub static RULE: Rule = Rule {
    name: "example-not-coded",
    group: Group::Tests,
    level: Level::Error,
    what: "An example that the rules of its own code do not find.",
    why: "Each text under `examples` must be coded by the rules of its code: that is what it is \
           there for. A code below or beside it does not help. Where a rule holds for some speakers \
           or roles only, the example is tried as said by one of them too. Codes without rules and \
           retired codes are not tried.",
    example: r#"
- id: trust
  match: [trust*]
  examples: ["They believed me."]
"#,
    instead: r#"
- id: trust
  match: [trust*, believed me]
  examples: ["They believed me."]
"#,
    check: Check::Codebook(check),
};

fn check(look: &Look<'_>, found: &mut Vec<Diagnostic>) {
    let examples = look
        .tried()
        .iter()
        .filter(|tried| tried.kind == Kind::Example);
    for tried in examples.filter(|tried| !tried.is_coded()) {
        let code = look.codebook.code(tried.code);
        let example = tried.written(look.codebook);
        let message = format!("this example is not coded with `{}`", code.id);
        let fault = RULE.at(look.place(example.span), message);
        let mut hits = tried.hits_of(tried.code);
        found.push(match hits.find_map(|hit| Some((hit, hit.rule()?))) {
            Some((hit, rule)) => stopped(look, fault, example, hit, rule),
            None => unmatched(look, fault, code, tried),
        });
    }
}

fn stopped(
    look: &Look<'_>,
    fault: Diagnostic,
    example: &str,
    hit: &Hit,
    rule: RuleIndex,
) -> Diagnostic {
    let rule = look.codebook.rule(rule);
    let fired = format!(
        "the rule `{}` matched `{}`",
        rule.written,
        matched(example, hit)
    );
    let place = look.place(rule.span);
    match hit.stopped {
        Some(Stop::Exclusion(index, at)) => {
            let exclusion = look.codebook.exclusion(index);
            let what = format!(
                "and the exclusion `{}` stopped it at `{}`",
                exclusion.written,
                &example[at.range()]
            );
            fault
                .related(place, fired)
                .related(look.place(exclusion.span), what)
                .help("make the exclusion narrower, or choose another example")
        }
        Some(Stop::Negated) => {
            let word = hit.negated.map_or("", |word| &example[word.range()]);
            let what =
                format!("{fired}, but `{word}` negates it, and the rule wants no negated hits");
            fault
                .related(place, what)
                .help("leave `negated: stop` out of the rule, or choose another example")
        }
        Some(Stop::NotNegated) => {
            let what =
                format!("{fired}, but nothing negates it, and the rule wants negated hits only");
            fault
                .related(place, what)
                .help("leave `negated: only` out of the rule, or choose another example")
        }
        None => fault.related(place, fired),
    }
}

fn unmatched(look: &Look<'_>, fault: Diagnostic, code: &Code, tried: &Tried) -> Diagnostic {
    let rules = match code.rules.len() {
        1 => "its rule does not match".to_owned(),
        count => format!("none of its {count} rules matches"),
    };
    let all = tried.hits.iter().chain(&tried.hits_of_others);
    let counts = all.filter(|hit| hit.stopped.is_none());
    let others: BTreeSet<CodeIndex> = counts.map(|hit| hit.code).collect();
    let others: Vec<String> = others
        .into_iter()
        .map(|code| format!("`{}`", look.codebook.code(code).id))
        .collect();
    let fault = fault.label(rules);
    if others.is_empty() {
        return fault.help("add a rule for these words, or choose another example");
    }
    fault.help(format!(
        "it is coded with {} and not with the code it stands under; add a rule for these words, or choose another example",
        others.join(", ")
    ))
}

/// The matched words, with dots for what lies between them.
#[must_use]
pub fn matched(example: &str, hit: &Hit) -> String {
    let words = hit.matched().iter().map(|part| &example[part.range()]);
    words.collect::<Vec<_>>().join(" … ")
}
