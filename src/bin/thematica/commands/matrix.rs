//! `matrix`: codes crossed with transcripts, people or attributes.

use clap::{Args, ValueEnum};
use thematica::analysis::frequency::{By, Counts, Frequencies, Group};
use thematica::report::{Cell, Column, Table};

use super::job::Job;
use super::themes::{about_people, by, counted_by, for_eyes, known, name_of, named, title};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

/// Cross codes with transcripts, people or attributes.
///
/// Rows are codes, columns what --by names. Zeros are printed. A theme's cells are the union of those of its codes, never
/// their sum. Moderators are left out unless you ask for them with --role all.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica matrix --by participant --output matrix.csv
  thematica matrix --by phase --cells segments
  thematica matrix --by transcript --cells presence     0 and 1, for other programs
  thematica matrix --by participant --tidy --format csv One row for each code and person")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The columns: `transcript`, `participant`, `speaker`, or an attribute of transcripts or people
    #[arg(long, value_name = "ATTRIBUTE", default_value = "transcript")]
    by: String,
    /// What is counted in the cells
    #[arg(long, value_name = "WHAT", default_value = "segments")]
    cells: Cells,
    /// One row for each code and column, with what the count is out of
    #[arg(long)]
    tidy: bool,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// What is counted in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Cells {
    /// Segments with at least one hit
    Segments,
    /// Hits: distinct stretches of text
    Hits,
    /// Words inside hits
    Words,
    /// 1 where there is a segment, else 0
    Presence,
}

impl Cells {
    fn as_str(self) -> &'static str {
        match self {
            Cells::Segments => "segments",
            Cells::Hits => "hits",
            Cells::Words => "words",
            Cells::Presence => "presence",
        }
    }

    fn of(self, counts: &Counts) -> u64 {
        match self {
            Cells::Segments => counts.segments,
            Cells::Hits => counts.hits,
            Cells::Words => counts.words,
            Cells::Presence => u64::from(counts.segments > 0),
        }
    }

    /// What a count is out of; hits are counted by themselves.
    fn out_of(self, group: &Group) -> Option<u64> {
        match self {
            Cells::Segments => Some(group.spoken.segments),
            Cells::Words => Some(group.spoken.words),
            Cells::Hits => None,
            Cells::Presence => Some(1),
        }
    }

    fn note(self, unit: &str) -> String {
        match self {
            Cells::Segments => format!("Cells are {unit}s with at least one hit."),
            Cells::Hits => {
                "Cells are hits: distinct stretches of text, those under a negation among them."
                    .to_owned()
            }
            Cells::Words => "Cells are words inside hits, each counted once.".to_owned(),
            Cells::Presence => format!(
                "Cells are 1 where at least one {unit} is coded, else 0; the total is how many columns have a 1."
            ),
        }
    }
}

/// Counts and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output()?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let by = by(&job, Some(&arguments.by))?;
    let (frequencies, done) = counted_by(&job, &by, output.format)?;
    known(&job, &frequencies, Some(&arguments.by))?;
    let mut table = if arguments.tidy {
        tidy(&job, &frequencies, &by, arguments.cells)
    } else {
        wide(&job, &frequencies, arguments.cells, for_eyes(output.format))
    };
    table.note(arguments.cells.note(job.study.unit.as_str()));
    about_people(&job, &done, &mut table);
    job.about_coders(&done, &mut table);
    let layout = if arguments.tidy { "tidy" } else { "wide" };
    let options = [
        ("by", arguments.by.as_str()),
        ("cells", arguments.cells.as_str()),
        ("layout", layout),
    ];
    let mut made_by = job.made_by("matrix", &options);
    made_by.inputs.clone_from(&done.inputs);
    output.table(&table, &made_by)?;
    Ok(job.status(&done))
}

fn wide(job: &Job<'_>, frequencies: &Frequencies, cells: Cells, eyes: bool) -> Table {
    let mut columns = if eyes {
        vec![Column::text("code", "Code")]
    } else {
        let mut columns = ["code", "path", "label", "theme"]
            .map(|name| Column::text(name, name))
            .to_vec();
        columns.push(Column::count("depth", "depth"));
        columns
    };
    let shown = |name: &str| match job
        .study
        .documents
        .iter()
        .find(|document| document.id == *name)
    {
        Some(document) if eyes => job.short_id(document).to_owned(),
        _ => name.to_owned(),
    };
    columns.extend(
        frequencies
            .groups
            .keys()
            .map(|key| Column::count(&key.name, shown(&key.name))),
    );
    columns.push(Column::count("total", "Total"));
    let mut table = Table::new(title(job), columns);
    let none = Counts::default();
    for code in job.selection.codes() {
        let values: Vec<u64> = frequencies
            .groups
            .values()
            .map(|group| cells.of(group.codes.get(&code.0).unwrap_or(&none)))
            .collect();
        let mut row = named(&job.codebook, job.codebook.code(code), eyes);
        // Every turn is in one column, so the sum over columns counts nothing twice.
        let total = values.iter().sum();
        row.extend(values.into_iter().map(Cell::Count));
        row.push(Cell::Count(total));
        table.push(row);
    }
    table
}

fn tidy(job: &Job<'_>, frequencies: &Frequencies, by: &By, cells: Cells) -> Table {
    let mut columns = vec![Column::text(name_of(by), name_of(by))];
    columns.extend(["code", "path", "label", "theme"].map(|name| Column::text(name, name)));
    columns.push(Column::count("depth", "depth"));
    let is_counted_out = frequencies
        .groups
        .values()
        .next()
        .is_none_or(|group| cells.out_of(group).is_some());
    columns.push(if is_counted_out {
        Column::count_of(cells.as_str(), cells.as_str())
    } else {
        Column::count(cells.as_str(), cells.as_str())
    });
    let mut table = Table::new(title(job), columns);
    let none = Counts::default();
    for (key, group) in &frequencies.groups {
        for code in job.selection.codes() {
            let count = cells.of(group.codes.get(&code.0).unwrap_or(&none));
            let mut row = vec![Cell::text(&key.name)];
            row.extend(named(&job.codebook, job.codebook.code(code), false));
            row.push(
                cells
                    .out_of(group)
                    .map_or(Cell::Count(count), |of| Cell::Of { count, of }),
            );
            table.push(row);
        }
    }
    table
}
