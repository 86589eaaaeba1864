//! The curve, transcript by transcript, and what each setting says.

use thematica::analysis::saturation::{Accumulation, Expected, Settings};
use thematica::report::{Cell, Column, Table};

use super::{Arguments, Series, setting};
use crate::commands::called::{for_eyes, title};
use crate::commands::job::Job;
use crate::output::Output;

/// One row for each transcript.
pub fn curve(job: &Job<'_>, arguments: &Arguments, all: &[Series], output: &Output) -> Table {
    let eyes = for_eyes(output.format);
    let mut columns = Vec::new();
    columns.extend(arguments.by.as_ref().map(|by| Column::text(by, by)));
    columns.extend([
        Column::count("position", "Position"),
        Column::text("transcript", "Transcript"),
        Column::count("codes", "Codes"),
        Column::count("new", "New"),
        Column::count_of("cumulative", "So far"),
        Column::count("run_new", "New in the run"),
        Column::number("run_ratio", "Of the base", 4),
        Column::number("mean", "Mean of all orders", if eyes { 2 } else { 4 }),
        Column::count("low", "95 % from"),
        Column::count("high", "to"),
    ]);
    let mut table = Table::new(title(job), columns);
    for series in all {
        let Accumulation {
            codes,
            new,
            cumulative,
        } = &series.accumulation;
        let orders = usize::try_from(arguments.orders).unwrap_or(usize::MAX);
        let expected = Expected::of(&series.accumulation, orders, arguments.seed);
        let judged = series.accumulation.saturation(setting(arguments));
        for (at, (id, short_id)) in series.transcripts.iter().enumerate() {
            let run = judged
                .as_ref()
                .ok()
                .and_then(|it| it.runs.iter().find(|run| run.first == at));
            let mut row = Vec::new();
            row.extend(
                arguments
                    .by
                    .as_ref()
                    .map(|_| Cell::text(&series.group.name)),
            );
            row.extend([
                Cell::count(at + 1),
                Cell::text(if eyes { short_id } else { id }),
                Cell::count(codes[at].len()),
                Cell::count(new[at]),
                Cell::of(cumulative[at], series.accumulation.total()),
                run.map_or(Cell::Empty, |run| Cell::count(run.new)),
                run.map_or(Cell::Empty, |run| Cell::Number(run.ratio)),
                Cell::Number(expected.mean[at]),
                Cell::count(expected.band[at].low),
                Cell::count(expected.band[at].high),
            ]);
            table.push(row);
        }
    }
    table
}

/// One row for each setting of the source.
pub fn of_settings(job: &Job<'_>, arguments: &Arguments, all: &[Series]) -> Table {
    let mut columns = Vec::new();
    columns.extend(arguments.by.as_ref().map(|by| Column::text(by, by)));
    columns.extend([
        Column::count("base", "Base"),
        Column::count("run", "Run"),
        Column::number("threshold", "At most", 2),
        Column::count("base_codes", "Codes of the base"),
        Column::text("reached", "Reached"),
        Column::count("run_new", "New in the run"),
        Column::count("missed", "New behind it"),
        Column::text("why", "Why not"),
    ]);
    let mut table = Table::new(title(job), columns);
    for series in all {
        for setting in Settings::of_the_source() {
            let mut row = Vec::new();
            row.extend(
                arguments
                    .by
                    .as_ref()
                    .map(|_| Cell::text(&series.group.name)),
            );
            row.extend([
                Cell::count(setting.base),
                Cell::count(setting.run),
                Cell::Number(setting.threshold),
            ]);
            row.extend(match series.accumulation.saturation(setting) {
                Ok(judged) => match judged.confirming() {
                    Some(run) => [
                        Cell::count(judged.base),
                        Cell::text(format!("{}+{}", run.first, setting.run)),
                        Cell::count(run.new),
                        Cell::count(judged.missed),
                        Cell::Empty,
                    ],
                    None => [
                        Cell::count(judged.base),
                        Cell::Empty,
                        Cell::Empty,
                        Cell::Empty,
                        Cell::text("every run brings more"),
                    ],
                },
                Err(why) => [
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::text(why.to_string()),
                ],
            });
            table.push(row);
        }
    }
    table
}
