//! A row for each pair of codes, the strongest first.

use std::cmp::Reverse;

use thematica::analysis::cooccurrence::Tally;
use thematica::analysis::cooccurrence::strength::{c_coefficient, jaccard, pmi};
use thematica::report::{Cell, Column, Table};

use super::{Counted, Where};
use crate::commands::pairs::{Frame, Listed, list};

/// The table, with pairs that are together at least `min` times.
pub fn table(counted: &Counted<'_>, min: Option<u64>) -> Table {
    let mut table = list(counted, min);
    if counted.frame.eyes() && counted.frame.names.len() == 1 {
        table.say_denominators_once();
    }
    table
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
        [("first", "Code"), ("second", "And")]
    }

    fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        let eyes = self.frame.eyes();
        if self.within.is_of_one_person() {
            columns.push(Column::count_of("participants", "Participants"));
        }
        columns.push(Column::count_of("transcripts", "Transcripts"));
        let is_units = self.within != Where::Overlap;
        columns.push(if is_units {
            Column::count_of("both", "Both")
        } else {
            Column::count("both", "Overlaps")
        });
        columns.push(Column::count("first_count", "First"));
        columns.push(Column::count("second_count", "Second"));
        let number =
            |name, heading, decimals| Column::number(name, heading, self.frame.decimals(decimals));
        if !is_units || !eyes {
            columns.push(number("c", "c", 3));
        }
        if is_units || !eyes {
            columns.push(number("jaccard", "Jaccard", 3));
            columns.push(number("pmi", "PMI", 2));
        }
        columns
    }

    /// By c-coefficient, those without a value before all others where they are together at all; then by how often they are,
    /// then in the order of the codebook.
    fn ranked(&self, tally: &Tally) -> Vec<(usize, usize)> {
        let strength = |(first, second): (usize, usize)| {
            let meeting = tally.meeting(first, second);
            let most = if meeting.both > 0 { f64::INFINITY } else { 0.0 };
            (c_coefficient(meeting).unwrap_or(most), meeting.both)
        };
        let mut pairs: Vec<_> = self.shown().map(|pair| (strength(pair), pair)).collect();
        pairs.sort_by(|((one, many), _), ((other, more), _)| {
            other.total_cmp(one).then(Reverse(many).cmp(&Reverse(more)))
        });
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }

    fn count(&self, tally: &Tally, (first, second): (usize, usize)) -> u64 {
        tally.pair(first, second).count
    }

    fn figures(&self, tally: &Tally, (first, second): (usize, usize)) -> Vec<Cell> {
        let (together, meeting) = (tally.pair(first, second), tally.meeting(first, second));
        let mut cells = Vec::new();
        if self.within.is_of_one_person() {
            cells.push(Cell::Of {
                count: together.persons.count(),
                of: tally.persons.count(),
            });
        }
        cells.push(Cell::Of {
            count: together.transcripts,
            of: tally.transcripts,
        });
        let is_units = self.within != Where::Overlap;
        cells.push(if is_units {
            Cell::Of {
                count: meeting.both,
                of: tally.units,
            }
        } else {
            Cell::Count(meeting.both)
        });
        cells.extend([Cell::Count(meeting.first), Cell::Count(meeting.second)]);
        let number = |it: Option<f64>| it.map_or(Cell::Empty, Cell::Number);
        if !is_units || !self.frame.eyes() {
            cells.push(number(c_coefficient(meeting)));
        }
        if is_units {
            cells.push(number(jaccard(meeting)));
            cells.push(number(pmi(meeting, tally.units)));
        } else if !self.frame.eyes() {
            cells.extend([Cell::Empty, Cell::Empty]);
        }
        cells
    }

    fn too_rare(&self, least: u64) -> String {
        if least == 1 {
            "never together".to_owned()
        } else {
            format!("together fewer than {least} times")
        }
    }
}
