//! `codebook`: everything about a codebook itself. One file for each of its commands.

use clap::{Args, Subcommand};

use crate::args::Global;
use crate::failure::Failure;
use crate::status::Status;

mod compare;
mod convert;
mod format;
mod list;
mod read;
mod schema;
mod show;

pub use read::unknown;

/// Show, lay out, convert and compare codebooks.
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    after_help = "\
Examples:
  thematica codebook show codebook.yaml              The tree of codes
  thematica codebook list                            The codebooks that come with the program
  thematica codebook compare old.yaml codebook.yaml  What changed between two versions
  thematica codebook convert codebook.yaml --output codebook.xlsx
  thematica codebook format codebook.yaml            Lay the file out, with all its comments"
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(show::ShowArguments),
    List(list::ListArguments),
    Format(format::Arguments),
    Convert(convert::Arguments),
    Compare(compare::Arguments),
    Schema(schema::SchemaArguments),
}

/// Does what the command line says.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    match &arguments.command {
        Command::Show(arguments) => show::run(arguments, global),
        Command::List(arguments) => list::run(arguments, global),
        Command::Format(arguments) => format::run(arguments, global),
        Command::Convert(arguments) => convert::run(arguments, global),
        Command::Compare(arguments) => compare::run(arguments, global),
        Command::Schema(arguments) => schema::run(arguments),
    }
}
