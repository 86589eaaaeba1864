//! `themes`: who speaks of what, how often, and out of how many.

use clap::Args;
use thematica::analysis::frequency::{
    By, Counting, Counts, Frequencies, Group, Spoken, about_silent, count,
};
use thematica::report::{Cell, Column, Format, Table};

use super::by::{by, known};
use super::called::{about_people, for_eyes, named, title};
use super::job::{Done, Job, digests};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::drawing::{Kind, kinds};
use crate::failure::Failure;
use crate::output::Output;
use crate::status::Status;

mod chart;

/// Count themes and codes: participants, groups, transcripts, segments, hits and words, each with its denominator.
///
/// A theme's figures are the union of those of its codes, never their sum. Codes that nobody speaks of are shown with
/// zeros. Moderators are left out unless you ask for them with --role all. The rules propose: read the segments
/// (`thematica code`) before you report a number.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica themes                                  The study you are in
  thematica themes --by phase                       Each phase by itself, with its own denominators
  thematica themes --by phase --chart bar --output themes.svg
  thematica themes --code enablers --where format=interview
  thematica themes interviews/ --codebook codebook.yaml --output themes.csv

Participants are people, not labels: participants.csv says who speaks under which. Without it each speaker of each
transcript counts as one person, and a note says so. Groups are transcripts with the same attribute `group`.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Break down by an attribute of transcripts or people (phase, format, ...), or by `transcript`, `participant`,
    /// `speaker`
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Bar, Kind::Heatmap]))]
    chart: Option<Kind>,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Counts and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (output, drawing) = arguments.output.output_or_chart(arguments.chart, global)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let by = by(&job, arguments.by.as_deref())?;
    let (mut frequencies, done) = counted_by(&job, &by, output.format)?;
    known(&job, &frequencies, arguments.by.as_deref())?;
    let silent = match by {
        By::All => None,
        _ => about_silent(&frequencies.take_silent()),
    };
    let mut table = table(&job, &frequencies, &by, &output);
    notes(&job, &done, &mut table);
    table.notes.extend(silent.clone());
    job.about_coders(&done, &mut table);
    let by_option = arguments.by.as_deref().map(|by| ("by", by));
    let mut made_by = job.made_by("themes", by_option.as_slice());
    made_by.inputs.clone_from(&done.inputs);
    match &drawing {
        Some(drawing) => {
            let mut notes = chart_notes(&job, &frequencies, &done);
            notes.extend(silent);
            let chart = chart::chart(drawing.kind, &job, &frequencies, &by, notes)?;
            drawing.write(&chart, &made_by, global)?;
        }
        None => output.table(&table, &made_by)?,
    }
    Ok(job.status(&done))
}

/// Counts all transcripts of a job.
pub fn counted_by(job: &Job<'_>, by: &By, format: Format) -> Result<(Frequencies, Done), Failure> {
    let counting = Counting {
        study: &job.study,
        codebook: &job.codebook,
        unit: job.study.unit,
        by,
    };
    let mut frequencies = Frequencies::default();
    let done = job.run(
        digests(format),
        |coded, units| count(&counting, coded, units),
        |one| {
            frequencies.add(one);
            Ok(())
        },
    )?;
    Ok((frequencies, done))
}

fn table(job: &Job<'_>, frequencies: &Frequencies, by: &By, output: &Output) -> Table {
    let eyes = for_eyes(output.format);
    let groups = frequencies
        .groups
        .values()
        .any(|group| !group.spoken.groups.is_empty());
    let mut columns = Vec::new();
    if *by != By::All {
        columns.push(Column::text(by.name(), by.name()));
    }
    if eyes {
        columns.push(Column::text("code", "Code"));
    } else {
        columns.extend(["code", "path", "label", "theme"].map(|name| Column::text(name, name)));
        columns.push(Column::count("depth", "depth"));
    }
    columns.push(Column::count_of("participants", "Participants"));
    if groups || !eyes {
        columns.push(Column::count_of("groups", "Groups"));
    }
    columns.push(Column::count_of("transcripts", "Transcripts"));
    columns.push(Column::count_of("segments", "Segments"));
    columns.extend(
        [
            ("hits", "Hits"),
            ("negated", "Negated"),
            ("stopped", "Stopped"),
        ]
        .map(|(name, heading)| Column::count(name, heading)),
    );
    columns.push(Column::count_of("words", "Words"));
    columns.push(Column::number("hits_per_1000_words", "Per 1,000 words", 2));
    let mut table = Table::new(title(job), columns);
    for (key, group) in &frequencies.groups {
        for code in job.selection.codes() {
            let mut row = Vec::new();
            if *by != By::All {
                row.push(Cell::text(&key.name));
            }
            row.extend(named(&job.codebook, job.codebook.code(code), eyes));
            row.extend(figures(job, group, code.0, groups || !eyes));
            table.push(row);
        }
    }
    if eyes && *by == By::All {
        table.say_denominators_once();
    }
    table
}

fn figures(job: &Job<'_>, group: &Group, code: u32, groups: bool) -> Vec<Cell> {
    // People do not mark negations and exclusions: a zero would say that there are none.
    let of_rules = |count: u64| {
        if job.whose.has_rules() {
            Cell::Count(count)
        } else {
            Cell::Empty
        }
    };
    let none = Counts::default();
    let counts = group.codes.get(&code).unwrap_or(&none);
    let Spoken {
        persons,
        groups: all_groups,
        transcripts,
        segments,
        words,
    } = &group.spoken;
    // Two people who agree and draw the line a word apart make two stretches: of several coders that says nothing.
    let of_one = |cell: Cell| {
        if job.whose.count() > 1 {
            Cell::Empty
        } else {
            cell
        }
    };
    let mut cells = vec![Cell::Of {
        count: counts.persons.count(),
        of: persons.count(),
    }];
    if groups {
        cells.push(Cell::Of {
            count: counts.groups.len() as u64,
            of: all_groups.len() as u64,
        });
    }
    cells.extend([
        Cell::Of {
            count: counts.transcripts,
            of: *transcripts,
        },
        Cell::Of {
            count: counts.segments,
            of: *segments,
        },
        of_one(Cell::Count(counts.hits)),
        of_rules(counts.negated),
        of_rules(counts.stopped),
        Cell::Of {
            count: counts.words,
            of: *words,
        },
        counts
            .hits_per_1000_words(&group.spoken)
            .map_or(Cell::Empty, |rate| of_one(Cell::Number(rate))),
    ]);
    cells
}

/// What has to be known to read the figures.
fn notes(job: &Job<'_>, done: &Done, table: &mut Table) {
    let unit = job.study.unit.as_str();
    table.note(format!(
        "Each count is out of what was said by those who count: people who speak, groups (of transcripts with the same attribute `group`), transcripts, {unit}s (the segments), words. A theme's figures are the union of its codes'."
    ));
    table.note(if job.whose.has_rules() {
        "Hits, also given per 1,000 words spoken, are distinct stretches of text, those under a negation among them; stopped hits are not. Words are those from the first to the last of each hit. A hit over several segments codes each that has one of its terms. The rules propose: read the segments before you report a number."
    } else {
        "Hits, also given per 1,000 words spoken, are the stretches that were coded, and words those of the stretches. Only the rules look for negations and exclusions, which is why nothing is negated or stopped here."
    });
    if job.whose.count() > 1 {
        table.note("Hits are left out: two people who agree and draw the line a word apart make two, which says nothing of how often something is said.");
    }
    table.notes.extend(job.about_retired());
    about_people(job, done, table);
}

/// What has to be known to read a chart, which shows people alone.
fn chart_notes(job: &Job<'_>, frequencies: &Frequencies, done: &Done) -> Vec<String> {
    let mut table = Table::default();
    let unit = job.study.unit.as_str();
    table.note(format!(
        "Shown are people with at least one {unit} of the code, out of those who speak there. A theme's are the union of its codes'. That somebody does not speak of a code does not say that they disagree."
    ));
    table.notes.extend(chart::unlike(frequencies));
    if job.whose.has_rules() {
        table.note("The rules propose: read the segments before you report a number.");
    }
    table.notes.extend(job.about_retired());
    about_people(job, done, &mut table);
    job.about_coders(done, &mut table);
    table.notes
}
