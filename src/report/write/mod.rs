//! Writing rows: one file for each format.

use std::io::{self, Write};

use super::table::{Cell, Head};
use super::{Format, Options, Provenance};

mod csv;
mod escape;
mod grid;
mod html;
mod json;
mod jsonl;
mod layout;
mod markdown;
mod parquet;
mod terminal;
mod tsv;
mod typed;
mod wrap;
mod xlsx;

pub(in crate::report) use escape::on_one_line;
pub(in crate::report) use markdown::{begun, escaped, heading, paragraph, rows as markdown_rows};
pub(in crate::report) use wrap::wrapped;
pub(in crate::report) use xlsx::write_all as workbook;

/// Takes the rows of a table one by one and writes them.
///
/// All formats but `table` keep nothing; `table` keeps all rows, to know how wide its columns are.
pub struct Writer<'w> {
    sink: Box<dyn Sink + 'w>,
    cells: usize,
    undefined: bool,
}

/// Where a table stands among those that are written one below the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) struct Place {
    /// Whether none is above it.
    pub is_first: bool,
    /// Whether none is below it: what all were made from is told there.
    pub is_last: bool,
}

impl Place {
    /// The only one.
    pub const ALONE: Place = Place {
        is_first: true,
        is_last: true,
    };
}

/// What a format does with rows. What comes before the first row is written when it is made.
pub(super) trait Sink {
    /// Takes a row: one cell a column.
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;

    /// Writes what comes after the last row.
    fn finish(self: Box<Self>, notes: &[String]) -> io::Result<()>;
}

impl<'w> Writer<'w> {
    /// Writes what comes before the first row.
    pub fn begin(
        head: &'w Head,
        made_by: &'w Provenance,
        format: Format,
        options: &Options,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        Self::begin_at(Place::ALONE, head, made_by, format, *options, out)
    }

    /// Writes what comes before the first row of a table that others may stand above or below.
    ///
    /// # Panics
    /// When it is not alone and the format is not one for eyes: the others hold one table.
    pub(in crate::report) fn begin_at(
        place: Place,
        head: &'w Head,
        made_by: &'w Provenance,
        format: Format,
        options: Options,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        assert!(
            place == Place::ALONE || format.is_for_eyes(),
            "`{}` holds one table",
            format.as_str()
        );
        let below = place.is_last.then_some(made_by);
        let sink: Box<dyn Sink + 'w> = match format {
            Format::Table => Box::new(terminal::Terminal::begin(head, options.width, out)),
            Format::Csv => Box::new(csv::Csv::begin(head, options, out)?),
            Format::Tsv => Box::new(tsv::Tsv::begin(head, options.formulas, out)?),
            Format::Json => Box::new(json::Json::begin(head, made_by, out)?),
            Format::Jsonl => Box::new(jsonl::Jsonl::begin(head, made_by, out)?),
            Format::Markdown => Box::new(markdown::Markdown::begin(head, below, out)?),
            Format::Html => Box::new(html::Html::begin(head, made_by, place, out)?),
            Format::Xlsx => Box::new(xlsx::Xlsx::begin(head, made_by, out)?),
            Format::Parquet => Box::new(parquet::Parquet::begin(head, made_by, out)?),
        };
        Ok(Self {
            sink,
            cells: head.columns.len(),
            undefined: false,
        })
    }

    /// Writes a row.
    ///
    /// # Panics
    /// When it has not one cell a column.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        assert_eq!(cells.len(), self.cells, "a row has one cell a column");
        self.undefined |= cells.iter().any(Cell::is_undefined);
        self.sink.row(cells)
    }

    /// Writes the notes and what else comes after the last row.
    pub fn finish(self, notes: &[String]) -> io::Result<()> {
        if self.undefined {
            let mut notes = notes.to_vec();
            notes.push(UNDEFINED.to_owned());
            return self.sink.finish(&notes);
        }
        self.sink.finish(notes)
    }
}

/// What is said where numbers are not finite.
const UNDEFINED: &str = "A number that is not defined is left empty.";

/// The same where there is one among cells.
fn of_undefined<'c>(mut cells: impl Iterator<Item = &'c Cell>) -> Option<String> {
    cells.any(Cell::is_undefined).then(|| UNDEFINED.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Formulas, MadeWith, Table};
    use super::*;

    /// A table with everything that a format may stumble over.
    pub(super) fn awkward() -> Table {
        let mut table = Table::new(
            "Themes | by phase",
            vec![
                Column::text("code", "Code"),
                Column::count("segments", "Segments"),
                Column::count_of("participants", "Participants"),
                Column::number("per_1000", "Per 1,000 words", 2),
            ],
        );
        table.push(vec![
            Cell::text("a \"quoted\", <b> | bar"),
            Cell::Count(0),
            Cell::of(7, 15),
            Cell::Number(-0.001),
        ]);
        table.push(vec![
            Cell::text("=1+1\tand\nmore \\ \u{1b}[31m"),
            Cell::Count(12),
            Cell::of(0, 15),
            Cell::Number(f64::NAN),
        ]);
        table.push(vec![
            Cell::text("日本語 é"),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ]);
        table.note("Participants: those who speak.");
        table
    }

    pub(super) fn made_by() -> Provenance {
        Provenance {
            program: "thematica".to_owned(),
            version: "1.2.3".to_owned(),
            command: "themes".to_owned(),
            codebook: Some(MadeWith {
                name: "link-workers".to_owned(),
                version: Some("1.0.0".to_owned()),
                sha256: "abc".to_owned(),
            }),
            options: vec![("unit".to_owned(), "sentence".to_owned())],
            ..Provenance::default()
        }
    }

    pub(super) fn bytes(table: &Table, format: Format, options: Options) -> Vec<u8> {
        let mut out = Vec::new();
        super::super::write(table, &made_by(), format, &options, &mut out).unwrap();
        out
    }

    pub(super) fn written(table: &Table, format: Format, options: Options) -> String {
        String::from_utf8(bytes(table, format, options)).unwrap()
    }

    #[test]
    fn every_format_writes_the_same_bytes_twice_and_ends_its_last_line() {
        for format in Format::ALL {
            let once = bytes(&awkward(), format, Options::default());
            assert!(
                once == bytes(&awkward(), format, Options::default()),
                "{format:?}"
            );
            assert!(format.is_binary() || once.ends_with(b"\n"), "{format:?}");
        }
    }

    #[test]
    fn a_table_without_rows_is_written_in_every_format() {
        let table = Table::new("Nothing", vec![Column::text("code", "Code")]);
        let options = Options {
            formulas: Formulas::Defuse,
            ..Options::default()
        };
        for format in Format::ALL {
            assert!(!bytes(&table, format, options).is_empty(), "{format:?}");
        }
        assert_eq!(written(&table, Format::Csv, options), "code\n");
    }
}
