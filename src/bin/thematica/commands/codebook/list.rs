//! `codebook list`: the codebooks that come with the program.

use std::path::Path;

use clap::Args;
use thematica::codebook::BUNDLED;
use thematica::report::{Cell, Column, Provenance, Table};

use super::read;
use crate::args::{Global, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

/// List the codebooks that come with the program.
///
/// They are written in our own words after published frameworks, each with its citation and licence note at the top of its
/// file. They are a place to start from: read what their rules find before you report it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codebook list
  thematica codebook show com-b                    The tree of one of them
  thematica codebook show com-b --yaml > mine.yaml Its file, to change
  thematica init my-study --codebook com-b         A new study with it")]
pub struct ListArguments {
    #[command(flatten)]
    output: OutputArguments,
}

/// Lists them.
pub fn run(arguments: &ListArguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let columns = vec![
        Column::text("name", "Name"),
        Column::text("version", "Version"),
        Column::count("codes", "Codes"),
        Column::count("rules", "Rules"),
        Column::text("description", "Description"),
    ];
    let mut table = Table::new("Codebooks that come with the program", columns);
    for bundled in BUNDLED {
        let codebook = read::codebook(Path::new(bundled.name), global)?;
        table.push(vec![
            Cell::text(bundled.name),
            Cell::maybe(codebook.version.as_deref()),
            Cell::count(codebook.codes.len()),
            Cell::count(codebook.rules.len()),
            Cell::maybe(codebook.description.as_deref()),
        ]);
    }
    table.note("`thematica codebook show NAME` shows one, `--yaml` its file with the citation and the licence note.");
    let made_by: Provenance = super::super::made_by("codebook list", None);
    output.table(&table, &made_by)?;
    Ok(Status::Clean)
}
