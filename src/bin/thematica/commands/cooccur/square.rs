//! Codes by codes.

use thematica::analysis::cooccurrence::Tally;
use thematica::analysis::cooccurrence::strength::{c_coefficient, jaccard, pmi};
use thematica::report::{Cell, Column, Table};

use super::{Cells, Counted};
use crate::commands::themes::named;

/// One table for each coder where people look at them, else one for all.
pub fn tables(counted: &Counted<'_>, cells: Cells) -> Vec<Table> {
    let tallies = counted.names.iter().zip(&counted.found.tallies);
    if !counted.eyes {
        let mut table = Table::new(&counted.title, columns(counted, cells));
        for (name, tally) in tallies {
            fill(counted, name, tally, cells, &mut table);
        }
        return vec![table];
    }
    let table = |(name, tally): (&String, &Tally)| {
        let title = if counted.says_who {
            format!("{}: {name}", counted.title)
        } else {
            counted.title.clone()
        };
        let mut table = Table::new(title, columns(counted, cells));
        fill(counted, name, tally, cells, &mut table);
        table
    };
    tallies.map(table).collect()
}

fn columns(counted: &Counted<'_>, cells: Cells) -> Vec<Column> {
    let mut columns = Vec::new();
    if counted.eyes {
        columns.push(Column::text("code", "Code"));
    } else {
        if counted.says_who {
            columns.push(Column::text("coder", "Coder"));
        }
        columns.extend(["code", "path", "label", "theme"].map(|name| Column::text(name, name)));
        columns.push(Column::count("depth", "depth"));
    }
    columns.push(Column::count("found", "Found"));
    for (number, code) in (1..).zip(&counted.codes) {
        let id = &counted.codebook.code(*code).id;
        // Labels over two dozen columns leave no room for what stands below them.
        let heading = number.to_string();
        columns.push(match cells {
            Cells::Count => Column::count(id, heading),
            Cells::C | Cells::Jaccard | Cells::Pmi => {
                Column::number(id, heading, if counted.eyes { 2 } else { 6 })
            }
        });
    }
    columns
}

fn fill(counted: &Counted<'_>, name: &str, tally: &Tally, cells: Cells, table: &mut Table) {
    for (row, &code) in counted.codes.iter().enumerate() {
        let mut line = Vec::new();
        if counted.says_who && !counted.eyes {
            line.push(Cell::text(name));
        }
        let mut names = named(counted.codebook, counted.codebook.code(code), counted.eyes);
        if let (true, Some(Cell::Text(label))) = (counted.eyes, names.first_mut()) {
            *label = format!("{}\u{A0}\u{A0}{label}", row + 1);
        }
        line.extend(names);
        line.push(Cell::Count(tally.codes[row]));
        for column in 0..counted.codes.len() {
            let (first, second) = (row.min(column), row.max(column));
            line.push(if row == column || !counted.shows(first, second) {
                Cell::Empty
            } else {
                cell(tally, first, second, cells)
            });
        }
        table.push(line);
    }
}

fn cell(tally: &Tally, first: usize, second: usize, cells: Cells) -> Cell {
    let meeting = tally.meeting(first, second);
    let number = match cells {
        Cells::Count => return Cell::Count(meeting.both),
        Cells::C => c_coefficient(meeting),
        Cells::Jaccard => jaccard(meeting),
        Cells::Pmi => pmi(meeting, tally.units),
    };
    number.map_or(Cell::Empty, Cell::Number)
}
