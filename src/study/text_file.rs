//! Reading the small text files of a study: its manifest, its tables, its codebook.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};
use crate::yaml;

/// The largest file that is read. A codebook or a table is a thousand times smaller: this is another file by mistake.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a text; what is not Unicode is taken for Windows-1252, as spreadsheets write it, and a warning says so.
pub(super) fn read(
    path: &Path,
    name: &str,
    faults: &mut Vec<Diagnostic>,
) -> io::Result<Arc<Source>> {
    if fs::metadata(path)?.len() > MOST_BYTES {
        let most = MOST_BYTES / 1024 / 1024;
        return Err(io::Error::other(format!("it is larger than {most} MiB")));
    }
    Ok(decoded(fs::read(path)?, name, faults))
}

/// Decodes a text that somebody else read.
pub(super) fn decoded(bytes: Vec<u8>, name: &str, faults: &mut Vec<Diagnostic>) -> Arc<Source> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(&bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[length..]).0;
        return Arc::new(Source::new(name, text));
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Arc::new(Source::new(name, text)),
        Err(error) => error,
    };
    let decode = |bytes| {
        encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
    };
    let source = Arc::new(Source::new(name, decode(error.as_bytes())));
    // A document of another program is called by its name when it is read, and has no line to show.
    if ends_in(name, "yaml") && yaml::is_foreign(&source) {
        return source;
    }
    // What comes before the first byte that is not UTF-8 was read as windows-1252 too.
    let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let at = decode(before).len();
    let place = Place::Span(Arc::clone(&source), Span::new(at, at));
    let message = "this file is not UTF-8; it was read as windows-1252";
    let fault = Diagnostic::warning("guessed-encoding", place, message);
    faults.push(fault.help(if ends_in(name, "csv") {
        "save it as UTF-8; in a spreadsheet, choose \"CSV UTF-8\""
    } else {
        "save it as UTF-8; editors ask for the encoding under \"Save as\""
    }));
    source
}

fn ends_in(name: &str, ending: &str) -> bool {
    let written = name.rsplit_once('.').map(|(_, written)| written);
    written.is_some_and(|written| written.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_of_another_program_is_not_told_to_be_saved_as_utf8() {
        let mut faults = Vec::new();
        decoded(b"PK\x03\x04\xEB\0".to_vec(), "codebook.yaml", &mut faults);
        assert!(faults.is_empty());
        decoded(b"codebook: Zo\xEB".to_vec(), "codebook.yaml", &mut faults);
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn what_is_not_utf8_is_told_where_it_begins() {
        let mut faults = Vec::new();
        let bytes = b"id\nJos\xC3\xA9 and Zo\xEB\n".to_vec();
        let source = decoded(bytes, "people.csv", &mut faults);
        assert_eq!(source.text(), "id\nJosÃ© and Zoë\n");
        let at = faults[0].place.position().unwrap();
        assert_eq!((at.line, at.column), (2, 13));
    }
}
