//! `matrix`: codes, people, transcripts, attributes, coders and questions crossed with each other.

use clap::{Args, ValueEnum};
use thematica::analysis::matrix::{Axis, Crossing, Matrix, count};
use thematica::report::Format;

use super::by::known_or;
use super::called::{about_people, for_eyes};
use super::job::{Done, Job, digests};
use super::whose::{CoderArguments, Taken};
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::drawing::{Kind, kinds};
use crate::failure::Failure;
use crate::status::Status;

mod axis;
mod cells;
mod chart;
mod heads;
mod layout;
mod notes;

use cells::Cells;

/// Cross codes with transcripts, people, attributes, coders or questions, or these with each other.
///
/// Zeros are printed. A theme's cells are the union of those of its codes, and totals are the union of what they are totals
/// of, never sums: who speaks of two codes is one person. Moderators are left out unless you ask for them with --role all.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica matrix --by participant --output matrix.csv
  thematica matrix --by phase --cells participants --share column
  thematica matrix --rows theme --by group --min-cell 5 What 1 to 4 people say is withheld
  thematica matrix --rows question --by code --transcript lw01
  thematica matrix --rows coder --by code --coder helen --coder imran
  thematica matrix --by phase --chart heatmap --output phases.svg
  thematica matrix --by transcript --cells presence     0 and 1, for other programs
  thematica matrix --by participant --tidy --format csv One row for each code and person

How totals and shares are made and what --min-cell does: docs/analysis.md.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The rows: what --by may name
    #[arg(long, value_name = "WHAT", default_value = "code")]
    rows: String,
    /// The columns: `code`, `theme`, `transcript`, `participant`, `speaker`, `coder`, `question`, or an attribute of
    /// transcripts or people, such as `group`
    #[arg(
        long,
        visible_alias = "columns",
        value_name = "WHAT",
        default_value = "transcript"
    )]
    by: String,
    /// What is counted in the cells
    #[arg(long, value_name = "WHAT", default_value = "segments")]
    cells: Cells,
    /// Show cells as percentages of the total of their row or column, or of all
    #[arg(long, value_name = "OF")]
    share: Option<Share>,
    /// Withhold cells with 1 to N - 1 people behind them, however high they are, and the totals and themes from which they
    /// could be worked out. People whom participants.csv does not name count by label, once over all transcripts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(2..))]
    min_cell: Option<u64>,
    /// Add the row of totals also in formats for programs
    #[arg(long, conflicts_with = "tidy")]
    total_row: bool,
    /// One row for each cell, with what the count is out of
    #[arg(long)]
    tidy: bool,
    /// In formats for programs, give the code of each level of a path a column of its own
    #[arg(long)]
    split_path: bool,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Heatmap]), conflicts_with_all = ["tidy", "total_row", "split_path"])]
    chart: Option<Kind>,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// What cells are percentages of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Share {
    /// Of the row's total
    Row,
    /// Of the column's total
    Column,
    /// Of the total of all
    Total,
}

/// A matrix that was counted, and how it is to be shown.
struct Crossed<'a> {
    job: &'a Job<'a>,
    matrix: Matrix,
    rows: Axis,
    columns: Axis,
    cells: Cells,
    share: Option<Share>,
    fewest: Option<u64>,
    eyes: bool,
    made: Made,
    total_row: bool,
    split_path: bool,
}

/// What is made of what was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// Rows and columns with totals.
    Wide,
    /// One row for each cell.
    Tidy,
    /// A picture of the cells, without totals.
    Chart,
}

impl Made {
    /// How a table is laid out; a chart says itself which it is.
    fn layout(self) -> Option<&'static str> {
        match self {
            Made::Wide => Some("wide"),
            Made::Tidy => Some("tidy"),
            Made::Chart => None,
        }
    }
}

/// Counts and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (output, drawing) = arguments.output.output_or_chart(arguments.chart, global)?;
    arguments.check()?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let rows = axis::axis(&job, &arguments.rows, "--rows")?;
    let columns = axis::axis(&job, &arguments.by, "--by")?;
    axis::check(&rows, &columns)?;
    let (matrix, done) = counted(&job, &rows, &columns, output.format)?;
    for (axis, lines, option) in [
        (&rows, &matrix.rows, "--rows"),
        (&columns, &matrix.columns, "--by"),
    ] {
        let keys: Vec<_> = lines.iter().map(|(key, _)| key).collect();
        known_or(
            &job,
            keys,
            axis::attribute(axis),
            &axis::NAMED.map(|(name, _)| name),
            option,
        )?;
    }
    let eyes = for_eyes(output.format);
    let made = match (&drawing, arguments.tidy) {
        (Some(_), _) => Made::Chart,
        (None, true) => Made::Tidy,
        (None, false) => Made::Wide,
    };
    let crossed = Crossed {
        job: &job,
        matrix,
        rows,
        columns,
        cells: arguments.cells,
        share: arguments.share,
        fewest: arguments.min_cell,
        eyes,
        made,
        total_row: (eyes || arguments.total_row) && made == Made::Wide,
        split_path: arguments.split_path && !eyes,
    };
    let mut table = match made {
        Made::Tidy => layout::tidy(&crossed),
        Made::Wide | Made::Chart => layout::wide(&crossed),
    };
    notes::notes(&crossed, &mut table);
    about_people(&job, &done, &mut table);
    job.about_coders_taken(&done, Taken::Together, &mut table);
    let made_by = arguments.made_by(&job, &done, crossed.made);
    match &drawing {
        Some(drawing) => drawing.write(&chart::chart(&crossed, table.notes), &made_by, global)?,
        None => output.table(&table, &made_by)?,
    }
    Ok(job.status(&done))
}

/// Counts all transcripts of a job.
fn counted(
    job: &Job<'_>,
    rows: &Axis,
    columns: &Axis,
    format: Format,
) -> Result<(Matrix, Done), Failure> {
    let codes = job.selection.codes();
    let coders = job.whose.whom(Taken::Each);
    let crossing = Crossing {
        study: &job.study,
        codebook: &job.codebook,
        codes: &codes,
        coders: &coders,
        unit: job.study.unit,
        rows,
        columns,
    };
    let mut matrix = Matrix::default();
    let done = job.run(
        digests(format),
        |coded, units| count(&crossing, coded, units),
        |one| {
            matrix.add(one);
            Ok(())
        },
    )?;
    if !matrix.is_spoken() {
        return Err(super::by::nobody());
    }
    Ok((matrix, done))
}

impl Arguments {
    /// Refuses what does not go together.
    fn check(&self) -> Result<(), Failure> {
        if self.cells == Cells::Presence && (self.share.is_some() || self.min_cell.is_some()) {
            return Err(Failure::new(
                "--share and --min-cell are for counts, and `presence` is none",
            )
            .help("take --cells segments, participants or another count"));
        }
        Ok(())
    }

    fn made_by(&self, job: &Job<'_>, done: &Done, made: Made) -> thematica::report::Provenance {
        let smallest = self.min_cell.map(|it| it.to_string());
        let mut options = Vec::new();
        if self.rows != "code" {
            options.push(("rows", self.rows.as_str()));
        }
        options.extend([("by", self.by.as_str()), ("cells", self.cells.as_str())]);
        options.extend(made.layout().map(|layout| ("layout", layout)));
        options.extend(self.share.map(|share| ("share", share.as_str())));
        options.extend(smallest.as_deref().map(|it| ("min-cell", it)));
        let mut made_by = job.made_by("matrix", &options);
        made_by.inputs.clone_from(&done.inputs);
        made_by
    }
}

impl Share {
    fn as_str(self) -> &'static str {
        match self {
            Share::Row => "row",
            Share::Column => "column",
            Share::Total => "total",
        }
    }
}
