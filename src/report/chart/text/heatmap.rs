//! A heat map: the table of its figures with a shade beside each.

use std::fmt::Write as _;

use super::super::{HeatCell, Heatmap};
use super::shade;
use crate::report;
use crate::report::write::{on_one_line, wrapped};
use crate::report::{Cell, Column, Format, Options, Provenance, Table};

/// How many characters a shade takes.
const SHADE: usize = 2;
/// What stands beside a figure that is withheld.
const NONE: char = '╱';

pub(super) fn lines(map: &Heatmap, width: usize) -> Vec<String> {
    let mut columns = vec![Column::text("row", &map.rows_are)];
    // Columns that are the rows again are named by numbers, over which there is room for figures.
    let is_square = map.rows == map.columns;
    let headings = map.columns.iter().zip(1..);
    columns.extend(headings.map(|(label, number)| {
        let heading = if is_square {
            number.to_string()
        } else {
            label.name.clone()
        };
        Column::count(heading.clone(), heading)
    }));
    let mut table = Table::new("", columns);
    for ((label, cells), number) in map.rows.iter().zip(&map.cells).zip(1..) {
        let indent = "\u{A0}\u{A0}".repeat(usize::from(label.depth));
        let name = if is_square {
            format!("{indent}{number}\u{A0}\u{A0}{}", label.name)
        } else {
            format!("{indent}{}", label.name)
        };
        let mut row = vec![Cell::text(name)];
        row.extend(cells.iter().map(|cell| Cell::text(drawn(cell))));
        table.push(row);
    }
    let options = Options {
        width: u16::try_from(width).unwrap_or(u16::MAX),
        ..Options::default()
    };
    let mut out = Vec::new();
    report::write(
        &table,
        &Provenance::default(),
        Format::Table,
        &options,
        &mut out,
    )
    .expect("memory takes all that is written");
    let mut lines = wrapped(&on_one_line(&map.measure), width);
    lines.push(String::new());
    lines.extend(String::from_utf8_lossy(&out).lines().map(str::to_owned));
    let [least, most] = &map.ends;
    lines.push(String::new());
    let is_shaded = |cell: &HeatCell| cell.shade.is_some_and(|shade| shade > 0.0);
    let mut key = if map.cells.iter().flatten().any(is_shaded) {
        format!(
            "Shades from {least} to {most}: ░░ to a quarter of it, ▒▒ to half, ▓▓ to three quarters, ██ above."
        )
    } else if map.cells.iter().flatten().all(|cell| cell.shade.is_none()) {
        "No figure is shown.".to_owned()
    } else {
        "No figure is above zero.".to_owned()
    };
    if map.cells.iter().flatten().any(is_withheld) {
        let _ = write!(key, " Withheld: {NONE}{NONE}.");
    }
    lines.extend(wrapped(&on_one_line(&key), width));
    lines
}

fn is_withheld(cell: &HeatCell) -> bool {
    cell.shade.is_none() && !cell.told.is_empty()
}

fn drawn(cell: &HeatCell) -> String {
    if cell.told.is_empty() && cell.shade.is_none() {
        return String::new();
    }
    let mark = cell.shade.map_or(NONE, shade);
    // No-break spaces, because a table trims the others.
    let mark = if mark == ' ' { '\u{A0}' } else { mark };
    let mark = mark.to_string().repeat(SHADE);
    if cell.told.is_empty() {
        mark
    } else {
        format!("{}\u{A0}{mark}", cell.told)
    }
}
