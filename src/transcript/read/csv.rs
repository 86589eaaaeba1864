//! Tables of utterances: a row each, with a column of words and mostly one of speakers, in any order.
//!
//! The separator is a comma, a semicolon or a tab. Rows without a speaker go on with the one above. Without a column of
//! speakers, `Name:` before the words is looked for as in subtitles.

use super::columns::{self, Columns};
use super::entities::decoded;
use super::layout::{self, Lines};
use super::{Input, ReadError, Reader, decode};
use crate::diagnostic::{Diagnostic, Place};
use crate::transcript::speakers::{Line, Origin};
use crate::transcript::{Format, Time, Transcript};

pub(super) const READER: Reader = Reader {
    format: Format::Csv,
    endings: &["csv", "tsv", "tab"],
    read,
};

fn read(mut input: Input) -> Result<Transcript, ReadError> {
    let bytes = std::mem::take(&mut input.bytes);
    let (source, mut reading) = decode::source(input.name, bytes, input.options, Format::Csv)?;
    let Table { rows, numbers } = table(input.name, source.text())?;
    let columns = columns::find(&rows).ok_or_else(|| ReadError::NoColumns {
        name: input.name.to_owned(),
        columns: rows
            .first()
            .map(|row| {
                row.iter()
                    .map(|cell| format!("`{}`", super::shortened(cell)))
                    .collect()
            })
            .unwrap_or_default(),
    })?;
    let mut lines = Lines::with_capacity(source.text().len());
    let body = rows.iter().zip(&numbers).skip(usize::from(columns.header));
    for (row, number) in body {
        push_row(&mut lines, &columns, row, *number);
        let newlines = row
            .get(columns.words)
            .map_or(0, |words| words.matches('\n').count());
        if newlines > MANY_LINES {
            let place = Place::Line(input.name.to_owned(), *number as usize);
            let message = format!(
                "a cell of this row holds {newlines} line breaks: a quote may be missing at its end"
            );
            reading.warnings.push(
                Diagnostic::warning("long-cell", place, message)
                    .help("close the quote, or save the table again"),
            );
        }
    }
    let origin = if columns.speaker.is_some() {
        Origin::Table
    } else {
        Origin::Cues
    };
    Ok(layout::transcript(&input, &lines, origin, reading))
}

/// An unclosed quote swallows the rest of a table without an error: then a cell has very many lines.
const MANY_LINES: usize = 40;

/// Adds a row as a line of the reading text.
pub(super) fn push_row(lines: &mut Lines, columns: &Columns, row: &[String], number: u32) {
    let cell = |at: usize| row.get(at).map_or("", String::as_str);
    let words = decoded(cell(columns.words));
    let time = |at: Option<usize>| at.and_then(|at| columns::milliseconds(cell(at)));
    let line = Line {
        number,
        time: time(columns.start).map(|start| Time {
            start,
            end: time(columns.end),
        }),
        starts_paragraph: true,
        ..Line::default()
    };
    let speaker = columns.speaker.map(|at| columns::label(&decoded(cell(at))));
    match speaker.filter(|speaker| !speaker.is_empty()) {
        Some(speaker) => lines.push_given(&speaker, &words, line),
        None => lines.push(words.trim(), line),
    }
}

struct Table {
    rows: Vec<Vec<String>>,
    /// The line that each row begins on.
    numbers: Vec<u32>,
}

fn table(name: &str, text: &str) -> Result<Table, ReadError> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut table = Table {
        rows: Vec::new(),
        numbers: Vec::new(),
    };
    for record in reader.records() {
        let record = record.map_err(|error| ReadError::BrokenTable {
            name: name.to_owned(),
            line: error.position().map_or(0, ::csv::Position::line),
            reason: error.to_string(),
        })?;
        let line = record.position().map_or(0, ::csv::Position::line);
        table.numbers.push(u32::try_from(line).unwrap_or(u32::MAX));
        table.rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(table)
}

/// The separator: the one of the three that the first line has most of, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().take_while(|byte| *byte != b'\n') {
        quoted ^= byte == b'"';
        if let Some(count) = counts
            .iter_mut()
            .find(|(separator, _)| *separator == byte && !quoted)
        {
            count.1 += 1;
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    counts
        .iter()
        .find(|(_, count)| Some(*count) == most)
        .map_or(b',', |(separator, _)| *separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_most_frequent_one_outside_of_quotes() {
        assert_eq!(separator("speaker;text\na,b,c"), b';');
        assert_eq!(separator("\"a;b;c\",text"), b',');
        assert_eq!(separator("a\tb,c\td"), b'\t');
        assert_eq!(separator("text"), b',');
    }
}
