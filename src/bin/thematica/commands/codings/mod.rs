//! `codings`: what people coded, without the full screen.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};

use crate::args::Global;
use crate::failure::Failure;
use crate::status::Status;

mod add;
mod check;
pub mod desk;
mod finish;
mod import;
mod list;
mod merge;
mod rename;
mod rows;

/// How long a command waits for another process that writes for the same coder.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Add, list, check and exchange the codings that people made.
///
/// Codings lie in the study's folder `codings/`: one folder for each coder, one file for each transcript, one line for each
/// coding, so that git can keep and merge them. A coding carries its words and their surroundings, and is found again after
/// the transcript was edited: `thematica codings check` says what became of each.
///
/// A coding that is removed stays in its file as removed, so that a merge of two branches does not bring it back in silence.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings list --code trust                    What people coded as trust
  thematica codings add --coder ann --transcript fg1 --code trust --quote 'They trust us.'
  grep -Hn 'waiting list' transcripts/*.txt | thematica codings import - --coder ann --code waiting
  thematica codings import coded.csv --coder ben
  thematica codings export --output codings.csv
  thematica codings check --write                        After a transcript was edited
  thematica codings rename fg1 phase-1/fg1               After a transcript was renamed
  thematica codings finish --coder ann fg1 fg2           Ann has coded all of these
  thematica codings merge ann ben --majority --into team")]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(list::Arguments),
    Add(add::AddArguments),
    Remove(add::RemoveArguments),
    Move(add::MoveArguments),
    Import(import::Arguments),
    Export(list::ExportArguments),
    Check(check::Arguments),
    Rename(rename::Arguments),
    Finish(finish::Arguments),
    Merge(merge::Arguments),
}

/// Does what is asked.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    match &arguments.action {
        Action::List(arguments) => list::run(arguments, global),
        Action::Add(arguments) => add::add(arguments, global),
        Action::Remove(arguments) => add::remove(arguments, global),
        Action::Move(arguments) => add::move_to(arguments, global),
        Action::Import(arguments) => import::run(arguments, global),
        Action::Export(arguments) => list::export(arguments, global),
        Action::Check(arguments) => check::run(arguments, global),
        Action::Rename(arguments) => rename::run(arguments, global),
        Action::Finish(arguments) => finish::run(arguments, global),
        Action::Merge(arguments) => merge::run(arguments, global),
    }
}

/// The study whose codings are meant.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct StudyArguments {
    /// The study's folder; without it, the study that the current folder lies in
    #[arg(long = "study", value_name = "FOLDER")]
    study: Option<PathBuf>,
    /// The codebook to use in place of the study's
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
}

/// Who codes.
#[derive(Clone, Debug, Args)]
pub struct CoderArguments {
    /// Who codes; the environment variable `THEMATICA_CODER` says it for every command with which people code
    #[arg(
        long,
        value_name = "NAME",
        env = "THEMATICA_CODER",
        hide_env_values = true
    )]
    coder: String,
}
