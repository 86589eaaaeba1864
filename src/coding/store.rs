//! The store of codings by people, as far as the linter needs it: `codings/<coder>/<transcript>.jsonl`, one coding a line.
//!
//! Only what every version of such a line has is read: its code and its quote. A line that is no coding is told, and the
//! others are kept.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

/// The folder of a study that holds codings.
pub const FOLDER: &str = "codings";

/// The codings of one coder on one transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodingFile {
    /// The file's path as people know it.
    pub name: String,
    /// Who coded.
    pub coder: String,
    /// The transcript's id, or the end of it.
    pub transcript: String,
    /// The codings, in the order of the file.
    pub codings: Vec<StoredCoding>,
}

/// A coding as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCoding {
    /// The line that it stands in, from 1.
    pub line: usize,
    /// The code's id.
    pub code: String,
    /// The words that it was laid on.
    pub quote: String,
}

#[derive(Deserialize)]
struct Line {
    code: String,
    quote: String,
}

/// Reads all codings of a study's folder, by coder and transcript; `prefix` stands before the paths for people.
pub fn read(root: &Path, prefix: &str, faults: &mut Vec<Diagnostic>) -> Vec<CodingFile> {
    let folder = root.join(FOLDER);
    let entries = WalkDir::new(&folder).sort_by_file_name().into_iter();
    let mut files = Vec::new();
    for entry in entries {
        let entry = match entry {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) => entry,
            Err(error) => {
                faults.extend(unreadable_folder(&error, root, prefix));
                continue;
            }
        };
        let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        let below = below.to_string_lossy().replace('\\', "/");
        let Some((coder, transcript)) = below
            .strip_suffix(".jsonl")
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        let name = format!("{prefix}{FOLDER}/{below}");
        match fs::read_to_string(entry.path()) {
            Ok(text) => files.push(CodingFile {
                coder: coder.to_owned(),
                transcript: transcript.to_owned(),
                codings: parse(&name, text, faults),
                name,
            }),
            Err(error) => faults.push(unreadable(name, &error)),
        }
    }
    files
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

/// What is said of a folder that cannot be looked into. A study without codings has none, and that is no fault.
fn unreadable_folder(error: &walkdir::Error, root: &Path, prefix: &str) -> Option<Diagnostic> {
    let reason = error.io_error()?;
    if reason.kind() == io::ErrorKind::NotFound {
        return None;
    }
    let path = error.path()?;
    let below = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    let name = format!("{prefix}{}", below.replace('\\', "/"));
    Some(unreadable(name, reason))
}

fn parse(name: &str, text: String, faults: &mut Vec<Diagnostic>) -> Vec<StoredCoding> {
    let source = Arc::new(Source::new(name, text));
    let mut codings = Vec::new();
    for (line, written) in (1..).zip(source.text().lines()) {
        if written.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Line>(written) {
            Ok(Line { code, quote }) => codings.push(StoredCoding { line, code, quote }),
            Err(error) => {
                let place = place_of(&source, line, &error);
                // Its line is ours, and its place is told already.
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or(&reason);
                let message = format!("this line is no coding: {reason}");
                let fault = Diagnostic::error("unreadable-coding", place, message);
                faults.push(fault.help(
                    "a coding looks like {\"code\": \"trust\", \"quote\": \"They trust me.\"}",
                ));
            }
        }
    }
    codings
}

/// The character of a line before which its reading ended.
fn place_of(source: &Arc<Source>, line: usize, error: &serde_json::Error) -> Place {
    let text = source.text();
    let line = source.line(line).unwrap_or_default();
    let read = line.start + error.column().saturating_sub(1);
    let mut at = read.min(line.end);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    Place::Span(Arc::clone(source), Span::new(at, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_coding_is_told_and_the_others_are_kept() {
        let text = "{\"code\": \"a\", \"quote\": \"x\", \"later\": 1}\nno\n\n{\"code\": \"b\", \"quote\": \"y\"}\n";
        let mut faults = Vec::new();
        let codings = parse("c.jsonl", text.to_owned(), &mut faults);
        let lines: Vec<usize> = codings.iter().map(|coding| coding.line).collect();
        assert_eq!(lines, [1, 4]);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].place.position().unwrap().line, 2);
        assert_eq!(faults[0].message, "this line is no coding: expected ident");
    }

    #[test]
    fn a_fault_is_told_at_its_own_character() {
        let mut faults = Vec::new();
        parse(
            "c.jsonl",
            "{\"code\": \"é\", quote: \"x\"}\n".to_owned(),
            &mut faults,
        );
        let at = faults[0].place.position().unwrap();
        assert_eq!((at.line, at.column), (1, 15));
    }

    #[test]
    fn a_study_without_codings_has_no_faults_and_what_cannot_be_read_is_one() {
        let root = std::env::temp_dir().join(format!("thematica-store-{}", std::process::id()));
        let mut faults = Vec::new();
        assert!(read(&root, "", &mut faults).is_empty());
        assert!(faults.is_empty());
        let folder = root.join(FOLDER).join("ann");
        // A folder is no file of codings, whatever its name.
        fs::create_dir_all(folder.join("b.jsonl")).unwrap();
        fs::write(folder.join("a.jsonl"), b"{\"code\": \"\xFF\"}\n").unwrap();
        assert!(read(&root, "s/", &mut faults).is_empty());
        fs::remove_dir_all(&root).unwrap();
        let told: Vec<_> = faults.iter().map(|it| it.place.file()).collect();
        assert_eq!(told, ["s/codings/ann/a.jsonl"]);
        assert_eq!(faults[0].message, "this file is not UTF-8");
    }
}
