//! Columns side by side, drawn by comfy-table: a line below the headings, text on the left, numbers on the right.

use std::borrow::Cow;

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

use super::layout::GAP;
use super::wrap;

const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// A column to be drawn.
pub(super) struct Track {
    pub heading: String,
    /// A line of its own below the heading.
    pub below: Option<String>,
    /// Without the gap to the next one.
    pub width: usize,
    pub alignment: CellAlignment,
}

/// Rows below headings.
pub(super) struct Grid<'t> {
    tracks: &'t [Track],
    table: Table,
}

impl<'t> Grid<'t> {
    pub(super) fn new(tracks: &'t [Track]) -> Self {
        let mut table = Table::new();
        // All widths are given, that of the table too, so that none is ever taken from a terminal.
        let total = tracks.iter().map(|track| track.width + GAP).sum();
        table
            .load_style(STYLE)
            .set_width(wrap::narrow(total))
            .set_header(headings(tracks));
        let last = tracks.len().saturating_sub(1);
        for (column, track) in table.column_iter_mut().zip(tracks) {
            let gap = if column.index == last { 0 } else { GAP };
            column
                .set_padding((0, wrap::narrow(gap)))
                .set_constraint(wrap::fixed(track.width + gap))
                .set_cell_alignment(track.alignment);
        }
        Self { tracks, table }
    }

    pub(super) fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        let cells = cells.zip(self.tracks);
        let cells: Vec<Cow<'_, str>> = cells
            .map(|(text, track)| wrap::cell(text, track.width))
            .collect();
        self.table.add_row(cells);
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let lines = self.table.lines();
        lines.map(|line| line.trim_end().to_owned())
    }
}

/// Headings stand on the line below them, whatever their height.
fn headings(tracks: &[Track]) -> Vec<String> {
    let headings: Vec<Vec<String>> = tracks
        .iter()
        .map(|track| {
            let mut lines = wrap::wrapped(&track.heading, track.width);
            lines.extend(track.below.clone());
            lines
        })
        .collect();
    let height = headings.iter().map(Vec::len).max().unwrap_or(0);
    let on_the_line = |lines: &Vec<String>| "\n".repeat(height - lines.len()) + &lines.join("\n");
    headings.iter().map(on_the_line).collect()
}
