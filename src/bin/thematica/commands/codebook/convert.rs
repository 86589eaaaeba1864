//! `codebook convert`.

use clap::Args;

use crate::args::Global;
use crate::failure::Failure;
use crate::status::Status;

/// Convert a codebook to and from other formats.
#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(_arguments: &Arguments, _global: &Global) -> Result<Status, Failure> {
    Err(Failure::new("this is not there yet"))
}
