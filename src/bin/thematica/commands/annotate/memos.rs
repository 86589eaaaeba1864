//! Memos on codes and transcripts: Markdown below `memos/`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::room::CodeMemos;
use crate::output::Destination;
use crate::tui::history::MemoOf;

/// The folder of a study that holds memos.
const FOLDER: &str = "memos";

/// The memos on codes.
pub fn of_codes(root: &Path) -> CodeMemos {
    let Ok(entries) = fs::read_dir(root.join(FOLDER).join("codes")) else {
        return CodeMemos::new();
    };
    let files = entries.flatten().map(|entry| entry.path());
    let markdown = files.filter(|path| path.extension().is_some_and(|it| it == "md"));
    let read = markdown.filter_map(|path| {
        let id = path.file_stem()?.to_str()?.to_owned();
        Some((id, fs::read_to_string(&path).ok()?))
    });
    read.collect()
}

/// The memo on a transcript; nothing where there is none.
pub fn of_transcript(root: &Path, id: &str) -> String {
    let path = path(root, id, &MemoOf::Transcript);
    path.and_then(|path| fs::read_to_string(path).ok())
        .unwrap_or_default()
}

/// The names of the transcripts that have a memo.
pub fn transcripts(root: &Path) -> Vec<String> {
    let folder = root.join(FOLDER).join("transcripts");
    let files = WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let names = files.filter_map(|file| {
        let below = file.path().strip_prefix(&folder).ok()?.to_str()?;
        Some(below.strip_suffix(".md")?.replace('\\', "/"))
    });
    names.collect()
}

/// Where a memo is kept; `None` for those on codings, which are kept with them, and for ids that lead elsewhere.
pub fn path(root: &Path, transcript: &str, of: &MemoOf) -> Option<PathBuf> {
    let (folder, id) = match of {
        MemoOf::Coding(_) => return None,
        MemoOf::Code(id) => ("codes", id.as_str()),
        MemoOf::Transcript => ("transcripts", transcript),
    };
    let is_below = id.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let is_safe = is_below && !id.contains(['\\', ':']);
    is_safe.then(|| root.join(FOLDER).join(folder).join(format!("{id}.md")))
}

/// What came of writing a memo.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    /// It is as it was to be.
    AsMeant,
    /// Another program had written there: this stands there now, with both.
    Both(String),
}

/// Writes a memo whole or not at all; an empty one is taken away. Where the file is not as it was known, nobody's words are
/// lost: both stand there.
pub fn write(path: &Path, known: &str, text: &str) -> Result<Written, String> {
    let failed = |error: io::Error| format!("{} cannot be written: {error}", path.display());
    let now = match fs::read_to_string(path) {
        Ok(now) => now,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    let is_known = now == known || now.is_empty() || now == text;
    let both = if is_known {
        text.to_owned()
    } else {
        format!("{}\n\n{text}", now.trim_end())
    };
    if both.is_empty() {
        if !now.is_empty() {
            fs::remove_file(path).map_err(failed)?;
        }
        return Ok(Written::AsMeant);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let destination = Destination::File(path.to_path_buf());
    let written = destination.write(|out| out.write_all(both.as_bytes()));
    written.map_err(|_| format!("{} cannot be written", path.display()))?;
    Ok(if is_known {
        Written::AsMeant
    } else {
        Written::Both(both)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_words_are_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path(), "a/b", &MemoOf::Transcript).unwrap();
        assert_eq!(write(&path, "", "one\n"), Ok(Written::AsMeant));
        assert_eq!(of_transcript(folder.path(), "a/b"), "one\n");
        assert_eq!(write(&path, "one\n", "two\n"), Ok(Written::AsMeant));
        let both = "two\n\nthree\n".to_owned();
        assert_eq!(
            write(&path, "one\n", "three\n"),
            Ok(Written::Both(both.clone()))
        );
        assert_eq!(of_transcript(folder.path(), "a/b"), both);
        assert_eq!(write(&path, &both, ""), Ok(Written::AsMeant));
        assert!(!path.exists());
    }

    #[test]
    fn no_memo_is_written_elsewhere() {
        let root = Path::new("s");
        assert_eq!(path(root, "../x", &MemoOf::Transcript), None);
        assert_eq!(path(root, "x", &MemoOf::Code("/etc".to_owned())), None);
        assert_eq!(path(root, "x", &MemoOf::Coding("a".to_owned())), None);
        let code = path(root, "x", &MemoOf::Code("trust".to_owned())).unwrap();
        assert!(code.ends_with("memos/codes/trust.md"));
    }
}
