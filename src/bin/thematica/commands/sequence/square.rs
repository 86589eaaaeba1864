//! Codes by the codes that follow them.

use thematica::analysis::sequence::Tally;
use thematica::analysis::sequence::residual::adjusted_residual;
use thematica::report::{Cell, Column, Table};

use super::{Cells, Counted};
use crate::commands::pairs::Square;

/// One table for each coder where the format holds several, else one for all.
pub fn tables(counted: &Counted<'_>, cells: Cells) -> Vec<Table> {
    let square = Square {
        frame: &counted.frame,
        heading: "After",
        of_row: Column::count("turns", "Turns"),
    };
    square.tables(
        &counted.found.tallies,
        |id, heading| match cells {
            Cells::Count => Column::count(id, heading),
            Cells::Share => Column::number(id, heading, counted.frame.decimals(0)),
            Cells::Residual => Column::number(id, heading, counted.frame.decimals(1)),
        },
        |tally, row| tally.first[row],
        |tally, first, then| cell_of(counted, tally, first, then, cells),
    )
}

/// The figure of a code and one after it; empty for pairs that are not shown.
pub fn cell_of(
    counted: &Counted<'_>,
    tally: &Tally,
    first: usize,
    then: usize,
    cells: Cells,
) -> Cell {
    if counted.shows(first, then) {
        cell(tally, first, then, cells)
    } else {
        Cell::Empty
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
