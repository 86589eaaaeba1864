//! Puts parts into an archive and reads that.

#![allow(dead_code, reason = "each target uses a part of it")]

use std::io::{Cursor, Write as _};

use thematica::transcript::read::{self as transcript, ReadOptions};
use zip::write::SimpleFileOptions;

/// What stands between two parts in the input.
const BETWEEN: &[u8] = b"\n----\n";

/// What a workbook cannot do without.
const FRAME: &[(&str, &str)] = &[
    (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
];

/// Reads the input as a file where it looks like one, else cut into these parts.
pub fn read(name: &str, bytes: &[u8], parts: &[&str]) {
    let bytes = match bytes.first() {
        Some(b'P' | 0) => bytes.to_vec(),
        _ => packed(bytes, parts),
    };
    if let Ok(transcript) = transcript::read("t", name, bytes, &ReadOptions::default()) {
        for paragraph in &transcript.paragraphs {
            assert!(!transcript.source.slice(paragraph.span).is_empty());
        }
    }
}

/// An archive of the parts, with what a workbook cannot do without.
pub fn packed(bytes: &[u8], parts: &[&str]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut put = |name: &str, content: &[u8]| {
        archive.start_file(name, stored).expect("names are short");
        archive.write_all(content).expect("memory takes all");
    };
    if parts[0].starts_with("xl/") {
        for (name, content) in FRAME {
            put(name, content.as_bytes());
        }
    }
    let mut rest = bytes;
    for part in parts {
        let mut windows = rest.windows(BETWEEN.len());
        let at = windows.position(|window| window == BETWEEN);
        put(part, &rest[..at.unwrap_or(rest.len())]);
        rest = at.map_or(&[], |at| &rest[at + BETWEEN.len()..]);
    }
    archive.finish().expect("memory takes all").into_inner()
}
