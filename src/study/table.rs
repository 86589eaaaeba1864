//! Tables of people and documents: comma, semicolon or tab separated, with the place of every cell.
//!
//! The `csv` crate knows no places of cells and takes an unclosed quote for the rest of the file, so the forty lines of
//! RFC 4180 are here.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

/// A table with a header.
#[derive(Debug)]
pub(super) struct Table {
    pub source: Arc<Source>,
    /// Names of columns, trimmed, as they are written.
    pub header: Vec<Cell>,
    /// Rows with as many cells as the header has.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// Its text without quotes, trimmed.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

impl Table {
    /// Reads a table and reports what is wrong with its shape.
    pub fn read(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Self {
        let text = source.text();
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let separator = separator(&text[start..]);
        let mut rows = Vec::new();
        let mut at = start;
        while at < text.len() {
            let (row, next) = row(source, at, separator, faults);
            at = next;
            if row.iter().any(|cell| !cell.text.is_empty()) {
                rows.push(row);
            }
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
            let names = self.header.iter().map(|cell| cell.text.as_str());
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

/// The separator that stands most often in the first line, outside quotes.
fn separator(text: &str) -> char {
    let mut in_quotes = false;
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    for c in text.trim_start().chars() {
        match c {
            '"' => in_quotes = !in_quotes,
            '\n' | '\r' if !in_quotes => break,
            c if !in_quotes => counts
                .iter_mut()
                .filter(|it| it.0 == c)
                .for_each(|it| it.1 += 1),
            _ => {}
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(',', |(separator, _)| *separator)
}

/// The cells of the row that starts at a byte, and where the next row starts.
fn row(
    source: &Arc<Source>,
    start: usize,
    separator: char,
    faults: &mut Vec<Diagnostic>,
) -> (Vec<Cell>, usize) {
    let text = source.text();
    let mut cells = Vec::new();
    let mut at = start;
    loop {
        let end = cell_end(text, at, separator);
        cells.push(cell(source, at, end, faults));
        let rest = &text[end..];
        if rest.starts_with(separator) {
            at = end + separator.len_utf8();
        } else {
            let line_end = match rest.as_bytes() {
                [b'\r', b'\n', ..] => 2,
                [] => 0,
                _ => 1,
            };
            return (cells, end + line_end);
        }
    }
}

/// Where the cell that starts at a byte ends: at a separator or a line end that is not in quotes.
fn cell_end(text: &str, start: usize, separator: char) -> usize {
    let quoted = text[start..].trim_start_matches(' ').starts_with('"');
    let mut in_quotes = false;
    for (offset, c) in text[start..].char_indices() {
        match c {
            '"' if quoted => in_quotes = !in_quotes,
            c if !in_quotes && (c == separator || c == '\n' || c == '\r') => return start + offset,
            _ => {}
        }
    }
    text.len()
}

fn cell(source: &Arc<Source>, start: usize, end: usize, faults: &mut Vec<Diagnostic>) -> Cell {
    let written = &source.text()[start..end];
    let trimmed = written.trim();
    let start = start + written.len() - written.trim_start().len();
    let span = Span::new(start.min(end), start.min(end) + trimmed.len());
    let text = match trimmed.strip_prefix('"') {
        Some(rest) => {
            if rest.matches('"').count() % 2 == 0 {
                let place = Place::Span(Arc::clone(source), Span::new(span.start, span.start + 1));
                let fault =
                    Diagnostic::error("unclosed-quote", place, "this quote is never closed");
                faults.push(fault.help("write `\"` at the end of the cell"));
            }
            let inner = rest.strip_suffix('"').unwrap_or(rest);
            inner.replace("\"\"", "\"").trim().to_owned()
        }
        None => trimmed.to_owned(),
    };
    Cell { text, span }
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
            faults.push(fault.related(place(first), "the first of them"));
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
            "this row has {} cells, and the header has {}",
            row.len(),
            header.len()
        );
        let fault = Diagnostic::error("ragged-row", place, message);
        faults.push(fault.help("a cell with a separator in it needs quotes"));
    }
    row.resize(
        header.len(),
        Cell {
            text: String::new(),
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
        let texts = |row: &Vec<Cell>| row.iter().map(|cell| cell.text.clone()).collect();
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
