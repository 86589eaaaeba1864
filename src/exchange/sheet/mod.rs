//! Sheets: rows and cells of a table with their places, whatever file they came in.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

pub(super) mod formula;
pub(super) mod separated;
mod shown;
pub(super) mod workbook;

/// A table as it was read. Blank rows are not in it.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The sheet's name in a workbook; empty for a file that is one table.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Cells that have something else than text that could be read: whoever needs one says what that means.
    pub unread: Vec<Unread>,
    /// Where its cells are.
    pub file: File,
    /// What parts its cells in a text.
    pub separator: Option<char>,
}

/// A cell that is not read.
#[derive(Debug)]
pub(super) struct Unread {
    /// The number of its row, from 1.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// What it holds: `the error #N/A`.
    pub what: String,
    /// What to do about it.
    pub way_out: &'static str,
}

/// The file of a sheet.
#[derive(Debug)]
pub(super) enum File {
    /// A text, into which spans of cells point.
    Text(Arc<Source>),
    /// A workbook, by its name.
    Workbook(String),
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number, from 1: of its first line in a text.
    pub number: usize,
    /// Its cells, the first column first.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// Its text, with all its white space.
    pub text: String,
    /// Where it stands in a text.
    pub span: Span,
}

impl Sheet {
    /// The place of a cell, also of one that is not there.
    pub fn place(&self, row: &Row, column: usize) -> Place {
        match &self.file {
            File::Text(source) => {
                let cell = row.cells.get(column).or(row.cells.last());
                Place::Span(
                    Arc::clone(source),
                    cell.map(|it| it.span).unwrap_or_default(),
                )
            }
            File::Workbook(_) => self.at(row.number, column),
        }
    }

    /// The place of a row of this number and a column.
    pub fn at(&self, row: usize, column: usize) -> Place {
        match &self.file {
            File::Text(source) => Place::Line(source.name().to_owned(), row),
            File::Workbook(file) => {
                let column = letters(column);
                Place::File(format!("{file} {}!{column}{row}", self.name))
            }
        }
    }

    /// Says of all cells that are not read that they are left out.
    pub fn tell_unread(&self, faults: &mut Vec<Diagnostic>) {
        faults.extend(self.unread.iter().map(|cell| {
            let message = format!("this cell holds {} and was left out", cell.what);
            let place = self.at(cell.row, cell.column);
            Diagnostic::error("cell-error", place, message).help(cell.way_out)
        }));
    }

    /// The place of the whole.
    pub fn whole(&self) -> Place {
        Place::File(match &self.file {
            File::Text(source) => source.name().to_owned(),
            File::Workbook(file) => format!("{file} {}", self.name),
        })
    }
}

impl Row {
    /// The text of a cell without white space around it; of one that is not there, nothing.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.trim())
    }

    /// The text of a cell with all its white space.
    pub fn exact(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// The columns that have text, with it.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        let cells = self.cells.iter().enumerate();
        cells
            .map(|(column, cell)| (column, cell.text.trim()))
            .filter(|(_, text)| !text.is_empty())
    }
}

/// A column as spreadsheets name it: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        let letter = u8::try_from(rest % 26).expect("a remainder of 26");
        letters.push(char::from(b'A' + letter));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        let names: Vec<String> = [0, 25, 26, 701, 702, 16_383].map(letters).into();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
