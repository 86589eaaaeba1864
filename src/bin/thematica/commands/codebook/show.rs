//! `codebook show`: the tree of codes, counted.

use std::ops::Range;
use std::path::PathBuf;

use clap::Args;
use thematica::codebook::{Code, Codebook};
use thematica::report::{Cell, Column, Table};

use super::super::called::for_eyes;
use super::read;
use crate::args::{Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages::counted;
use crate::output::Destination;
use crate::status::Status;

/// Show the tree of codes, with their rules and examples counted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codebook show                          That of the study you are in
  thematica codebook show tdf                      One that comes with the program
  thematica codebook show codebook.yaml --format csv
  thematica codebook show tdf --yaml > mine.yaml   Its file, to change")]
pub struct ShowArguments {
    /// A codebook's file, or the name of one that comes with the program; without it, that of the study you are in, or
    /// codebook.yaml in this folder
    #[arg(value_name = "CODEBOOK")]
    codebook: Option<PathBuf>,
    /// Print the file as it is, with its comments, in place of the tree
    #[arg(long, conflicts_with = "format")]
    yaml: bool,
    #[command(flatten)]
    output: OutputArguments,
}

/// Shows the tree.
pub fn run(arguments: &ShowArguments, global: &Global) -> Result<Status, Failure> {
    let named = arguments.named(global)?;
    if arguments.yaml {
        let source = read::text(&named, &mut Vec::new())?;
        let destination = Destination::of(arguments.output.output.as_deref());
        destination.write(|out| out.write_all(source.text().as_bytes()))?;
        return Ok(Status::Clean);
    }
    let output = arguments.output.output(global)?;
    let codebook = read::codebook(&named, global)?;
    let made_by = super::super::made_by("codebook show", Some(&codebook));
    output.table(&tree(&codebook, for_eyes(output.format)), &made_by)?;
    Ok(Status::Clean)
}

impl ShowArguments {
    /// The codebook that is meant.
    fn named(&self, global: &Global) -> Result<PathBuf, Failure> {
        if let Some(named) = &self.codebook {
            return Ok(named.clone());
        }
        let input = Input {
            paths: Vec::new(),
            codebook: None,
            encoding: None,
        };
        let of_study = super::super::open(&input, global).map(|study| study.codebook);
        let here = PathBuf::from("codebook.yaml");
        match of_study {
            Ok(Some(codebook)) => Ok(codebook),
            _ if here.exists() => Ok(here),
            Ok(None) => Err(Failure::new("this study has no codebook")
                .help("name one: `thematica codebook show FILE`")),
            Err(failure) => Err(failure.help(
                "name a codebook: `thematica codebook show FILE`; `thematica codebook list` shows those that come with the program",
            )),
        }
    }
}

fn tree(codebook: &Codebook, eyes: bool) -> Table {
    let title = match &codebook.version {
        Some(version) => format!("{} {}", codebook.name, &version[..]),
        None => codebook.name.clone(),
    };
    let mut columns = vec![
        Column::text("code", "Code"),
        Column::text("id", "Id"),
        Column::count("rules", "Rules"),
        Column::count("exclusions", "Exclusions"),
        Column::count("examples", "Examples"),
        Column::count("counterexamples", "Counterexamples"),
    ];
    if !eyes {
        columns.insert(0, Column::text("path", "Path"));
    }
    let mut table = Table::new(title, columns);
    for code in &codebook.codes {
        let counts = Counts::of(codebook, code.subtree.clone());
        let retired = if code.retired { " (retired)" } else { "" };
        let indent = if eyes {
            "\u{a0}\u{a0}".repeat(code.depth as usize)
        } else {
            String::new()
        };
        let mut row = vec![
            Cell::text(format!("{indent}{}{retired}", code.label)),
            Cell::text(code.id.as_str()),
            Cell::count(counts.rules),
            Cell::count(counts.exclusions),
            Cell::count(counts.examples),
            Cell::count(counts.counterexamples),
        ];
        if !eyes {
            row.insert(0, Cell::text(code.path.as_str()));
        }
        table.push(row);
    }
    let all = Counts::of(
        codebook,
        0..u32::try_from(codebook.codes.len()).unwrap_or(u32::MAX),
    );
    table.note(format!(
        "{}, {}, {}, {}, {}. A code's counts are its own and those of the codes below it.",
        counted(codebook.codes.len(), "code"),
        counted(all.rules, "rule"),
        counted(all.exclusions, "exclusion"),
        counted(all.examples, "example"),
        counted(all.counterexamples, "counterexample"),
    ));
    table
}

/// What a code and the codes below it have.
#[derive(Default)]
struct Counts {
    rules: usize,
    exclusions: usize,
    examples: usize,
    counterexamples: usize,
}

impl Counts {
    fn of(codebook: &Codebook, codes: Range<u32>) -> Self {
        let mut counts = Self::default();
        for code in &codebook.codes[codes.start as usize..codes.end as usize] {
            counts.rules += code.rules.len();
            counts.exclusions += code.exclusions.len() + exclusions_of_rules(codebook, code);
            counts.examples += code.examples.len();
            counts.counterexamples += code.counterexamples.len();
        }
        counts
    }
}

fn exclusions_of_rules(codebook: &Codebook, code: &Code) -> usize {
    let rules = &codebook.rules[code.rules.start as usize..code.rules.end as usize];
    rules.iter().map(|rule| rule.exclusions.len()).sum()
}
