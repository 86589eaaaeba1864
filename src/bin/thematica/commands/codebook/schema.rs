//! `codebook schema`: the JSON Schema of codebooks and of manifests.

use clap::Args;
use thematica::{codebook, study};

use crate::failure::Failure;
use crate::output::Destination;
use crate::status::Status;

/// Print the JSON Schema of codebooks, with which editors complete keys and mark faults while you write.
///
/// Editors that know the YAML language server read it from the first line of a codebook:
/// `# yaml-language-server: $schema=codebook.schema.json`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codebook schema > codebook.schema.json
  thematica codebook schema --manifest > manifest.schema.json")]
pub struct SchemaArguments {
    /// The schema of thematica.yaml in place of the codebook's
    #[arg(long)]
    manifest: bool,
}

/// Prints the schema.
pub fn run(arguments: &SchemaArguments) -> Result<Status, Failure> {
    let schema = if arguments.manifest {
        study::SHAPE.schema("A manifest of Thematica")
    } else {
        codebook::SHAPE.schema("A codebook of Thematica")
    };
    let text = format!("{schema:#}\n");
    Destination::Standard.write(|out| out.write_all(text.as_bytes()))?;
    Ok(Status::Clean)
}
