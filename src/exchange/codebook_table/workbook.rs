//! The table as an Excel workbook: the sheet `codes`, and the sheet `codebook` with what holds for the whole.
//!
//! Every cell is written as text, so that nothing in it is run, rounded or made a date.

use std::io::Write;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::super::draft::Draft;
use super::super::import::head::SHEET;
use super::Table;

/// How many characters a cell of Excel holds, counted as it counts them.
const MOST_CHARACTERS: usize = 32_767;
/// How many rows a sheet of Excel has.
const MOST_ROWS: usize = 1_048_576;
/// How many columns a sheet of Excel has.
const MOST_COLUMNS: usize = 16_384;

/// Why a codebook cannot be written as a workbook.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A cell would be longer than Excel allows.
    #[error(
        "the `{column}` of `{code}` has {length} characters, and a cell of Excel holds {MOST_CHARACTERS}"
    )]
    LongCell {
        /// The id of the code; the name of the codebook for what holds for the whole.
        code: String,
        /// The column.
        column: String,
        /// How many UTF-16 units it has.
        length: usize,
    },
    /// There are more codes than rows.
    #[error("the codebook has {codes} codes, and a sheet of Excel holds {}", MOST_ROWS - 1)]
    ManyCodes {
        /// How many there are.
        codes: usize,
    },
    /// There are more attributes than columns.
    #[error("the codebook needs {columns} columns, and a sheet of Excel has {MOST_COLUMNS}")]
    ManyColumns {
        /// How many there are.
        columns: usize,
    },
    /// The workbook could not be made.
    #[error("the workbook cannot be made: {0}")]
    Workbook(#[from] XlsxError),
    /// It could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Writes a draft.
pub(in super::super) fn write(draft: &Draft, out: &mut dyn Write) -> Result<(), WriteError> {
    let table = Table::of(draft);
    check(&table, &draft.name)?;
    let mut workbook = Workbook::new();
    // The clock has no say: the same codebook gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let name = cell.clone().set_bold();
    write_codes(workbook.add_worksheet(), &table, &cell, &name)?;
    write_head(workbook.add_worksheet(), &table, &cell, &name)?;
    out.write_all(&workbook.save_to_buffer()?)?;
    Ok(())
}

fn check(table: &Table, name: &str) -> Result<(), WriteError> {
    if table.rows.len() >= MOST_ROWS {
        return Err(WriteError::ManyCodes {
            codes: table.rows.len(),
        });
    }
    if table.columns.len() > MOST_COLUMNS {
        return Err(WriteError::ManyColumns {
            columns: table.columns.len(),
        });
    }
    let head = table.head.iter().map(|(key, value)| (name, *key, value));
    let codes = table.rows.iter().flat_map(|row| {
        let cells = table.columns.iter().zip(row);
        cells.map(move |(column, cell)| (row[0].as_str(), column.as_str(), cell))
    });
    let mut cells = head.chain(codes);
    let long = cells.find(|(.., cell)| units(cell) > MOST_CHARACTERS);
    long.map_or(Ok(()), |(code, column, cell)| {
        Err(WriteError::LongCell {
            code: code.to_owned(),
            column: column.to_owned(),
            length: units(cell),
        })
    })
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn write_codes(
    sheet: &mut Worksheet,
    table: &Table,
    cell: &Format,
    name: &Format,
) -> Result<(), XlsxError> {
    sheet.set_name("codes")?;
    let columns: Vec<u16> = (0..).take(table.columns.len()).collect();
    for (column, text) in columns.iter().zip(&table.columns) {
        sheet.write_string_with_format(0, *column, text, name)?;
        sheet.set_column_width(*column, width(text))?;
    }
    for (row, texts) in (1..).zip(&table.rows) {
        for (column, text) in columns
            .iter()
            .zip(texts)
            .filter(|(_, text)| !text.is_empty())
        {
            sheet.write_string_with_format(row, *column, text, cell)?;
        }
    }
    // The names and the ids stay where they are when the rest is moved.
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn write_head(
    sheet: &mut Worksheet,
    table: &Table,
    cell: &Format,
    name: &Format,
) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?;
    sheet.set_column_width(0, 14)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, "key", name)?;
    sheet.write_string_with_format(0, 1, "value", name)?;
    for (row, (key, value)) in (1..).zip(&table.head) {
        sheet.write_string_with_format(row, 0, *key, name)?;
        sheet.write_string_with_format(row, 1, value, cell)?;
    }
    Ok(())
}

/// How wide a column is, in characters.
fn width(column: &str) -> u16 {
    match column {
        "id" | "parent" | "label" => 22,
        "path" => 30,
        "negated" | "retired" | "speakers" | "roles" => 12,
        name if name.starts_with("attribute:") => 16,
        _ => 48,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::DraftCode;

    fn draft(definition: &str) -> Draft {
        Draft {
            name: "c".to_owned(),
            codes: vec![DraftCode {
                id: "a".to_owned(),
                definition: Some(definition.to_owned()),
                ..DraftCode::default()
            }],
            ..Draft::default()
        }
    }

    #[test]
    fn the_same_codebook_gives_the_same_bytes() {
        let bytes = || {
            let mut out = Vec::new();
            write(&draft("=1+1"), &mut out).unwrap();
            out
        };
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn a_cell_that_excel_cannot_hold_is_told() {
        write(&draft(&"x".repeat(MOST_CHARACTERS)), &mut Vec::new()).unwrap();
        let error = write(
            &draft(&"🔑".repeat(MOST_CHARACTERS / 2 + 1)),
            &mut Vec::new(),
        )
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the `definition` of `a` has 32768 characters, and a cell of Excel holds 32767"
        );
    }
}
