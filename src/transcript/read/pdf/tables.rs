//! Tables: lines whose parts start at the same places, one below the other.
//!
//! Only a table of utterances is read as a table; all others stay lines.

use std::ops::Range;

use super::lines::Line;
use crate::transcript::read::columns;

/// A table of utterances.
#[derive(Debug)]
pub(super) struct Table {
    /// Which lines it is made of.
    pub lines: Range<usize>,
    pub rows: Vec<Vec<String>>,
}

/// The tables among lines, in order.
pub(super) fn tables(lines: &[Line]) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].cells.len() < 2 {
            at += 1;
            continue;
        }
        let end = end(lines, at);
        if let Some(rows) = utterances(&lines[at..end]) {
            tables.push(Table {
                lines: at..end,
                rows,
            });
        }
        at = end.max(at + 1);
    }
    tables
}

/// Where a part of a line stands among the columns of the table's first line.
fn column(first: &Line, left: f32) -> Option<usize> {
    let near = |at: &usize| (first.cells[*at].left - left).abs() < 0.5 * first.size;
    (0..first.cells.len()).find(near)
}

/// The end of the lines that fit the columns of the line at `start`.
fn end(lines: &[Line], start: usize) -> usize {
    let first = &lines[start];
    let fits = |line: &Line| {
        let mut cells = line.cells.iter();
        !line.cells.is_empty() && cells.all(|cell| column(first, cell.left).is_some())
    };
    let length = lines[start..].iter().take_while(|line| fits(line)).count();
    start + length
}

/// The rows of lines that are a table of utterances.
fn utterances(lines: &[Line]) -> Option<Vec<Vec<String>>> {
    let several = lines.iter().filter(|line| line.cells.len() > 1).count();
    if several < 3 {
        return None;
    }
    let rows = rows(lines);
    let columns = columns::find(&rows)?;
    let speaker = columns.speaker?;
    // Labels with a colon speak for themselves.
    let colons = rows
        .iter()
        .filter(|row| row[speaker].trim_end().ends_with(':'))
        .count();
    (rows.len() > 2 && colons * 2 < rows.len()).then_some(rows)
}

fn rows(lines: &[Line]) -> Vec<Vec<String>> {
    let first = &lines[0];
    let gap = |at: usize| lines[at - 1].y - lines[at].y;
    let pitch = (1..lines.len())
        .map(gap)
        .filter(|gap| *gap > 0.5 * first.size)
        .min_by(f32::total_cmp)
        .unwrap_or(first.size);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let apart = at == 0 || gap(at) > 1.25 * pitch;
        let columns: Vec<usize> = line
            .cells
            .iter()
            .filter_map(|cell| column(first, cell.left))
            .collect();
        let only_last = columns == [first.cells.len() - 1];
        let starts = columns.first() == Some(&0) || apart && !only_last || rows.is_empty();
        if starts {
            rows.push(vec![String::new(); first.cells.len()]);
        }
        let Some(row) = rows.last_mut() else { continue };
        for (index, column) in columns.into_iter().enumerate() {
            let cell = &mut row[column];
            if !cell.is_empty() {
                cell.push(if apart { '\n' } else { ' ' });
            }
            cell.push_str(line.cell(index));
        }
    }
    rows
}
