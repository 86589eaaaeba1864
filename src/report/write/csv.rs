//! Comma-separated values, as RFC 4180 has them, in UTF-8, with LF at the end of a row.

use std::io::{self, Write};

use super::super::table::{Cell, Head, Kind};
use super::super::{ByteOrderMark, Formulas, Options, decimal};
use super::{Sink, escape};

pub(super) struct Csv<'w> {
    head: &'w Head,
    formulas: Formulas,
    rows: csv::Writer<&'w mut dyn Write>,
}

impl<'w> Csv<'w> {
    pub(super) fn begin(
        head: &'w Head,
        options: Options,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        if options.mark == ByteOrderMark::With {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut rows = csv::WriterBuilder::new()
            .delimiter(options.separator)
            .from_writer(out);
        for name in head.names() {
            rows.write_field(&*escape::defused(&name, options.formulas))?;
        }
        rows.write_record(None::<&[u8]>)?;
        Ok(Self {
            head,
            formulas: options.formulas,
            rows,
        })
    }
}

impl Sink for Csv<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for (cell, column) in cells.iter().zip(&self.head.columns) {
            for field in fields(cell, column.kind) {
                match field {
                    Field::Text(text) => self
                        .rows
                        .write_field(&*escape::defused(text, self.formulas))?,
                    Field::Number(number) => self.rows.write_field(number)?,
                }
            }
        }
        Ok(self.rows.write_record(None::<&[u8]>)?)
    }

    fn finish(mut self: Box<Self>, _notes: &[String]) -> io::Result<()> {
        self.rows.flush()
    }
}

/// What stands between two separators.
pub(super) enum Field<'c> {
    /// Text, which may look like a formula.
    Text(&'c str),
    /// A number of ours, or nothing.
    Number(String),
}

/// A cell's fields: two in a column of counts with their denominators.
pub(super) fn fields(cell: &Cell, kind: Kind) -> impl Iterator<Item = Field<'_>> {
    let nothing = || Field::Number(String::new());
    let (first, second) = match cell {
        Cell::Text(text) => (Field::Text(text), nothing()),
        Cell::Of { count, of } => (
            Field::Number(count.to_string()),
            Field::Number(of.to_string()),
        ),
        Cell::Count(count) => (Field::Number(count.to_string()), nothing()),
        Cell::Number(number) => {
            let number = decimal(*number, kind.decimals()).unwrap_or_default();
            (Field::Number(number), nothing())
        }
        Cell::Empty => (nothing(), nothing()),
    };
    let second = (kind == Kind::CountOf).then_some(second);
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use super::*;
    use crate::report::Format;

    #[test]
    fn text_is_kept_as_it_is_and_denominators_have_their_column() {
        assert_eq!(
            written(&awkward(), Format::Csv, Options::default()),
            "code,segments,participants,participants_of,per_1000\n\
             \"a \"\"quoted\"\", <b> | bar\",0,7,15,0.00\n\
             \"=1+1\tand\nmore \\ \u{1b}[31m\",12,0,15,\n\
             日本語 é,,,,\n"
        );
    }

    #[test]
    fn a_spreadsheet_gets_its_mark_and_no_formula() {
        let options = Options {
            formulas: Formulas::Defuse,
            mark: ByteOrderMark::With,
            ..Options::default()
        };
        let written = written(&awkward(), Format::Csv, options);
        assert!(written.starts_with("\u{feff}code,"));
        assert!(written.contains("\n\"'=1+1\tand"));
    }
}
