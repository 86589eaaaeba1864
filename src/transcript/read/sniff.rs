//! Which format a file has: from its first bytes where they say so, else from its ending.

use super::{READERS, ReadError, json, magic};
use crate::transcript::Format;

/// The format of a file, or why it cannot be read.
pub(super) fn format(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let name = || name.to_owned();
    let ending = ending(&name());
    let not_yet = |what| Err(ReadError::NotReadYet { name: name(), what });
    if let Some(other) = magic::other(bytes) {
        return Err(other.error(&name()));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(ole(name(), bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return match packed(bytes, &ending) {
            Some(Format::Xlsx) if holds(bytes, b"xl/workbook.bin") => {
                not_yet("an Excel binary workbook (.xlsb)")
            }
            Some(format) => Ok(format),
            None if ending == "pages" => not_yet("a Pages document (.pages)"),
            None if ending == "epub" => not_yet("an e-book (.epub)"),
            None if is_unzipped(&ending) => Err(magic::ZIP.error(&name())),
            None => Ok(Format::Docx),
        };
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = start.trim_ascii_start();
    let html = start.get(..1024).unwrap_or(start).to_ascii_lowercase();
    if start.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if start.starts_with(b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if is_html(&html) || is_html(&narrowed(bytes)) {
        return Ok(Format::Html);
    }
    if start.starts_with(b"WEBVTT") {
        return Ok(Format::Vtt);
    }
    if let Some(format) = flat(start) {
        return Ok(format);
    }
    match ending.as_str() {
        "pages" => return not_yet("a Pages document (.pages)"),
        "doc" if bytes.contains(&0) => return Err(ReadError::LegacyWord { name: name() }),
        _ => {}
    }
    let by_ending = READERS
        .iter()
        .find(|reader| reader.endings.contains(&ending.as_str()))
        .map_or(Format::Text, |reader| reader.format);
    // Whoever renames a text gives it no braces.
    let by_ending = if by_ending == Format::Rtf {
        Format::Text
    } else {
        by_ending
    };
    let any_pdf = || holds(bytes, b"%PDF-") || holds(bytes, b" obj");
    if by_ending == Format::Pdf && magic::is_text(bytes) && !any_pdf() {
        return Err(magic::TEXT.error(&name()));
    }
    if by_ending == Format::Text && looks_like_srt(start) {
        return Ok(Format::Srt);
    }
    if by_ending == Format::Text && json::is_json(start) {
        return Ok(Format::Json);
    }
    Ok(by_ending)
}

/// Whether files with this ending are known, and no archives themselves: one that is an archive has a wrong name.
fn is_unzipped(ending: &str) -> bool {
    let reader = READERS
        .iter()
        .find(|reader| reader.endings.contains(&ending));
    reader.is_some_and(|it| !matches!(it.format, Format::Docx | Format::Odt | Format::Xlsx))
}

/// Whether a file is a web page, by its first bytes in small letters.
fn is_html(start: &[u8]) -> bool {
    let xml = start.starts_with(b"<?xml") || start.starts_with(b"<!--");
    start.starts_with(b"<!doctype html")
        || start.starts_with(b"<html")
        || (xml && memchr::memmem::find(start, b"<html").is_some())
}

/// The first letters of a file that begins with the mark of UTF-16, in small ones. Word saves web pages in it, too.
fn narrowed(bytes: &[u8]) -> Vec<u8> {
    if !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF]) {
        return Vec::new();
    }
    let first = bytes[2..].iter().take(256).filter(|byte| **byte != 0);
    first
        .map(u8::to_ascii_lowercase)
        .collect::<Vec<u8>>()
        .trim_ascii_start()
        .to_vec()
}

/// What archives of a format hold.
const HOLDS: &[(&[u8], Format)] = &[
    (b"word/document", Format::Docx),
    (b"xl/workbook", Format::Xlsx),
];

/// The format of a zip archive, by the names of what it holds: they stand in it as they are, again at its end. Archives
/// that are put into others have theirs before that.
fn packed(bytes: &[u8], ending: &str) -> Option<Format> {
    let start = bytes.get(..256).unwrap_or(bytes);
    // `mimetype` comes first in an OpenDocument package, and is not compressed.
    if holds(start, b"application/vnd.oasis.opendocument.text") {
        return Some(Format::Odt);
    }
    if holds(start, b"application/vnd.oasis.opendocument.spreadsheet") {
        return Some(Format::Xlsx);
    }
    let last = HOLDS
        .iter()
        .filter_map(|(inside, format)| Some((memchr::memmem::rfind(bytes, inside)?, *format)));
    let last = last.max_by_key(|(at, _)| *at);
    last.map(|(_, format)| format).or_else(|| {
        let is_sheet = matches!(ending, "ods" | "ots");
        let format = if is_sheet { Format::Xlsx } else { Format::Odt };
        holds(bytes, b"content.xml").then_some(format)
    })
}

fn holds(bytes: &[u8], inside: &[u8]) -> bool {
    memchr::memmem::find(bytes, inside).is_some()
}

/// The format of an `OpenDocument` in one piece of XML: its root says it.
fn flat(start: &[u8]) -> Option<Format> {
    let root = start.get(..16_384).unwrap_or(start);
    if !root.starts_with(b"<") || !holds(root, b"<office:document") {
        None
    } else if holds(root, b"application/vnd.oasis.opendocument.text") {
        Some(Format::Odt)
    } else if holds(root, b"application/vnd.oasis.opendocument.spreadsheet") {
        Some(Format::Xlsx)
    } else {
        None
    }
}

/// What follows the last dot, in small letters.
fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.')
        .map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// A number and a line of times at the very start.
fn looks_like_srt(start: &[u8]) -> bool {
    let mut lines = start[..start.len().min(200)]
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii);
    let number = lines
        .next()
        .is_some_and(|line| !line.is_empty() && line.iter().all(u8::is_ascii_digit));
    number
        && lines.next().is_some_and(|line| {
            line.first().is_some_and(u8::is_ascii_digit)
                && memchr::memmem::find(line, b" --> ").is_some()
        })
}

/// An OLE file is an old file of Word or Excel, or a new one that needs a password.
fn ole(name: String, bytes: &[u8]) -> ReadError {
    let package: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if holds(bytes, &package) {
        ReadError::Encrypted { name }
    } else if matches!(ending(&name).as_str(), "xls" | "xlsx" | "xlt") {
        ReadError::LegacyExcel { name }
    } else {
        ReadError::LegacyWord { name }
    }
}
