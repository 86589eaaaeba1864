//! What a query found, in counts: by code, or by who speaks and where.

use thematica::analysis::coded::{Coded, Scratch};
use thematica::analysis::frequency::{By, Counting, Counts, Frequencies, Group, count_found};
use thematica::analysis::query::{Found, codes_in};
use thematica::report::{Cell, Column, Table};

use super::{Asking, one_code};
use crate::commands::by::{by_named, known_or};
use crate::commands::called::{for_eyes, named, title};
use crate::failure::Failure;
use crate::output::Output;
use crate::status::Status;

/// What is counted beside what divides the talk.
const BY_CODE: &str = "code";

/// Counts and writes the result.
pub fn write(asking: &Asking<'_>, written: &str, output: &Output) -> Result<Status, Failure> {
    if written == BY_CODE {
        by_code(asking, output)
    } else {
        by_attribute(asking, written, output)
    }
}

fn by_attribute(asking: &Asking<'_>, name: &str, output: &Output) -> Result<Status, Failure> {
    let by = by_named(asking.job, name, &[BY_CODE], "--count")?;
    let codebook = one_code();
    let (mut all, mut groups) = (Frequencies::default(), Frequencies::default());
    let make = |coded: &Coded<'_>, found: &[Found], scratch: &Scratch| {
        let here = (coded, found, scratch);
        (
            asking.count(&codebook, &By::All, here),
            asking.count(&codebook, &by, here),
        )
    };
    let done = asking.run(output, make, |(one, grouped)| {
        all.add(one);
        groups.add(grouped);
    })?;
    known_or(
        asking.job,
        groups.groups.keys(),
        Some(name),
        &[BY_CODE],
        "--count",
    )?;
    let mut columns = vec![Column::text(by.name(), by.name())];
    columns.extend(figures_of());
    columns.push(Column::number("segments_per_100", "Per 100 segments", 1));
    let mut table = Table::new(title(asking.job), columns);
    for (key, group) in &groups.groups {
        let counts = group.codes.get(&0).cloned().unwrap_or_default();
        let mut row = vec![Cell::text(&key.name)];
        row.extend(figures(&counts, group));
        let rate = counts.segments as f64 * 100.0 / group.spoken.segments as f64;
        row.push(if group.spoken.segments > 0 {
            Cell::Number(rate)
        } else {
            Cell::Empty
        });
        table.push(row);
    }
    table.note("Each count is out of what was said there by those who count.");
    asking.finish(table, &done, &all, &[("count", name)], output)
}

fn by_code(asking: &Asking<'_>, output: &Output) -> Result<Status, Failure> {
    let job = asking.job;
    let codebook = one_code();
    let counting = Counting {
        study: &job.study,
        codebook: &job.codebook,
        unit: job.study.unit,
        by: &By::All,
    };
    let (mut all, mut codes) = (Frequencies::default(), Frequencies::default());
    let make = |coded: &Coded<'_>, found: &[Found], scratch: &Scratch| {
        let of_codes = codes_in(coded, found);
        (
            asking.count(&codebook, &By::All, (coded, found, scratch)),
            count_found(&counting, coded, &scratch.units, &of_codes),
        )
    };
    let done = asking.run(output, make, |(one, of_codes)| {
        all.add(one);
        codes.add(of_codes);
    })?;
    let eyes = for_eyes(output.format);
    let mut columns = if eyes {
        vec![Column::text("code", "Code")]
    } else {
        let mut columns = ["code", "path", "label", "theme"]
            .map(|name| Column::text(name, name))
            .to_vec();
        columns.push(Column::count("depth", "depth"));
        columns
    };
    columns.extend(figures_of());
    let mut table = Table::new(title(job), columns);
    let group = codes.groups.values().next().cloned().unwrap_or_default();
    // What is found is what the counts of codes are out of.
    let whole = all.groups.values().next().and_then(|it| it.codes.get(&0));
    let whole = whole.cloned().unwrap_or_default();
    for code in job.selection.codes() {
        let counts = group.codes.get(&code.0).cloned().unwrap_or_default();
        let mut row = named(&job.codebook, job.codebook.code(code), eyes);
        row.extend(
            [
                (counts.segments, whole.segments),
                (counts.persons.count(), whole.persons.count()),
                (counts.transcripts, whole.transcripts),
            ]
            .map(|(count, of)| Cell::Of { count, of }),
        );
        table.push(row);
    }
    table.note("Each code's count is out of what the query found. A theme's figures are the union of its codes'.");
    table.notes.extend(job.about_retired());
    asking.finish(table, &done, &all, &[("count", "code")], output)
}

fn figures_of() -> [Column; 3] {
    [
        ("segments", "Segments"),
        ("participants", "Participants"),
        ("transcripts", "Transcripts"),
    ]
    .map(|(name, heading)| Column::count_of(name, heading))
}

fn figures(counts: &Counts, group: &Group) -> [Cell; 3] {
    let spoken = &group.spoken;
    [
        (counts.segments, spoken.segments),
        (counts.persons.count(), spoken.persons.count()),
        (counts.transcripts, spoken.transcripts),
    ]
    .map(|(count, of)| Cell::Of { count, of })
}
