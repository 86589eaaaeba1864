//! The most frequent words as bars.

use thematica::report::chart::{Bar, Bars, Chart, Label, Picture};
use thematica::report::{Cell, Table, decimal};
use thematica::text::grouped;

/// Draws the words of a table that is not broken down, in its order.
pub fn chart(table: Table) -> Chart {
    let rows: Vec<_> = table.rows.iter().filter_map(|row| drawn(row)).collect();
    let most = rows
        .iter()
        .flat_map(|(_, bars)| bars.iter().filter_map(|bar| bar.length));
    let most = most.fold(0.0, f64::max);
    Chart {
        title: table.head.title,
        picture: Picture::Bars(Bars {
            of: "Word".to_owned(),
            measure: "Times per 1,000 words".to_owned(),
            most: if most > 0.0 { most } else { 1.0 },
            ends: ["0".to_owned(), decimal(most, 2).unwrap_or_default()],
            series: vec![String::new()],
            rows,
        }),
        notes: table.notes,
    }
}

fn drawn(row: &[Cell]) -> Option<(thematica::report::chart::Label, Vec<Bar>)> {
    let [Cell::Text(word), count, Cell::Number(rate), ..] = row else {
        return None;
    };
    let (Cell::Count(count) | Cell::Of { count, .. }) = count else {
        return None;
    };
    let told = format!("{} ({})", decimal(*rate, 2)?, grouped(*count));
    let bar = Bar {
        length: Some(*rate),
        told,
    };
    Some((Label::plain(word), vec![bar]))
}
