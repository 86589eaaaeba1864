//! Word documents (Office Open XML).
//!
//! The body is read in order: paragraphs, soft line breaks, text boxes, tables row by row, hyperlinks, content controls and
//! tracked insertions. Field codes and fallbacks are no text. Left out and counted are passages that are deleted with
//! tracked changes, hidden text, page numbers, tables of contents, comments, footnotes and endnotes, headers and footers.
//! Warnings point at the number of a paragraph, counted from 1 over all paragraphs of the body, blank ones and table cells
//! included.

use super::archive::{Archive, Kind};
use super::document::Document;
use super::extract::{Extract, File};
use super::{How, ReadError, Reader};
use crate::transcript::Format;
use parts::Part;
use styles::Styles;

mod body;
mod parts;
mod styles;
mod symbols;

pub(super) const READER: Reader = Reader {
    format: Format::Docx,
    endings: &["docx", "docm", "dotx", "dotm"],
    how: How::Extract(extract),
};

const KIND: Kind = Kind {
    what: "a Word document",
    part: "word/document.xml",
    program: "Word or LibreOffice",
    ending: ".docx",
};

fn extract(file: File) -> Result<Extract, ReadError> {
    let name = file.name;
    let mut archive = Archive::open(name, file.bytes, KIND)?;
    let entry = main_part(archive.entries()).ok_or_else(|| archive.no_document())?;
    let folder = entry.rsplit_once('/').map_or("", |(folder, _)| folder);
    // Without its styles a document has all of its words.
    let styles = archive.text(&format!("{folder}/styles.xml")).ok();
    let styles = styles.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let (mut document, paragraphs, broken) = body::read(&archive.text(&entry)?, &styles);
    leave_parts_out(&mut archive, folder, &mut document);
    if let Some(broken) = &broken {
        document.warn_of_damage(broken, paragraphs);
    }
    match (document.extract(name, "UTF-8"), broken) {
        (Err(ReadError::Empty { .. }), Some(broken)) => Err(KIND.broken_at(name, &broken)),
        (extract, _) => extract,
    }
}

/// The entry that holds the text.
fn main_part(entries: &[String]) -> Option<String> {
    let usual = |entry: &&String| entry.eq_ignore_ascii_case("word/document.xml");
    let other = |entry: &&String| entry.starts_with("word/document");
    let found = entries.iter().find(usual);
    found.or_else(|| entries.iter().find(other)).cloned()
}

/// Counts what stands outside of the body.
fn leave_parts_out(archive: &mut Archive, folder: &str, document: &mut Document) {
    let mut parts: Vec<(Part, String)> = archive
        .entries()
        .iter()
        .filter_map(|entry| {
            let file = entry.strip_prefix(folder)?.strip_prefix('/')?;
            Some((Part::of(file)?, entry.clone()))
        })
        .collect();
    parts.sort_unstable();
    let mut margins = std::collections::BTreeSet::new();
    for (part, entry) in parts {
        // What cannot be read there is no speech either.
        let Ok(xml) = archive.text(&entry) else {
            continue;
        };
        for text in parts::texts(&xml, part) {
            // Page after page has the same.
            if part != Part::Margin || margins.insert(text.clone()) {
                document.leave_out(part.what(), &text);
            }
        }
    }
}
