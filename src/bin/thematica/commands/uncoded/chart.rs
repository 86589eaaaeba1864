//! How much of each one's talk no code reached, as bars.

use thematica::report::chart::{Bar, Bars, Chart, Label, Picture};
use thematica::report::{Cell, Table};
use thematica::text::grouped;

/// Draws the shares of segments of a table that is broken down, in its order.
pub fn chart(table: Table, unit: &str) -> Chart {
    let of = table.head.columns.first();
    let of = of.map_or_else(String::new, |column| column.heading.clone());
    Chart {
        title: table.head.title,
        picture: Picture::Bars(Bars {
            of,
            measure: format!("Share of the {unit}s without a code"),
            most: 1.0,
            ends: ["0 %".to_owned(), "100 %".to_owned()],
            series: vec![String::new()],
            rows: table.rows.iter().filter_map(|row| drawn(row)).collect(),
        }),
        notes: table.notes,
    }
}

fn drawn(row: &[Cell]) -> Option<(Label, Vec<Bar>)> {
    let [Cell::Text(name), Cell::Of { count, of }, ..] = row else {
        return None;
    };
    let bar = Bar {
        length: (*of > 0).then(|| *count as f64 / *of as f64),
        told: format!("{} of {}", grouped(*count), grouped(*of)),
    };
    Some((Label::plain(name), vec![bar]))
}
