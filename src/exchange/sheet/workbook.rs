//! Workbooks (Office Open XML) as sheets.
//!
//! An archive tells any size it likes and unpacks to any other, so all of it is unpacked once and counted before the
//! reader sees it; cells are taken one by one, because a sheet with two cells may claim a billion between them.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx};

use super::{Cell, File, Row, Sheet, Unread, shown};
use crate::text::Span;

/// A workbook is smaller than this when it is unpacked.
pub const MOST_MIB: u64 = 64;
/// An archive with more entries than this is none that people fill in.
const MOST_ENTRIES: usize = 10_000;
/// More cells than this are no table that people fill in.
const MOST_CELLS: usize = 1_000_000;

/// What to do about a cell of which it is not known how it is shown.
const AS_TEXT: &str =
    "make it text: give the cell the format Text, then write what it shall say, or empty it";

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// It is no workbook.
    #[error("{name} is damaged or no Excel workbook (.xlsx)")]
    Broken {
        /// The file.
        name: String,
    },
    /// It becomes too large.
    #[error("{name} has more than {MOST_MIB} MiB when it is unpacked, which is more than is read")]
    TooLarge {
        /// The file.
        name: String,
    },
    /// It has too many cells.
    #[error("{name} has more than a million cells, which is more than are read")]
    TooManyCells {
        /// The file.
        name: String,
    },
}

/// Reads all sheets that have cells.
pub(in super::super) fn read(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookError> {
    weigh(name, bytes)?;
    guarded(|| unpacked(name, bytes)).unwrap_or_else(|| {
        Err(WorkbookError::Broken {
            name: name.to_owned(),
        })
    })
}

/// Runs the library on what strangers wrote; nothing where it cannot cope: it counts positions in sheets without regard to
/// their length, which overflows.
pub(in super::super) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

fn unpacked(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookError> {
    let broken = || WorkbookError::Broken {
        name: name.to_owned(),
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    for sheet in workbook.sheet_names() {
        // Sheets of charts have no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&sheet) else {
            continue;
        };
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        let mut unread = Vec::new();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|_| broken())? {
            left = left
                .checked_sub(1)
                .ok_or_else(|| WorkbookError::TooManyCells {
                    name: name.to_owned(),
                })?;
            let (row, column) = cell.get_position();
            let style = cells.styles().get(style);
            let format = style.and_then(|it| it.number_format.as_ref());
            let format = format.map_or("General", |it| it.format_code.as_str());
            match text(cell.get_value(), format) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => drop(rows.entry(row).or_default().insert(column, text)),
                Err(what) => unread.push(Unread {
                    row: row as usize + 1,
                    column: column as usize,
                    what,
                    way_out: AS_TEXT,
                }),
            }
        }
        drop(cells);
        uncalculated(&mut workbook, &sheet, &mut unread).map_err(|_| broken())?;
        // A row has a cell for each column up to its last one, and that may be the sixteen thousandth.
        let width = |row: &BTreeMap<u32, String>| row.last_key_value().map_or(0, |(last, _)| *last);
        let all: usize = rows.values().map(|row| width(row) as usize).sum();
        if all > MOST_CELLS {
            return Err(WorkbookError::TooManyCells {
                name: name.to_owned(),
            });
        }
        let rows: Vec<Row> = rows.into_iter().map(row).collect();
        if !rows.is_empty() || !unread.is_empty() {
            sheets.push(Sheet {
                name: sheet,
                rows,
                unread,
                file: File::Workbook(name.to_owned()),
                separator: None,
            });
        }
    }
    Ok(sheets)
}

/// Adds the cells of a sheet that have a formula without its value, as a program writes it that does not calculate. One
/// whose value is an empty text has been calculated.
fn uncalculated(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    unread: &mut Vec<Unread>,
) -> Result<(), calamine::XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(sheet)?;
    while let Some(cell) = cells.next_cell_with_formula()? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            let (row, column) = cell.pos;
            unread.push(Unread {
                row: row as usize + 1,
                column: column as usize,
                what: "a formula without a value".to_owned(),
                way_out: "save the file with a spreadsheet, which calculates it, or write the text itself",
            });
        }
    }
    Ok(())
}

fn row((number, filled): (u32, BTreeMap<u32, String>)) -> Row {
    let width = filled.last_key_value().map_or(0, |(column, _)| column + 1);
    let mut cells = vec![Cell::default(); width as usize];
    for (column, text) in filled {
        cells[column as usize] = Cell {
            text,
            span: Span::default(),
        };
    }
    Row {
        number: number as usize + 1,
        cells,
    }
}

/// Unpacks everything and keeps nothing, to know how much it is.
fn weigh(name: &str, bytes: &[u8]) -> Result<(), WorkbookError> {
    let broken = || WorkbookError::Broken {
        name: name.to_owned(),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MOST_ENTRIES {
        return Err(broken());
    }
    let most = MOST_MIB << 20;
    let mut unpacked = 0;
    for entry in 0..archive.len() {
        let entry = archive.by_index(entry).map_err(|_| broken())?;
        let mut entry = entry.take(most + 1 - unpacked);
        unpacked += io::copy(&mut entry, &mut io::sink()).map_err(|_| broken())?;
        if unpacked > most {
            return Err(WorkbookError::TooLarge {
                name: name.to_owned(),
            });
        }
    }
    Ok(())
}

/// The text of a cell as people see it; otherwise what it holds.
fn text(value: &DataRef<'_>, format: &str) -> Result<String, String> {
    let unknown = |what: &str| format!("a {what} in the format `{format}`, which is not read");
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        #[expect(
            clippy::cast_precision_loss,
            reason = "a workbook holds no number but doubles"
        )]
        DataRef::Int(number) => {
            shown::number(*number as f64, format).ok_or_else(|| unknown("number"))?
        }
        DataRef::Float(number) => {
            shown::number(*number, format).ok_or_else(|| unknown("number"))?
        }
        DataRef::Bool(value) => value.to_string().to_uppercase(),
        DataRef::DateTime(time) => {
            shown::time(time, format).ok_or_else(|| unknown("date or time"))?
        }
        DataRef::Error(error) => return Err(format!("the error {error}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    #[test]
    fn what_becomes_too_large_is_refused_before_it_is_read() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive
            .start_file("xl/workbook.xml", SimpleFileOptions::default())
            .unwrap();
        let megabyte = vec![b' '; 1 << 20];
        for _ in 0..=MOST_MIB {
            archive.write_all(&megabyte).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20);
        let error = read("bomb.xlsx", &bytes).unwrap_err();
        assert!(matches!(error, WorkbookError::TooLarge { .. }), "{error}");
    }

    #[test]
    fn two_cells_far_apart_cost_two_cells() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "id").unwrap();
        sheet.write_number(1_048_575, 2, 1.5).unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let sheets = read("far.xlsx", &bytes).unwrap();
        let last = &sheets[0].rows[1];
        assert_eq!((last.number, last.text(2)), (1_048_576, "1.5"));
    }

    #[test]
    fn a_position_without_end_breaks_nothing() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "id").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut hostile = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut content = String::new();
            entry.read_to_string(&mut content).unwrap();
            let content = content.replace("r=\"A1\"", "r=\"ZZZZZZZZZZZZZZZZ1\"");
            hostile
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            hostile.write_all(content.as_bytes()).unwrap();
        }
        let bytes = hostile.finish().unwrap().into_inner();
        // It is refused, or its cell stands somewhere: nothing panics.
        let _ = read("far.xlsx", &bytes);
    }

    #[test]
    fn what_is_no_workbook_is_told() {
        let error = read("x.xlsx", b"id,label").unwrap_err();
        assert_eq!(
            error.to_string(),
            "x.xlsx is damaged or no Excel workbook (.xlsx)"
        );
    }
}
