//! Rich Text Format, also under the name of a Word document (`.doc`).
//!
//! The text is read in order: paragraphs, line breaks, tables row by row, results of fields, text boxes, tracked
//! insertions. Headers and footers, footnotes, comments, hidden and deleted text and the numbers of lists are left out
//! and counted. Mail that was wrapped as RTF is read as it would be shown. Groups are counted and never recursed into.
//! A file that breaks off gives what stands before the break; what stands behind a brace
//! too many is read as if it were not there.
//!
//! Written from the Rich Text Format Specification, version 1.9.1.

use super::extract::{Extract, File, Flaw, Warning};
use super::{How, ReadError, Reader};
use crate::text::counted;
use crate::transcript::Format;

mod charset;
mod flow;
mod token;
mod walk;
mod words;

pub(super) const READER: Reader = Reader {
    format: Format::Rtf,
    endings: &["rtf"],
    how: How::Extract(extract),
};

fn extract(file: File) -> Result<Extract, ReadError> {
    let asked = file.encoding.and_then(charset::asked);
    let mut read = walk::read(start(&file.bytes), asked);
    drop(file.bytes);
    if let Some(number) = read.behind {
        read.document.warnings.push(Warning {
            flaw: Flaw::DamagedDocument,
            number,
            message: "a brace too many closes the document before this paragraph; what stands behind it is read all the same"
                .to_owned(),
            help: "look whether it belongs to the transcript, or open the file in Word or LibreOffice and save it again"
                .to_owned(),
        });
    }
    if read.open > 0 {
        let groups = counted(u64::from(read.open), "group");
        read.document.warnings.push(Warning {
            flaw: Flaw::DamagedDocument,
            number: read.paragraphs,
            message: format!(
                "the document breaks off after this paragraph ({groups} of it never closed); what came after it is missing"
            ),
            help: "open it in Word or LibreOffice and save it again; where the end is missing there too, fetch the file again"
                .to_owned(),
        });
    }
    read.document.extract(file.name, read.encoding)
}

/// The file without what some programs put before it.
fn start(bytes: &[u8]) -> &[u8] {
    bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start()
}

#[cfg(test)]
mod tests;
