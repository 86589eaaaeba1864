//! `chart`: the Framework Method's matrix, with quotes in the cells and a summary to fill in.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use thematica::analysis::framework::{Framework, Most};
use thematica::analysis::frequency::{By, Counting, Key, count, key};
use thematica::analysis::quotes::Candidate;
use thematica::report::{Format, Provenance, Table};

use super::by::{by_named, known_groups};
use super::called::about_people;
use super::job::{Done, Job, digests};
use super::quotable::{Labels, Quotable, Shown};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages;
use crate::output::Output;
use crate::status::Status;

mod filled;
mod laid;
mod notes;
mod tables;
mod workbook;

use filled::Before;
use laid::Laid;

/// Make the chart of the Framework Method: cases by codes, quotes in the cells, and an empty summary to fill in.
///
/// One chart for each theme. The summaries that you wrote into a chart (.xlsx, .csv, .json, .jsonl) are kept when it is made
/// again with the same --output, by the ids of cases and codes; what has no place any more is kept apart and told. This makes
/// a table; pictures are drawn by the option --chart of the commands that count.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica chart --output chart.xlsx              One sheet a theme, to fill in; again, when the study has grown
  thematica chart --cases phase --code enablers    Read it here
  thematica chart --coder helen -n 3 --output chart.csv
  thematica chart --summaries chart.xlsx --output chart.html

Write into the summaries, and into columns of your own. The quotes are made anew each time.
The method: Ritchie & Spencer (1994); Gale et al. (2013), BMC Medical Research Methodology 13:117.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// What the rows are: `participant`, `transcript`, `speaker`, or an attribute (group, phase, ...)
    #[arg(long, value_name = "ATTRIBUTE", default_value = "participant")]
    cases: String,
    /// How many quotes in each cell
    #[arg(short = 'n', long = "number", value_name = "N", default_value_t = 2)]
    number: u16,
    /// How many negated ones beside them
    #[arg(long, value_name = "N", default_value_t = 1)]
    contrary: u16,
    /// How quotes are labelled: '{participant}, phase {phase}'; without it, as the manifest says
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// Take the summaries of this filled-in chart too; may be given several times
    #[arg(long, value_name = "FILE")]
    summaries: Vec<PathBuf>,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// A chart with all that is shown in it.
struct Chart<'a> {
    job: &'a Job<'a>,
    by: &'a By,
    framework: Framework,
    candidates: Vec<Candidate>,
    /// How each candidate is shown.
    shown: Vec<Shown>,
    laid: Laid,
}

/// Lays the chart out and writes it.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let mut output = arguments.output.output(global)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let by = by_named(&job, &arguments.cases, &[], "--cases")?;
    let label = Labels::of(&job, arguments.label.as_deref())?;
    let named = &arguments.summaries;
    let before = Before::read(&output, named, by.name(), &job.codebook, global)?;
    before.keep_form(&mut output.options);
    let found = found(&job, &by, &label, &output)?;
    known_groups(&job, found.cases.keys(), Some(&arguments.cases), "--cases")?;
    let most = Most {
        quotes: arguments.number.into(),
        contrary: arguments.contrary.into(),
    };
    let framework = Framework::of(
        &job.codebook,
        &job.selection.codes(),
        found.cases,
        (&found.candidates, &found.of_case),
        |code| before.names(&job.codebook.codes[code as usize].id),
        most,
    );
    if let Some(name) = framework.name_of_two() {
        return Err(two_cases(&by, name));
    }
    if framework.themes.is_empty() {
        return Err(no_column(&job));
    }
    let laid = Laid::new(&framework, &job.codebook, &before);
    laid.tell(output.format, global);
    let chart = Chart {
        job: &job,
        by: &by,
        framework,
        candidates: found.candidates,
        shown: found.shown,
        laid,
    };
    let mut tables = match output.format {
        Format::Xlsx => workbook::tables(&chart)?,
        format if format.is_for_eyes() => tables::for_eyes(&chart),
        Format::Csv => vec![tables::separated(&chart)],
        _ => vec![tables::tidy(&chart)],
    };
    let first = &mut tables[0];
    notes::notes(&chart, arguments, output.format, first);
    about_people(&job, &found.done, first);
    job.about_coders(&found.done, first);
    let mut made_by = made_by(&job, arguments, &label, &before);
    made_by.inputs.clone_from(&found.done.inputs);
    before.is_as_it_was(&output)?;
    write(&output, tables, &made_by, global)?;
    Ok(job.status(&found.done))
}

/// Refuses cases that could not be told apart by what stands in the file: a summary would go to the wrong one.
fn two_cases(by: &By, name: &str) -> Failure {
    let failure = Failure::new(format!("two cases of the chart have the name `{name}`"));
    match by {
        By::Attribute(attribute) => failure.help(format!(
            "one is everybody who has no `{attribute}`, the other is those whose `{attribute}` is `{name}`: write another value, or leave it empty"
        )),
        _ => failure.help(format!(
            "one is the person `{name}` of the table of participants, the other a speaker whom that table does not name: give one another name"
        )),
    }
}

/// Says why there is nothing to chart. A chart that is there is not emptied by it.
fn no_column(job: &Job<'_>) -> Failure {
    let codes = job.nameable().into_iter();
    let codes: Vec<String> = codes
        .map(|code| format!("`{}`", job.codebook.code(code).id))
        .collect();
    let message = match codes.as_slice() {
        [] => "the chart has no column: no code is asked for".to_owned(),
        [one] => format!("the chart has no column: {one} is retired, and nothing is coded with it"),
        codes => format!(
            "the chart has no column: {} are retired, and nothing is coded with them",
            codes.join(", ")
        ),
    };
    Failure::new(message).help(
        "name other codes with --code, or leave it out; what people coded with a retired code is charted with --coder",
    )
}

fn write(
    output: &Output,
    mut tables: Vec<Table>,
    made_by: &Provenance,
    global: &Global,
) -> Result<(), Failure> {
    if output.format.is_for_eyes() && tables.len() > 1 {
        // What holds for all of them is read at the end.
        let notes = std::mem::take(&mut tables[0].notes);
        let last = tables.last_mut().expect("a chart has a theme");
        last.notes.extend(notes);
    }
    if tables.len() > 1 {
        output.tables(&tables, made_by, global)
    } else {
        output.table(&tables[0], made_by)
    }
}

fn made_by(job: &Job<'_>, arguments: &Arguments, label: &Labels, before: &Before) -> Provenance {
    let [number, contrary] = [arguments.number, arguments.contrary].map(|it| it.to_string());
    let options = [
        ("cases", arguments.cases.as_str()),
        ("number", number.as_str()),
        ("contrary", contrary.as_str()),
        ("label", label.written()),
    ];
    let mut made_by = job.made_by("chart", &options);
    let summaries = before.files().map(|file| ("summaries".to_owned(), file));
    made_by.options.extend(summaries);
    made_by
}

/// What the transcripts gave.
struct Found {
    /// Who says something that counts, with the number of their segments.
    cases: BTreeMap<Key, u64>,
    candidates: Vec<Candidate>,
    /// Whose each of them is.
    of_case: Vec<Key>,
    shown: Vec<Shown>,
    done: Done,
}

fn found(job: &Job<'_>, by: &By, label: &Labels, output: &Output) -> Result<Found, Failure> {
    let asked = job.asked();
    let quotable = Quotable {
        job,
        by: &By::Participant,
        asked: &asked,
        label,
        context: 0,
    };
    let counting = Counting {
        study: &job.study,
        codebook: &job.codebook,
        unit: job.study.unit,
        by,
    };
    let mut cases: BTreeMap<Key, u64> = BTreeMap::new();
    let (mut candidates, mut of_case, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    let mut transcripts = 0;
    let done = job.run(
        digests(output.format),
        |coded, units| {
            let quotes = quotable.of(coded).into_iter().map(|(candidate, shown)| {
                let turn = &coded.transcript.turns[candidate.quote.turn as usize - 1];
                (key(&counting, coded, turn), candidate, shown)
            });
            (quotes.collect::<Vec<_>>(), count(&counting, coded, units))
        },
        |(quotes, counted)| {
            for (case, mut candidate, one) in quotes {
                candidate.quote.transcript = transcripts;
                of_case.push(case);
                candidates.push(candidate);
                shown.push(one);
            }
            transcripts += 1;
            for (case, group) in counted.groups {
                if group.spoken.words > 0 {
                    *cases.entry(case).or_default() += group.spoken.segments;
                }
            }
            Ok(())
        },
    )?;
    Ok(Found {
        cases,
        candidates,
        of_case,
        shown,
        done,
    })
}

impl Chart<'_> {
    /// The cells of a quote: what is said, and who says it where.
    fn quote(&self, at: usize) -> (&str, String) {
        let quote = &self.candidates[at].quote;
        let Shown {
            label, short_id, ..
        } = &self.shown[at];
        (
            &quote.text,
            format!("{label}; {short_id}, line {}", quote.line),
        )
    }

    /// How many segments a case has with a code, in words.
    fn how_many(&self, case: usize, code: u32) -> Option<String> {
        let cell = self.framework.cell(case, code)?;
        let of = messages::counted(
            usize::try_from(self.framework.cases[case].segments).unwrap_or(usize::MAX),
            self.job.study.unit.as_str(),
        );
        let negated = match cell.negated {
            0 => String::new(),
            negated => format!(", {negated} negated"),
        };
        Some(format!("{} of {of}{negated}", cell.segments))
    }

    /// What a cell of a table has as text: how many segments, then each quote on a line of its own.
    fn as_text(&self, case: usize, code: u32, with_count: bool) -> Option<String> {
        let cell = self.framework.cell(case, code)?;
        let count = self.how_many(case, code).filter(|_| with_count);
        let line = |at: &usize, before: &str| {
            let (text, who) = self.quote(*at);
            format!("{before}“{text}” ({who})")
        };
        let plain = cell.quotes.iter().map(|at| line(at, ""));
        let contrary = cell.contrary.iter().map(|at| line(at, "Contrary: "));
        let lines: Vec<String> = count.into_iter().chain(plain).chain(contrary).collect();
        Some(lines.join("\n"))
    }
}
