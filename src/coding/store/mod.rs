//! The store of codings: `codings/<coder>/<transcript>.jsonl`, one coding a line.
//!
//! ```text
//! codings/
//!   .gitattributes             asks git to keep the lines of both where branches meet
//!   .gitignore                 locks and unfinished files are nobody's history
//!   ann/
//!     roster.csv               which transcripts ann has finished
//!     phase-1/fg1.jsonl        what she coded in one of them
//! ```
//! What is written is written whole: beside the old file, to the disk, and then put into its place. A process that is killed
//! leaves the old file or the new one. Only one process writes for a coder at a time: it holds the coder's [`Pen`].
//!
//! With [`study`](crate::study), this is the only room of the library that opens files.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::RULES;
use super::ledger::{Ledger, Parsed};
use crate::diagnostic::{Diagnostic, Place};
use crate::study::Study;
use crate::text::Source;

mod pen;
mod roster;
mod rows;
#[cfg(test)]
mod tests;
mod write;

pub use pen::{Pen, PenError};
pub use roster::{Finished, Renamed, Roster};

/// The folder of a study that holds codings.
pub const FOLDER: &str = "codings";

/// The ending of a file of codings.
const ENDING: &str = ".jsonl";

/// The file of a coder that says which transcripts are finished.
const ROSTER: &str = "roster.csv";

/// The codings of a study.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    /// What stands before the paths for people.
    prefix: String,
}

/// The codings of one coder on one transcript, as they are on the disk.
#[derive(Clone, Debug)]
pub struct CodingFile {
    /// The file's path as people know it.
    pub name: String,
    /// Who coded.
    pub coder: String,
    /// The transcript's id, or the end of it.
    pub transcript: String,
    /// The codings.
    pub ledger: Ledger,
    /// The line of each coding, by its name.
    lines: HashMap<String, usize>,
    /// Whether all of the file could be read.
    pub whole: bool,
}

impl CodingFile {
    /// The line that a coding stands in, from 1.
    #[must_use]
    pub fn line(&self, id: &str) -> usize {
        self.lines.get(id).copied().unwrap_or(1)
    }
}

/// Where a coder's roster is, below the study's folder.
#[must_use]
pub fn roster_file(coder: &str) -> String {
    format!("{FOLDER}/{coder}/{ROSTER}")
}

/// Why a name is no coder's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoderNameError {
    /// It is no name of a folder on every system.
    #[error(
        "it becomes a folder's name, so it has letters, digits, `-` and `_` alone, and `.` inside"
    )]
    Signs,
    /// The rules of the codebook are called so.
    #[error("the rules of the codebook are called so where coders are compared")]
    Rules,
}

/// Whether a coder can be called so: the name is a folder's on every system, and not that of the rules.
pub fn check_coder(name: &str) -> Result<(), CoderNameError> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_fine = !name.is_empty()
        && name.len() <= 64
        && name.chars().all(fits)
        && !name.starts_with('.')
        && !name.ends_with('.');
    if !is_fine {
        return Err(CoderNameError::Signs);
    }
    if name.eq_ignore_ascii_case(RULES) {
        return Err(CoderNameError::Rules);
    }
    Ok(())
}

impl Store {
    /// The store of the study in this folder; `prefix` stands before the paths for people.
    #[must_use]
    pub fn new(root: &Path, prefix: impl Into<String>) -> Self {
        Self {
            folder: root.join(FOLDER),
            prefix: prefix.into(),
        }
    }

    /// Whether the study has codings at all.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.folder.is_dir()
    }

    /// Who has a folder, in the order of their names.
    pub fn coders(&self, faults: &mut Vec<Diagnostic>) -> Vec<String> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                faults.push(unreadable(format!("{}{FOLDER}", self.prefix), &error));
                return Vec::new();
            }
        };
        let folders = entries.flatten().filter(|entry| entry.path().is_dir());
        let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names.retain(|name| match check_coder(name) {
            Ok(()) => true,
            Err(CoderNameError::Signs) => false,
            Err(CoderNameError::Rules) => {
                faults.push(self.called_rules(name));
                false
            }
        });
        names
    }

    /// Reads all codings, by coder and transcript.
    pub fn read_all(&self, faults: &mut Vec<Diagnostic>) -> Vec<CodingFile> {
        self.read_below(&self.folder, faults)
    }

    /// Reads what one coder did, by transcript.
    pub fn read_coder(&self, coder: &str, faults: &mut Vec<Diagnostic>) -> Vec<CodingFile> {
        self.read_below(&self.folder.join(coder), faults)
    }

    fn read_below(&self, folder: &Path, faults: &mut Vec<Diagnostic>) -> Vec<CodingFile> {
        let mut files = Vec::new();
        let walk = WalkDir::new(folder).follow_links(true);
        let mut entries = walk.sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry)
                    if check_coder(&self.below(entry.path())) == Err(CoderNameError::Rules) =>
                {
                    if entry.file_type().is_dir() {
                        faults.push(self.called_rules(&self.below(entry.path())));
                        entries.skip_current_dir();
                    }
                    continue;
                }
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => entry,
                Err(error) => {
                    faults.extend(self.unreadable_folder(&error));
                    continue;
                }
            };
            let below = self.below(entry.path());
            let parts = below.strip_suffix(ENDING).and_then(|it| it.split_once('/'));
            if let Some((coder, transcript)) = parts {
                files.extend(self.read_file(coder, transcript, entry.path(), faults));
            }
        }
        files
    }

    /// The name under which a coder's codings of a document are kept: its id, or what stands for it alone where a file has that.
    #[must_use]
    pub fn kept_as(&self, study: &Study, coder: &str, id: &str) -> String {
        if self.path(coder, id).exists() {
            return id.to_owned();
        }
        let folder = self.folder.join(coder);
        let entries = WalkDir::new(folder).follow_links(true).into_iter();
        let files = entries.flatten().filter(|it| it.file_type().is_file());
        let mut of = files.filter_map(|file| {
            let below = self.below(file.path());
            let (_, name) = below.strip_suffix(ENDING)?.split_once('/')?;
            study.is_of(name, id).then(|| name.to_owned())
        });
        match (of.next(), of.next()) {
            (Some(only), None) => only,
            _ => id.to_owned(),
        }
    }

    /// Reads the codings of one coder on one transcript; an empty ledger where there are none.
    pub fn read(
        &self,
        coder: &str,
        transcript: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<CodingFile> {
        let path = self.path(coder, transcript);
        if path.exists() {
            return self.read_file(coder, transcript, &path, faults);
        }
        Some(self.file(
            coder,
            transcript,
            Parsed {
                whole: true,
                ..Parsed::default()
            },
        ))
    }

    /// What a coder has finished.
    pub fn roster(&self, coder: &str, faults: &mut Vec<Diagnostic>) -> Roster {
        let name = format!("{}{FOLDER}/{coder}/{ROSTER}", self.prefix);
        match fs::read_to_string(self.folder.join(coder).join(ROSTER)) {
            Ok(text) => Roster::parse(&Arc::new(Source::new(name, text)), faults),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Roster::default(),
            Err(error) => {
                faults.push(unreadable(name, &error));
                Roster::default()
            }
        }
    }

    fn path(&self, coder: &str, transcript: &str) -> PathBuf {
        self.folder
            .join(coder)
            .join(format!("{transcript}{ENDING}"))
    }

    fn below(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.folder).unwrap_or(path);
        below.to_string_lossy().replace('\\', "/")
    }

    fn file(&self, coder: &str, transcript: &str, parsed: Parsed) -> CodingFile {
        CodingFile {
            name: format!("{}{FOLDER}/{coder}/{transcript}{ENDING}", self.prefix),
            coder: coder.to_owned(),
            transcript: transcript.to_owned(),
            ledger: parsed.ledger,
            lines: parsed.lines,
            whole: parsed.whole,
        }
    }

    fn read_file(
        &self,
        coder: &str,
        transcript: &str,
        path: &Path,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<CodingFile> {
        let name = format!("{}{FOLDER}/{coder}/{transcript}{ENDING}", self.prefix);
        match fs::read_to_string(path) {
            Ok(text) => {
                let parsed = Ledger::parse(&Arc::new(Source::new(name, text)), faults);
                Some(self.file(coder, transcript, parsed))
            }
            Err(error) => {
                faults.push(unreadable(name, &error));
                None
            }
        }
    }

    /// What is said of a folder whose name no coder can have.
    fn called_rules(&self, name: &str) -> Diagnostic {
        let place = Place::File(format!("{}{FOLDER}/{name}", self.prefix));
        let message = format!(
            "a coder cannot be called `{name}`: {}",
            CoderNameError::Rules
        );
        Diagnostic::error("unreadable", place, message)
            .help("give the folder another name; its codings are left out until then")
    }

    /// What is said of a folder that cannot be looked into. A study without codings has none, and that is no fault.
    fn unreadable_folder(&self, error: &walkdir::Error) -> Option<Diagnostic> {
        let reason = error.io_error()?;
        if reason.kind() == io::ErrorKind::NotFound {
            return None;
        }
        let below = self.below(error.path()?);
        Some(unreadable(
            format!("{}{FOLDER}/{below}", self.prefix),
            reason,
        ))
    }
}

fn unreadable(name: String, error: &io::Error) -> Diagnostic {
    let place = Place::File(name);
    if error.kind() == io::ErrorKind::InvalidData {
        return Diagnostic::error("unreadable", place, "this file is not UTF-8")
            .help("save it as UTF-8");
    }
    Diagnostic::error("unreadable", place, format!("this cannot be read: {error}"))
        .help("look whether you may open it, and whether its disk is there")
}
