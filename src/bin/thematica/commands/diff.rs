//! `diff`.

use clap::Args;

use crate::args::Global;
use crate::failure::Failure;
use crate::status::Status;

/// Show which segments gain or lose which code between two codebooks.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  thematica diff old.yaml new.yaml")]
pub struct Arguments {}

pub fn run(_arguments: &Arguments, _global: &Global) -> Result<Status, Failure> {
    Err(Failure::new("this is not there yet"))
}
