//! `quotes`: quotes for a paper, spread over people and groups.

use std::collections::BTreeMap;

use clap::Args;
use thematica::analysis::frequency::{By, Key};
use thematica::analysis::quotes::{Candidate, Choice, Quote, choose};
use thematica::report::{Cell, Column, Table};

use super::called::{about_people, for_eyes, named, title};
use super::job::{Job, digests};
use super::quotable::{Labels, Quotable, Shown};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::output::Output;
use crate::status::Status;

/// Choose quotes for a paper: of each code a few, spread over people and groups, with those to the contrary beside them.
///
/// Nobody is quoted twice for a code before everybody who speaks of it is quoted once, and who was quoted less for other
/// codes comes first. Read them in their context before you print them: a sentence may say the contrary of what it seems to.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica quotes                             Three of each code, and one to the contrary
  thematica quotes --code trust -n 8 --context 200
  thematica quotes --people                    How often each person is quoted
  thematica quotes --label '{participant}, phase {phase}' --output quotes.csv

The label is that of the manifest (`quote`), or `{participant}`. It may name participant, speaker, transcript, turn, line,
time, and any attribute of the transcript or the person.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// How many quotes of each code
    #[arg(short = 'n', long = "number", value_name = "N", default_value_t = 3)]
    number: u16,
    /// How many negated ones beside them
    #[arg(long, value_name = "N", default_value_t = 1)]
    contrary: u16,
    /// How many characters of what is said before and after
    #[arg(long, value_name = "CHARACTERS", default_value_t = 0)]
    context: u16,
    /// How quotes are labelled: '{participant}, {transcript}'
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// How often each person is quoted, in place of the quotes
    #[arg(long)]
    people: bool,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Chooses and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let label = Labels::of(&job, arguments.label.as_deref())?;
    let asked = job.asked();
    let quotable = Quotable {
        job: &job,
        by: &By::Participant,
        asked: &asked,
        label: &label,
        context: usize::from(arguments.context),
    };
    // What each candidate is shown as stands at the same place of the second list.
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut shown: Vec<Shown> = Vec::new();
    let mut speakers: BTreeMap<Key, usize> = BTreeMap::new();
    let mut transcripts = 0;
    let done = job.run(
        digests(output.format),
        |coded, units| (quotable.of(coded), quotable.people(coded, units)),
        |(found, heard)| {
            for (mut candidate, one) in found {
                candidate.quote.transcript = transcripts;
                candidates.push(candidate);
                shown.push(one);
            }
            transcripts += 1;
            for person in heard {
                speakers.entry(person).or_default();
            }
            Ok(())
        },
    )?;
    let codes: Vec<u32> = job.selection.codes().iter().map(|code| code.0).collect();
    let (most, contrary) = (
        usize::from(arguments.number),
        usize::from(arguments.contrary),
    );
    let chosen = choose(&candidates, &codes, most, contrary);
    for choice in &chosen {
        for &at in choice.plain.iter().chain(&choice.contrary) {
            // A label of several people is quoted and is no person.
            if let Some(count) = speakers.get_mut(&candidates[at].person) {
                *count += 1;
            }
        }
    }
    let mut table = if arguments.people {
        people(&job, &candidates, &speakers)
    } else {
        table(&job, arguments, (&candidates, &shown), &chosen, &output)
    };
    notes(&job, &speakers, &chosen, &mut table);
    about_people(&job, &done, &mut table);
    table.notes.extend(job.about_retired());
    job.about_coders(&done, &mut table);
    let [number, contrary, context] =
        [arguments.number, arguments.contrary, arguments.context].map(|it| it.to_string());
    let rows = if arguments.people { "people" } else { "quotes" };
    let options = [
        ("rows", rows),
        ("number", number.as_str()),
        ("contrary", contrary.as_str()),
        ("context", context.as_str()),
        ("label", label.written()),
    ];
    let mut made_by = job.made_by("quotes", &options);
    made_by.inputs.clone_from(&done.inputs);
    output.table(&table, &made_by)?;
    Ok(job.status(&done))
}

fn table(
    job: &Job<'_>,
    arguments: &Arguments,
    (candidates, shown): (&[Candidate], &[Shown]),
    chosen: &[Choice],
    output: &Output,
) -> Table {
    let eyes = for_eyes(output.format);
    let columns = if eyes {
        ["Code", "Quote", "Who", ""]
            .map(|name| Column::text(name.to_lowercase(), name))
            .to_vec()
    } else {
        let mut columns = ["code", "path", "label", "theme"]
            .map(|name| Column::text(name, name))
            .to_vec();
        columns.push(Column::count("depth", "depth"));
        columns.push(Column::count_of("chosen", "chosen"));
        columns.push(Column::text("transcript", "transcript"));
        columns.extend(["turn", "line"].map(|name| Column::count(name, name)));
        columns.extend(
            [
                "time",
                "speaker",
                "participant",
                "negated",
                "quote_label",
                "before",
                "text",
                "after",
            ]
            .map(|name| Column::text(name, name)),
        );
        columns
    };
    let mut table = Table::new(title(job), columns);
    for choice in chosen {
        let code = job
            .codebook
            .code(thematica::codebook::CodeIndex(choice.code));
        let each = choice.plain.iter().chain(&choice.contrary).enumerate();
        for (number, &at) in each {
            let quote = &candidates[at].quote;
            let Shown {
                label, transcript, ..
            } = &shown[at];
            if eyes {
                let first = if number == 0 { code.label.as_str() } else { "" };
                table.push(vec![
                    Cell::text(first),
                    Cell::text(with_context(quote, arguments.context > 0)),
                    Cell::text(label),
                    Cell::text(if quote.negated { "negated" } else { "" }),
                ]);
                continue;
            }
            let mut row = named(&job.codebook, code, false);
            row.extend([
                Cell::of(number + 1, choice.of),
                Cell::text(transcript),
                Cell::Count(u64::from(quote.turn)),
                Cell::count(quote.line),
                Cell::maybe(quote.time.as_deref()),
                Cell::maybe(quote.speaker.as_deref()),
                Cell::maybe(quote.participant.as_deref()),
                Cell::text(if quote.negated { "yes" } else { "no" }),
                Cell::text(label),
                Cell::text(&quote.before),
                Cell::text(&quote.text),
                Cell::text(&quote.after),
            ]);
            table.push(row);
        }
    }
    table
}

fn with_context(quote: &Quote, wanted: bool) -> String {
    if !wanted {
        return quote.text.clone();
    }
    let whole = format!("{} »{}« {}", quote.before, quote.text, quote.after);
    whole.trim().to_owned()
}

/// How often each person is quoted, and how much there is to quote.
fn people(job: &Job<'_>, candidates: &[Candidate], quoted: &BTreeMap<Key, usize>) -> Table {
    let mut table = Table::new(
        title(job),
        vec![
            Column::text("participant", "Participant"),
            Column::count_of("quoted", "Quoted"),
        ],
    );
    for (person, count) in quoted {
        let of = candidates.iter().filter(|it| it.person == *person).count();
        table.push(vec![Cell::text(&person.name), Cell::of(*count, of)]);
    }
    table
}

fn notes(job: &Job<'_>, quoted: &BTreeMap<Key, usize>, chosen: &[Choice], table: &mut Table) {
    let all: usize = chosen.iter().map(|it| it.of).sum();
    let taken: usize = chosen
        .iter()
        .map(|it| it.plain.len() + it.contrary.len())
        .sum();
    let persons = quoted.values().filter(|count| **count > 0).count();
    table.note(format!(
        "{taken} of {all} quotes, of {persons} of {} people who speak. A quote is a {} with the code itself; one with two codes is a quote of each.",
        quoted.len(),
        job.study.unit.as_str()
    ));
    let never: Vec<&str> = quoted
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(key, _)| key.name.as_str())
        .collect();
    if !never.is_empty() {
        table.note(format!("Not quoted: {}.", super::hand::listed(&never)));
    }
    if let Some((most, count)) = quoted.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))) {
        table.note(format!("Most often quoted: {} ({count}).", most.name));
    }
}
