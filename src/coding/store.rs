//! The store of codings by people, as far as the linter needs it: `codings/<coder>/<transcript>.jsonl`, one coding a line.
//!
//! Only what every version of such a line has is read: its code and its quote. A line that is no coding is told, and the
//! others are kept.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;

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
    for entry in entries.filter_map(Result::ok) {
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
            Err(error) => {
                let message = format!("this cannot be read: {error}");
                faults.push(Diagnostic::error("unreadable", Place::File(name), message));
            }
        }
    }
    files
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
                let place = Place::Line(name.to_owned(), line);
                let message = format!("this line is no coding: {error}");
                let fault = Diagnostic::error("unreadable-coding", place, message);
                faults.push(fault.help("a coding is a JSON object with `code` and `quote`"));
            }
        }
    }
    codings
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
    }
}
