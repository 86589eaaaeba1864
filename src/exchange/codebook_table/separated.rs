//! The table as comma or tab separated text. What holds for the whole codebook stands in rows before the names of the
//! columns, which begin with `#`.

use std::io::{self, Write};

use super::super::draft::Draft;
use super::super::import::head::MARK;
use super::super::sheet::{Sheet, formula};
use super::Table;

/// How a text table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separated {
    /// What parts its cells.
    pub separator: Separator,
    /// What happens to text that looks like a formula.
    pub formulas: Formulas,
}

/// What parts the cells of a text table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A comma.
    Comma,
    /// A tab.
    Tab,
}

/// What happens to text that a spreadsheet would take for a formula and run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formulas {
    /// It is written as it is.
    Keep,
    /// A `'` before it makes it text.
    Defuse,
}

/// Writes a draft.
pub(in super::super) fn write(
    draft: &Draft,
    how: Separated,
    out: &mut dyn Write,
) -> io::Result<()> {
    let table = Table::of(draft);
    let mut writer = Writer {
        how,
        width: table.columns.len(),
        out,
    };
    for (key, value) in &table.head {
        // A description has a row for each of its lines: readers that pass over rows with `#` do so line by line.
        let lines = if *key == "description" {
            value.split('\n').collect()
        } else {
            vec![value.as_str()]
        };
        for line in lines {
            writer.row(&[format!("# {key}"), line.to_owned()])?;
        }
    }
    writer.row(&table.columns)?;
    table.rows.iter().try_for_each(|row| writer.row(row))
}

struct Writer<'w> {
    how: Separated,
    width: usize,
    out: &'w mut dyn Write,
}

impl Writer<'_> {
    /// A row with as many cells as all others: some readers take the first row for the width of the table.
    fn row(&mut self, cells: &[String]) -> io::Result<()> {
        let separator = match self.how.separator {
            Separator::Comma => ",",
            Separator::Tab => "\t",
        };
        for column in 0..self.width {
            if column > 0 {
                self.out.write_all(separator.as_bytes())?;
            }
            if let Some(cell) = cells.get(column) {
                let text = defused(cell, self.how.formulas);
                self.out.write_all(quoted(&text).as_bytes())?;
            }
        }
        self.out.write_all(b"\n")
    }
}

/// A cell, in quotes where it would be cut or trimmed without them.
fn quoted(text: &str) -> String {
    let is_cut = text.contains([',', ';', '\t', '|', '"', '\n', '\r', '\u{feff}']);
    if is_cut || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Puts a `'` before what looks like a formula, where that is wanted, and always before what looks as if we had.
fn defused(text: &str, formulas: Formulas) -> String {
    let is_run = formulas == Formulas::Defuse && formula::is_formula(text);
    if is_run || formula::is_like_defused(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Takes the `'` away again from the cells of a table that we wrote.
pub(in super::super) fn restored(sheet: &mut Sheet) {
    let is_ours = sheet.rows.first().is_some_and(|row| row.text(0) == MARK);
    if is_ours {
        formula::restore(sheet);
    }
}
