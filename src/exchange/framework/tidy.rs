//! A chart as one table, one row for each case and code: separated values, JSON, JSON lines.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::super::sheet::{Row, Sheet, formula, separated as sheet};
use super::header::TIDY;
use super::workbook::text;
use super::{Note, Reader, encoding, no_chart};
use crate::diagnostic::{Diagnostic, Place};
use crate::study;

/// The columns without which nothing could be found.
const NEEDED: [&str; 4] = ["cases", "case", "code", "summary"];

pub(super) fn separated(name: &str, bytes: Vec<u8>, reader: &mut Reader) {
    let source = study::codebook_of_bytes(name, bytes, &mut reader.faults);
    let is_guessed = !reader.faults.is_empty();
    reader.filled.is_doubtful = is_guessed && encoding::is_doubtful(source.text());
    let mut sheet = sheet::read(&Arc::clone(&source), score, &mut reader.faults);
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
                    reader.nameless(sheet.place(row, column));
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

pub(super) fn json(name: &str, bytes: &[u8], reader: &mut Reader) {
    let place = Place::File(name.to_owned());
    let whole: Value = match serde_json::from_slice(without_mark(bytes)) {
        Ok(whole) => whole,
        Err(error) => {
            reader.faults.push(no_json(name, error.line(), &error));
            return;
        }
    };
    let Some(rows) = whole.get("rows").and_then(Value::as_array) else {
        reader.faults.push(no_chart(place));
        return;
    };
    for row in rows {
        match row.as_object() {
            Some(row) => object(row, &place, reader),
            None => reader.faults.push(no_chart(place.clone())),
        }
    }
}

pub(super) fn json_lines(name: &str, bytes: &[u8], reader: &mut Reader) {
    for (number, line) in (1..).zip(without_mark(bytes).split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let place = Place::Line(name.to_owned(), number);
        match serde_json::from_slice::<Map<String, Value>>(line) {
            Ok(row) if row.contains_key("made_by") && !row.contains_key("case") => {}
            Ok(row) => object(&row, &place, reader),
            Err(error) => reader.faults.push(no_json(name, number, &error)),
        }
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn no_json(name: &str, line: usize, error: &serde_json::Error) -> Diagnostic {
    let place = Place::Line(name.to_owned(), line);
    Diagnostic::error("no-chart", place, format!("this is no JSON: {error}"))
        .help("mend it, or name another file with --output")
}

fn object(row: &Map<String, Value>, place: &Place, reader: &mut Reader) {
    let value = |name: &str| row.get(name).map(plain).unwrap_or_default();
    if !NEEDED.iter().all(|name| row.contains_key(*name)) {
        reader.faults.push(no_chart(place.clone()));
        return;
    }
    reader.cases(&value("cases"), place);
    for (name, written) in row {
        let is_own = !TIDY.contains(&name.as_str());
        if is_own && !reader.filled.own.iter().any(|it| it.name == *name) {
            reader.own(None, name, place);
        }
        if is_own || name == "summary" {
            reader.note(Note {
                case: value("case"),
                code: value("code"),
                column: is_own.then(|| name.clone()),
                text: plain(written),
                place: place.clone(),
            });
        }
    }
}

/// A value as text.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
