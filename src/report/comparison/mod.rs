//! What changed between two versions of a codebook, for a terminal, a program and a pull request.
//!
//! All three begin with the same sentence, [`summary`], and say at last whether the version tells of the change: [`verdict`].

use std::cmp::Ordering;

use crate::codebook::Codebook;
use crate::codebook::compare::{
    Change, CodeChange, Comparison, Retirement, RuleChange, TextChange, version_order,
};
use crate::text::grouped;

mod json;
mod markdown;
#[cfg(test)]
mod tests;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

/// What changed, counted, in one line: `2 codes added, 1 renamed; 3 rules changed`.
#[must_use]
pub fn summary(comparison: &Comparison) -> String {
    let codes = &comparison.codes;
    let of = |change| codes.iter().filter(|code| code.change == change).count();
    let with =
        |holds: &dyn Fn(&CodeChange) -> bool| codes.iter().filter(|code| holds(code)).count();
    // What is written of a code that came or went came or went with it, and is not counted again.
    let kept = || {
        codes
            .iter()
            .filter(|code| code.old.is_some() && code.new.is_some())
    };
    let sum = |count: &dyn Fn(&CodeChange) -> usize| kept().map(count).sum::<usize>();
    let texts = |names: &[&str]| {
        sum(&|code| {
            code.texts
                .iter()
                .filter(|text| names.contains(&text.what.as_str()))
                .count()
        })
    };
    let groups = [
        group(
            "code",
            &[
                (of(Change::Added), "added"),
                (of(Change::Removed), "removed"),
                (of(Change::Renamed), "renamed"),
                (with(&|code| code.moved.is_some()), "moved"),
                (
                    with(&|code| code.retired == Some(Retirement::Retired)),
                    "retired",
                ),
                (
                    with(&|code| code.retired == Some(Retirement::TakenBack)),
                    "taken back into use",
                ),
                (with(&|code| code.reordered), "put elsewhere in the order"),
            ],
        ),
        group(
            "rule",
            &[
                (sum(&|code| code.rules.added.len()), "added"),
                (sum(&|code| code.rules.removed.len()), "removed"),
                (sum(&|code| code.rules.changed.len()), "changed"),
            ],
        ),
        group(
            "exclusion",
            &[
                (sum(&|code| code.exclusions.added.len()), "added"),
                (sum(&|code| code.exclusions.removed.len()), "removed"),
            ],
        ),
        group("label", &[(texts(&["label"]), "changed")]),
        group(
            "definition text",
            &[(
                texts(&["brief", "definition", "include", "exclude"]),
                "changed",
            )],
        ),
        group(
            "example",
            &[
                (sum(&|code| code.examples.added.len()), "added"),
                (sum(&|code| code.examples.removed.len()), "removed"),
            ],
        ),
        group(
            "counterexample",
            &[
                (sum(&|code| code.counterexamples.added.len()), "added"),
                (sum(&|code| code.counterexamples.removed.len()), "removed"),
            ],
        ),
        group("note", &[(texts(&["notes"]), "changed")]),
        group(
            "attribute",
            &[(sum(&|code| code.attributes.len()), "changed")],
        ),
    ];
    let whole = comparison.codebook.iter().map(of_the_whole);
    let parts: Vec<String> = groups.into_iter().flatten().chain(whole).collect();
    if parts.is_empty() {
        return "No differences".to_owned();
    }
    parts.join("; ")
}

/// Counts with the noun of the first: `2 codes added, 1 renamed`; `None` where there is nothing.
fn group(noun: &str, counts: &[(usize, &str)]) -> Option<String> {
    let some = counts.iter().filter(|(count, _)| *count > 0).enumerate();
    let parts: Vec<String> = some
        .map(|(at, (count, what))| {
            let number = grouped(*count as u64);
            match (at, count) {
                (0, 1) => format!("{number} {noun} {what}"),
                (0, _) => format!("{number} {noun}s {what}"),
                _ => format!("{number} {what}"),
            }
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn of_the_whole(change: &TextChange) -> String {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "(none)".to_owned());
    match change.what.as_str() {
        "description" | "negation words" => format!("{} changed", change.what),
        what => format!("{what} {} → {}", side(&change.old), side(&change.new)),
    }
}

/// Whether the versions tell of what changed, in a sentence.
#[must_use]
pub fn verdict(old: &Codebook, new: &Codebook, comparison: &Comparison) -> String {
    let version = |codebook: &Codebook| codebook.version.as_ref().map(|it| it.text.clone());
    let (before, after) = (version(old), version(new));
    let order = before
        .as_deref()
        .zip(after.as_deref())
        .map(|(old, new)| version_order(old, new));
    let what = if comparison.needs_new_version() {
        "What codes mean or find has changed"
    } else {
        "What codes mean and find is the same"
    };
    let but = match (comparison.needs_new_version(), order) {
        (_, Some(Some(Ordering::Less))) => "and the version went back".to_owned(),
        (_, Some(None)) => "and which of the two versions is the newer cannot be told".to_owned(),
        (true, Some(Some(Ordering::Equal))) => {
            format!(
                "and the version is still {}: give it a new one",
                after.unwrap_or_default()
            )
        }
        (true, None) if after.is_none() => "and there is no `version` that tells of it".to_owned(),
        _ => return format!("{what}."),
    };
    format!("{what}, {but}.")
}

/// A codebook's name with its version.
fn called(codebook: &Codebook) -> String {
    match &codebook.version {
        Some(version) => format!("{} {}", codebook.name, version.text),
        None => codebook.name.clone(),
    }
}

/// One difference: before and after, either may be missing; a remark has neither.
struct Difference {
    what: String,
    old: Option<String>,
    new: Option<String>,
}

/// What the columns of a difference would say of a theme's parent.
const NO_PARENT: &str = "(a theme)";

/// All that changed of a code, but for whether it came, went or has another id.
fn differences(code: &CodeChange) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut push = |what: &str, old: Option<String>, new: Option<String>| {
        all.push(Difference {
            what: what.to_owned(),
            old,
            new,
        });
    };
    if let Some(moved) = &code.moved {
        let parent = |id: &Option<String>| Some(id.clone().unwrap_or_else(|| NO_PARENT.to_owned()));
        push("parent", parent(&moved.old), parent(&moved.new));
    }
    match code.retired {
        Some(Retirement::Retired) => push("retired: its rules do not fire", None, None),
        Some(Retirement::TakenBack) => {
            push("taken back into use: its rules fire again", None, None);
        }
        None => {}
    }
    if !code.compares_rules {
        push(
            "rules and exclusions are not compared, as those of a retired code are not kept",
            None,
            None,
        );
    }
    if code.reordered {
        push(
            "stands elsewhere among the codes beside it, which changes nothing",
            None,
            None,
        );
    }
    for TextChange { what, old, new } in &code.texts {
        push(what, old.clone(), new.clone());
    }
    for TextChange { what, old, new } in &code.attributes {
        push(&format!("attribute {what}"), old.clone(), new.clone());
    }
    for RuleChange { old, new } in &code.rules.changed {
        push("rule", Some(old.to_string()), Some(new.to_string()));
    }
    code.rules
        .removed
        .iter()
        .for_each(|rule| push("rule", Some(rule.to_string()), None));
    code.rules
        .added
        .iter()
        .for_each(|rule| push("rule", None, Some(rule.to_string())));
    let lists = [
        ("unless", &code.exclusions),
        ("example", &code.examples),
        ("counterexample", &code.counterexamples),
    ];
    for (what, list) in lists {
        list.removed
            .iter()
            .for_each(|text| push(what, Some(text.clone()), None));
        list.added
            .iter()
            .for_each(|text| push(what, None, Some(text.clone())));
    }
    all
}
