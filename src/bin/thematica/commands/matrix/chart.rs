//! The cells of a matrix as shades: the same figures, withheld ones among them.

use thematica::analysis::matrix::{Axis, Lines};
use thematica::report::chart::{Chart, Heatmap, Label, Picture};
use thematica::report::{Cell, Kind, Table};
use thematica::text::capital;

use super::{Crossed, Share, axis, layout};
use crate::commands::called::title;
use crate::commands::charts::shaded;

/// Draws the matrix without its totals.
pub fn chart(crossed: &Crossed<'_>, mut notes: Vec<String>) -> Chart {
    let names = crossed.head(&crossed.rows).len();
    let Table {
        head, rows: table, ..
    } = layout::wide(crossed);
    let across = crossed.matrix.columns.len();
    let column = head.columns[names..].first();
    let decimals = match column.map(|column| column.kind) {
        Some(Kind::Number { decimals }) => decimals,
        _ => 0,
    };
    let rows: Vec<Label> = labels(crossed, &crossed.rows, &crossed.matrix.rows);
    // The total stands last.
    let cells = table.iter().map(|row| row[names..names + across].to_vec());
    let cells: Vec<Vec<Cell>> = cells.collect();
    let measure = capital(layout::cells_in_words(crossed.cells));
    let columns = columns(crossed);
    let shaded = shaded(&rows, &columns, &cells, decimals);
    notes.extend(shaded.note);
    let heatmap = Heatmap {
        rows_are: head.columns[0].heading.clone(),
        columns_are: axis::name(&crossed.columns).to_owned(),
        measure: match crossed.share {
            Some(Share::Total) => format!("{measure}, in per cent of the total"),
            Some(share) => format!("{measure}, in per cent of the {} total", share.as_str()),
            None => measure,
        },
        ends: ["0".to_owned(), shaded.most],
        columns,
        rows,
        cells: shaded.cells,
    };
    Chart {
        title: title(crossed.job),
        picture: Picture::Heatmap(heatmap),
        notes,
    }
}

fn labels(crossed: &Crossed<'_>, axis: &Axis, lines: &Lines) -> Vec<Label> {
    let label_of = |line| match (axis, line) {
        (Axis::Code | Axis::Theme, (key, _)) => {
            Label::of_code(&crossed.job.codebook, crossed.code(key))
        }
        (_, line) => match crossed.names(axis, lines, line).first() {
            Some(Cell::Text(name)) => Label::plain(name),
            _ => Label::plain(""),
        },
    };
    lines.iter().map(label_of).collect()
}

fn columns(crossed: &Crossed<'_>) -> Vec<Label> {
    let lines = crossed.matrix.columns.iter();
    let labels = lines.map(|(key, _)| match crossed.columns {
        Axis::Code | Axis::Theme => Label::of_code(&crossed.job.codebook, crossed.code(key)),
        _ => Label::plain(crossed.heading(key).1),
    });
    labels.collect()
}
