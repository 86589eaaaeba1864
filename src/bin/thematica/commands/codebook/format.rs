//! `codebook format`: a codebook's file as anybody would lay it out.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use thematica::codebook::{self, FormatError};
use thematica::text::Source;

use crate::args::Global;
use crate::difference::unified;
use crate::failure::Failure;
use crate::messages;
use crate::messages::counted;
use crate::output::Destination;
use crate::status::Status;

/// Lay out a codebook's file, with all its comments.
///
/// Two spaces for each level, also for the dashes below a key; one space after a dash and after a colon; a blank line
/// between codes, and never two blank lines; no white space at the ends of lines. Comments, quotes, the order of everything
/// and what stands in brackets stay as they are. Before a file is written it is read again: what it says must not have
/// changed. A study's thematica.yaml is laid out in the same way.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codebook format codebook.yaml            Lay it out
  thematica codebook format codebook.yaml --diff     Show what would change, and change nothing
  thematica codebook format *.yaml --check           For a script: are they all laid out?

Exit status: 0 all is well, 1 `--check` found files that would change, 2 a file could not be read or laid out.")]
pub struct Arguments {
    /// Codebooks, or the manifests of studies (thematica.yaml)
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and exit with status 1 if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would change, line by line
    #[arg(long)]
    diff: bool,
    /// Write to this file in place of the one that is read; `-` is standard output
    #[arg(
        short,
        long,
        value_name = "FILE",
        conflicts_with_all = ["check", "diff"]
    )]
    output: Option<PathBuf>,
}

/// Lays out each file, or says what would change.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    if arguments.output.is_some() && arguments.files.len() > 1 {
        let failure = Failure::new("--output takes one file, and several are to be laid out");
        return Err(failure.help("without --output each file is laid out in its place"));
    }
    let (mut changed, mut left) = (Vec::new(), 0);
    for path in &arguments.files {
        match laid_out(path).and_then(|texts| deliver(path, &texts, arguments)) {
            Ok(false) => {}
            Ok(true) => changed.push(path.as_path()),
            Err(Failure::Closed) => return Err(Failure::Closed),
            Err(failure) => {
                messages::failure(&failure);
                left += 1;
            }
        }
    }
    if arguments.output.is_none() {
        messages::remark(&summary(arguments, &changed, left), global);
    }
    Ok(match (left, changed.as_slice()) {
        (0, [_, ..]) if arguments.check => Status::Findings,
        (0, _) => Status::Clean,
        _ => Status::NotDone,
    })
}

/// A file's text, and how it should be.
struct Texts {
    old: String,
    new: String,
}

fn laid_out(path: &Path) -> Result<Texts, Failure> {
    let name = path.display();
    if path.is_dir() {
        let failure = Failure::new(format!("{name} is a folder"));
        return Err(failure.help("name the files in it: `thematica codebook format codebook.yaml`"));
    }
    let bytes =
        fs::read(path).map_err(|error| Failure::new(format!("{name} cannot be read: {error}")))?;
    let old = String::from_utf8(bytes).map_err(|_| {
        let failure = Failure::new(format!("{name} is not UTF-8, and is left as it is"));
        failure.help("open it in an editor and save it as UTF-8")
    })?;
    let source = Arc::new(Source::new(name.to_string(), old.as_str()));
    match codebook::format(&source) {
        Ok(new) => Ok(Texts { old, new }),
        Err(FormatError::Syntax(fault)) => Err(Failure::from(*fault)),
        Err(error @ FormatError::WouldChange) => {
            Err(Failure::new(format!("{name} is left as it is: {error}")))
        }
    }
}

/// Writes what was asked for; gives whether the file changes.
fn deliver(path: &Path, texts: &Texts, arguments: &Arguments) -> Result<bool, Failure> {
    let Texts { old, new } = texts;
    let changes = old != new;
    let to = |destination: Destination| destination.write(|out| out.write_all(new.as_bytes()));
    if arguments.output.is_some() {
        to(Destination::of(arguments.output.as_deref()))?;
    } else if changes && arguments.diff {
        let diff = unified(&path.display().to_string(), old, new);
        Destination::Standard.write_colored(|out| out.write_all(diff.as_bytes()))?;
    } else if changes && arguments.check {
        Destination::Standard.write(|out| writeln!(out, "{}", path.display()))?;
    } else if changes {
        to(Destination::File(path.to_path_buf()))?;
    }
    Ok(changes)
}

/// What was done, or would be: the name of one file, the number of several.
fn summary(arguments: &Arguments, changed: &[&Path], left: usize) -> String {
    let verb = if arguments.check || arguments.diff {
        "would format"
    } else {
        "formatted"
    };
    let all = arguments.files.len();
    let files = counted(all, "file");
    match (changed, all - left) {
        (_, 0) => "no file was laid out".to_owned(),
        ([path], _) if all == 1 => format!("{verb} {}", path.display()),
        ([], 1) if all == 1 => "the file is laid out already".to_owned(),
        ([], done) if done == all => format!("all {files} are laid out already"),
        _ => format!("{verb} {} of {files}", changed.len()),
    }
}
