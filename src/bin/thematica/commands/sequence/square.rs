//! Codes by the codes that follow them.

use thematica::analysis::sequence::Tally;
use thematica::analysis::sequence::residual::adjusted_residual;
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
        columns.push(Column::text("code", "After"));
    } else {
        if counted.says_who {
            columns.push(Column::text("coder", "Coder"));
        }
        columns.extend(["code", "path", "label", "theme"].map(|name| Column::text(name, name)));
        columns.push(Column::count("depth", "depth"));
    }
    columns.push(Column::count("turns", "Turns"));
    for (number, code) in (1..).zip(&counted.codes) {
        let id = &counted.codebook.code(*code).id;
        let heading = number.to_string();
        let decimals = |eyes: u8| if counted.eyes { eyes } else { 6 };
        columns.push(match cells {
            Cells::Count => Column::count(id, heading),
            Cells::Share => Column::number(id, heading, decimals(0)),
            Cells::Residual => Column::number(id, heading, decimals(1)),
        });
    }
    columns
}

fn fill(counted: &Counted<'_>, name: &str, tally: &Tally, cells: Cells, table: &mut Table) {
    for (first, &code) in counted.codes.iter().enumerate() {
        let mut line = Vec::new();
        if counted.says_who && !counted.eyes {
            line.push(Cell::text(name));
        }
        let mut names = named(counted.codebook, counted.codebook.code(code), counted.eyes);
        if let (true, Some(Cell::Text(label))) = (counted.eyes, names.first_mut()) {
            *label = format!("{}\u{A0}\u{A0}{label}", first + 1);
        }
        line.extend(names);
        line.push(Cell::Count(tally.first[first]));
        for then in 0..counted.codes.len() {
            line.push(if counted.shows(first, then) {
                cell(tally, first, then, cells)
            } else {
                Cell::Empty
            });
        }
        table.push(line);
    }
}

fn cell(tally: &Tally, first: usize, then: usize, cells: Cells) -> Cell {
    let step = tally.step(first, then);
    let number = match cells {
        Cells::Count => return Cell::Count(step.both),
        Cells::Share => (step.first > 0).then(|| step.both as f64 * 100.0 / step.first as f64),
        Cells::Residual => adjusted_residual(step),
    };
    number.map_or(Cell::Empty, Cell::Number)
}
