//! What the charts of several commands have in common: cells as shades, and codes as nodes.

use std::collections::BTreeMap;

use thematica::codebook::{CodeIndex, Codebook};
use thematica::report::chart::{HeatCell, Label, Node};
use thematica::report::{Cell, decimal};
use thematica::text::grouped;

/// Figures as shades between none and the largest.
pub struct Shaded {
    pub cells: Vec<Vec<HeatCell>>,
    /// How the largest is told.
    pub most: String,
    /// What has to be known of the scale.
    pub note: Option<String>,
}

/// Shades figures from none to the largest.
///
/// Themes have more than any of their codes, whose differences could not be seen beside them: where there are both, the
/// darkest shade is that of the largest code, and a theme above it is as dark.
pub fn shaded(rows: &[Label], cells: &[Vec<Cell>], decimals: u8) -> Shaded {
    let is_deep = rows.iter().any(|row| row.depth > 0);
    let counted = rows.iter().zip(cells);
    let counted = counted.filter(|(row, _)| !is_deep || row.depth > 0);
    let figures = counted.flat_map(|(_, cells)| cells).filter_map(figure);
    let most = figures.fold(0.0, f64::max);
    let is_exceeded = cells
        .iter()
        .flatten()
        .filter_map(figure)
        .any(|it| it > most);
    let shade = |cell: &Cell| HeatCell {
        shade: figure(cell).map(|figure| {
            if most > 0.0 {
                (figure / most).clamp(0.0, 1.0)
            } else {
                f64::from(u8::from(figure > 0.0))
            }
        }),
        told: told(cell, decimals),
    };
    let cells = cells.iter().map(|row| row.iter().map(shade).collect());
    let most = told(
        &if cells_are_whole(decimals) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it was a count before"
            )]
            Cell::Count(most as u64)
        } else {
            Cell::Number(most)
        },
        decimals,
    );
    let more = if is_exceeded { " or more" } else { "" };
    Shaded {
        cells: cells.collect(),
        most: format!("{most}{more}"),
        note: is_exceeded.then(|| {
            format!("The darkest shade is that of the largest figure of a code, {most}. Themes have more than their codes and are as dark from there on; their figures tell them apart.")
        }),
    }
}

fn cells_are_whole(decimals: u8) -> bool {
    decimals == 0
}

/// The number in a cell; `None` where there is none or it is withheld.
fn figure(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Count(count) | Cell::Of { count, .. } => Some(*count as f64),
        Cell::Number(number) if number.is_finite() => Some(*number),
        Cell::Number(_) | Cell::Text(_) | Cell::Empty => None,
    }
}

fn told(cell: &Cell, decimals: u8) -> String {
    match cell {
        Cell::Count(count) | Cell::Of { count, .. } => grouped(*count),
        Cell::Number(number) => decimal(*number, decimals).unwrap_or_default(),
        Cell::Text(text) => text.clone(),
        Cell::Empty => String::new(),
    }
}

/// Codes as the nodes of a network, those of `shown` in the order of the codebook, and the place of each in the network.
pub fn nodes(
    codebook: &Codebook,
    codes: &[CodeIndex],
    shown: &[usize],
    count: impl Fn(usize) -> u64,
) -> (Vec<Node>, BTreeMap<usize, usize>) {
    let most = shown.iter().map(|place| count(*place)).max().unwrap_or(0);
    let node = |place: &usize| Node {
        label: Label::of_code(codebook, codebook.code(codes[*place])),
        size: count(*place) as f64 / most.max(1) as f64,
        told: grouped(count(*place)),
    };
    let places = shown.iter().enumerate();
    (
        shown.iter().map(node).collect(),
        places.map(|(at, place)| (*place, at)).collect(),
    )
}
