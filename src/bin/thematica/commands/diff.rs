//! `diff`: which segments gain or lose which code between two codebooks.

use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use thematica::analysis::change::{Tallies, Versions};
use thematica::analysis::coded::{Coded, Coder, Scratch};
use thematica::codebook::Unit;
use thematica::matcher::Matcher;
use thematica::report::{self, Cell, Format, Head, Provenance, Table};
use thematica::transcript::read::Encoding;

use super::called::{for_eyes, title};
use super::job::{Done, Job, digests};
use super::{made_with, two_codebooks};
use crate::args::{self, Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages::counted;
use crate::output::Output;
use crate::status::Status;

mod rows;
mod summary;

use rows::{ChangeRow, Rows};
use summary::Summary;

/// Show which segments gain or lose which code between two codebooks.
///
/// Both codebooks are applied to the same transcripts: one row for each segment and code that only one of them codes, with
/// the rule that does it and why the other one does not. Below them, each code's segments are counted before and after. A code
/// that was renamed is the same code: `thematica codebook compare` says what changed in the codebook itself.
///
/// Moderators are left out unless you ask for them with --role all. The rules propose; people decide.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica diff old.yaml codebook.yaml                  The study you are in
  thematica diff old.yaml codebook.yaml my-study --code trust
  thematica diff old.yaml codebook.yaml --summary        Only the counts of each code
  thematica diff old.yaml codebook.yaml interviews/ --output changes.csv
  git show v1.0:codebook.yaml | thematica diff - codebook.yaml

JSON lines begin with a line `{\"made_by\": …}` and end with one
`{\"summary\": …, \"inputs\": …, \"left_out\": 0}`; where the last is missing, the run did not finish.
The rows are between them.

Exit status: 0 both codebooks were applied, 1 with --exit-code a segment gained or lost a code,
2 something could not be done or was left out.")]
pub struct Arguments {
    /// The older codebook; `-` is standard input
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer codebook; `-` is standard input
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// A study (its folder or its thematica.yaml), or transcripts and folders of transcripts; without one, the study that
    /// the current folder lies in
    #[arg(value_name = "PATH", help_heading = "Input")]
    paths: Vec<PathBuf>,
    /// How the bytes of all transcripts in text stand for letters, whatever the manifest and the bytes say: windows-1252
    #[arg(long, value_name = "NAME", value_parser = args::encoding, help_heading = "Input")]
    encoding: Option<Encoding>,
    /// Only the counts of each code
    #[arg(long)]
    summary: bool,
    /// End with exit status 1 where a segment gained or lost a code
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Applies both codebooks and writes what differs.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let (old, new) = two_codebooks(&arguments.old, &arguments.new, global)?;
    output
        .destination
        .spare_files(&[&arguments.old, &arguments.new])?;
    let input = Input {
        paths: arguments.paths.clone(),
        codebook: None,
        encoding: arguments.encoding,
    };
    let job = Job::with_codebook(&input, new, &arguments.filters, &output, global)?;
    let versions = Versions::new(&old, &job.codebook);
    let asked = versions
        .asked(&arguments.filters.codes)
        .map_err(Failure::Written)?;
    let diff = Diff {
        matcher: Matcher::new(&old, job.study.unit),
        job: &job,
        versions: &versions,
        asked: &asked,
        output: &output,
    };
    let end = match (arguments.summary, output.format) {
        (true, _) => diff.counts(),
        (false, Format::Jsonl) => diff.lines(),
        (false, Format::Json) => diff.json(),
        (false, Format::Csv | Format::Tsv | Format::Parquet) => diff.streamed(),
        (false, Format::Table | Format::Markdown | Format::Html | Format::Xlsx) => diff.whole(),
    }?;
    let status = end.done.status();
    if arguments.exit_code && status == Status::Clean && end.is_changed(&asked) {
        return Ok(Status::Findings);
    }
    Ok(status)
}

/// Everything that is needed before the first transcript is read.
struct Diff<'a> {
    job: &'a Job<'a>,
    /// The old codebook's; the new one's is the job's.
    matcher: Matcher<'a>,
    versions: &'a Versions<'a>,
    /// By place in the pairs of codes, whether it is asked for.
    asked: &'a [bool],
    output: &'a Output,
}

/// What came of all transcripts.
struct End {
    done: Done,
    tallies: Tallies,
    rows: usize,
}

impl End {
    /// A theme may change by a code that moved, without any row.
    fn is_changed(&self, asked: &[bool]) -> bool {
        let mut codes = self.tallies.codes.iter().filter(|(pair, _)| asked[**pair]);
        self.rows > 0 || codes.any(|(_, tally)| tally.gained + tally.lost > 0)
    }
}

#[derive(Serialize)]
struct Made<'a> {
    made_by: &'a Provenance,
}

#[derive(Serialize)]
struct Last<'a> {
    summary: Vec<summary::Line<'a>>,
    /// The files that were read.
    inputs: &'a [report::Input],
    /// How many could not be.
    left_out: usize,
}

impl Diff<'_> {
    /// Applies both codebooks to every transcript, and hands what `work` makes of the rows of each to `sink`, in order.
    fn run<R: Send>(
        &self,
        work: impl Fn(ChangeRow<'_>) -> R + Sync,
        mut sink: impl FnMut(Vec<R>) -> io::Result<()>,
    ) -> Result<End, Failure> {
        let unit: Unit = self.job.study.unit;
        let mut tallies = Tallies::default();
        let mut count = 0;
        let both = |coder: &Coder<'_>, coded: &Coded<'_>, scratch: &mut Scratch| {
            let before = coder.code_again(&self.matcher, coded, scratch);
            let changed = self
                .versions
                .changed(coded, &before, &scratch.units, unit, self.asked);
            let rows = Rows::new(self.job, self.versions, coded);
            let made: Vec<R> = rows.of(&changed.rows).map(&work).collect();
            (made, changed.counts)
        };
        let done = self
            .job
            .run_with(digests(self.output.format), both, |(rows, counts)| {
                tallies.add(&counts);
                count += rows.len();
                sink(rows)
            })?;
        Ok(End {
            done,
            tallies,
            rows: count,
        })
    }

    fn summary<'e>(&'e self, end: &'e End) -> Summary<'e> {
        Summary {
            versions: self.versions,
            asked: self.asked,
            tallies: &end.tallies,
            unit: self.job.study.unit,
        }
    }

    /// Only the counts.
    fn counts(&self) -> Result<End, Failure> {
        let end = self.run(|_| (), |_| Ok(()))?;
        let mut table = self
            .summary(&end)
            .table(self.title(), for_eyes(self.output.format));
        table.notes.extend(end.done.note());
        let mut made_by = self.made_by("summary");
        made_by.inputs.clone_from(&end.done.inputs);
        self.output.table(&table, &made_by)?;
        Ok(end)
    }

    /// The rows, and below them or on a sheet of their own the counts.
    fn whole(&self) -> Result<End, Failure> {
        let eyes = for_eyes(self.output.format);
        let columns = if eyes {
            ChangeRow::columns_for_eyes()
        } else {
            ChangeRow::columns()
        };
        let mut table = Table::new(self.title(), columns);
        let end = self.run(
            |row| if eyes { row.for_eyes() } else { row.cells() },
            |rows| {
                table.rows.extend(rows);
                Ok(())
            },
        )?;
        table.note(self.about_rows(&end));
        let mut counts = self
            .summary(&end)
            .table("Segments before and after".to_owned(), eyes);
        counts.notes.extend(end.done.note());
        let made_by = self.made_by("changes");
        let tables = [&table, &counts];
        let Output {
            format, options, ..
        } = self.output;
        self.output
            .destination
            .write(|out| report::write_all(&tables, &made_by, *format, options, out))?;
        Ok(end)
    }

    /// Rows are written as they come.
    fn streamed(&self) -> Result<End, Failure> {
        let made_by = self.made_by("changes");
        let head = Head {
            title: self.title(),
            columns: ChangeRow::columns(),
            ..Head::default()
        };
        let Output {
            format, options, ..
        } = self.output;
        let mut end = None;
        self.output.destination.write(|out| {
            let mut writer = report::Writer::begin(&head, &made_by, *format, options, out)?;
            let sink = |rows: Vec<Vec<Cell>>| rows.iter().try_for_each(|row| writer.row(row));
            end = Some(self.run(|row| row.cells(), sink));
            writer.finish(&[])
        })?;
        end.expect("it ran")
    }

    /// JSON lines, as they come. The last line says what was read: where it is missing, the run did not finish.
    fn lines(&self) -> Result<End, Failure> {
        let made_by = self.made_by("changes");
        let mut end = None;
        self.output.destination.write(|out| {
            writeln!(out, "{}", json(&Made { made_by: &made_by }))?;
            let sink = |rows: Vec<String>| rows.iter().try_for_each(|row| writeln!(out, "{row}"));
            let ran = end.insert(self.run(|row| json(&row), sink));
            if let Ok(end) = ran {
                let last = Last {
                    summary: self.summary(end).lines(),
                    inputs: &end.done.inputs,
                    left_out: end.done.left_out,
                };
                writeln!(out, "{}", json(&last))?;
            }
            Ok(())
        })?;
        end.expect("it ran")
    }

    /// One JSON object, with each row and each count on a line of its own, so that two results can be compared line by line.
    fn json(&self) -> Result<End, Failure> {
        let mut rows = Vec::new();
        let end = self.run(
            |row| json(&row),
            |more| {
                rows.extend(more);
                Ok(())
            },
        )?;
        let mut made_by = self.made_by("changes");
        made_by.inputs.clone_from(&end.done.inputs);
        let summary = self.summary(&end);
        let counts: Vec<String> = summary.lines().iter().map(json).collect();
        let mut notes = vec![self.about_rows(&end)];
        notes.extend(summary.notes());
        notes.extend(end.done.note());
        self.output.destination.write(|out| {
            let pretty = |value: String| value.replace('\n', "\n  ");
            writeln!(
                out,
                "{{\n  \"made_by\": {},",
                pretty(serde_json::to_string_pretty(&made_by)?)
            )?;
            writeln!(out, "  \"title\": {},", json(&self.title()))?;
            for (key, lines) in [("rows", rows), ("summary", counts)] {
                let end = if lines.is_empty() { "" } else { "\n  " };
                let lines: Vec<String> = lines.iter().map(|line| format!("\n    {line}")).collect();
                writeln!(out, "  \"{key}\": [{}{end}],", lines.join(","))?;
            }
            writeln!(
                out,
                "  \"notes\": {}\n}}",
                pretty(serde_json::to_string_pretty(&notes)?)
            )
        })?;
        Ok(end)
    }

    fn title(&self) -> String {
        let Versions { old, new, .. } = self.versions;
        let called = |codebook: &thematica::codebook::Codebook| match &codebook.version {
            Some(version) => format!("{} {}", codebook.name, version.text),
            None => codebook.name.clone(),
        };
        let study = self
            .job
            .study
            .name
            .as_ref()
            .map_or_else(String::new, |_| format!("{}: ", title(self.job)));
        format!("{study}{} → {}", called(old), called(new))
    }

    fn made_by(&self, rows: &str) -> Provenance {
        let mut made_by = self.job.made_by("diff", &[("rows", rows)]);
        made_by.compared_with = Some(made_with(self.versions.old));
        made_by
    }

    fn about_rows(&self, end: &End) -> String {
        let unit = self.job.study.unit.as_str();
        if end.rows == 0 {
            return format!("No {unit} gained or lost a code.");
        }
        let rows = counted(end.rows, "row");
        format!(
            "{rows}, one for each {unit} and code that only one of the two codebooks codes: a {unit} may be in several."
        )
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("rows are texts, numbers and lists of them")
}
