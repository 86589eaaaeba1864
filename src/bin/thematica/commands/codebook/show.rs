//! `codebook show`.

use clap::Args;

use crate::args::Global;
use crate::failure::Failure;
use crate::status::Status;

/// Show the tree of codes with their rules and examples counted.
#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(_arguments: &Arguments, _global: &Global) -> Result<Status, Failure> {
    Err(Failure::new("this is not there yet"))
}
