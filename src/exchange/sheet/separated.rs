//! Comma, semicolon, tab or bar separated text as a sheet.

use std::sync::Arc;

use super::{Cell, File, Row, Sheet};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;
use crate::transcript::cells;

/// What may part cells; the first of equals is taken.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Reads a table. `score` says how much a table looks like what is wanted: the separator that scores best is taken.
pub(in super::super) fn read(
    source: &Arc<Source>,
    score: impl Fn(&Sheet) -> usize,
    faults: &mut Vec<Diagnostic>,
) -> Sheet {
    let tries = SEPARATORS.map(|separator| read_at(source, separator));
    let best = tries
        .into_iter()
        .rev()
        .max_by_key(|(sheet, _)| (score(sheet), width(sheet)))
        .expect("there are several separators");
    let (sheet, unclosed) = best;
    for quote in unclosed {
        let place = Place::Span(Arc::clone(source), quote);
        let fault = Diagnostic::error("unclosed-quote", place, cells::UNCLOSED);
        faults.push(fault.help(cells::CLOSE_IT));
    }
    sheet
}

fn read_at(source: &Arc<Source>, separator: char) -> (Sheet, Vec<crate::text::Span>) {
    let table = cells::read_separated(source, separator);
    let row = |cells: Vec<cells::Cell>| Row {
        number: source.line_number(cells[0].span.start),
        cells: cells
            .into_iter()
            .map(|cell| Cell {
                text: cell.exact(source).into_owned(),
                span: cell.span,
            })
            .collect(),
    };
    let sheet = Sheet {
        name: String::new(),
        rows: table.rows.into_iter().map(row).collect(),
        unread: Vec::new(),
        file: File::Text(Arc::clone(source)),
        separator: Some(separator),
    };
    (sheet, table.unclosed)
}

/// How many cells most rows have at least.
fn width(sheet: &Sheet) -> usize {
    let mut widths: Vec<usize> = sheet.rows.iter().map(|row| row.cells.len()).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let source = Arc::new(Source::new("t.csv", text));
        let sheet = read(&source, |_| 0, &mut Vec::new());
        let rows = sheet.rows.iter();
        rows.map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect())
            .collect()
    }

    #[test]
    fn the_separator_is_known_under_a_title() {
        assert_eq!(
            texts("My codes, all\n\ncode;text\na;b\nc;d\n")[2],
            ["a", "b"]
        );
    }

    #[test]
    fn white_space_inside_quotes_is_kept() {
        assert_eq!(texts("a,\" b \"\n"), [["a", " b "]]);
    }
}
