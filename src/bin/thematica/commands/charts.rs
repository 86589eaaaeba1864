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
pub fn shaded(rows: &[Label], columns: &[Label], cells: &[Vec<Cell>], decimals: u8) -> Shaded {
    let is_tree = |labels: &[Label]| labels.iter().any(|label| label.depth > 0);
    let trees = (is_tree(rows), is_tree(columns));
    let codes = rows.iter().zip(cells).flat_map(|(row, cells)| {
        let cells = columns.iter().zip(cells);
        let cells = cells.filter(move |(column, _)| {
            (!trees.0 || row.depth > 0) && (!trees.1 || column.depth > 0)
        });
        cells.map(|(_, cell)| cell)
    });
    let of_codes = largest(codes);
    // Where only themes have any, they are compared with each other.
    let (most, told_most) = match of_codes {
        Some((most, cell)) if most > 0.0 => (most, told(cell, decimals)),
        _ => largest(cells.iter().flatten()).map_or((0.0, "0".to_owned()), |(most, cell)| {
            (most, told(cell, decimals))
        }),
    };
    let mut figures = cells.iter().flatten().filter_map(figure);
    let is_exceeded = figures.any(|it| it > most);
    let shade = |cell: &Cell| HeatCell {
        shade: figure(cell).map(|figure| {
            if most > 0.0 {
                (figure / most).clamp(0.0, 1.0)
            } else {
                0.0
            }
        }),
        told: told(cell, decimals),
    };
    let cells = cells.iter().map(|row| row.iter().map(shade).collect());
    let more = if is_exceeded { " or more" } else { "" };
    Shaded {
        cells: cells.collect(),
        most: format!("{told_most}{more}"),
        note: is_exceeded.then(|| {
            format!("The darkest shade is that of the largest figure that is no theme's, {told_most}. Figures of themes may be higher and are as dark from there on; they are told apart by the figures themselves.")
        }),
    }
}

/// The largest figure with its cell, which tells it as it is told in its place.
fn largest<'c>(cells: impl Iterator<Item = &'c Cell>) -> Option<(f64, &'c Cell)> {
    let figures = cells.filter_map(|cell| Some((figure(cell)?, cell)));
    figures.max_by(|one, other| one.0.total_cmp(&other.0))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Label> {
        let row = |depth| Label {
            depth,
            ..Label::plain("code")
        };
        vec![row(0), row(1)]
    }

    #[test]
    fn the_end_of_the_scale_is_told_as_the_cell_is_that_it_stands_for() {
        let cells = [vec![Cell::Number(50.0)], vec![Cell::Number(200.0 / 3.0)]];
        let shaded = shaded(&rows(), &[Label::plain("a")], &cells, 0);
        assert_eq!(
            (shaded.cells[1][0].told.as_str(), shaded.most.as_str()),
            ("67", "67")
        );
        assert_eq!(shaded.note, None);
    }

    #[test]
    fn themes_that_have_more_than_any_code_are_as_dark_as_the_darkest() {
        let cells = [vec![Cell::Count(9)], vec![Cell::Count(3)]];
        let shaded = shaded(&rows(), &[Label::plain("a")], &cells, 0);
        assert_eq!(shaded.most, "3 or more");
        assert!(
            shaded
                .note
                .is_some_and(|note| note.contains("no theme's, 3."))
        );
    }

    #[test]
    fn a_figure_of_a_code_with_a_theme_is_none_of_two_codes() {
        let cells = [
            vec![Cell::Empty, Cell::Count(9)],
            vec![Cell::Count(9), Cell::Count(4)],
        ];
        let shaded = shaded(&rows(), &rows(), &cells, 0);
        assert_eq!(shaded.most, "4 or more");
    }

    #[test]
    fn where_no_code_has_any_themes_are_compared_with_each_other() {
        let cells = [
            vec![Cell::Count(4), Cell::Count(2)],
            vec![Cell::Count(0); 2],
        ];
        let columns = [Label::plain("a"), Label::plain("b")];
        let shaded = shaded(&rows(), &columns, &cells, 0);
        let shades = shaded.cells[0].iter().map(|cell| cell.shade);
        assert_eq!(shades.collect::<Vec<_>>(), [Some(1.0), Some(0.5)]);
        assert_eq!((shaded.most.as_str(), shaded.note), ("4", None));
    }
}
