//! `code`: the coded segments, or every hit with why it is one.

use std::io::Write as _;

use clap::Args;
use serde::Serialize;
use thematica::analysis::coded::Coded;
use thematica::report::{self, Cell, Column, Format, Head, Table};
use thematica::transcript::Units;

use super::called::{for_eyes, title};
use super::job::{Job, digests};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::drawing::{Kind, kinds};
use crate::failure::Failure;
use crate::messages::counted;
use crate::output::Output;
use crate::status::Status;

mod chart;
mod rows;

use rows::{HitRow, Rows, SegmentRow};

/// Apply the codebook: one row for each segment and code.
///
/// A segment is a sentence, unless the study's manifest says `unit: paragraph` or `unit: turn`. Offsets are code points
/// of the text as it is read, from 0, the end not included; lines count from 1.
///
/// A hit that reaches over several sentences is in the row of each that has one of its words: the column `hits` is not to be
/// added up. `thematica themes` counts.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica code                                     Coded segments of the study you are in
  thematica code --code trust --where phase=2        One code, one phase
  thematica code --hits --output hits.csv            One row for each hit
  thematica code --why --code trust                  Which rule, and what an exclusion stopped
  thematica code --chart portrait --output along.svg Where along the texts themes stand
  thematica code interviews/ --codebook codebook.yaml --format jsonl

JSON lines begin with a line `{\"made_by\": …}` and end with one `{\"inputs\": …, \"left_out\": 0}`; where the last is
missing, the run did not finish. The rows are between them.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// One row for each hit, in place of one for each segment and code
    #[arg(long)]
    hits: bool,
    /// One row for each hit, with the rule that made it, and the hits that did not count, with what stopped them
    #[arg(long)]
    why: bool,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Portrait]), conflicts_with_all = ["hits", "why"])]
    chart: Option<Kind>,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Segments,
    Hits,
    Why,
}

/// Applies the codebook and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (output, drawing) = arguments.output.output_or_chart(arguments.chart, global)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    if let Some(drawing) = &drawing {
        return chart::portrait(&job, &output, drawing, global);
    }
    let view = match (arguments.hits, arguments.why) {
        (_, true) => View::Why,
        (true, false) => View::Hits,
        (false, false) => View::Segments,
    };
    match output.format {
        Format::Jsonl => lines(&job, view, &output),
        Format::Csv | Format::Tsv | Format::Parquet => streamed(&job, view, &output),
        Format::Table | Format::Json | Format::Markdown | Format::Html | Format::Xlsx => {
            whole(&job, view, &output)
        }
    }
}

impl View {
    fn as_str(self) -> &'static str {
        match self {
            View::Segments => "segments",
            View::Hits => "hits",
            View::Why => "why",
        }
    }

    fn head(self, title: String, eyes: bool, with_coder: bool) -> Head {
        let mut columns = match (self, eyes) {
            (View::Segments, false) => SegmentRow::columns(),
            (View::Segments, true) => [
                ("transcript", "Transcript"),
                ("turn", "Turn"),
                ("speaker", "Speaker"),
                ("code", "Code"),
                ("matched", "Matched"),
                ("text", "Segment"),
            ]
            .map(|(name, heading)| Column::text(name, heading))
            .to_vec(),
            (_, false) => HitRow::columns(self == View::Why),
            (_, true) => {
                let why: &[(&str, &str)] = if self == View::Why {
                    &[("rule", "Rule"), ("stopped_by", "Stopped by")]
                } else {
                    &[]
                };
                let before = [
                    ("transcript", "Transcript"),
                    ("turn", "Turn"),
                    ("speaker", "Speaker"),
                    ("code", "Code"),
                ];
                let after = [
                    ("negated_by", "Negated by"),
                    ("segment", "Hit in its segment"),
                ];
                let all = before.iter().chain(why).chain(&after);
                let column = |&(name, heading): &(&str, &str)| {
                    let column = Column::text(name, heading);
                    // The hit and what stopped it say more than these, where there is room for few columns.
                    if self == View::Why && matches!(name, "turn" | "negated_by" | "code") {
                        column.gives_way()
                    } else {
                        column
                    }
                };
                all.map(column).collect()
            }
        };
        if eyes && with_coder {
            let code = columns.iter().position(|column| column.name == "code");
            columns.insert(
                code.map_or(0, |code| code + 1),
                Column::text("coder", "Coder"),
            );
        }
        Head {
            title,
            columns,
            ..Head::default()
        }
    }

    /// The rows of one transcript as cells.
    fn cells(self, rows: &Rows<'_>, eyes: bool, with_coder: bool) -> Vec<Vec<Cell>> {
        match self {
            View::Segments => rows
                .segments()
                .map(|row| {
                    if eyes {
                        row.for_eyes(with_coder)
                    } else {
                        row.cells()
                    }
                })
                .collect(),
            View::Hits | View::Why => {
                let why = self == View::Why;
                rows.hits(why)
                    .map(|row| {
                        if eyes {
                            row.for_eyes(why, with_coder)
                        } else {
                            row.cells(why)
                        }
                    })
                    .collect()
            }
        }
    }
}

/// JSON lines are written by the threads that find the rows: they are the largest output and the one that is streamed.
///
/// The last line says what was read. Where it is missing, the run did not finish.
fn lines(job: &Job<'_>, view: View, output: &Output) -> Result<Status, Failure> {
    let asked = job.asked();
    let work = |coded: &Coded<'_>, units: &Units| {
        let rows = Rows::new(job, &asked, coded, units);
        let mut out = Vec::new();
        match view {
            View::Segments => rows.segments().for_each(|row| line(&row, &mut out)),
            View::Hits => rows.hits(false).for_each(|row| line(&row, &mut out)),
            View::Why => rows.hits(true).for_each(|row| line(&row, &mut out)),
        }
        out
    };
    let mut done = None;
    output.destination.write(|out| {
        let made_by = job.made_by("code", &[("rows", view.as_str())]);
        let mut first = Vec::new();
        line(&Made { made_by: &made_by }, &mut first);
        out.write_all(&first)?;
        done = Some(job.run(digests(output.format), work, |rows: Vec<u8>| {
            out.write_all(&rows)
        }));
        if let Some(Ok(done)) = &done {
            let mut last = Vec::new();
            line(
                &Last {
                    inputs: &done.inputs,
                    left_out: done.left_out,
                },
                &mut last,
            );
            out.write_all(&last)?;
        }
        Ok(())
    })?;
    Ok(job.status(&done.expect("it ran")?))
}

fn line(value: &impl Serialize, out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, value).expect("memory takes all that is written");
    out.write_all(b"\n")
        .expect("memory takes all that is written");
}

#[derive(Serialize)]
struct Made<'a> {
    made_by: &'a report::Provenance,
}

#[derive(Serialize)]
struct Last<'a> {
    /// The files that were read.
    inputs: &'a [report::Input],
    /// How many could not be.
    left_out: usize,
}

/// Rows are written as they come.
fn streamed(job: &Job<'_>, view: View, output: &Output) -> Result<Status, Failure> {
    let asked = job.asked();
    let made_by = job.made_by("code", &[("rows", view.as_str())]);
    let head = view.head(title(job), false, false);
    let mut done = None;
    output.destination.write(|out| {
        let mut writer =
            report::Writer::begin(&head, &made_by, output.format, &output.options, out)?;
        let work = |coded: &Coded<'_>, units: &Units| {
            view.cells(&Rows::new(job, &asked, coded, units), false, false)
        };
        done = Some(
            job.run(digests(output.format), work, |rows: Vec<Vec<Cell>>| {
                rows.iter().try_for_each(|row| writer.row(row))
            }),
        );
        writer.finish(&[])
    })?;
    Ok(job.status(&done.expect("it ran")?))
}

/// All rows are needed before the first is written: for the widths of a table, or because what was read stands first.
fn whole(job: &Job<'_>, view: View, output: &Output) -> Result<Status, Failure> {
    let asked = job.asked();
    let eyes = for_eyes(output.format);
    // Who coded it is no question where there is one coder.
    let with_coder = job.whose.count() > 1;
    let Head { title, columns, .. } = view.head(title(job), eyes, with_coder);
    let mut table = Table::new(title, columns);
    let work = |coded: &Coded<'_>, units: &Units| {
        view.cells(&Rows::new(job, &asked, coded, units), eyes, with_coder)
    };
    let done = job.run(digests(output.format), work, |rows| {
        table.rows.extend(rows);
        Ok(())
    })?;
    let what = if view == View::Segments {
        "segment and code: a segment with two codes is in two rows"
    } else if view == View::Why {
        "rule and hit: what two rules of a code find is in two rows, and `themes` counts one hit"
    } else {
        "hit"
    };
    let whose = if job.whose.is_rules() {
        " The rules proposed them; people decide."
    } else {
        ""
    };
    table.note(format!(
        "{}, one for each {what}.{whose}",
        counted(table.rows.len(), "row")
    ));
    job.about_coders(&done, &mut table);
    let mut made_by = job.made_by("code", &[("rows", view.as_str())]);
    made_by.inputs.clone_from(&done.inputs);
    output.table(&table, &made_by)?;
    Ok(job.status(&done))
}
