//! A chart as one table of separated values, one row for each case and code.

use std::sync::Arc;

use super::super::sheet::{Row, Sheet, formula, separated as sheet};
use super::header::TIDY;
use super::workbook::text;
use super::{Note, Reader, TextForm, encoding, no_chart};
use crate::study;

/// The columns without which nothing could be found.
pub(super) const NEEDED: [&str; 4] = ["cases", "case", "code", "summary"];

pub(super) fn separated(name: &str, bytes: Vec<u8>, reader: &mut Reader) {
    let needs_mark = bytes.starts_with(b"\xEF\xBB\xBF") || std::str::from_utf8(&bytes).is_err();
    let source = study::codebook_of_bytes(name, bytes, &mut reader.faults);
    let is_guessed = !reader.faults.is_empty();
    reader.filled.is_doubtful = is_guessed && encoding::is_doubtful(source.text());
    let mut sheet = sheet::read(&Arc::clone(&source), score, &mut reader.faults);
    reader.filled.text = sheet.separator.map(|separator| TextForm {
        separator,
        needs_mark,
    });
    formula::restore(&mut sheet);
    let Some((header, rows)) = sheet.rows.split_first() else {
        return;
    };
    let find = |wanted: &str| (0..header.cells.len()).find(|it| is(header.text(*it), wanted));
    let [Some(cases), Some(case), Some(code), Some(summary)] = NEEDED.map(find) else {
        let missing = NEEDED.iter().filter(|name| find(name).is_none());
        let missing: Vec<&str> = missing.copied().collect();
        let fault = no_chart(sheet.whole());
        reader
            .faults
            .push(fault.label(format!("it has no column {}", missing.join(", "))));
        return;
    };
    let mut own: Vec<Option<&str>> = Vec::new();
    for column in 0..header.cells.len() {
        let name = header.text(column);
        let is_own = !name.is_empty() && !TIDY.iter().any(|known| is(name, known));
        own.push(is_own.then_some(name));
        let is_first = find(name) == Some(column);
        if is_own {
            reader.own(None, name, &sheet.place(header, column));
        } else if !name.is_empty() && !is_first {
            reader.twice(name, sheet.place(header, column));
        }
    }
    for row in rows {
        if row.filled().next().is_some() {
            let kind = row.text(cases);
            if !kind.is_empty() {
                reader.cases(kind, &sheet.place(row, cases));
            }
        }
        for (column, _) in row.filled() {
            let name = match own.get(column) {
                _ if column == summary => None,
                Some(Some(name)) => Some((*name).to_owned()),
                Some(None) if !header.text(column).is_empty() => continue,
                _ => {
                    reader.nameless(&sheet, row, column);
                    continue;
                }
            };
            reader.note(note(&sheet, row, (case, code, column), name));
        }
    }
}

fn note(
    sheet: &Sheet,
    row: &Row,
    (case, code, column): (usize, usize, usize),
    name: Option<String>,
) -> Note {
    Note {
        case: row.text(case).to_owned(),
        code: row.text(code).to_owned(),
        column: name,
        text: text(row, column),
        place: sheet.place(row, column),
    }
}

/// A text as it stands in a CSV that is read back: one that begins with `'` and looks like a formula has another `'` before
/// it, because one is taken away.
#[must_use]
pub fn separated_text(text: String) -> String {
    if formula::is_like_defused(&text) {
        format!("'{text}")
    } else {
        text
    }
}

/// How much a table looks like a chart.
fn score(sheet: &Sheet) -> usize {
    sheet.rows.first().map_or(0, |header| {
        let known = header.filled();
        known
            .filter(|(_, name)| TIDY.iter().any(|known| is(name, known)))
            .count()
    })
}

fn is(name: &str, wanted: &str) -> bool {
    name.trim().eq_ignore_ascii_case(wanted)
}
