//! What stands beside files of codings.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use crate::study::UNFINISHED;

/// Makes a file once, where there is none.
pub(super) fn begin(path: &Path, text: &str) -> io::Result<()> {
    match File::create_new(path) {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Clears away what killed processes left in a folder and those below it.
pub(super) fn clear(folder: &Path) {
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_file() && name.starts_with(UNFINISHED) {
            // The next one clears what this one cannot.
            let _ = fs::remove_file(entry.path());
        }
    }
}
