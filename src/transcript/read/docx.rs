//! Word documents (Office Open XML).
//!
//! The body is read in order: paragraphs, soft line breaks, tables row by row, hyperlinks, content controls and tracked
//! insertions. Deleted text, comments, footnotes, headers and footers, field codes and fallbacks are not. Warnings point
//! at the number of a paragraph, counted from 1 over all paragraphs of the body, blank ones and table cells included.

use std::io::{Cursor, Read};

use super::body::{self, Block, Body};
use super::columns::{self, Columns};
use super::decode::Kindred;
use super::layout::{self, Lines};
use super::{Input, ReadError, Reader, csv};
use crate::diagnostic::{Diagnostic, Place};
use crate::transcript::speakers::{Line, Origin};
use crate::transcript::{Format, LabelStyle, LeftOut, Reading, Transcript};

pub(super) const READER: Reader = Reader {
    format: Format::Docx,
    endings: &["docx", "docm", "dotx"],
    read,
};

/// The document of a transcript is smaller than this when it is unpacked: a book has 5 MiB.
const MOST_MIB: u64 = 256;

/// An archive with more entries than this is no document.
const MOST_ENTRIES: usize = 10_000;

fn read(mut input: Input) -> Result<Transcript, ReadError> {
    let bytes = std::mem::take(&mut input.bytes);
    let xml = document(input.name, bytes)?;
    let body = body::read(&xml);
    let mut reading = Reading {
        format: Format::Docx,
        encoding: "UTF-8".to_owned(),
        labels: LabelStyle::None,
        warnings: Vec::new(),
        left_out: Vec::new(),
    };
    let lines = lines(&body, xml.len() / 8);
    let empty = lines.lines.iter().all(Line::is_blank);
    if let Some((byte, reason)) = &body.broken {
        if empty {
            return Err(ReadError::BrokenZip {
                name: input.name.to_owned(),
            });
        }
        let place = Place::Line(input.name.to_owned(), body.paragraphs as usize);
        let message = format!(
            "the document is damaged at byte {byte} ({reason}); only what stands before that is read"
        );
        reading.warnings.push(
            Diagnostic::warning("damaged-document", place, message)
                .help("open it in Word or LibreOffice and save it again"),
        );
    }
    if empty {
        return Err(ReadError::Empty {
            name: input.name.to_owned(),
        });
    }
    if body.deleted > 0 {
        reading.left_out.push(LeftOut {
            what: "passages deleted with tracked changes",
            count: body.deleted,
            example: super::shortened(&body.first_deleted),
        });
    }
    let columns = body
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Table { rows, .. } if columns::find(rows).is_some()));
    reading
        .warnings
        .extend(layout::mojibake(input.name, &lines));
    let mut transcript = layout::transcript(&input, &lines, Origin::Document, reading);
    if columns && transcript.reading.labels == LabelStyle::Voice {
        transcript.reading.labels = LabelStyle::Column;
    }
    Ok(transcript)
}

/// The unpacked `word/document.xml`.
fn document(name: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    // What an archive misses in its own words helps nobody who wrote a document.
    let broken = || ReadError::BrokenZip {
        name: name.to_owned(),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MOST_ENTRIES {
        return Err(broken());
    }
    let entries: Vec<String> = archive
        .file_names()
        .filter_map(|entry| Some(entry.ok()?.into_owned()))
        .collect();
    let index = entries
        .iter()
        .find(|entry| entry.eq_ignore_ascii_case("word/document.xml"))
        .or_else(|| {
            entries
                .iter()
                .find(|entry| entry.starts_with("word/document"))
        })
        .and_then(|entry| archive.index_for_name(entry));
    let Some(index) = index else {
        return Err(ReadError::NoDocument {
            name: name.to_owned(),
        });
    };
    let file = match archive.by_index(index) {
        Ok(file) => file,
        Err(zip::result::ZipError::UnsupportedArchive(reason))
            if reason.to_lowercase().contains("password") =>
        {
            return Err(ReadError::Encrypted {
                name: name.to_owned(),
            });
        }
        Err(_) => return Err(broken()),
    };
    let most = MOST_MIB << 20;
    let too_large = || ReadError::TooLargeUnpacked {
        name: name.to_owned(),
        limit_mib: MOST_MIB,
    };
    if file.size() > most {
        return Err(too_large());
    }
    // What the archive says of its sizes may be a lie: what comes out is limited too.
    let mut xml = Vec::with_capacity(usize::try_from(file.size().min(1 << 24)).unwrap_or(0));
    file.take(most + 1)
        .read_to_end(&mut xml)
        .map_err(|_| broken())?;
    if xml.len() as u64 > most {
        return Err(too_large());
    }
    let decoded = super::decode::decode(name, xml, None, Kindred::Markup).map_err(|_| broken())?;
    Ok(decoded.text)
}

/// The lines of all blocks. A blank paragraph is a blank line.
fn lines(body: &Body, bytes: usize) -> Lines {
    let mut lines = Lines::with_capacity(bytes);
    for block in &body.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let mut at = 0;
                for (index, content) in paragraph.text.split('\n').enumerate() {
                    let line = Line {
                        number: paragraph.number,
                        bold: paragraph.bold_at(at),
                        starts_paragraph: index == 0,
                        heading: paragraph.heading,
                        ..Line::default()
                    };
                    lines.push(content, line);
                    at += content.len() + 1;
                }
            }
            Block::Table { rows, number } => table(&mut lines, rows, *number),
        }
    }
    lines
}

/// The rows of a table: utterances where it has a column of speakers, else one line a cell.
fn table(lines: &mut Lines, rows: &[Vec<String>], number: u32) {
    let columns = columns::find(rows).filter(|columns| columns.speaker.is_some() || columns.header);
    let row_number = |at: usize| number + u32::try_from(at).unwrap_or(0);
    if let Some(columns @ Columns { header, .. }) = columns {
        for (at, row) in rows.iter().enumerate() {
            if header && at == 0 {
                let line = Line {
                    number,
                    heading: true,
                    starts_paragraph: true,
                    ..Line::default()
                };
                lines.push(&row.join(" | "), line);
            } else {
                csv::push_row(lines, &columns, row, row_number(at));
            }
        }
        return;
    }
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<&str> = row
            .iter()
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let line = Line {
            number: row_number(at),
            starts_paragraph: true,
            ..Line::default()
        };
        // `Date | 3 May` is a line of the head.
        if let [key, value] = cells.as_slice()
            && key.len() < 40
            && !key.ends_with(['.', '?', '!', ':'])
        {
            lines.push(&format!("{key}: {value}"), line);
        } else {
            for cell in cells {
                for (index, content) in cell.split('\n').enumerate() {
                    let starts_paragraph = index == 0;
                    lines.push(
                        content,
                        Line {
                            starts_paragraph,
                            ..line
                        },
                    );
                }
            }
        }
    }
}
