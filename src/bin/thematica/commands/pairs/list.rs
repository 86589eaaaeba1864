//! A row for each pair of codes.

use thematica::report::{Cell, Column, Table};

use super::Frame;

/// What a list of pairs is made of. Pairs are places in the frame's codes.
pub trait Listed {
    /// What was counted of one coder.
    type Tally;

    /// What is shown.
    fn frame(&self) -> &Frame<'_>;
    /// What was counted of each coder, in the order of the frame's names.
    fn tallies(&self) -> &[Self::Tally];
    /// The two codes: the name of each for programs, and its heading.
    fn codes(&self) -> [(&'static str, &'static str); 2];
    /// The columns of figures.
    fn columns(&self) -> Vec<Column>;
    /// The pairs that are shown, in their order.
    fn ranked(&self, tally: &Self::Tally) -> Vec<(usize, usize)>;
    /// How often a pair was found.
    fn count(&self, tally: &Self::Tally, pair: (usize, usize)) -> u64;
    /// The cells of figures of a pair.
    fn figures(&self, tally: &Self::Tally, pair: (usize, usize)) -> Vec<Cell>;
    /// Why a pair is not listed, that was not found at all, or fewer than so many times.
    fn too_rare(&self, least: u64) -> String;
}

/// The table, with pairs that were found at least `min` times.
pub fn list<L: Listed>(listed: &L, min: Option<u64>) -> Table {
    let frame = listed.frame();
    let min = min.unwrap_or(u64::from(frame.eyes()));
    let mut columns = frame.columns(listed.codes());
    columns.extend(listed.columns());
    let mut table = Table::new(&frame.title, columns);
    let (mut unlisted, mut all) = (0, 0);
    for (name, tally) in frame.names.iter().zip(listed.tallies()) {
        for pair in listed.ranked(tally) {
            all += 1;
            if listed.count(tally, pair) < min {
                unlisted += 1;
                continue;
            }
            let mut row = Vec::new();
            if frame.says_who {
                row.push(Cell::text(name));
            }
            row.extend(frame.names_of(pair));
            row.extend(listed.figures(tally, pair));
            table.push(row);
        }
    }
    if unlisted > 0 && !frame.is_drawn {
        table.note(format!(
            "Not listed, because {}: {unlisted} of {all} pairs; --min 0 lists them.",
            listed.too_rare(min)
        ));
    }
    table
}
