//! The codes of two parts of a study side by side.

use thematica::analysis::comparison::Compared;
use thematica::analysis::frequency::{By, Frequencies, Group};
use thematica::report::{Cell, Column, Format, Table};
use thematica::text::counted;

use super::super::by::known_groups;
use super::super::called::{for_eyes, named, title};
use super::super::job::{Done, Job};
use super::super::themes::counted_by;
use super::significance::OfCodes;
use super::{Parts, unlike_lengths};
use crate::failure::Failure;
use crate::output::Output;

/// Counts the codes of both parts, and tests them where that is asked for.
pub fn codes(
    job: &Job<'_>,
    parts: &Parts<'_>,
    is_tested: bool,
    output: &Output,
) -> Result<(Table, Done), Failure> {
    let (frequencies, done) = counted_parts(job, parts, output.format)?;
    let found = parts.find(&frequencies.groups, |group| group.spoken.words, "")?;
    let codes = job.selection.codes();
    let compared = codes
        .iter()
        .map(|code| Compared::of(found[0], found[1], code.0));
    let compared: Vec<Compared> = compared.collect();
    let tests = is_tested.then(|| OfCodes::of(&compared));
    let names = parts.names();
    let shape = Shape::of(found, tests.as_ref(), output);
    let mut table = Table::new(title(job), shape.columns(names));
    for (at, (code, compared)) in codes.iter().zip(&compared).enumerate() {
        let mut row = named(&job.codebook, job.codebook.code(*code), shape.eyes);
        row.extend(shape.figures(at, compared));
        table.push(row);
    }
    notes(found, names, is_tested, &mut table);
    if let Some(tests) = &tests {
        tests.notes(names, &mut table);
    }
    table.notes.extend(job.about_retired());
    Ok((table, done))
}

/// Counts the codes of each value of the attribute.
pub fn counted_parts(
    job: &Job<'_>,
    parts: &Parts<'_>,
    format: Format,
) -> Result<(Frequencies, Done), Failure> {
    let by = By::Attribute(parts.attribute.to_owned());
    let (frequencies, done) = counted_by(job, &by, format)?;
    known_groups(job, frequencies.groups.keys(), Some(parts.attribute), "--a")?;
    Ok((frequencies, done))
}

/// Which columns there are.
struct Shape<'a> {
    eyes: bool,
    has_groups: bool,
    has_pairs: bool,
    tests: Option<&'a OfCodes>,
}

impl<'a> Shape<'a> {
    fn of([a, b]: [&Group; 2], tests: Option<&'a OfCodes>, output: &Output) -> Self {
        Self {
            eyes: for_eyes(output.format),
            has_groups: !a.spoken.groups.is_empty() || !b.spoken.groups.is_empty(),
            has_pairs: a.spoken.persons.and(&b.spoken.persons).count() > 0,
            tests,
        }
    }

    fn columns(&self, names: [&str; 2]) -> Vec<Column> {
        let Self {
            eyes,
            has_groups,
            has_pairs,
            tests,
        } = *self;
        let mut columns = if eyes {
            vec![Column::text("code", "Code")]
        } else {
            let mut columns = ["code", "path", "label", "theme"]
                .map(|name| Column::text(name, name))
                .to_vec();
            columns.push(Column::count("depth", "depth"));
            columns
        };
        // Eyes compare, programs go on counting.
        let decimals = if eyes { 2 } else { 4 };
        let both = |what: &str, heading: &str, make: fn(String, String) -> Column| {
            ["a", "b"]
                .into_iter()
                .zip(names)
                .map(|(side, name)| make(format!("{what}_{side}"), format!("{heading}, {name}")))
                .collect::<Vec<_>>()
        };
        columns.extend(both("persons", "People", Column::count_of));
        columns.push(Column::number("difference", "Difference", decimals));
        if !has_pairs || !eyes {
            columns.push(Column::number("difference_low", "from", decimals));
            columns.push(Column::number("difference_high", "to", decimals));
        }
        if has_pairs || !eyes {
            columns.push(Column::count_of("in_both", "In both"));
            columns.push(Column::count("only_a", format!("only in {}", names[0])));
            columns.push(Column::count("only_b", format!("only in {}", names[1])));
        }
        if tests.is_some() {
            columns.extend(OfCodes::columns(eyes));
        }
        if has_groups || !eyes {
            columns.extend(pair_that_gives_way(both(
                "groups",
                "Groups",
                Column::count_of,
            )));
        }
        columns.extend(pair_that_gives_way(both(
            "transcripts",
            "Transcripts",
            Column::count_of,
        )));
        if !eyes {
            columns.extend(both("hits", "Hits", Column::count));
        }
        for (side, name) in ["a", "b"].into_iter().zip(names) {
            columns.push(Column::number(
                format!("rate_{side}"),
                format!("Per 1,000, {name}"),
                decimals,
            ));
        }
        columns.push(Column::number("log_ratio", "Log ratio", decimals));
        columns.push(Column::number("ll_two_cells", "LL", decimals));
        columns.push(Column::number("ll_four_cells", "LL of four cells", decimals).gives_way());
        columns
    }

    fn figures(&self, at: usize, compared: &Compared) -> Vec<Cell> {
        let Self {
            eyes,
            has_groups,
            has_pairs,
            tests,
        } = *self;
        let number = |number: Option<f64>| number.map_or(Cell::Empty, Cell::Number);
        let of = |it: &thematica::analysis::evaluation::Proportion| Cell::Of {
            count: it.count,
            of: it.of,
        };
        let mut cells: Vec<Cell> = compared.persons.iter().map(of).collect();
        cells.push(number(compared.difference));
        if !has_pairs || !eyes {
            cells.push(number(compared.interval.map(|it| it.lower)));
            cells.push(number(compared.interval.map(|it| it.upper)));
        }
        if has_pairs || !eyes {
            let paired = compared.paired;
            cells.push(Cell::Of {
                count: paired.both,
                of: paired.all(),
            });
            cells.extend([paired.only_a, paired.only_b].map(Cell::Count));
        }
        cells.extend(tests.iter().flat_map(|it| it.cells(at, eyes)));
        if has_groups || !eyes {
            cells.extend(compared.groups.iter().map(of));
        }
        cells.extend(compared.transcripts.iter().map(of));
        let hits = compared.hits;
        if !eyes {
            cells.extend([hits.here, hits.there].map(Cell::Count));
        }
        cells.extend([hits.per_thousand_here(), hits.per_thousand_there()].map(Cell::Number));
        // Of nothing there is no ratio.
        let is_said = hits.here + hits.there > 0;
        let defined = |figure: f64| number(is_said.then_some(figure));
        cells.extend([
            defined(hits.log_ratio()),
            defined(hits.log_likelihood()),
            defined(hits.log_likelihood_of_four_cells()),
        ]);
        cells
    }
}

/// Of two figures that are to be compared, one alone says nothing.
fn pair_that_gives_way(columns: Vec<Column>) -> impl Iterator<Item = Column> {
    let columns = columns.into_iter().map(Column::gives_way).enumerate();
    columns.map(|(at, column)| if at == 0 { column } else { column.with_left() })
}

fn notes([a, b]: [&Group; 2], names: [&str; 2], is_tested: bool, table: &mut Table) {
    let [one, other] = names;
    let spoken = |group: &Group| {
        format!(
            "{} with {}",
            counted(group.spoken.persons.count(), "person"),
            counted(group.spoken.words, "word")
        )
    };
    table.note(format!(
        "Difference is the share of people in {one} less that in {other}. Counts are out of those who speak there: {} in {one}, {} in {other}.",
        spoken(a),
        spoken(b),
    ));
    table
        .notes
        .extend(unlike_lengths([a.spoken.words, b.spoken.words], names));
    let in_both = a.spoken.persons.and(&b.spoken.persons).count();
    if in_both > 0 {
        table.note(format!(
            "{} in both, and {} what the columns In both, only in {one} and only in {other} count. Shares of the same people are not independent, so that no interval of the difference is given. People whom participants.csv does not name cannot be known again.",
            if in_both == 1 {
                "1 person speaks".to_owned()
            } else {
                format!("{} speak", counted(in_both, "person"))
            },
            if in_both == 1 { "is" } else { "are" },
        ));
    } else {
        table.note("The interval of 95 % is Newcombe's (1998, method 10), for people who are independent of each other. It is given only where participants.csv names everybody, so that it is known that nobody speaks in both.");
    }
    table.note(format!(
        "Per 1,000 are hits per 1,000 words. Log ratio 1 is twice as often by words, 2 four times; where one has none, half a hit is taken for it. LL is the log-likelihood of hits against words (Rayson and Garside 2000); it takes each hit for independent of the others{}.",
        if is_tested { ", and is not tested" } else { ", and is no test" }
    ));
}
