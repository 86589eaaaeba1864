//! Tables and the ways of writing them.
//!
//! A command makes a [`Table`], and a [`Provenance`] that says what it was made from. [`write()`] puts both into one of the
//! [`Format`]s; [`Writer`] does so row by row, for tables that are too long to be kept. Everything goes into an
//! [`io::Write`]: nothing here knows a terminal, a file or a locale, and the same table gives the same bytes.
//!
//! Counts have thousands separators for eyes (`36,551`) and none for programs.
//!
//! | format | for | a count with its denominator | nothing | notes | made by |
//! |---|---|---|---|---|---|
//! | `table` | eyes | `7 of 15` | an empty cell | below | no |
//! | `md` | a document | `7 of 15` | an empty cell | below | last line |
//! | `csv`, `tsv` | a spreadsheet, R, pandas | `x` = `7`, `x_of` = `15` | an empty cell | no | no |
//! | `json` | a program | `"x": 7, "x_of": 15` | `null` | `notes` | `made_by` |
//! | `html` | a browser | `7 of 15` | an empty cell | below | last line |
//! | `xlsx` | a spreadsheet | `x` = `7`, `x_of` = `15` | an empty cell | a sheet | a sheet |
//! | `parquet` | R, pandas, `DuckDB` | `x` = `7`, `x_of` = `15` | null | key `thematica.notes` | key `thematica.made_by` |
//! | `jsonl` | a program, line by line | `"x": 7, "x_of": 15` | `null` | no | the first line |
//!
//! Where all counts of a column are out of the same, formats for eyes may say it once, with the heading: see
//! [`Column::out_of`].
//!
//! Several tables ([`write_all`]) stand one below the other for eyes, and each on a sheet of its own in `xlsx`.
//!
//! Adding a format takes a file in `write/` with a `Sink`, and a variant of [`Format`] with its name and its endings.

use std::io;

pub mod chart;
pub mod comparison;
pub mod document;
mod format;
mod number;
mod provenance;
pub mod study;
mod table;
mod write;

pub use crate::text::grouped;
pub use format::{Format, UnknownFormat};
pub use number::decimal;
pub use provenance::{Input, MadeWith, Provenance};
pub use table::{Cell, Column, Head, Kind, Table};
use write::Place;
pub use write::Writer;

/// How a table is written, where a format leaves a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many columns of characters a `table` may take.
    pub width: u16,
    /// What `csv` and `tsv` do with text that a spreadsheet would run.
    pub formulas: Formulas,
    /// What `csv` begins with.
    pub mark: ByteOrderMark,
    /// What parts the cells of `csv`: one of ASCII.
    pub separator: u8,
}

/// What is done with text that a spreadsheet takes for a formula: `=`, `+`, `-`, `@`, a tab or CR at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Formulas {
    /// The text stays what it is.
    #[default]
    Keep,
    /// The text gets a `'` before it, which spreadsheets show as text.
    Defuse,
}

/// Whether a file begins with a byte order mark, without which Excel misreads UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ByteOrderMark {
    /// No mark.
    #[default]
    Without,
    /// U+FEFF first.
    With,
}

impl Default for Options {
    /// The width is that of a printed page, so that bytes do not depend on anyone's terminal.
    fn default() -> Self {
        Self {
            width: 120,
            formulas: Formulas::default(),
            mark: ByteOrderMark::default(),
            separator: b',',
        }
    }
}

/// Writes a whole table.
pub fn write(
    table: &Table,
    made_by: &Provenance,
    format: Format,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let writer = Writer::begin(&table.head, made_by, format, options, out)?;
    fill(writer, table)
}

/// Writes several tables: one below the other in formats for eyes, with what they were made from below the last, and each on
/// a sheet of its own in a workbook.
///
/// # Panics
/// When there are several and the format [holds one table](Format::holds_several).
pub fn write_all(
    tables: &[&Table],
    made_by: &Provenance,
    format: Format,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if format == Format::Xlsx {
        return write::workbook(tables, made_by, out);
    }
    for (at, table) in tables.iter().enumerate() {
        let place = Place {
            is_first: at == 0,
            is_last: at + 1 == tables.len(),
        };
        if !place.is_first {
            writeln!(out)?;
        }
        let writer = Writer::begin_at(place, &table.head, made_by, format, *options, out)?;
        fill(writer, table)?;
    }
    Ok(())
}

fn fill(mut writer: Writer<'_>, table: &Table) -> io::Result<()> {
    for row in &table.rows {
        writer.row(row)?;
    }
    writer.finish(&table.notes)
}
