//! Reading the small text files of a study: its manifest, its tables, its codebook.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;

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
    let text = if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(&bytes) {
        encoding
            .decode_without_bom_handling(&bytes[length..])
            .0
            .into_owned()
    } else {
        String::from_utf8(bytes).unwrap_or_else(|error| {
            let message = "this file is not UTF-8; it was read as windows-1252";
            let place = Place::File(name.to_owned());
            let fault = Diagnostic::warning("guessed-encoding", place, message);
            faults.push(fault.help("save it as UTF-8"));
            encoding_rs::WINDOWS_1252
                .decode(error.as_bytes())
                .0
                .into_owned()
        })
    };
    Arc::new(Source::new(name, text))
}
