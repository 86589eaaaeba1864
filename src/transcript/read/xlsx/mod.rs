//! Workbooks of Excel (.xlsx, .xlsm) and of `OpenDocument` (.ods, .fods): a sheet is read like a table in a .csv file.
//!
//! The first sheet is read that has a column of speakers and one of words; without such, the first with a column of
//! words; hidden sheets only where no other has one. Rows above the names of the columns, and the other sheets, are left out and counted. A workbook with several
//! sheets that look like transcripts is warned of. Warnings point at the row of the sheet.

use super::archive::{Archive, Kind};
use super::columns::{self, Columns};
use super::csv;
use super::decode::{self, Kindred};
use super::document::leave_out;
use super::extract::{Extract, File, Flaw, Warning};
use super::layout::Lines;
use super::{How, ReadError, Reader, shortened};
use crate::transcript::speakers::{Line, Origin};
use crate::transcript::{Format, LeftOut};
use comments::Comments;
use sheet::{Fault, Sheet};

mod comments;
mod excel;
mod ods;
mod sheet;
mod times;

pub(super) const READER: Reader = Reader {
    format: Format::Xlsx,
    endings: &["xlsx", "xlsm", "xltx", "ods", "ots", "fods"],
    how: How::Extract(extract),
};

const EXCEL: Kind = Kind {
    what: "an Excel workbook",
    part: "xl/workbook.xml",
    program: "Excel or LibreOffice",
    ending: ".xlsx",
};

const OPEN_DOCUMENT: Kind = Kind {
    what: "an OpenDocument workbook",
    part: "sheets in content.xml",
    program: "LibreOffice or Excel",
    ending: ".ods",
};

/// What a workbook holds.
#[derive(Default)]
struct Book {
    /// The sheets that have cells, in order.
    sheets: Vec<Sheet>,
    /// What is in it and is no cell.
    left_out: Vec<LeftOut>,
    /// What may have been misunderstood.
    warnings: Vec<Warning>,
}

fn extract(file: File) -> Result<Extract, ReadError> {
    let name = file.name;
    let (book, encoding) = read(file)?;
    let Book {
        sheets,
        mut left_out,
        mut warnings,
    } = book;
    if sheets.is_empty() {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    let found: Vec<Option<Columns>> = sheets
        .iter()
        .map(|sheet| columns::find(&sheet.rows))
        .collect();
    let chosen = choose(&sheets, &found).ok_or_else(|| no_columns(name, &sheets))?;
    let alike = |at: &usize| *at == chosen || has_speakers(found[*at].as_ref());
    let alike: Vec<&Sheet> = (0..sheets.len())
        .filter(alike)
        .map(|at| &sheets[at])
        .collect();
    if alike.len() > 1 {
        warnings.push(several(&alike, &sheets[chosen].name));
    }
    for (at, sheet) in sheets.iter().enumerate() {
        if at != chosen {
            leave_out(&mut left_out, "other sheets", None, &sheet.name);
        }
    }
    let Some(columns) = found[chosen] else {
        return Err(no_columns(name, &sheets));
    };
    let mut sheet = sheets.into_iter().nth(chosen).expect("a sheet was chosen");
    for row in &sheet.rows[..columns.above] {
        let row = row.joined().join(" | ");
        leave_out(&mut left_out, columns::ABOVE, None, &row);
    }
    columns.leave_out_others(&sheet.rows, &mut left_out);
    sheet.rows.drain(..columns.first());
    for column in [columns.start, columns.end].into_iter().flatten() {
        times::of_day(&mut sheet.rows, column);
    }
    let mut lines = Lines {
        guessed: columns.guessed,
        ..Lines::default()
    };
    for row in &sheet.rows {
        csv::push_row(&mut lines, &columns, &row.cells, row.number);
    }
    if lines.lines.iter().all(Line::is_blank) {
        return Err(ReadError::Empty {
            name: name.to_owned(),
        });
    }
    let origin = match columns.speaker {
        Some(_) => Origin::Table,
        None => Origin::Cues,
    };
    Ok(Extract {
        encoding,
        origin,
        lines,
        left_out,
        warnings,
    })
}

/// Reads the sheets; and the encoding of the file.
fn read(file: File) -> Result<(Book, String), ReadError> {
    let File {
        name,
        bytes,
        encoding,
    } = file;
    let start = bytes.get(..64).unwrap_or(&bytes);
    let told = |fault| tell(fault, name);
    if !bytes.starts_with(b"PK") && start.contains(&b'<') {
        let decoded = decode::decode(name, bytes, encoding, Kindred::Markup)?;
        let book = ods::read(&decoded.text).map_err(told)?;
        return Ok((book, decoded.encoding));
    }
    let mut archive = Archive::open(name, bytes, EXCEL)?;
    let has = |archive: &Archive, part: &str| archive.entries().iter().any(|entry| entry == part);
    let book = if has(&archive, "content.xml") {
        archive.kind = OPEN_DOCUMENT;
        if archive.is_encrypted() {
            return Err(ReadError::Encrypted {
                name: name.to_owned(),
            });
        }
        ods::read(&archive.text("content.xml")?).map_err(told)?
    } else if has(&archive, "xl/workbook.xml") {
        let mut left_out = Vec::new();
        let mut comments = Comments::default();
        for part in Comments::parts(archive.entries()) {
            comments.read(&archive.text(&part)?);
        }
        for comment in comments.texts() {
            leave_out(&mut left_out, "comments", None, &comment);
        }
        let mut book = excel::read(archive.weighed()?).map_err(told)?;
        left_out.append(&mut book.left_out);
        Book { left_out, ..book }
    } else {
        return Err(archive.no_document());
    };
    Ok((book, "UTF-8".to_owned()))
}

fn tell(fault: Fault, name: &str) -> ReadError {
    match fault {
        Fault::Broken(kind) => kind.broken(name),
        Fault::NoSheets(kind) => kind.no_document(name),
        Fault::TooManyCells => ReadError::TooManyCells {
            name: name.to_owned(),
            limit: sheet::MOST_CELLS,
        },
        Fault::TooMuchText => ReadError::TooLargeUnpacked {
            name: name.to_owned(),
            limit_mib: sheet::MOST_MIB,
        },
    }
}

fn has_speakers(columns: Option<&Columns>) -> bool {
    columns.is_some_and(|columns| columns.speaker.is_some())
}

/// The sheet that is read: people see it, it has speakers, it comes first.
fn choose(sheets: &[Sheet], found: &[Option<Columns>]) -> Option<usize> {
    let rank = |at: &usize| {
        let has_speakers = has_speakers(found[*at].as_ref());
        (sheets[*at].hidden, !has_speakers, *at)
    };
    let known = (0..sheets.len()).filter(|at| found[*at].is_some());
    known.min_by_key(rank)
}

fn several(alike: &[&Sheet], chosen: &str) -> Warning {
    const MOST: usize = 5;
    let names = alike.iter().take(MOST);
    let names: Vec<String> = names
        .map(|sheet| {
            let hidden = if sheet.hidden { "hidden " } else { "" };
            format!("{hidden}`{}`", shortened(&sheet.name))
        })
        .collect();
    let more = if alike.len() > MOST { ", ..." } else { "" };
    Warning {
        flaw: Flaw::SeveralSheets,
        number: 0,
        message: format!(
            "{} sheets of this workbook look like transcripts ({}{more}); only `{}` is read",
            alike.len(),
            names.join(", "),
            shortened(chosen)
        ),
        help: "save each transcript as a workbook of its own, or put them on one sheet".to_owned(),
    }
}

fn no_columns(name: &str, sheets: &[Sheet]) -> ReadError {
    let first = sheets.iter().find(|sheet| !sheet.hidden).or(sheets.first());
    let row = first.and_then(|sheet| sheet.rows.first());
    let columns = row.map(sheet::Row::joined).unwrap_or_default();
    ReadError::NoColumns {
        name: name.to_owned(),
        columns: columns
            .iter()
            .map(|cell| format!("`{}`", shortened(cell)))
            .collect(),
    }
}
