//! `words`: which words are said how often, by whom, and in how many transcripts.

use std::collections::HashSet;

use clap::Args;
use thematica::analysis::coded::Coded;
use thematica::analysis::frequency::{By, Counting};
use thematica::analysis::keyness::stop_words;
use thematica::analysis::vocabulary::{Said, Vocabulary, Word};
use thematica::report::{Cell, Column, Format, Table, grouped};
use thematica::text::{Span, fold};
use thematica::transcript::Units;

use super::by::{by, known_groups};
use super::called::{about_people, for_eyes, title};
use super::job::{Done, Job, digests};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::drawing::{Kind, kinds};
use crate::failure::Failure;
use crate::status::Status;

mod chart;

/// Count the words that are said: how often, per 1,000 words, and in how many transcripts.
///
/// Words that carry grammar rather than what is spoken about (`the`, `and`, `erm`) are left out, by the language of the codebook;
/// --all keeps them. With --code only words of segments that these codes are on are counted. Moderators are left out unless
/// you ask for them with --role all.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica words                                   The 50 most frequent words
  thematica words --by phase --top 20
  thematica words --top 30 --chart bar --output words.svg
  thematica words --code trust                      Words in segments about trust
  thematica words --by participant --all --least 5 --top 0 --output words.csv")]
pub struct Arguments {
    /// Count by `transcript`, `participant`, `speaker`, or an attribute
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// Show so many words, or so many of each group; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    top: usize,
    /// Show only words that are said at least so often
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: u64,
    /// Keep stop words
    #[arg(long)]
    all: bool,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Bar]))]
    chart: Option<Kind>,
    #[command(flatten)]
    input: Input,
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
    if let (Some(_), Some(by)) = (arguments.chart, &arguments.by) {
        return Err(Failure::new(
            "a chart shows the words of all that is asked for, and --by asks for several lists",
        )
        .help(format!(
            "draw one of them: leave out --by and name a value, as with --where {by}=…"
        )));
    }
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let by = by(&job, arguments.by.as_deref())?;
    let asked = (!filters.codes.is_empty()).then(|| job.asked());
    let (vocabulary, done) = counted_words(&job, &by, asked.as_deref(), output.format)?;
    // Nothing may be coded with what was asked for, which is no fault of the filters.
    if asked.is_none() || !vocabulary.groups.is_empty() {
        let groups = vocabulary.groups.keys();
        known_groups(&job, groups, arguments.by.as_deref(), "--by")?;
    }
    let mut table = table(arguments, &job, &by, &vocabulary, for_eyes(output.format));
    notes(&job, &done, asked.is_some(), &mut table);
    let (top, least) = (arguments.top.to_string(), arguments.least.to_string());
    let stop = if arguments.all { "kept" } else { "left out" };
    let mut options = vec![("stop-words", stop), ("top", &top), ("least", &least)];
    options.extend(arguments.by.as_deref().map(|by| ("by", by)));
    let mut made_by = job.made_by("words", &options);
    made_by.inputs.clone_from(&done.inputs);
    match &drawing {
        Some(drawing) => drawing.write(&chart::chart(table), &made_by, global)?,
        None => output.table(&table, &made_by)?,
    }
    Ok(job.status(&done))
}

/// Counts the words that are said; of codes that are asked for, those in segments with one of them.
pub fn counted_words(
    job: &Job<'_>,
    by: &By,
    asked: Option<&[bool]>,
    format: Format,
) -> Result<(Vocabulary, Done), Failure> {
    let counting = Counting {
        study: &job.study,
        codebook: &job.codebook,
        unit: job.study.unit,
        by,
    };
    let work = |coded: &Coded<'_>, units: &Units| {
        let only = asked.map(|asked| segments(coded, asked));
        Vocabulary::of(&counting, coded, units, only.as_deref())
    };
    let mut vocabulary = Vocabulary::default();
    let done = job.run(digests(format), work, |one| {
        vocabulary.add(one);
        Ok(())
    })?;
    Ok((vocabulary, done))
}

/// The segments that one of the codes is on, in order, each once.
fn segments(coded: &Coded<'_>, asked: &[bool]) -> Vec<Span> {
    let codings = coded.segments.codings.iter();
    let asked = codings.filter(|coding| asked[coding.code.0 as usize]);
    let mut segments: Vec<Span> = asked.map(|coding| coding.segment).collect();
    segments.dedup();
    segments
}

fn table(
    arguments: &Arguments,
    job: &Job<'_>,
    by: &By,
    vocabulary: &Vocabulary,
    eyes: bool,
) -> Table {
    let mut columns = Vec::new();
    if *by != By::All {
        columns.push(Column::text(by.name(), by.name()));
    }
    columns.extend([
        Column::text("word", "Word"),
        Column::count_of("count", "Count"),
        Column::number("per_1000_words", "Per 1,000 words", 2),
        Column::count_of("transcripts", "Transcripts"),
    ]);
    let mut table = Table::new(title(job), columns);
    let stops = stops(arguments.all, job, &mut table);
    let mut left_out = 0;
    for (key, said) in &vocabulary.groups {
        let words = said.most(&stops, arguments.least);
        let shown = match arguments.top {
            0 => words.len(),
            top => top.min(words.len()),
        };
        left_out += words.len() - shown;
        for word in &words[..shown] {
            let mut row = Vec::new();
            if *by != By::All {
                row.push(Cell::text(&key.name));
            }
            row.extend(figures(said, word));
            table.push(row);
        }
    }
    if left_out > 0 {
        let more = grouped(left_out as u64);
        table.note(format!(
            "{more} more words are not shown: --top 0 shows all."
        ));
    }
    if eyes && *by == By::All {
        table.say_denominators_once();
    }
    table
}

fn figures(said: &Said, word: &Word) -> [Cell; 4] {
    [
        Cell::text(&word.written),
        Cell::Of {
            count: word.count,
            of: said.words,
        },
        Cell::Number(said.per_thousand(word)),
        Cell::Of {
            count: word.transcripts,
            of: said.transcripts,
        },
    ]
}

/// The stop words of the codebook's language, folded, and a note on them; none where all words are kept.
pub(super) fn stops(keep: bool, job: &Job<'_>, table: &mut Table) -> HashSet<String> {
    if keep {
        return HashSet::new();
    }
    let language = job.codebook.language;
    let Some(stops) = stop_words(language) else {
        table.note(format!(
            "There is no list of stop words for the codebook's language ({}): none are left out.",
            language.code()
        ));
        return HashSet::new();
    };
    table.note(format!(
        "Left out are {} stop words of the codebook's language ({}): --all keeps them.",
        grouped(stops.len() as u64),
        language.code()
    ));
    stops.iter().map(|word| fold::folded(word)).collect()
}

fn notes(job: &Job<'_>, done: &Done, of_codes: bool, table: &mut Table) {
    let unit = job.study.unit.as_str();
    let what = if of_codes {
        format!("that are said in {unit}s with these codes")
    } else {
        "that are said".to_owned()
    };
    table.note(format!(
        "Counts are out of all words {what}, stop words among them, and transcripts out of those with such words. Case does not count; `don't` is one word."
    ));
    about_people(job, done, table);
    job.about_coders(done, table);
}
