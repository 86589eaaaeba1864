//! Rows and cells of a table as it is written: comma, semicolon or tab separated, with the place of every cell.
//!
//! The `csv` crate knows no places of cells and takes an unclosed quote for the rest of the file without a word, so the
//! forty lines of RFC 4180 are here. Tables of utterances are read with them, and a study's tables of people and
//! documents.

use std::borrow::Cow;

use crate::text::{Source, Span};

/// The rows of a table that are not blank.
#[derive(Debug, Default)]
pub(crate) struct Rows<'s> {
    /// Their cells; a row has as many as are written.
    pub rows: Vec<Vec<Cell<'s>>>,
    /// The quotes that open a cell and are never closed, or only by the quote of a later row.
    pub unclosed: Vec<Span>,
}

/// One cell.
#[derive(Clone, Debug)]
pub(crate) struct Cell<'s> {
    /// Its text without quotes, trimmed. What stands so in the file is not copied: a table may have millions of cells.
    pub text: Cow<'s, str>,
    /// Where it is written.
    pub span: Span,
}

impl Cell<'_> {
    /// The same with its text copied.
    pub fn into_owned(self) -> Cell<'static> {
        Cell {
            text: Cow::Owned(self.text.into_owned()),
            span: self.span,
        }
    }

    /// Its text with the white space that stands inside its quotes.
    pub fn exact<'s>(&'s self, source: &'s Source) -> Cow<'s, str> {
        let written = source.slice(self.span);
        match written
            .strip_prefix('"')
            .and_then(|it| it.strip_suffix('"'))
        {
            Some(inner) => Cow::Owned(inner.replace("\"\"", "\"")),
            None => Cow::Borrowed(&*self.text),
        }
    }
}

/// Cuts a text into rows and cells, at the separator that its first line tells.
pub(crate) fn read(source: &Source) -> Rows<'_> {
    let text = source.text();
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    read_separated(source, separator(&text[start..]))
}

/// Cuts a text into rows and cells.
pub(crate) fn read_separated(source: &Source, separator: char) -> Rows<'_> {
    let text = source.text();
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut all = Rows::default();
    let mut at = start;
    // Most rows have as many cells as the one before.
    let mut width = 0;
    while at < text.len() {
        let mut row = Vec::with_capacity(width);
        let next = read_row(&mut row, text, at, separator, &mut all.unclosed);
        width = row.len();
        at = next;
        if row.iter().any(|cell| !cell.text.is_empty()) {
            all.rows.push(row);
        }
    }
    all
}

/// What is said of an unclosed quote.
pub(crate) const UNCLOSED: &str =
    "this quote is never closed, so the rows below it are read as one cell";
/// What to do about it.
pub(crate) const CLOSE_IT: &str = "write `\"` at the end of the cell";

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

/// Adds the cells of the row that starts at a byte, and says where the next row starts.
fn read_row<'s>(
    cells: &mut Vec<Cell<'s>>,
    text: &'s str,
    start: usize,
    separator: char,
    unclosed: &mut Vec<Span>,
) -> usize {
    let mut at = start;
    loop {
        let end = cell_end(text, at, separator);
        cells.push(cell(text, at, end, unclosed));
        let rest = &text[end..];
        if rest.starts_with(separator) {
            at = end + separator.len_utf8();
        } else {
            let line_end = match rest.as_bytes() {
                [b'\r', b'\n', ..] => 2,
                [] => 0,
                _ => 1,
            };
            return end + line_end;
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

fn cell<'s>(text: &'s str, start: usize, end: usize, unclosed: &mut Vec<Span>) -> Cell<'s> {
    let written = &text[start..end];
    let trimmed = written.trim();
    let start = start + written.len() - written.trim_start().len();
    let span = Span::new(start.min(end), start.min(end) + trimmed.len());
    let text = match trimmed.strip_prefix('"') {
        Some(rest) => {
            if !is_closed(rest) {
                unclosed.push(Span::new(span.start, span.start + 1));
            }
            let inner = rest.strip_suffix('"').unwrap_or(rest);
            if inner.contains("\"\"") {
                Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned())
            } else {
                Cow::Borrowed(inner.trim())
            }
        }
        None => Cow::Borrowed(trimmed),
    };
    Cell { text, span }
}

/// Whether the quote before `rest` is closed. Where words follow the closing one on another line than the opening one,
/// that is the opening quote of a later row.
fn is_closed(rest: &str) -> bool {
    let mut quotes = rest.match_indices('"').map(|(at, _)| at).peekable();
    while let Some(at) = quotes.next() {
        if quotes.next_if_eq(&(at + 1)).is_some() {
            continue;
        }
        let ends_here = rest[at + 1..].trim().is_empty();
        return ends_here
            || !rest[..at].contains(['\n', '\r']) && rest.matches('"').count() % 2 == 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unclosed(text: &str) -> Vec<usize> {
        let source = Source::new("t.csv", text);
        let quotes = read(&source).unclosed;
        quotes
            .iter()
            .map(|quote| source.line_number(quote.start))
            .collect()
    }

    #[test]
    fn the_separator_is_the_most_frequent_one_outside_of_quotes() {
        assert_eq!(separator("speaker;text\na,b,c"), ';');
        assert_eq!(separator("\"a;b;c\",text"), ',');
        assert_eq!(separator("a\tb,c\td"), '\t');
        assert_eq!(separator("text"), ',');
    }

    #[test]
    fn an_unclosed_quote_is_known_where_it_opens() {
        assert_eq!(unclosed("a,b\n1,\"x\n2,y\n"), [2]);
        assert_eq!(unclosed("a,b\n1,\"x\n2,\"y\"\n3,z\n"), [2]);
        assert_eq!(
            unclosed("a,b\n1,\"x\n2,\"y, z\"\n3,\"z\"\n"),
            [2],
            "the quote of a later row closes it by accident"
        );
    }

    #[test]
    fn a_quote_that_is_closed_is_none() {
        let text = "a,b\n1,\"x\ny\"\n2,\"\"\n3,\"say \"\"x\"\"\"\n4,\"x\" y\n5,5\" long\n";
        assert_eq!(unclosed(text), [0; 0]);
    }
}
