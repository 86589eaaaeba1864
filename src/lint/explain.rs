//! The documentation of rules, as Markdown: for `explain` and for the page `docs/rules.md`.

use std::fmt::Write as _;

use super::example::{CODEBOOK, File};
use super::rule::{Group, Rule};
use super::rules::RULES;

/// What the page says before the rules.
const HEAD: &str = "\
# The rules of `thematica check`

Written by `thematica explain --all`; a test holds it to the program. Every name in brackets that `check` prints is
explained here, and by `thematica explain NAME`.

Each rule has a level: an **error** makes `check` end with status 1, a **warning** is probably not meant, **advice** is
something to consider, and what is **off** is not looked for. An error **always** is about what cannot be used as it
stands, and no level changes it. How to change the level of a rule, how to let it pass for one
code, and how to begin with an old codebook stands in [Checking a codebook](checking.md).
";

/// The whole page.
#[must_use]
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for group in Group::ALL {
        let rules = || RULES.iter().filter(|rule| rule.group == group);
        let title = title(group.as_str());
        // Writing to a text cannot fail.
        let _ = write!(page, "\n## {title}\n\n{}\n\n", group.about());
        page.push_str("| rule | level | finds |\n|---|---|---|\n");
        for rule in rules() {
            let (name, level, what) = (rule.name, rule.level.as_str(), rule.what);
            let _ = writeln!(
                page,
                "| [`{name}`](#{name}) | {level} | {} |",
                what.replace('|', "\\|")
            );
        }
        for rule in rules() {
            let _ = write!(page, "\n{}", section(rule, 3));
        }
    }
    page
}

/// What stands in place of an example that cannot be printed.
const NO_TEXT: &str = "There is no example here: a few lines of text cannot show it.\n\n";

/// One rule, under a heading of a level.
#[must_use]
pub fn section(rule: &Rule, heading: usize) -> String {
    let mut text = format!("{} {}\n\n", "#".repeat(heading), rule.name);
    let _ = writeln!(text, "{} ({})\n", rule.what, standing(rule));
    let _ = writeln!(text, "**Why.** {}\n", rule.why);
    if rule.example.is_empty() {
        text += NO_TEXT;
    } else {
        let _ = writeln!(text, "**Example.**\n\n{}", blocks(&rule.example_files()));
    }
    if !rule.instead.is_empty() {
        let _ = writeln!(text, "**Instead.**\n\n{}", blocks(&rule.instead_files()));
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn standing(rule: &Rule) -> String {
    let level = match rule.level.as_str() {
        "off" => "off by default".to_owned(),
        level => level.to_owned(),
    };
    if rule.is_fixed() {
        level + ", always"
    } else {
        level
    }
}

fn title(group: &str) -> String {
    let mut chars = group.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// An example as code: several files have their names above them.
fn blocks(files: &[File]) -> String {
    let mut text = String::new();
    for (name, content) in files {
        if *name != CODEBOOK {
            let _ = writeln!(text, "`{name}`:\n");
        }
        let language = if name.rsplit('.').next() == Some("yaml") {
            "yaml"
        } else {
            "text"
        };
        let _ = writeln!(text, "```{language}\n{}\n```\n", content.trim_end());
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
