//! `report`: the study as one page, with the quotes behind every number.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::Args;
use thematica::analysis::coded::Digests;
use thematica::analysis::frequency::By;
use thematica::report::study::{Collector, StudyReport, html};

use super::agree::Beside;
use super::job::Job;
use super::themes::{self, title};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input};
use crate::failure::Failure;
use crate::output::{self, Destination, Output};
use crate::status::Status;

/// Write the study as one web page: figures, heat maps, every quote, method and provenance.
///
/// The page needs no other file and no network, reads without a script, prints, and opens the quotes behind every number.
/// Send it to a supervisor or a reviewer who has nothing installed. It holds quotes: who may read the transcripts may
/// read it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica report -o report.html                       The study you are in
  thematica report -o report.html --by phase --by format  Crossed with these attributes
  thematica report -o enablers.html --code enablers     One theme
  thematica report -o helen.html --coder helen          What helen coded
  thematica report -o r.html --coder helen --coder imran  What any of them coded, and how far they agree

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
    /// Write to this file, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// Attributes with more values than this make no table that can be read.
const MOST_VALUES: usize = 8;

/// With more quotes than this, less is kept of what is said around them.
const MANY_QUOTES: usize = 5_000;
const CONTEXT: usize = 160;
const LITTLE_CONTEXT: usize = 60;

/// Collects everything and writes the page.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let destination = Destination::of(arguments.output.as_deref());
    if let Destination::File(path) = &destination
        && !path
            .extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("html") || it.eq_ignore_ascii_case("htm"))
    {
        let message = format!(
            "a report is a web page, and {} is called otherwise",
            path.display()
        );
        return Err(Failure::new(message).help("let the name end in .html: --output report.html"));
    }
    if destination == Destination::Standard && io::stdout().is_terminal() {
        return Err(Failure::new("a web page is nothing for a terminal")
            .help("name a file: --output report.html"));
    }
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
    let asked = job.asked();
    let codes = job.selection.codes();
    let collector = Collector {
        study: &job.study,
        codebook: &job.codebook,
        unit: job.study.unit,
        crossings: &crossings,
        codes: &codes,
        context: CONTEXT,
    };
    let mut report = StudyReport::new(&collector, title(&job), asked.clone());
    let beside = Beside::of(&job, coders)?;
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
    report.finish();
    let agreement = beside.as_ref().zip(compared.as_ref());
    report.agreement = agreement.map(|(beside, compared)| beside.finish(compared));
    for crossing in &report.crossings {
        let name = match &crossing.by {
            By::Attribute(name) => Some(name.as_str()),
            _ => None,
        };
        themes::known(&job, &crossing.frequencies, name)?;
    }
    let mut notes = thematica::report::Table::default();
    themes::about_people(&job, &done, &mut notes);
    job.about_coders(&done, &mut notes);
    report.notes = notes.notes;
    if report.quotes.len() > MANY_QUOTES {
        for quote in &mut report.quotes {
            quote.shorten(LITTLE_CONTEXT);
        }
        report.notes.push(format!(
            "Of what is said around a quote, at most {LITTLE_CONTEXT} characters are shown on each side, so that the page opens at once."
        ));
    }
    report.coders = job.whose.names();
    report.filters = filters.options();
    let options: Vec<(&str, &str)> = arguments.by.iter().map(|by| ("by", by.as_str())).collect();
    report.made_by = job.made_by("report", &options);
    report.made_by.inputs.clone_from(&done.inputs);
    let page = html(&report);
    output
        .destination
        .write(|out| out.write_all(page.as_bytes()))?;
    Ok(job.status(&done))
}

/// What codes are crossed with: people, and the attributes that are asked for or that make a table.
fn crossings(job: &Job<'_>, asked: &[String]) -> Result<Vec<By>, Failure> {
    let mut crossings = vec![By::Participant];
    if !asked.is_empty() {
        for name in asked {
            let by = themes::by(job, Some(name))?;
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
