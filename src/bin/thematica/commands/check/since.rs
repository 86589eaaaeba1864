//! `--since`: the codebook as it was, from a file or from git.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use clap::Args;
use thematica::codebook::{self, Codebook};
use thematica::text::Source;

use crate::failure::Failure;

/// What a codebook is compared with.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "History")]
pub struct SinceArguments {
    /// Compare with an earlier codebook: a file, a git revision, or `last-tag`; where codes have changed and the version has
    /// not been raised, that is an error
    #[arg(long, value_name = "FILE|REV")]
    since: Option<String>,
}

/// What there is to compare a codebook with.
pub enum Earlier {
    /// Nobody wants it compared.
    NotAsked,
    /// The codebook as it was.
    There(Box<Codebook>),
    /// This revision has no such file.
    Absent(String),
}

/// The word for the last tag that git reaches from here.
const LAST_TAG: &str = "last-tag";

impl SinceArguments {
    /// The codebook at a path as it was.
    pub fn earlier(&self, path: &Path) -> Result<Earlier, Failure> {
        let Some(since) = &self.since else {
            return Ok(Earlier::NotAsked);
        };
        let file = PathBuf::from(since);
        let (name, text) = if file.is_file() {
            let text = std::fs::read_to_string(&file)
                .map_err(|error| Failure::new(format!("{since} cannot be read: {error}")))?;
            (since.clone(), text)
        } else {
            let revision = revision(since, path)?;
            match git(
                path,
                &["show", &format!("{revision}:./{}", file_name(path))],
            )? {
                Ok(text) => (format!("{} of {revision}", path.display()), text),
                Err(said) if is_absent(&said) => return Ok(Earlier::Absent(revision)),
                Err(said) => return Err(refused(since, &said)),
            }
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let parsed = codebook::parse(Arc::new(Source::new(name.clone(), text)));
        let has_errors = parsed.has_errors();
        if let Some(codebook) = parsed.codebook.filter(|_| !has_errors) {
            return Ok(Earlier::There(Box::new(codebook)));
        }
        let message = format!("{name} has errors, so that it cannot be compared");
        Err(Failure::new(message).help("name a version that `thematica check` has no errors in"))
    }
}

/// A revision by the name that git knows.
fn revision(since: &str, path: &Path) -> Result<String, Failure> {
    if since.starts_with('-') {
        return Err(refused(since, "this is no name of a revision"));
    }
    if since != LAST_TAG {
        return Ok(since.to_owned());
    }
    match git(path, &["describe", "--tags", "--abbrev=0"])? {
        Ok(tag) => Ok(tag.trim().to_owned()),
        Err(_) => {
            Err(Failure::new("git knows no tag here")
                .help("name a file or a revision with --since"))
        }
    }
}

/// What git prints, or what it says of a failure.
fn git(path: &Path, arguments: &[&str]) -> Result<Result<String, String>, Failure> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let output = Command::new("git")
        .arg("-C")
        .arg(folder.unwrap_or(Path::new(".")))
        .args(arguments)
        .output()
        .map_err(|error| {
            Failure::new(format!("git cannot be run: {error}"))
                .help("install git, or name a file with --since")
        })?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout).map_err(|_| "it is not UTF-8".to_owned()))
    } else {
        Ok(Err(String::from_utf8_lossy(&output.stderr)
            .trim()
            .to_owned()))
    }
}

/// Whether git says that the revision is there and the file was not.
fn is_absent(said: &str) -> bool {
    said.contains("exists on disk, but not in") || said.contains("does not exist in")
}

fn refused(since: &str, said: &str) -> Failure {
    let said = said
        .trim_start_matches("fatal: ")
        .lines()
        .next()
        .unwrap_or_default();
    Failure::new(format!(
        "`{since}` is neither a file nor a revision that git knows here: {said}"
    ))
    .help("name a file, a commit, a branch or a tag, or write `last-tag`")
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
