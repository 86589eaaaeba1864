//! A row for each pair of codes, the strongest first.

use std::cmp::Reverse;

use thematica::analysis::cooccurrence::Tally;
use thematica::analysis::cooccurrence::strength::{c_coefficient, jaccard, pmi};
use thematica::codebook::Code;
use thematica::report::{Cell, Column, Table};

use super::{Counted, Where};

/// A pair of codes of one coder.
struct Pair {
    first: usize,
    second: usize,
}

/// The table, with pairs that are together at least `min` times.
pub fn table(counted: &Counted<'_>, min: Option<u64>) -> Table {
    let min = min.unwrap_or(u64::from(counted.eyes));
    let mut table = Table::new(&counted.title, columns(counted));
    let mut unlisted = 0;
    let mut all = 0;
    for (name, tally) in counted.names.iter().zip(&counted.found.tallies) {
        for pair in by_strength(counted, tally) {
            all += 1;
            if tally.pair(pair.first, pair.second).count < min {
                unlisted += 1;
                continue;
            }
            let mut row = Vec::new();
            if counted.says_who {
                row.push(Cell::text(name));
            }
            row.extend(figures(counted, tally, &pair));
            table.push(row);
        }
    }
    if unlisted > 0 {
        let rarely = if min == 1 {
            "never together".to_owned()
        } else {
            format!("together fewer than {min} times")
        };
        table.note(format!(
            "Not listed, because {rarely}: {unlisted} of {all} pairs; --min 0 lists them."
        ));
    }
    if counted.eyes && counted.names.len() == 1 {
        table.say_denominators_once();
    }
    table
}

fn columns(counted: &Counted<'_>) -> Vec<Column> {
    let mut columns = Vec::new();
    if counted.says_who {
        columns.push(Column::text("coder", "Coder"));
    }
    let codes: &[(&str, &str)] = if counted.eyes {
        &[("first", "Code"), ("second", "And")]
    } else {
        &["first", "first_path", "second", "second_path"].map(|name| (name, name))
    };
    columns.extend(
        codes
            .iter()
            .map(|(name, heading)| Column::text(*name, *heading)),
    );
    if counted.within.is_of_one_person() {
        columns.push(Column::count_of("participants", "Participants"));
    }
    columns.push(Column::count_of("transcripts", "Transcripts"));
    let is_units = counted.within != Where::Overlap;
    columns.push(if is_units {
        Column::count_of("both", "Both")
    } else {
        Column::count("both", "Overlaps")
    });
    columns.push(Column::count("first_count", "First"));
    columns.push(Column::count("second_count", "Second"));
    let decimals = |eyes: u8| if counted.eyes { eyes } else { 6 };
    if !is_units || !counted.eyes {
        columns.push(Column::number("c", "c", decimals(3)));
    }
    if is_units || !counted.eyes {
        columns.push(Column::number("jaccard", "Jaccard", decimals(3)));
        columns.push(Column::number("pmi", "PMI", decimals(2)));
    }
    columns
}

/// By c-coefficient, those without a value before all others where they are together at all; then by how often they are,
/// then in the order of the codebook.
fn by_strength(counted: &Counted<'_>, tally: &Tally) -> Vec<Pair> {
    let strength = |first: usize, second: usize| {
        let meeting = tally.meeting(first, second);
        let most = if meeting.both > 0 { f64::INFINITY } else { 0.0 };
        (c_coefficient(meeting).unwrap_or(most), meeting.both)
    };
    let mut pairs: Vec<_> = counted
        .shown()
        .map(|(first, second)| (strength(first, second), Pair { first, second }))
        .collect();
    pairs.sort_by(|((one, many), _), ((other, more), _)| {
        other.total_cmp(one).then(Reverse(many).cmp(&Reverse(more)))
    });
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

fn figures(counted: &Counted<'_>, tally: &Tally, pair: &Pair) -> Vec<Cell> {
    let &Pair { first, second } = pair;
    let code = |place: usize| counted.codebook.code(counted.codes[place]);
    let mut cells = Vec::new();
    for code in [code(first), code(second)] {
        let Code {
            id, path, label, ..
        } = code;
        if counted.eyes {
            cells.push(Cell::text(label));
        } else {
            cells.extend([Cell::text(id), Cell::text(path)]);
        }
    }
    let (together, meeting) = (tally.pair(first, second), tally.meeting(first, second));
    if counted.within.is_of_one_person() {
        cells.push(Cell::Of {
            count: together.persons.count(),
            of: tally.persons.count(),
        });
    }
    cells.push(Cell::Of {
        count: together.transcripts,
        of: tally.transcripts,
    });
    let is_units = counted.within != Where::Overlap;
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
    if !is_units || !counted.eyes {
        cells.push(number(c_coefficient(meeting)));
    }
    if is_units {
        cells.push(number(jaccard(meeting)));
        cells.push(number(pmi(meeting, tally.units)));
    } else if !counted.eyes {
        cells.extend([Cell::Empty, Cell::Empty]);
    }
    cells
}
