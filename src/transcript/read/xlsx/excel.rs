//! The sheets of an Excel workbook.
//!
//! Cells are taken one by one, because a sheet with two cells may claim a billion between them.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};

use super::sheet::{Budget, Fault, Grid, Sheet};
use super::{Book, EXCEL, times};
use crate::transcript::read::document::leave_out;
use crate::transcript::read::extract::{Flaw, Warning};

/// Reads all sheets that have cells. What the bytes unpack to must be known not to be too much.
pub(super) fn read(bytes: Vec<u8>) -> Result<Book, Fault> {
    let workbook = Xlsx::new(Cursor::new(bytes));
    let mut workbook: Xlsx<_> = workbook.map_err(|_| Fault::Broken(EXCEL))?;
    let mut book = Book::default();
    let mut budget = Budget::default();
    for sheet in workbook.sheets_metadata().to_vec() {
        // Sheets of charts have no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&sheet.name) else {
            continue;
        };
        let mut grid = Grid::default();
        let mut last = 0;
        let broken = loop {
            let cell = match cells.next_cell() {
                Ok(Some(cell)) => cell,
                Ok(None) => break None,
                Err(error) => break Some(error.to_string()),
            };
            last = cell.get_position().0;
            match text(cell.get_value()) {
                Ok(text) => grid.put(cell.get_position(), &text, &mut budget)?,
                Err(error) => {
                    leave_out(&mut book.left_out, "cells that hold an error", None, &error);
                }
            }
        };
        if let Some(reason) = broken {
            book.warnings.push(damaged(&sheet.name, last + 1, &reason));
        }
        let rows = grid.rows(&mut budget)?;
        if !rows.is_empty() {
            book.sheets.push(Sheet {
                name: sheet.name,
                hidden: sheet.visible != SheetVisible::Visible,
                rows,
            });
        }
    }
    if book.sheets.is_empty() && !book.warnings.is_empty() {
        return Err(Fault::Broken(EXCEL));
    }
    Ok(book)
}

fn damaged(sheet: &str, row: u32, reason: &str) -> Warning {
    Warning {
        flaw: Flaw::DamagedDocument,
        number: row,
        message: format!(
            "the sheet `{sheet}` is damaged here ({reason}); only what stands before that is read"
        ),
        help: "open it in Excel or LibreOffice and save it again".to_owned(),
    }
}

/// The text of a cell, as people see it where its format is not needed for that; or the error that it holds.
fn text(value: &DataRef<'_>) -> Result<String, String> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) => text.clone(),
        DataRef::DurationIso(text) => times::of_duration(text).unwrap_or_else(|| text.clone()),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) if time.is_duration() || time.as_f64() < 1.0 => {
            times::clock(time.as_f64() * 86_400_000.0)
        }
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) {
                date
            } else {
                format!("{date} {hour:02}:{minute:02}:{second:02}")
            }
        }
        DataRef::Error(error) => return Err(error.to_string()),
    })
}
