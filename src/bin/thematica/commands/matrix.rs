//! `matrix`: crosses codes with transcripts or people.

use clap::Args;

use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

/// Cross codes with transcripts, participants or an attribute.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica matrix my-study
  thematica matrix interviews/ --codebook codebook.yaml --output matrix.csv")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Crosses codes with transcripts or people and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output()?;
    let study = super::open_sound(&arguments.input, global)?;
    let codebook = super::codebook(&study, global)?;
    output.destination.spare(&study)?;
    let filter = arguments.filters.filter();
    filter
        .resolve(&study, Some(&codebook))
        .map_err(Failure::Written)?;
    Err(Failure::new("`matrix` is not built yet"))
}
