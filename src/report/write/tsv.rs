//! Tab-separated values without quotes: one line is one row, whatever its text.
//!
//! `\t`, `\n`, `\r` and `\\` in a cell stand for a tab, a line feed, a carriage return and a backslash, as in
//! PostgreSQL's `COPY` and in Linear TSV.

use std::borrow::Cow;
use std::io::{self, Write};

use super::super::Formulas;
use super::super::table::{Cell, Head};
use super::csv::{Field, fields};
use super::{Sink, escape};

pub(super) struct Tsv<'w> {
    head: &'w Head,
    formulas: Formulas,
    out: &'w mut dyn Write,
}

impl<'w> Tsv<'w> {
    pub(super) fn begin(
        head: &'w Head,
        formulas: Formulas,
        out: &'w mut dyn Write,
    ) -> io::Result<Self> {
        let mut tsv = Self {
            head,
            formulas,
            out,
        };
        let names = head.names();
        tsv.line(names.iter().map(|name| Field::Text(name)))?;
        Ok(tsv)
    }

    fn line<'c>(&mut self, fields: impl Iterator<Item = Field<'c>>) -> io::Result<()> {
        for (at, field) in fields.enumerate() {
            if at > 0 {
                self.out.write_all(b"\t")?;
            }
            match field {
                Field::Text(text) => {
                    let text = escape::defused(text, self.formulas);
                    self.out.write_all(escaped(&text).as_bytes())?;
                }
                Field::Number(number) => self.out.write_all(number.as_bytes())?,
            }
        }
        self.out.write_all(b"\n")
    }
}

impl Sink for Tsv<'_> {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let cells = cells.iter().zip(&self.head.columns);
        self.line(cells.flat_map(|(cell, column)| fields(cell, column.kind)))
    }

    fn finish(self: Box<Self>, _notes: &[String]) -> io::Result<()> {
        Ok(())
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\t', '\n', '\r', '\\']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' => escaped += "\\t",
            '\n' => escaped += "\\n",
            '\r' => escaped += "\\r",
            '\\' => escaped += "\\\\",
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{awkward, written};
    use crate::report::{Format, Options};

    #[test]
    fn a_row_is_a_line_whatever_its_text() {
        assert_eq!(
            written(&awkward(), Format::Tsv, Options::default()),
            "code\tsegments\tparticipants\tparticipants_of\tper_1000\n\
             a \"quoted\", <b> | bar\t0\t7\t15\t0.00\n\
             =1+1\\tand\\nmore \\\\ \u{1b}[31m\t12\t0\t15\t\n\
             日本語 é\t\t\t\t\n"
        );
    }
}
