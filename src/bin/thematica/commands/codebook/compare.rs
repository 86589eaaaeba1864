//! `codebook compare`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use thematica::codebook::compare::compare;
use thematica::report::comparison::{json, markdown, text};

use crate::args::Global;
use crate::commands::{made_by, made_with, two_codebooks};
use crate::failure::Failure;
use crate::messages::PALETTE;
use crate::output::{self, Destination};
use crate::status::Status;

/// Compare two versions of a codebook: what codes mean, and what they look for.
///
/// Shown are codes added, removed, renamed, moved and retired, reworded labels and definitions, and rules, exclusions,
/// examples and counterexamples that came and went. Comments, layout and the order of rules are not compared. An id that is
/// gone and one that is new are one code renamed where at least half of what they say is alike; how alike they are is
/// printed. The rules of a retired code do not fire and are not compared.
///
/// Which segments gain or lose a code by it: `thematica diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codebook compare old.yaml codebook.yaml
  thematica codebook compare old.yaml codebook.yaml --format md --output changes.md
  git show v1.0:codebook.yaml | thematica codebook compare - codebook.yaml

Exit status: 0 they were compared, 1 with --exit-code they differ, 2 they could not be compared.")]
pub struct Arguments {
    /// The older codebook; `-` is standard input
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer codebook; `-` is standard input
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// End with exit status 1 where they differ
    #[arg(long)]
    exit_code: bool,
    /// How to write the result; without it, what the ending of --output says, else text
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,
    /// Write to this file, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// A way of writing a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal: what went with -, what came with +
    Text,
    /// One JSON object
    Json,
    /// For a pull request: a line that sums up, and a table
    Md,
}

/// Compares and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let destination = Destination::of(arguments.output.as_deref());
    let format = format(arguments.format, &destination)?;
    let (old, new) = two_codebooks(&arguments.old, &arguments.new, global)?;
    destination.spare_files(&[&arguments.old, &arguments.new])?;
    let comparison = compare(&old, &new);
    destination.write_colored(|out| match format {
        Format::Text => {
            let width = output::width(&destination);
            text(&old, &new, &comparison, width, &PALETTE, out)
        }
        Format::Md => markdown(&old, &new, &comparison, out),
        Format::Json => {
            let mut made_by = made_by("codebook compare", Some(&new));
            made_by.compared_with = Some(made_with(&old));
            json(&old, &new, &comparison, &made_by, out)
        }
    })?;
    if arguments.exit_code && !comparison.is_empty() {
        return Ok(Status::Findings);
    }
    Ok(Status::Clean)
}

fn format(asked: Option<Format>, destination: &Destination) -> Result<Format, Failure> {
    let path = match (asked, destination) {
        (Some(format), _) => return Ok(format),
        (None, Destination::Standard) => return Ok(Format::Text),
        (None, Destination::File(path)) => path,
    };
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("txt") => Ok(Format::Text),
        Some("json") => Ok(Format::Json),
        Some("md") => Ok(Format::Md),
        _ => {
            let message = format!(
                "the ending of {} tells no format; known endings are: .txt, .json, .md",
                path.display()
            );
            Err(Failure::new(message).help("name the format with --format"))
        }
    }
}
