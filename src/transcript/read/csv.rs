//! Tables of utterances: a row each, with a column of words and mostly one of speakers, in any order.
//!
//! The separator is a comma, a semicolon or a tab. Rows without a speaker go on with the one above. Without a column of
//! speakers, `Name:` before the words is looked for as in subtitles. Words with a separator in them that nobody quoted
//! are put together again where their column is the last one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::{self, Cells, Columns};
use super::entities::decoded;
use super::layout::{self, Lines};
use super::{How, Input, ReadError, Reader, decode, document};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span, counted};
use crate::transcript::cells::{self, Cell, Rows};
use crate::transcript::speakers::{Line, Origin};
use crate::transcript::{Format, Time, Transcript};

pub(super) const READER: Reader = Reader {
    format: Format::Csv,
    endings: &["csv", "tsv", "tab"],
    how: How::AtOnce(read),
};

fn read(mut input: Input) -> Result<Transcript, ReadError> {
    let bytes = std::mem::take(&mut input.bytes);
    let (source, mut reading) = decode::source(input.name, bytes, input.options, Format::Csv)?;
    let (Rows { mut rows, unclosed }, columns) =
        table(&source).ok_or_else(|| no_columns(input.name, &cells::read(&source).rows))?;
    for row in &rows[..columns.above] {
        let row: Vec<&str> = row.cells().collect();
        document::leave_out(&mut reading.left_out, columns::ABOVE, None, &row.join(" "));
    }
    let ragged = ragged_rows(&source, &mut rows[columns.above..], &columns);
    reading.warnings.extend(ragged);
    columns.leave_out_others(&rows, &mut reading.left_out);
    for &quote in &unclosed {
        let place = Place::Span(Arc::clone(&source), quote);
        let warning = Diagnostic::warning("unclosed-transcript-quote", place, cells::UNCLOSED);
        reading.warnings.push(warning.help(cells::CLOSE_IT));
    }
    reading.warnings.extend(no_times(&source, &rows, &columns));
    let mut lines = Lines::with_capacity(source.text().len());
    lines.guessed = columns.guessed;
    // A row is let go once it is taken: the lines take its place.
    for row in rows.into_iter().skip(columns.first()) {
        let number = source.line_number(row[0].span.start);
        push_row(
            &mut lines,
            &columns,
            &row,
            u32::try_from(number).unwrap_or(u32::MAX),
        );
        let newlines = row
            .cell(columns.words)
            .map_or(0, |words| words.matches('\n').count());
        if newlines > MANY_LINES && unclosed.is_empty() {
            let place = Place::Line(input.name.to_owned(), number);
            let message = format!(
                "a cell of this row holds {newlines} line breaks: a quote may be missing at its end"
            );
            reading.warnings.push(
                Diagnostic::warning("long-cell", place, message)
                    .help("close the quote, or save the table again"),
            );
        }
    }
    if lines.lines.iter().all(Line::is_blank) {
        return Err(ReadError::Empty {
            name: input.name.to_owned(),
        });
    }
    let origin = if columns.speaker.is_some() {
        Origin::Table
    } else {
        Origin::Cues
    };
    Ok(layout::transcript(&input, lines, origin, reading))
}

/// Cuts a text into the cells of a table of utterances. A title in the first line may tell another separator than the
/// one of the rows below.
fn table(source: &Source) -> Option<(Rows<'_>, Columns)> {
    fn found(written: Rows<'_>) -> Option<(Rows<'_>, Columns)> {
        let columns = columns::find(&written.rows)?;
        Some((written, columns))
    }
    let first = cells::read(source);
    let has_title = first.rows.first().is_some_and(|row| row.len() < 3);
    found(first).or_else(|| {
        let mut others = [';', '\t'].into_iter().filter(|_| has_title);
        others.find_map(|separator| found(cells::read_separated(source, separator)))
    })
}

/// Why a table is no transcript.
fn no_columns(name: &str, rows: &[Vec<Cell>]) -> ReadError {
    let name = name.to_owned();
    if let Some(column) = columns::of_codes(rows) {
        let column = super::shortened(column);
        return ReadError::TableOfCodes { name, column };
    }
    let header = rows.first().into_iter().flat_map(Cells::cells);
    ReadError::NoColumns {
        name,
        columns: header
            .map(|cell| format!("`{}`", super::shortened(cell)))
            .collect(),
    }
}

/// Two unclosed quotes may look like one cell: then it has very many lines.
const MANY_LINES: usize = 40;

/// Adds a row as a line of the reading text.
pub(super) fn push_row(lines: &mut Lines, columns: &Columns, row: &impl Cells, number: u32) {
    let cell = |at: usize| row.cell(at).unwrap_or_default();
    let words = decoded(cell(columns.words));
    let time = |at: Option<usize>| at.and_then(|at| columns::milliseconds(cell(at), columns.count));
    let line = Line {
        number,
        time: time(columns.start).map(|start| {
            Box::new(Time {
                start,
                end: time(columns.end),
            })
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

/// Warns of cells in the columns of times that are none: what was said there is without a time.
fn no_times(source: &Arc<Source>, rows: &[Vec<Cell>], columns: &Columns) -> Option<Diagnostic> {
    let body = rows.iter().skip(columns.first());
    let cells = body.flat_map(|row| {
        let at = [columns.start, columns.end].into_iter().flatten();
        at.filter_map(|at| row.get(at))
    });
    let mut wrong = cells.filter(|cell| {
        let text = cell.text.trim();
        !text.is_empty() && columns::milliseconds(text, columns.count).is_none()
    });
    let first = wrong.next()?;
    let count = crate::text::counted(1 + wrong.count() as u64, "cell");
    let place = Place::Span(Arc::clone(source), first.span);
    let message = format!("{count} of the columns of times cannot be read as a time");
    Some(Diagnostic::warning("doubtful-times", place, message).help(
        "write times like 0:12:31 or 0:12:31.5, or as seconds from the start of the recording",
    ))
}

/// Puts the surplus cells of long rows back to the words, where those stand last, and warns of rows that are longer or
/// shorter than the others.
fn ragged_rows<'s>(
    source: &'s Arc<Source>,
    rows: &mut [Vec<Cell<'s>>],
    columns: &Columns,
) -> Vec<Diagnostic> {
    let width = width(rows, columns.header);
    let joins = columns.words + 1 == width;
    let speakers = speakers(rows, columns, width);
    let (mut long, mut short) = (Vec::new(), Vec::new());
    for row in rows.iter_mut() {
        // Spreadsheets pad rows with empty cells.
        let filled = row.iter().rposition(|cell| !cell.text.is_empty());
        if row.len() < width {
            short.push(row.clone());
            if let ([only], Some(0), true) = (&row[..], columns.speaker, joins)
                && !speakers.contains(&columns::label(&only.text).to_lowercase())
            {
                // Nobody is called that: it is the rest of words that a line break cut in two.
                let start = only.span.start;
                let blank = Cell {
                    text: Cow::Borrowed(""),
                    span: Span::new(start, start),
                };
                row.splice(0..0, vec![blank; columns.words]);
            }
        } else if let Some(last) = filled.filter(|last| *last >= width) {
            long.push(row.clone());
            if joins {
                row[columns.words].text = joined(source, &row[columns.words..=last]).into();
            }
        }
    }
    let done = match long.first() {
        // Which of the cells belong to the words only a person knows: all that follow are named.
        Some(cells) if !joins => {
            let words = super::shortened(&cells[columns.words].text);
            let rest = super::shortened(&joined(source, &cells[columns.words + 1..]));
            format!("`{words}` alone was read as the words, and not `{rest}` behind it")
        }
        _ => "the rest was put to the words".to_owned(),
    };
    let quotes = "put words with a separator in them in quotes: `\"…\"`";
    let missing =
        "look whether a line break stands inside the words: such words need quotes: `\"…\"`";
    [
        (long, done, quotes),
        (
            short,
            "words without a speaker go on with the row above".to_owned(),
            missing,
        ),
    ]
    .into_iter()
    .filter_map(|(ragged, done, help)| {
        let first = ragged.first()?;
        let span = first[0].span.cover(first[first.len() - 1].span);
        let place = Place::Span(Arc::clone(source), span);
        let more = match ragged.len() - 1 {
            0 => String::new(),
            1 => " (and 1 more such row)".to_owned(),
            more => format!(" (and {more} more such rows)"),
        };
        let message = format!(
            "this row has {} where {width} are wanted; {done}{more}",
            counted(first.len() as u64, "cell")
        );
        Some(Diagnostic::warning("ragged-transcript-row", place, message).help(help))
    })
    .collect()
}

/// The labels of the rows that are long enough, in small letters.
fn speakers(rows: &[Vec<Cell>], columns: &Columns, width: usize) -> BTreeSet<String> {
    let Some(at) = columns.speaker else {
        return BTreeSet::new();
    };
    let whole = rows.iter().filter(|row| row.len() >= width);
    whole
        .filter_map(|row| Some(columns::label(row.cell(at)?).to_lowercase()))
        .collect()
}

/// How many cells a row has: as many as the header, or as most rows.
fn width(rows: &[Vec<Cell>], header: bool) -> usize {
    if header {
        let named = rows[0].iter().rposition(|name| !name.text.is_empty());
        return named.map_or(0, |last| last + 1);
    }
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.len()).or_insert(0_usize) += 1;
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| **count);
    most.map_or(0, |(width, _)| *width)
}

/// Cells as one text, with what is written between them.
fn joined(source: &Source, cells: &[Cell]) -> String {
    let mut text = cells[0].text.to_string();
    for pair in cells.windows(2) {
        text += source.slice(Span::new(pair[0].span.end, pair[1].span.start));
        text += &pair[1].text;
    }
    text
}
