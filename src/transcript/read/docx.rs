//! Word documents (Office Open XML).
//!
//! The body is read in order: paragraphs, soft line breaks, tables row by row, hyperlinks, content controls and tracked
//! insertions. Deleted text, comments, footnotes, headers and footers, field codes and fallbacks are not. Warnings point
//! at the number of a paragraph, counted from 1 over all paragraphs of the body, blank ones and table cells included.

use super::archive::Archive;
use super::body;
use super::document::Document;
use super::extract::{Extract, File, Flaw, Warning};
use super::{How, ReadError, Reader, shortened};
use crate::transcript::{Format, LeftOut};

pub(super) const READER: Reader = Reader {
    format: Format::Docx,
    endings: &["docx", "docm", "dotx"],
    how: How::Extract(extract),
};

fn extract(file: File) -> Result<Extract, ReadError> {
    let name = file.name;
    let mut archive = Archive::open(name, file.bytes)?;
    let entry = main_part(archive.entries()).ok_or_else(|| ReadError::NoDocument {
        name: name.to_owned(),
    })?;
    let body = body::read(&archive.text(&entry)?);
    let mut document = Document {
        blocks: body.blocks,
        ..Document::default()
    };
    if body.deleted > 0 {
        document.left_out.push(LeftOut {
            what: "passages deleted with tracked changes".into(),
            count: body.deleted,
            example: shortened(&body.first_deleted),
        });
    }
    let Some((byte, reason)) = body.broken else {
        return document.extract(name, "UTF-8");
    };
    document.warnings.push(Warning {
        flaw: Flaw::DamagedDocument,
        number: body.paragraphs,
        message: format!(
            "the document is damaged at byte {byte} ({reason}); only what stands before that is read"
        ),
        help: "open it in Word or LibreOffice and save it again".to_owned(),
    });
    let extract = document.extract(name, "UTF-8");
    extract.map_err(|_| ReadError::BrokenZip {
        name: name.to_owned(),
    })
}

/// The entry that holds the text.
fn main_part(entries: &[String]) -> Option<String> {
    let usual = |entry: &&String| entry.eq_ignore_ascii_case("word/document.xml");
    let other = |entry: &&String| entry.starts_with("word/document");
    let found = entries.iter().find(usual);
    found.or_else(|| entries.iter().find(other)).cloned()
}
