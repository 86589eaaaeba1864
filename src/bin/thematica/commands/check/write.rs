//! The formats of what was found.

use clap::ValueEnum;
use thematica::diagnostic::Diagnostic;
use thematica::diagnostic::render::{concise, json, jsonl, painted};

use crate::failure::Failure;
use crate::messages;
use crate::output::Destination;

/// A way of writing diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The line with the fault underlined, and what to do
    Human,
    /// One line each
    Concise,
    /// A JSON list
    Json,
    /// JSON lines, one object each
    Jsonl,
}

/// Writes all that was found.
pub fn all(
    diagnostics: &[Diagnostic],
    _files: &[String],
    format: Format,
    destination: &Destination,
) -> Result<(), Failure> {
    destination.write_colored(|out| match format {
        Format::Human => {
            for (at, diagnostic) in diagnostics.iter().enumerate() {
                if at > 0 {
                    out.push(b'\n');
                }
                painted(diagnostic, &messages::PALETTE, out)?;
            }
            Ok(())
        }
        Format::Concise => {
            let mut diagnostics = diagnostics.iter();
            diagnostics.try_for_each(|it| concise(it, &messages::PALETTE, out))
        }
        Format::Json => json(diagnostics, out),
        Format::Jsonl => jsonl(diagnostics, out),
    })
}
