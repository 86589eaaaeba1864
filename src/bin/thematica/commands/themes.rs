//! `themes`: counts codes.

use clap::Args;

use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

/// Count codes: participants, transcripts, segments and hits.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica themes my-study
  thematica themes interviews/ --codebook codebook.yaml --output themes.csv")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Counts codes and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output()?;
    let study = super::open_sound(&arguments.input, global)?;
    let codebook = super::codebook(&study, global)?;
    output.destination.spare(&study)?;
    let filter = arguments.filters.filter();
    filter
        .resolve(&study, Some(&codebook))
        .map_err(Failure::Written)?;
    Err(Failure::new("`themes` is not built yet"))
}
