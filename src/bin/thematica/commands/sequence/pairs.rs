//! A row for each code and each that follows it, those most above expectation first.

use std::cmp::Reverse;

use thematica::analysis::sequence::residual::{adjusted_residual, expected};
use thematica::analysis::sequence::{Step, Tally};
use thematica::report::{Cell, Column, Table};

use super::Counted;
use crate::commands::pairs::{Frame, Listed, list};

/// The table, with what follows at least `min` times.
pub fn table(counted: &Counted<'_>, min: Option<u64>) -> Table {
    let mut table = list(counted, min);
    if counted.frame.eyes() && counted.frame.names.len() == 1 {
        say_denominators_once_but_for_followed(&mut table);
    }
    table
}

/// What follows is out of the turns with the first code, which is another number in each row.
fn say_denominators_once_but_for_followed(table: &mut Table) {
    let followed = table
        .head
        .columns
        .iter()
        .position(|it| it.name == "followed");
    let followed = followed.expect("there is a column of what follows");
    let cells: Vec<Cell> = table
        .rows
        .iter_mut()
        .map(|row| std::mem::replace(&mut row[followed], Cell::Empty))
        .collect();
    table.say_denominators_once();
    for (row, cell) in table.rows.iter_mut().zip(cells) {
        row[followed] = cell;
    }
}

impl Listed for Counted<'_> {
    type Tally = Tally;

    fn frame(&self) -> &Frame<'_> {
        &self.frame
    }

    fn tallies(&self) -> &[Tally] {
        &self.found.tallies
    }

    fn codes(&self) -> [(&'static str, &'static str); 2] {
        [("first", "After"), ("then", "Comes")]
    }

    fn columns(&self) -> Vec<Column> {
        let number =
            |name, heading, decimals| Column::number(name, heading, self.frame.decimals(decimals));
        let mut columns = vec![
            Column::count_of("transcripts", "Transcripts"),
            Column::count_of("followed", "Times"),
            Column::count_of("then_turns", "After any"),
            number("expected", "Expected", 1),
        ];
        if self.reach.is_one_lag() || !self.frame.eyes() {
            columns.push(number("residual", "Residual", 2));
        }
        columns
    }

    /// By how much more often than expected, then by how often, then in the order of the codebook.
    fn ranked(&self, tally: &Tally) -> Vec<(usize, usize)> {
        let excess = |step: Step| step.both as f64 - expected(step).unwrap_or(0.0);
        let mut pairs: Vec<_> = self
            .shown()
            .map(|(first, then)| (tally.step(first, then), (first, then)))
            .collect();
        pairs.sort_by(|(one, _), (other, _)| {
            let by_excess = excess(*other).total_cmp(&excess(*one));
            by_excess.then(Reverse(one.both).cmp(&Reverse(other.both)))
        });
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }

    fn count(&self, tally: &Tally, (first, then): (usize, usize)) -> u64 {
        tally.step(first, then).both
    }

    fn figures(&self, tally: &Tally, (first, then): (usize, usize)) -> Vec<Cell> {
        let step = tally.step(first, then);
        let out_of = |count: u64, of: u64| Cell::Of { count, of };
        let number = |it: Option<f64>| it.map_or(Cell::Empty, Cell::Number);
        let mut cells = vec![
            out_of(tally.steps[first][then].transcripts, tally.transcripts),
            out_of(step.both, step.first),
            out_of(step.then, step.all),
            number(expected(step)),
        ];
        if self.reach.is_one_lag() {
            cells.push(number(adjusted_residual(step)));
        } else if !self.frame.eyes() {
            cells.push(Cell::Empty);
        }
        cells
    }

    fn too_rare(&self, least: u64) -> String {
        if least == 1 {
            "one never follows the other".to_owned()
        } else {
            format!("one follows the other fewer than {least} times")
        }
    }
}
