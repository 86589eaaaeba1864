//! `explain`: what a rule of `check` finds, why, and what to write instead.

use std::fmt::Write as _;

use clap::Args;
use thematica::diagnostic::nearest;
use thematica::lint::{self, File, Group, Level, RULES, Rule};

use crate::failure::Failure;
use crate::output::{Destination, width};
use crate::status::Status;

/// Explain a rule of `check`: what it finds, why, and what to write instead.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica explain                   All rules, a line each
  thematica explain patterns          The rules of one group
  thematica explain short-stem        One rule, with an example
  thematica explain --all > rules.md  Everything, as a page in Markdown")]
pub struct Arguments {
    /// Rules, or groups of rules
    #[arg(value_name = "RULE")]
    names: Vec<String>,
    /// Print the page of all rules, in Markdown
    #[arg(long, conflicts_with = "names")]
    all: bool,
}

/// Prints what is asked for.
pub fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let text = if arguments.all {
        lint::page()
    } else if arguments.names.is_empty() {
        let groups = Group::ALL.into_iter();
        groups.map(list).collect::<Vec<_>>().join("\n") + HINT
    } else {
        let texts: Result<Vec<String>, Failure> =
            arguments.names.iter().map(|it| named(it)).collect();
        texts?.join("\n")
    };
    Destination::Standard.write_colored(|out| {
        out.extend_from_slice(text.as_bytes());
        Ok(())
    })?;
    Ok(Status::Clean)
}

const HINT: &str = "\n`thematica explain RULE` has an example of each.\n";
const BOLD: &str = "\u{1b}[1m";
const QUIET: &str = "\u{1b}[2m";
const END: &str = "\u{1b}[0m";

fn named(name: &str) -> Result<String, Failure> {
    // People copy what `check` prints: `warning[short-stem]`.
    let bare = name
        .split_once('[')
        .map_or(name, |(_, rest)| rest.trim_end_matches([']', ':']));
    if let Some(rule) = lint::find(bare) {
        return Ok(explained(rule));
    }
    if let Some(group) = Group::ALL.into_iter().find(|it| it.as_str() == bare) {
        return Ok(list(group));
    }
    let names = RULES.iter().map(|rule| rule.name);
    let groups = Group::ALL.into_iter().map(Group::as_str);
    let failure = Failure::new(format!("there is no rule `{bare}`"));
    Err(match nearest(bare, names.chain(groups)) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`thematica explain` lists the rules"),
    })
}

/// The rules of a group, a line each.
fn list(group: Group) -> String {
    let rules: Vec<&Rule> = RULES
        .iter()
        .copied()
        .filter(|rule| rule.group == group)
        .collect();
    let widest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let room = columns().saturating_sub(widest + 13).max(30);
    let mut text = format!("{BOLD}{}{END}  {}\n", group.as_str(), group.about());
    for rule in rules {
        let level = rule.level.as_str();
        let what = wrapped(rule.what, room);
        let margin = format!("\n{:1$}", "", widest + 13);
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "  {:widest$}  {QUIET}{level:7}{END}  {}",
            rule.name,
            what.join(&margin)
        );
    }
    text
}

/// One rule at length.
fn explained(rule: &Rule) -> String {
    let level = match rule.level {
        Level::Off => "off unless it is asked for".to_owned(),
        level if rule.is_fixed() => format!("{}, always", level.as_str()),
        level => level.as_str().to_owned(),
    };
    let group = rule.group.as_str();
    let mut text = format!("{BOLD}{}{END}  {QUIET}{group}, {level}{END}\n", rule.name);
    text += &paragraph(rule.what);
    let _ = write!(text, "\n{BOLD}Why{END}\n{}", paragraph(rule.why));
    let (example, instead) = (rule.example_files(), rule.instead_files());
    for (title, files) in [("Example", example), ("Instead", instead)] {
        if !files.is_empty() {
            let _ = write!(text, "\n{BOLD}{title}{END}\n{}", code(&files));
        }
    }
    text
}

fn paragraph(text: &str) -> String {
    let lines = wrapped(text, columns().saturating_sub(2));
    format!("  {}\n", lines.join("\n  "))
}

fn code(files: &[File]) -> String {
    let is_one = files.len() == 1;
    let mut text = String::new();
    for (number, (name, content)) in files.iter().enumerate() {
        if !is_one {
            let gap = if number > 0 { "\n" } else { "" };
            let _ = writeln!(text, "{gap}  {QUIET}{name}{END}");
        }
        for line in content.trim_end().lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

fn columns() -> usize {
    usize::from(width(&Destination::Standard)).min(100)
}

/// A text in lines of at most so many characters.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a first line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
