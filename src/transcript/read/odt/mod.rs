//! `OpenDocument` texts, as `LibreOffice` writes them: packed (.odt), and in one piece of XML (.fodt).
//!
//! The text is read in order: paragraphs and headings, line breaks, lists, sections, text boxes, tables row by row. Left
//! out and counted are passages that are deleted with tracked changes, hidden text, page numbers, tables of contents,
//! comments, footnotes and endnotes, headers and footers. Warnings point at the number of a paragraph, counted from 1 over
//! all paragraphs of the text, blank ones and table cells included.

use super::archive::{Archive, Kind};
use super::decode::{self, Kindred};
use super::extract::{Extract, File};
use super::{How, ReadError, Reader};
use crate::transcript::Format;
use body::Walk;

mod body;
pub(super) mod skipped;
pub(super) mod space;
mod styles;

pub(super) const READER: Reader = Reader {
    format: Format::Odt,
    endings: &["odt", "ott", "fodt"],
    how: How::Extract(extract),
};

const KIND: Kind = Kind {
    what: "an OpenDocument text",
    part: "text in content.xml",
    program: "LibreOffice or Word",
    ending: ".odt",
};

fn extract(file: File) -> Result<Extract, ReadError> {
    let mut walk = Walk::default();
    if file.bytes.starts_with(b"PK") || !looks_like_xml(&file.bytes) {
        let mut archive = Archive::open(file.name, file.bytes, KIND)?;
        if archive.is_encrypted() {
            return Err(ReadError::Encrypted {
                name: file.name.to_owned(),
            });
        }
        // Without its named styles a document has all of its words.
        if let Ok(styles) = archive.text("styles.xml") {
            walk.read(&styles);
        }
        let has_content = archive.entries().iter().any(|entry| entry == "content.xml");
        if !has_content {
            return Err(archive.no_document());
        }
        walk.read(&archive.text("content.xml")?);
        walk.end(file.name, "UTF-8")
    } else {
        let decoded = decode::decode(file.name, file.bytes, file.encoding, Kindred::Markup)?;
        walk.read(&decoded.text);
        walk.end(file.name, &decoded.encoding)
    }
}

fn looks_like_xml(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64)];
    // In UTF-16 there are zeros between, and the byte order mark before it.
    start.contains(&b'<')
}
