//! The file that codings are taken from, and what it is.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use clap::ValueEnum;

use super::super::desk::Desk;
use crate::failure::Failure;

/// The largest file that is read.
const MOST_BYTES: u64 = 1 << 30;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A table with a header, separated by comma, semicolon or tab
    Csv,
    /// One coding a line, as `codings export` writes it
    Jsonl,
    /// Lines as `grep -Hn` prints them
    Grep,
}

/// A file's name for people, and its text.
pub fn read(file: &Path) -> Result<(String, String), Failure> {
    let is_standard = file == Path::new("-");
    let name = if is_standard {
        "<stdin>".to_owned()
    } else {
        file.display().to_string()
    };
    let failed = |error: std::io::Error| Failure::new(format!("{name} cannot be read: {error}"));
    let mut bytes = Vec::new();
    let read = if is_standard {
        std::io::stdin()
            .lock()
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
    } else {
        let file = fs::File::open(file).map_err(failed)?;
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes)
    };
    read.map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::new(format!("{name} is larger than 1 GiB")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(_) => Err(Failure::new(format!("{name} is not UTF-8"))
            .help("save it as UTF-8; in a spreadsheet, choose \"CSV UTF-8\"")),
    }
}

/// Whether lines begin with the path of a transcript and a colon, as `grep` prints them where it is not asked for numbers.
pub fn is_unnumbered(desk: &Desk<'_>, text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let path = first.and_then(|line| line.split_once(':'));
    path.is_some_and(|(path, _)| desk.document(path).is_ok())
}

pub fn guess(file: &Path, text: &str) -> Form {
    let ending = file
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let has_number = || {
        let parts: Vec<&str> = first.split(':').collect();
        let before_text = &parts[..parts.len() - 1];
        let is_number = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        before_text.iter().any(is_number) || parts.iter().skip(1).any(is_number)
    };
    match ending.to_ascii_lowercase().as_str() {
        "jsonl" | "json" | "ndjson" => Form::Jsonl,
        "csv" | "tsv" => Form::Csv,
        _ if first.trim_start().starts_with('{') => Form::Jsonl,
        _ if has_number() => Form::Grep,
        _ => Form::Csv,
    }
}
