//! PDF documents.
//!
//! A PDF knows letters and their places on pages, and neither words nor paragraphs. So letters are put together to
//! lines, lines to paragraphs; headers, footers, page numbers and numbers in the margin are taken away and counted.
//! Warnings point at the number of a page.
//!
//! What a hostile file could cost is limited before and while it is read; a file beyond the limits is refused.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::page::Rotation;
use hayro_syntax::{LoadPdfError, Pdf};
use memchr::memmem;

use self::content::Reader as Content;
use self::inspection::Refusal;
use self::lines::Line;
use self::matrix::Matrix;
use super::document::Document;
use super::extract::{Extract, File, Flaw, Warning};
use super::{How, ReadError, Reader};
use crate::transcript::{Format, LeftOut};

mod cmap;
mod content;
mod encoding;
mod font;
mod furniture;
mod inspection;
mod label;
mod lines;
mod margin;
mod matrix;
mod page;
mod paragraphs;
mod rows;
mod sparse;
mod stream;
mod tables;
mod token;
mod vocabulary;
mod widths;

pub(super) const READER: Reader = Reader {
    format: Format::Pdf,
    endings: &["pdf"],
    how: How::Extract(extract),
};

/// The content of all pages, unpacked: a page of text has some kilobytes.
const MOST_CONTENT_MIB: usize = 256;
/// The content of one page, unpacked: large drawings have some megabytes.
const MOST_PAGE_MIB: usize = 32;
/// Pages of a file.
const MOST_PAGES: usize = 10_000;
/// Characters of a file: some 1,500 full pages.
const MOST_GLYPHS: usize = 5_000_000;

fn extract(file: File) -> Result<Extract, ReadError> {
    let name = file.name;
    if file.bytes.trim_ascii().is_empty() {
        let name = name.to_owned();
        return Err(ReadError::Empty { name });
    }
    let truncated = is_truncated(&file.bytes);
    let extract = inspected(file);
    if !truncated {
        return extract;
    }
    match extract {
        Ok(mut extract) => {
            extract.warnings.push(truncation());
            Ok(extract)
        }
        // What is missing may be in the part that is missing.
        Err(
            ReadError::BrokenPdf { .. }
            | ReadError::Empty { .. }
            | ReadError::Scanned { .. }
            | ReadError::NoLetters { .. },
        ) => Err(ReadError::TruncatedPdf {
            name: name.to_owned(),
        }),
        Err(error) => Err(error),
    }
}

/// Whether a file breaks off: objects and no mark of an end follow the last mark, or there is none. What is appended to a
/// file that has an end has one, too.
fn is_truncated(bytes: &[u8]) -> bool {
    let end = memmem::rfind(bytes, b"%%EOF");
    let begins = memmem::find(bytes, b"%PDF-").is_some();
    let rest = end.map_or(bytes, |end| &bytes[end..]);
    begins && (end.is_none() || memmem::find(rest, b" obj").is_some())
}

fn truncation() -> Warning {
    Warning {
        flaw: Flaw::DamagedDocument,
        number: 0,
        message: "the file breaks off before its end; only what could be found in it is read, and pages may be missing"
            .to_owned(),
        help: "copy or download it again, or print it to a new PDF where it can still be opened"
            .to_owned(),
    }
}

/// Reads a file that is found to be none that would cost too much.
fn inspected(file: File) -> Result<Extract, ReadError> {
    inspection::inspect(&file.bytes).map_err(|refusal| match refusal {
        Refusal::TooLarge { limit_mib } => {
            too_large(file.name, format!("than {limit_mib} MiB of objects"))
        }
        Refusal::TooManyObjects => {
            too_large(file.name, "objects than its size has room for".to_owned())
        }
        Refusal::Broken => broken(file.name),
    })?;
    // What the library cannot cope with must not take other files' results along.
    let bytes = file.bytes;
    let read = catch_unwind(AssertUnwindSafe(|| read(file.name, bytes)));
    read.unwrap_or_else(|_| Err(broken(file.name)))
}

fn broken(name: &str) -> ReadError {
    ReadError::BrokenPdf {
        name: name.to_owned(),
    }
}

fn too_large(name: &str, limit: String) -> ReadError {
    ReadError::TooLargePdf {
        name: name.to_owned(),
        limit,
    }
}

fn read(name: &str, bytes: Vec<u8>) -> Result<Extract, ReadError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ReadError::Encrypted {
            name: name.to_owned(),
        },
        LoadPdfError::Invalid => broken(name),
    })?;
    if pdf.pages().len() > MOST_PAGES {
        return Err(too_large(name, format!("than {MOST_PAGES} pages")));
    }
    let mut content = Content::new(MOST_CONTENT_MIB << 20, MOST_GLYPHS);
    let mut found = Found::default();
    for (page, number) in pdf.pages().iter().zip(1..) {
        let written = content
            .page(page, frame(page), MOST_PAGE_MIB << 20)
            .map_err(|_| {
                let all = format!(
                    "than {MOST_CONTENT_MIB} MiB of content, {MOST_PAGE_MIB} MiB on one page"
                );
                too_large(name, format!("{all}, or {MOST_GLYPHS} characters"))
            })?;
        found.add(&written, number);
    }
    found.document(name)?.extract(name, "PDF")
}

/// Turns a page upright and moves its lower left corner to the origin.
fn frame(page: &hayro_syntax::page::Page) -> Matrix {
    let crop = page.intersected_crop_box();
    #[expect(clippy::cast_possible_truncation, reason = "pages are small")]
    let [left, bottom, width, height] =
        [crop.x0, crop.y0, crop.width(), crop.height()].map(|number| number as f32);
    let turn = match page.rotation() {
        Rotation::None => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        Rotation::Horizontal => [0.0, -1.0, 1.0, 0.0, 0.0, width],
        Rotation::Flipped => [-1.0, 0.0, 0.0, -1.0, width, height],
        Rotation::FlippedHorizontal => [0.0, 1.0, -1.0, 0.0, height, 0.0],
    };
    Matrix::translation(-left, -bottom).then(Matrix(turn))
}

/// What was found on the pages.
#[derive(Debug, Default)]
struct Found {
    pages: Vec<Vec<Line>>,
    glyphs: usize,
    unknown: usize,
    /// The first page with characters that nobody knows.
    unknown_page: u32,
    /// Pages that are pictures without text.
    scanned: Vec<u32>,
    turned: Vec<String>,
}

impl Found {
    fn add(&mut self, page: &page::Page, number: u32) {
        if page.glyphs == 0 && page.pictures > 0 {
            self.scanned.push(number);
        }
        self.glyphs += page.glyphs;
        if page.unknown > 0 && self.unknown == 0 {
            self.unknown_page = number;
        }
        self.unknown += page.unknown;
        if page.turned_runs > 0 {
            self.turned.push(page.turned.clone());
        }
        self.pages.push(lines::lines(page, number));
    }

    fn document(mut self, name: &str) -> Result<Document, ReadError> {
        let name = || name.to_owned();
        let mut document = Document::default();
        if self.glyphs == 0 {
            return Err(match self.scanned.len() {
                0 => ReadError::Empty { name: name() },
                _ => ReadError::Scanned { name: name() },
            });
        }
        if self.unknown * 2 > self.glyphs {
            return Err(ReadError::NoLetters { name: name() });
        }
        self.warn(&mut document);
        for text in &self.turned {
            document.leave_out("pages with text that runs upwards or aslant", text);
        }
        for (kind, text) in furniture::take(&mut self.pages) {
            document.leave_out(kind, &text);
        }
        let lines: Vec<Line> = self.pages.into_iter().flatten().collect();
        document.blocks = paragraphs::blocks(&lines, tables::tables(&lines));
        Ok(document)
    }

    fn warn(&self, document: &mut Document) {
        if let Some(first) = self.scanned.first() {
            let mut pictures = LeftOut::none("pages that are pictures without text");
            for page in &self.scanned {
                pictures.add(None, &format!("page {page}"));
            }
            document.left_out.push(pictures);
            document.warnings.push(Warning {
                flaw: Flaw::ScannedPages,
                number: *first,
                message: format!(
                    "{} of {} pages are pictures without text, from page {first} on; what stands on them is not read",
                    self.scanned.len(),
                    self.pages.len(),
                ),
                help: "let a program recognise the text (OCR) and save the PDF again".to_owned(),
            });
        }
        if self.unknown > 0 {
            document.warnings.push(Warning {
                flaw: Flaw::UnknownLetters,
                number: self.unknown_page,
                message: format!(
                    "{} of {} characters, the first on page {}, are of fonts that do not say which letters they are",
                    self.unknown, self.glyphs, self.unknown_page,
                ),
                help: "look for the sign U+FFFD in the transcript; if it matters, make the PDF again from its source, or let a program recognise its text (OCR)".to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests;
