//! A row for each code and each that follows it, those most above expectation first.

use std::cmp::Reverse;

use thematica::analysis::sequence::residual::{adjusted_residual, expected};
use thematica::analysis::sequence::{Step, Tally};
use thematica::codebook::Code;
use thematica::report::{Cell, Column, Table};

use super::Counted;

/// The table, with what follows at least `min` times.
pub fn table(counted: &Counted<'_>, min: Option<u64>) -> Table {
    let min = min.unwrap_or(u64::from(counted.eyes));
    let mut table = Table::new(&counted.title, columns(counted));
    let (mut unlisted, mut all) = (0, 0);
    for (name, tally) in counted.names.iter().zip(&counted.found.tallies) {
        for (first, then) in by_excess(counted, tally) {
            all += 1;
            if tally.step(first, then).both < min {
                unlisted += 1;
                continue;
            }
            let mut row = Vec::new();
            if counted.says_who {
                row.push(Cell::text(name));
            }
            row.extend(figures(counted, tally, first, then));
            table.push(row);
        }
    }
    if unlisted > 0 {
        let rarely = if min == 1 {
            "one never follows the other".to_owned()
        } else {
            format!("one follows the other fewer than {min} times")
        };
        table.note(format!(
            "Not listed, because {rarely}: {unlisted} of {all} pairs; --min 0 lists them."
        ));
    }
    if counted.eyes && counted.names.len() == 1 {
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

fn columns(counted: &Counted<'_>) -> Vec<Column> {
    let mut columns = Vec::new();
    if counted.says_who {
        columns.push(Column::text("coder", "Coder"));
    }
    let codes: &[(&str, &str)] = if counted.eyes {
        &[("first", "After"), ("then", "Comes")]
    } else {
        &["first", "first_path", "then", "then_path"].map(|name| (name, name))
    };
    let codes = codes.iter();
    columns.extend(codes.map(|(name, heading)| Column::text(*name, *heading)));
    let decimals = |eyes: u8| if counted.eyes { eyes } else { 6 };
    columns.extend([
        Column::count_of("transcripts", "Transcripts"),
        Column::count_of("followed", "Times"),
        Column::count_of("then_turns", "After any"),
        Column::number("expected", "Expected", decimals(1)),
    ]);
    if counted.reach.is_one_lag() || !counted.eyes {
        columns.push(Column::number("residual", "Residual", decimals(2)));
    }
    columns
}

/// By how much more often than expected, then by how often, then in the order of the codebook.
fn by_excess(counted: &Counted<'_>, tally: &Tally) -> Vec<(usize, usize)> {
    let excess = |step: Step| step.both as f64 - expected(step).unwrap_or(0.0);
    let mut pairs: Vec<_> = counted
        .shown()
        .map(|(first, then)| (tally.step(first, then), (first, then)))
        .collect();
    pairs.sort_by(|(one, _), (other, _)| {
        let by_excess = excess(*other).total_cmp(&excess(*one));
        by_excess.then(Reverse(one.both).cmp(&Reverse(other.both)))
    });
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

fn figures(counted: &Counted<'_>, tally: &Tally, first: usize, then: usize) -> Vec<Cell> {
    let code = |place: usize| counted.codebook.code(counted.codes[place]);
    let mut cells = Vec::new();
    for code in [code(first), code(then)] {
        let Code {
            id, path, label, ..
        } = code;
        if counted.eyes {
            cells.push(Cell::text(label));
        } else {
            cells.extend([Cell::text(id), Cell::text(path)]);
        }
    }
    let step = tally.step(first, then);
    let out_of = |count: u64, of: u64| Cell::Of { count, of };
    let number = |it: Option<f64>| it.map_or(Cell::Empty, Cell::Number);
    cells.extend([
        out_of(tally.steps[first][then].transcripts, tally.transcripts),
        out_of(step.both, step.first),
        out_of(step.then, step.all),
        number(expected(step)),
    ]);
    if counted.reach.is_one_lag() {
        cells.push(number(adjusted_residual(step)));
    } else if !counted.eyes {
        cells.push(Cell::Empty);
    }
    cells
}
