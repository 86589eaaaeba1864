//! `--baseline` and `--write-baseline`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use thematica::lint::Baseline;

use super::look::Found;
use crate::args::Global;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::Destination;
use crate::status::Status;

/// What was already wrong.
#[derive(Debug, Args)]
#[command(next_help_heading = "Baseline")]
pub struct BaselineArguments {
    /// Tell only what is not in this file, so that an old codebook can be checked from today on
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found to the file of --baseline, and tell nothing
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
}

impl BaselineArguments {
    /// Whether the file is to be written.
    pub fn is_written(&self) -> bool {
        self.write_baseline
    }

    /// The name of a file in the baseline: its path from the folder of the baseline, wherever one stands.
    pub fn name(&self, file: &str) -> String {
        let baseline = self.baseline.as_deref().unwrap_or(Path::new(""));
        let folder = baseline.parent().unwrap_or(Path::new(""));
        super::super::way(folder, Path::new(file)).unwrap_or_else(|| file.to_owned())
    }

    /// Reads the file, where it is to be read.
    pub fn read(&self) -> Result<Option<Baseline>, Failure> {
        let Some(path) = self.baseline.as_ref().filter(|_| !self.write_baseline) else {
            return Ok(None);
        };
        let text = fs::read_to_string(path).map_err(|error| {
            Failure::new(format!("{} cannot be read: {error}", path.display()))
                .help("`--write-baseline` writes it")
        })?;
        let baseline = Baseline::parse(&text)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        Ok(Some(baseline))
    }
}

/// Writes the file, and says what is in it.
pub fn write(
    arguments: &super::Arguments,
    found: &Found,
    global: &Global,
) -> Result<Status, Failure> {
    let path = arguments.baseline.baseline.as_deref();
    let path = path.expect("clap wants it beside --write-baseline");
    let baseline = Baseline::of(&found.diagnostics, |file| arguments.baseline.name(file));
    Destination::of(Some(path)).write(|out| out.write_all(baseline.text().as_bytes()))?;
    let findings = counted(baseline.len(), "finding");
    messages::remark(&format!("wrote {findings} to {}", path.display()), global);
    Ok(if found.unreadable > 0 {
        Status::NotDone
    } else {
        Status::Clean
    })
}
