//! Codes by codes.

use thematica::analysis::cooccurrence::Tally;
use thematica::analysis::cooccurrence::strength::{c_coefficient, jaccard, pmi};
use thematica::report::{Cell, Column, Table};

use super::{Cells, Counted};
use crate::commands::pairs::Square;

/// One table for each coder where the format holds several, else one for all.
pub fn tables(counted: &Counted<'_>, cells: Cells) -> Vec<Table> {
    let square = Square {
        frame: &counted.frame,
        heading: "Code",
        of_row: Column::count("found", "Found"),
    };
    square.tables(
        &counted.found.tallies,
        |id, heading| match cells {
            Cells::Count => Column::count(id, heading),
            Cells::C | Cells::Jaccard | Cells::Pmi => {
                Column::number(id, heading, counted.frame.decimals(2))
            }
        },
        |tally, row| tally.codes[row],
        |tally, row, column| cell_of(counted, tally, row, column, cells),
    )
}

/// The figure of two codes; empty for a code with itself and for pairs that are not shown.
pub fn cell_of(
    counted: &Counted<'_>,
    tally: &Tally,
    row: usize,
    column: usize,
    cells: Cells,
) -> Cell {
    let (first, second) = (row.min(column), row.max(column));
    if row == column || !counted.frame.shows(first, second) {
        Cell::Empty
    } else {
        cell(tally, first, second, cells)
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
