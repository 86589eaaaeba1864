//! The way back: names in the place of pseudonyms, by a log.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use thematica::exchange::pseudonym::{Log, LoggedFile};
use thematica::text::sha256;
use walkdir::WalkDir;

use super::folder::{self, Folder};
use crate::args::Global;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::status::Status;

/// Restores what can be restored, and says what cannot.
pub fn run(
    log: &Path,
    paths: &[PathBuf],
    output: &Path,
    global: &Global,
) -> Result<Status, Failure> {
    if paths.is_empty() {
        return Err(Failure::new("no files to restore are named").help(
            "name the folder of the copy: `thematica pseudonymise --undo LOG FOLDER --output NEW`",
        ));
    }
    let name = log.display().to_string();
    let text = fs::read_to_string(log)
        .map_err(|error| Failure::new(format!("{name} cannot be read: {error}")))?;
    let log = Log::read(&name, &text).map_err(|error| {
        Failure::new(error.to_string())
            .help("the log is the file that `pseudonymise` wrote beside the key")
    })?;
    folder::apart(output, paths.iter().map(PathBuf::as_path))?;
    let folder = Folder::at(output)?;
    let (mut restored, mut failed) = (BTreeMap::new(), 0);
    for (path, below) in files(paths)? {
        match restore(&log, &path, &below) {
            Ok((file, text)) if restored.insert(&file.written, is_as_text(file)).is_none() => {
                folder.write(&file.written, &text)?;
            }
            Ok(_) => {}
            Err(message) => {
                messages::error(&message, None);
                failed += 1;
            }
        }
    }
    if !restored.is_empty() {
        folder.finish()?;
        let files = counted(restored.len(), "file");
        let as_text = restored.values().filter(|is_text| **is_text).count();
        let note = match as_text {
            0 => String::new(),
            _ => format!(
                "; {as_text} of them as text: of Word, PDF, tables and the like the text comes back, and not the document"
            ),
        };
        let message = format!("{files} restored in {}{note}", output.display());
        messages::remark(&message, global);
    }
    Ok(if failed == 0 {
        Status::Clean
    } else {
        Status::NotDone
    })
}

/// Whether a file was written in another form than it was read in.
fn is_as_text(file: &LoggedFile) -> bool {
    let ending = |path: &str| {
        let ending = Path::new(path).extension();
        ending.map(|it| it.to_string_lossy().to_lowercase())
    };
    ending(&file.read) != ending(&file.written)
}

/// All files that are named, with their paths below the folder that was.
fn files(paths: &[PathBuf]) -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                Failure::new(format!("{} cannot be read: {error}", path.display()))
            })?;
            if entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(path).unwrap_or(entry.path());
            let below = if below.as_os_str().is_empty() {
                entry.path()
            } else {
                below
            };
            let below = below.to_string_lossy().replace('\\', "/");
            files.push((entry.into_path(), below));
        }
    }
    Ok(files)
}

/// The text of a file before replacement, found by what the file holds, whatever its name is now.
fn restore<'l>(log: &'l Log, path: &Path, below: &str) -> Result<(&'l LoggedFile, String), String> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let digest = sha256(&bytes);
    let is_here = |file: &&LoggedFile| {
        file.written == below || below.ends_with(&format!("/{}", file.written))
    };
    let same: Vec<&LoggedFile> = log
        .files
        .iter()
        .filter(|file| file.sha256_after == digest)
        .collect();
    let by_name = same.iter().copied().find(is_here);
    let is_certain = same
        .windows(2)
        .all(|pair| pair[0].sha256_before == pair[1].sha256_before);
    let Some(file) = by_name.or_else(|| same.first().copied().filter(|_| is_certain)) else {
        return Err(
            match (log.files.iter().any(|file| is_here(&file)), same.len()) {
                (true, _) => format!("{shown} was changed since and is not restored"),
                (false, 0) => {
                    format!("{shown} is not in the log, or was changed since, and is not restored")
                }
                (false, _) => {
                    format!("{shown} may be one of several files of the log: give it its old name")
                }
            },
        );
    };
    let restored = String::from_utf8(bytes)
        .ok()
        .and_then(|text| file.restore(&text));
    restored
        .map(|text| (file, text))
        .ok_or_else(|| format!("{shown} cannot be restored: its line in the log was changed"))
}
