//! What was replaced, kept apart from the data, and the way back.
//!
//! A log is JSON lines: first what it is, then one line for each file that was written. Places count code points in the
//! text that was written.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::replace::Replaced;
use crate::text::sha256;

/// The form of a log that this version writes and reads.
const VERSION: u32 = 1;

/// What was replaced in all files of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// The files in the order of writing.
    pub files: Vec<LoggedFile>,
}

/// What was replaced in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedFile {
    /// The file that was written, below the folder of the output.
    pub written: String,
    /// The file that was read.
    pub read: String,
    /// The SHA-256 of the bytes that were read.
    pub sha256_read: String,
    /// The SHA-256 of the text that was read, as UTF-8: what is restored.
    pub sha256_before: String,
    /// The SHA-256 of the text that was written.
    pub sha256_after: String,
    /// What was replaced, in order.
    pub replacements: Vec<Edit>,
}

/// A stretch that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The code point of the new text at which what was put in begins, from 0.
    pub start: usize,
    /// The code point after it.
    pub end: usize,
    /// What stood there.
    pub original: String,
}

/// Why a log cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// It is none.
    #[error("{name} is no log of replacements")]
    NoLog {
        /// The file.
        name: String,
    },
    /// A later version wrote it.
    #[error("{name} was written by a later version of Thematica")]
    Later {
        /// The file.
        name: String,
    },
    /// A line is broken.
    #[error("{name}:{line}: this line is broken: {reason}")]
    Line {
        /// The file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Head {
    thematica_replacements: u32,
}

impl Log {
    /// Writes it.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let head = Head {
            thematica_replacements: VERSION,
        };
        serde_json::to_writer(&mut *out, &head)?;
        writeln!(out)?;
        for file in &self.files {
            serde_json::to_writer(&mut *out, file)?;
            writeln!(out)?;
        }
        Ok(())
    }

    /// Reads it. `name` is its path as people know it.
    pub fn read(name: &str, text: &str) -> Result<Self, LogError> {
        let mut lines = (1..).zip(text.lines());
        let head = lines
            .next()
            .and_then(|(_, head)| serde_json::from_str(head).ok());
        let Some(Head {
            thematica_replacements: version,
        }) = head
        else {
            return Err(LogError::NoLog {
                name: name.to_owned(),
            });
        };
        if version > VERSION {
            return Err(LogError::Later {
                name: name.to_owned(),
            });
        }
        let lines = lines.filter(|(_, line)| !line.trim().is_empty());
        let files = lines.map(|(line, written)| {
            serde_json::from_str(written).map_err(|error| LogError::Line {
                name: name.to_owned(),
                line,
                reason: error.to_string(),
            })
        });
        Ok(Self {
            files: files.collect::<Result<_, _>>()?,
        })
    }
}

impl LoggedFile {
    /// Makes the entry of a file from its texts before and after.
    #[must_use]
    pub fn new(
        (read, bytes): (&str, &[u8]),
        written: &str,
        (before, after): (&str, &str),
        replacements: Vec<Edit>,
    ) -> Self {
        Self {
            written: written.to_owned(),
            read: read.to_owned(),
            sha256_read: sha256(bytes),
            sha256_before: sha256(before.as_bytes()),
            sha256_after: sha256(after.as_bytes()),
            replacements,
        }
    }

    /// The text before replacement; `None` where the text is not the one that was written, or the log was changed.
    #[must_use]
    pub fn restore(&self, after: &str) -> Option<String> {
        if sha256(after.as_bytes()) != self.sha256_after {
            return None;
        }
        let before = restored(after, &self.replacements)?;
        (sha256(before.as_bytes()) == self.sha256_before).then_some(before)
    }
}

impl Replaced {
    /// What leads back from the new text to the old one.
    #[must_use]
    pub fn edits(&self, old: &str) -> Vec<Edit> {
        let (mut byte, mut point) = (0, 0);
        let mut points_to = |to: usize| {
            point += self.text[byte..to].chars().count();
            byte = to;
            point
        };
        let edit = |it: &super::Replacement| Edit {
            start: points_to(it.to.start),
            end: points_to(it.to.end),
            original: old[it.from.range()].to_owned(),
        };
        self.replacements.iter().map(edit).collect()
    }
}

/// Puts back what was replaced; `None` where the edits do not fit the text.
#[must_use]
pub fn restored(after: &str, edits: &[Edit]) -> Option<String> {
    let mut before = String::with_capacity(after.len());
    let (mut rest, mut point) = (after, 0);
    for edit in edits {
        let (kept, behind) = cut(rest, edit.start.checked_sub(point)?)?;
        let (_, behind) = cut(behind, edit.end.checked_sub(edit.start)?)?;
        before.push_str(kept);
        before.push_str(&edit.original);
        (rest, point) = (behind, edit.end);
    }
    before.push_str(rest);
    Some(before)
}

/// Cuts a text behind so many code points.
fn cut(text: &str, points: usize) -> Option<(&str, &str)> {
    let ends = text.char_indices().map(|(byte, _)| byte);
    let byte = ends.chain([text.len()]).nth(points)?;
    Some(text.split_at(byte))
}
