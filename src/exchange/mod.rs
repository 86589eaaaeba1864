//! Codebooks in the formats of others: tables for spreadsheets, dictionaries of words, documents for readers. Transcripts
//! in plain formats are in [`transcript`], charts of the Framework Method that people fill in are in [`framework`].
//!
//! Every format goes through one [`Draft`], a codebook as it is written. What is read becomes a draft and then the YAML of
//! a codebook, which is parsed before anybody gets it; what is written comes from a draft of a parsed codebook. The table
//! that is written is the table that is read, so a codebook may be edited in a spreadsheet and comes back whole.
//!
//! A format that holds less, or more, says so: what is kept in another place is told as advice, what was guessed as a
//! warning, and what was left out as an error, each at its cell or line. The tables' form is documented in
//! `docs/codebook-tables.md`.

mod codebook_table;
pub mod codings;
mod comments;
mod dictionary;
mod document;
mod draft;
mod flow;
mod format;
pub mod framework;
mod import;
mod lines;
pub mod pseudonym;
mod sheet;
#[cfg(test)]
mod tests;
pub mod transcript;
mod yaml_file;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

pub use codebook_table::{Formulas, Separated, Separator, WriteError};
pub use comments::tell as tell_comments;
pub use draft::{Draft, DraftCode, Visit};
pub use flow::Flow;
pub use format::{Format, UnknownFormat};
pub use sheet::workbook::WorkbookError;
pub use yaml_file::written as yaml;

use crate::diagnostic::Diagnostic;
use crate::study;
use crate::text::Source;

/// What was read, and what is to be said of it.
#[derive(Debug)]
pub struct Import {
    /// The codebook as it is written.
    pub draft: Draft,
    /// What was kept elsewhere, guessed or left out, in the order of reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is no workbook, or a dangerous one.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// It has no codes.
    #[error("{name} has no {wanted}")]
    NoCodes {
        /// The file.
        name: String,
        /// What a file of its format must have.
        wanted: &'static str,
        /// What was said on the way, of sheets that were left out.
        diagnostics: Vec<Diagnostic>,
    },
    /// It is not the YAML that it should be.
    #[error("{} is not valid YAML", .0.place.file())]
    Syntax(Box<Diagnostic>),
    /// The format is written and not read.
    #[error("a codebook cannot be read from {}", .0.described())]
    NotRead(Format),
}

/// Reads a file in a format other than our own. `name` is the path as people know it.
pub fn read(name: &str, bytes: Vec<u8>, format: Format) -> Result<Import, ReadError> {
    let mut diagnostics = Vec::new();
    let faults = &mut diagnostics;
    let draft = match format {
        Format::Xlsx => {
            let sheets = sheet::workbook::read(name, &bytes)?;
            for sheet in &sheets {
                sheet.tell_unread(faults);
            }
            import::draft(&sheets, faults)
        }
        Format::Csv | Format::Tsv => {
            let source = study::codebook_of_bytes(name, bytes, faults);
            let mut sheet = sheet::separated::read(&source, import::score, faults);
            codebook_table::restored(&mut sheet);
            import::draft(&[sheet], faults)
        }
        Format::Quanteda => {
            let source = study::codebook_of_bytes(name, bytes, faults);
            Some(dictionary::quanteda::read(&source, faults).map_err(ReadError::Syntax)?)
        }
        Format::Liwc => {
            let source = study::codebook_of_bytes(name, bytes, faults);
            liwc(&source, faults)
        }
        Format::Yaml | Format::Markdown | Format::Html => return Err(ReadError::NotRead(format)),
    };
    let Some(mut draft) = draft.filter(|draft| !draft.codes.is_empty()) else {
        return Err(ReadError::NoCodes {
            name: name.to_owned(),
            wanted: format.wanted(),
            diagnostics,
        });
    };
    if draft.name.trim().is_empty() {
        draft.name = stem(name);
    }
    Ok(Import { draft, diagnostics })
}

/// Whether a YAML text is a dictionary of quanteda and no codebook.
#[must_use]
pub fn is_dictionary(source: &Arc<Source>) -> bool {
    dictionary::quanteda::is_dictionary(source)
}

/// A dictionary of LIWC, whichever of its two forms it has.
fn liwc(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Option<Draft> {
    if source
        .text()
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('%')
    {
        return dictionary::liwc::read(source, faults);
    }
    let sheet = sheet::separated::read(source, |_| 0, faults);
    dictionary::dicx::read(&sheet, faults)
}

/// A file's name without folders and ending.
fn stem(name: &str) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// Writes a codebook as a comma or tab separated table.
pub fn write_table(draft: &Draft, how: Separated, out: &mut dyn Write) -> io::Result<()> {
    codebook_table::write_separated(draft, how, out)
}

/// Writes a codebook as an Excel workbook.
pub fn write_workbook(draft: &Draft, out: &mut dyn Write) -> Result<(), WriteError> {
    codebook_table::write_workbook(draft, out)
}

/// Writes a codebook as a Markdown document.
pub fn write_markdown(draft: &Draft, out: &mut dyn Write) -> io::Result<()> {
    document::markdown::write(draft, out)
}

/// Writes a codebook as a web page that needs no other file.
pub fn write_html(draft: &Draft, out: &mut dyn Write) -> io::Result<()> {
    document::html::write(draft, out)
}
