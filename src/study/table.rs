//! Tables of people and documents: comma, semicolon or tab separated, with the place of every cell.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span, counted};
use crate::transcript::cells::{self, Cell};

/// A table with a header.
#[derive(Debug)]
pub(super) struct Table {
    pub source: Arc<Source>,
    /// Names of columns, trimmed, as they are written.
    pub header: Vec<Cell<'static>>,
    /// Rows with as many cells as the header has.
    pub rows: Vec<Vec<Cell<'static>>>,
}

impl Table {
    /// Reads a table and reports what is wrong with its shape.
    pub fn read(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Self {
        let cells::Rows { rows, unclosed } = cells::read(source);
        let owned = |row: Vec<Cell>| row.into_iter().map(Cell::into_owned).collect();
        let mut rows: Vec<Vec<Cell<'static>>> = rows.into_iter().map(owned).collect();
        for quote in unclosed {
            let place = Place::Span(Arc::clone(source), quote);
            let fault = Diagnostic::error("unclosed-quote", place, cells::UNCLOSED);
            faults.push(fault.help(cells::CLOSE_IT));
        }
        let header = if rows.is_empty() {
            Vec::new()
        } else {
            rows.remove(0)
        };
        check_header(source, &header, faults);
        for row in &mut rows {
            check_length(source, &header, row, faults);
        }
        Self {
            source: Arc::clone(source),
            header,
            rows,
        }
    }

    /// The column of a name, upper and lower case being equal.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header
            .iter()
            .position(|cell| is_same(&cell.text, name))
    }

    /// The column of a name that must be there.
    pub fn required(&self, name: &str, faults: &mut Vec<Diagnostic>) -> Option<usize> {
        let column = self.column(name);
        if column.is_none() {
            let place = match self.header.first() {
                Some(cell) => self.place(cell.span),
                None => Place::File(self.source.name().to_owned()),
            };
            let message = format!("the table has no column `{name}`");
            let names = self.header.iter().map(|cell| &*cell.text);
            let help = match crate::diagnostic::nearest(name, names) {
                Some(near) => format!("rename the column `{near}`"),
                None => format!("the first line names the columns; one of them is `{name}`"),
            };
            faults.push(Diagnostic::error("missing-column", place, message).help(help));
        }
        column
    }

    /// The place of a span of this table.
    pub fn place(&self, span: Span) -> Place {
        Place::Span(Arc::clone(&self.source), span)
    }
}

fn is_same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn check_header(source: &Arc<Source>, header: &[Cell], faults: &mut Vec<Diagnostic>) {
    for (at, cell) in header.iter().enumerate() {
        let first = header[..at]
            .iter()
            .find(|first| !cell.text.is_empty() && is_same(&first.text, &cell.text));
        if let Some(first) = first {
            let place = |cell: &Cell| Place::Span(Arc::clone(source), cell.span);
            let message = format!("there are two columns `{}`", cell.text);
            let fault = Diagnostic::error("duplicate-column", place(cell), message);
            let fault = fault.related(place(first), "the first of them");
            faults.push(fault.help("give each column a name of its own"));
        }
    }
}

/// Reports a row that is longer or shorter than the header, and makes it as long.
fn check_length(
    source: &Arc<Source>,
    header: &[Cell],
    row: &mut Vec<Cell>,
    faults: &mut Vec<Diagnostic>,
) {
    let is_full = row.len() >= header.len();
    // Spreadsheets pad rows with empty cells.
    let surplus = row
        .iter()
        .skip(header.len())
        .any(|cell| !cell.text.is_empty());
    let end = row.last().map_or(Span::default(), |cell| cell.span);
    if !is_full || surplus {
        let span = row[0].span.cover(end);
        let place = Place::Span(Arc::clone(source), span);
        let message = format!(
            "this row has {}, and the header has {}",
            counted(row.len() as u64, "cell"),
            header.len()
        );
        let fault = Diagnostic::error("ragged-row", place, message);
        faults.push(fault.help("a cell with a separator in it needs quotes"));
    }
    row.resize(
        header.len(),
        Cell {
            text: Cow::Borrowed(""),
            span: Span::new(end.end, end.end),
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Vec<Vec<String>>, Vec<&'static str>) {
        let mut faults = Vec::new();
        let table = Table::read(&Arc::new(Source::new("t.csv", text)), &mut faults);
        let texts = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.to_string()).collect();
        let rows = std::iter::once(&table.header)
            .chain(&table.rows)
            .map(texts)
            .collect();
        (rows, faults.iter().map(|fault| fault.rule).collect())
    }

    #[test]
    fn separators_quotes_and_line_ends_are_understood() {
        let wanted: Vec<Vec<String>> = vec![
            vec!["id".into(), "labels".into()],
            vec!["a".into(), "P1;\"P\", 2".into()],
            vec!["b".into(), "two\nlines".into()],
        ];
        for (separator, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\r")] {
            let text = [
                "\u{feff}id|labels",
                "a|\"P1;\"\"P\"\", 2\"",
                " b | \"two\nlines\" ",
                "|",
                "",
            ]
            .join(end);
            let (rows, faults) = read(&text.replace('|', separator));
            assert_eq!(rows, wanted);
            assert!(faults.is_empty());
        }
    }

    #[test]
    fn rows_that_are_too_long_or_too_short_are_told() {
        assert_eq!(
            read("a,b\n1\n1,2,3\n1,2,,\n1,2\n").1,
            ["ragged-row", "ragged-row"]
        );
        assert_eq!(read("a,A\n1,2\n").1, ["duplicate-column"]);
        let mut faults = Vec::new();
        Table::read(&Arc::new(Source::new("t.csv", "a,b\n1\n")), &mut faults);
        assert_eq!(
            faults[0].message,
            "this row has 1 cell, and the header has 2"
        );
    }

    #[test]
    fn an_unclosed_quote_is_told() {
        assert!(read("a,b\n1,\"x\n2,y\n").1.contains(&"unclosed-quote"));
    }

    proptest! {
        #[test]
        fn no_table_panics(text in "[ab,;\t\"\n\r é\u{feff}]{0,40}") {
            let (rows, _) = read(&text);
            let width = rows[0].len();
            prop_assert!(rows.iter().all(|row| row.len() == width));
        }
    }
}
