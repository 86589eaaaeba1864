//! `report`: the study as one page with the quotes behind every number, or as a document for those who go on writing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use thematica::analysis::coded::Digests;
use thematica::analysis::frequency::By;
use thematica::report::document::{docx, markdown};
use thematica::report::study::{Charts, Collector, Quotes, StudyReport, document, html};
use thematica::report::{Provenance, Table};

use super::agree::Beside;
use super::by;
use super::called::{about_people, title};
use super::job::{Done, Job};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input};
use crate::failure::Failure;
use crate::output::{self, Destination, Output};
use crate::status::Status;

/// Write the study as one web page, or for Word: figures, heat maps, every quote, method and provenance.
///
/// The page needs no other file and no network, reads without a script, prints, and opens the quotes behind every number.
/// Send it to a supervisor or a reviewer who has nothing installed. The document (`docx`, `md`) has the same content for
/// co-authors and appendices, with headings, tables and quotes in styles of their own. Both hold quotes: who may read the
/// transcripts may read them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica report -o report.html                       The study you are in
  thematica report -o report.html --by phase --by format  Crossed with these attributes
  thematica report -o enablers.html --code enablers     One theme
  thematica report -o helen.html --coder helen          What helen coded
  thematica report -o r.html --coder helen --coder imran  What any of them coded, and how far they agree
  thematica report -o report.docx                       The same for Word, with all quotes
  thematica report -o report.md --quotes 5              As Markdown, with five quotes of each code

Without --by, codes are crossed with people and with each attribute of transcripts and people that has two to eight
values.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Cross codes with this attribute of transcripts or people, besides people; may be given several times
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Vec<String>,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    /// At most so many quotes of each code, spread over people and groups; `md` and `docx` only, since in the page every
    /// number opens its quotes
    #[arg(long, value_name = "N")]
    quotes: Option<usize>,
    /// How to write the report; without it, what the ending of --output says, else html
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(), help_heading = "Output")]
    format: Option<ReportFormat>,
    /// Write to this file, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// What a report is written as: it is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReportFormat {
    Html,
    Markdown,
    Docx,
}

const FORMATS: [(ReportFormat, &str, &[&str]); 3] = [
    (ReportFormat::Html, "html", &["html", "htm"]),
    (ReportFormat::Markdown, "md", &["md"]),
    (ReportFormat::Docx, "docx", &["docx"]),
];

/// The names of the formats.
fn formats() -> impl TypedValueParser<Value = ReportFormat> {
    PossibleValuesParser::new(FORMATS.map(|(_, name, _)| name)).map(|name| {
        let known = FORMATS.iter().find(|(_, known, _)| *known == name);
        known.expect("only names of formats are possible").0
    })
}

impl Arguments {
    /// Decides on format and destination, before any work is done.
    fn output(&self) -> Result<(ReportFormat, Destination), Failure> {
        let destination = Destination::of(self.output.as_deref());
        destination.refuse_folder()?;
        let format = match (self.format, &destination) {
            (Some(format), _) => format,
            (None, Destination::Standard) => ReportFormat::Html,
            (None, Destination::File(path)) => of_file(path)?,
        };
        if self.quotes == Some(0) {
            return Err(Failure::new(
                "--quotes 0 would leave out what was said, and with it what every figure rests on",
            )
            .help("--quotes 1 keeps one quote of each code; figures alone are made by `thematica themes` and `thematica matrix`"));
        }
        if self.quotes.is_some() && format == ReportFormat::Html {
            return Err(Failure::new(
                "--quotes leaves quotes out, and in the page every number opens its quotes",
            )
            .help("write a document: --output report.docx or report.md"));
        }
        let is_for_text = format == ReportFormat::Markdown;
        if !is_for_text && destination == Destination::Standard && io::stdout().is_terminal() {
            let (what, file) = match format {
                ReportFormat::Docx => ("a Word document", "report.docx"),
                _ => ("a web page", "report.html"),
            };
            return Err(Failure::new(format!("{what} is nothing for a terminal"))
                .help(format!("name a file: --output {file}")));
        }
        Ok((format, destination))
    }
}

fn of_file(path: &Path) -> Result<ReportFormat, Failure> {
    let ending = path.extension().unwrap_or_default();
    let known = FORMATS.iter().find(|(_, _, endings)| {
        let mut endings = endings.iter();
        endings.any(|known| ending.eq_ignore_ascii_case(known))
    });
    known.map(|known| known.0).ok_or_else(|| {
        let message = format!(
            "a report is a web page, a Word document or Markdown, and {} is called otherwise",
            path.display()
        );
        Failure::new(message).help(
            "let the name end in .html, .docx or .md: --output report.html; `thematica themes`, `matrix` and their kin write tables",
        )
    })
}

/// Attributes with more values than this make no table that can be read.
const MOST_VALUES: usize = 8;

/// With more quotes than this, less is kept of what is said around them.
const MANY_QUOTES: usize = 5_000;
const CONTEXT: usize = 160;
const LITTLE_CONTEXT: usize = 60;

/// Collects everything and writes the page.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (format, destination) = arguments.output()?;
    let output = Output {
        format: thematica::report::Format::Html,
        options: thematica::report::Options {
            width: output::width(&destination),
            ..thematica::report::Options::default()
        },
        destination,
    };
    let Arguments {
        input,
        coders,
        filters,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let crossings = crossings(&job, &arguments.by)?;
    let codes = job.selection.codes();
    let collector = Collector {
        study: &job.study,
        codebook: &job.codebook,
        unit: job.study.unit,
        crossings: &crossings,
        codes: &codes,
        context: CONTEXT,
    };
    let (mut report, done) = collected(&job, &collector, coders)?;
    report.coders = job.whose.names();
    report.filters = filters.options();
    report.made_by = made_by(&job, arguments, &done);
    let quotes = arguments.quotes.map_or(Quotes::All, Quotes::Most);
    output.destination.write(|out| match format {
        ReportFormat::Html => out.write_all(html(&report).as_bytes()),
        ReportFormat::Markdown => markdown(&document(&report, quotes, Charts::Left), out),
        ReportFormat::Docx => docx(&document(&report, quotes, Charts::Drawn), out),
    })?;
    Ok(job.status(&done))
}

/// Everything that was read, with what has to be known to read its figures.
fn collected<'a>(
    job: &Job<'_>,
    collector: &Collector<'a>,
    coders: &CoderArguments,
) -> Result<(StudyReport<'a>, Done), Failure> {
    let asked = job.asked();
    let mut report = StudyReport::new(collector, title(job), asked.clone());
    let beside = Beside::of(job, coders)?;
    let mut compared = beside.as_ref().map(Beside::begin);
    let done = job.run(
        Digests::Taken,
        |coded, units| {
            let rated = beside.as_ref().map(|it| it.one(coded, units));
            (collector.one(coded, units, &asked), rated)
        },
        |(one, rated)| {
            report.add(one);
            if let (Some(compared), Some(rated)) = (&mut compared, rated) {
                compared.take(rated);
            }
            Ok(())
        },
    )?;
    let agreement = beside.as_ref().zip(compared.as_ref());
    report.agreement = agreement.map(|(beside, compared)| beside.finish(compared));
    for crossing in &report.crossings {
        let name = match &crossing.by {
            By::Attribute(name) => Some(name.as_str()),
            _ => None,
        };
        by::known(job, &crossing.frequencies, name)?;
    }
    if report.all.spoken.words == 0 {
        return Err(by::nobody());
    }
    report.notes = notes(job, &done);
    report.finish();
    if report.quotes.len() > MANY_QUOTES {
        for quote in &mut report.quotes {
            quote.shorten(LITTLE_CONTEXT);
        }
        report.notes.push(format!(
            "Of what is said around a quote, at most {LITTLE_CONTEXT} characters are shown on each side, so that the page opens at once."
        ));
    }
    Ok((report, done))
}

/// Who and what is not in the figures.
fn notes(job: &Job<'_>, done: &Done) -> Vec<String> {
    let mut table = Table::default();
    about_people(job, done, &mut table);
    table.notes.extend(job.about_retired());
    job.about_coders(done, &mut table);
    table.notes
}

/// What the report was made from.
fn made_by(job: &Job<'_>, arguments: &Arguments, done: &Done) -> Provenance {
    let quotes = arguments.quotes.map(|quotes| quotes.to_string());
    let by = arguments.by.iter().map(|by| ("by", by.as_str()));
    let options = by.chain(quotes.as_deref().map(|quotes| ("quotes", quotes)));
    let options: Vec<(&str, &str)> = options.collect();
    let mut made_by = job.made_by("report", &options);
    made_by.inputs.clone_from(&done.inputs);
    made_by
}

/// What codes are crossed with: people, and the attributes that are asked for or that make a table.
fn crossings(job: &Job<'_>, asked: &[String]) -> Result<Vec<By>, Failure> {
    let mut crossings = vec![By::Participant];
    if !asked.is_empty() {
        for name in asked {
            let by = by::by(job, Some(name))?;
            if !crossings.contains(&by) {
                crossings.push(by);
            }
        }
        return Ok(crossings);
    }
    let mut attributes: BTreeMap<&str, BTreeSet<&str>> = job.study.document_attributes();
    for (name, values) in job.study.participant_attributes() {
        attributes.entry(name).or_default().extend(values);
    }
    let fits = |values: &BTreeSet<&str>| (2..=MOST_VALUES).contains(&values.len());
    let named = attributes.into_iter().filter(|(_, values)| fits(values));
    crossings.extend(named.map(|(name, _)| By::Attribute(name.to_owned())));
    Ok(crossings)
}
