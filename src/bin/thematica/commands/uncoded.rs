//! `uncoded`: what no code reached, and how much of the talk that is.

use clap::Args;
use thematica::analysis::coded::Coded;
use thematica::analysis::frequency::{By, Counting, Frequencies, count_found};
use thematica::analysis::uncoded::{CODES, Share, Stretch, Uncoded, speech};
use thematica::codebook::Codebook;
use thematica::report::{Cell, Column, Provenance, Table, decimal, grouped};
use thematica::text::{counted, one_line};
use thematica::transcript::Units;

use super::by::{by, known, known_groups};
use super::called::{about_people, for_eyes, title};
use super::job::{Done, Job, digests};
use super::place::{Place, Ruler, drop_times};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::drawing::{Drawing, Kind, kinds};
use crate::failure::Failure;
use crate::output::Output;
use crate::status::Status;

mod chart;

/// Show what no code reached: the stretches, or with --by how much of each one's talk.
///
/// Segments in a row, of one turn, are one stretch. What an exclusion stopped reaches nothing. With --code it is what none of these
/// codes reached. Moderators are left out unless you ask for them with --role all.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica uncoded --least 30                      Longer stretches without a code, to be read
  thematica uncoded --by participant --chart bar    The same as bars
  thematica uncoded --by participant                How much of whose talk is uncoded
  thematica uncoded --by phase --code enablers      Without one theme
  thematica uncoded --coder ann --where phase=1 --output uncoded.csv")]
pub struct Arguments {
    /// Count in place of listing: by `transcript`, `participant`, `speaker`, or an attribute
    #[arg(long, value_name = "ATTRIBUTE", conflicts_with = "least")]
    by: Option<String>,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Bar]), requires = "by")]
    chart: Option<Kind>,
    /// List only stretches of at least so many words
    #[arg(long, value_name = "WORDS", default_value_t = 1)]
    least: u64,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Looks and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (output, drawing) = arguments.output.output_or_chart(arguments.chart, global)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    match &arguments.by {
        Some(by) => shares(&job, by, &output, drawing.as_ref(), global),
        None => listed(&job, arguments.least, &output),
    }
}

/// Counts what was reached, as the two codes of a codebook that has no others.
struct Counter<'a> {
    job: &'a Job<'a>,
    codebook: Codebook,
}

impl<'a> Counter<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        let codebook = super::codebook_of_codes("uncoded", &CODES);
        Self { job, codebook }
    }

    fn count(&self, by: &By, coded: &Coded<'_>, units: &Units, it: &Uncoded) -> Frequencies {
        let counting = Counting {
            study: &self.job.study,
            codebook: &self.codebook,
            unit: self.job.study.unit,
            by,
        };
        count_found(&counting, coded, units, &it.reached)
    }
}

fn shares(
    job: &Job<'_>,
    name: &str,
    output: &Output,
    drawing: Option<&Drawing>,
    global: &Global,
) -> Result<Status, Failure> {
    let by = by(job, Some(name))?;
    let asked = job.asked();
    let counter = Counter::new(job);
    let (mut all, mut groups) = (Frequencies::default(), Frequencies::default());
    let work = |coded: &Coded<'_>, units: &Units| {
        let uncoded = Uncoded::of(coded, units, job.study.unit, &asked);
        (
            counter.count(&By::All, coded, units, &uncoded),
            counter.count(&by, coded, units, &uncoded),
        )
    };
    let done = job.run(digests(output.format), work, |(one, grouped)| {
        all.add(one);
        groups.add(grouped);
        Ok(())
    })?;
    known(job, &groups, Some(name))?;
    let mut columns = vec![Column::text(by.name(), by.name())];
    columns.extend([
        Column::count_of("segments", "Uncoded segments"),
        Column::number("segments_percent", "%", 1),
        Column::count_of("words", "Words in them"),
        Column::number("words_percent", "%", 1),
        Column::count_of("unmarked_words", "Words outside coded stretches"),
        Column::count_of("participants", "Participants without a code"),
    ]);
    let mut table = Table::new(title(job), columns);
    let percent = |count: u64, of: u64| match of {
        0 => Cell::Empty,
        of => Cell::Number(count as f64 * 100.0 / of as f64),
    };
    let mut push = |name: &str, share: &Share| {
        let of = |count, of| Cell::Of { count, of };
        table.push(vec![
            Cell::text(name),
            of(share.segments, share.of_segments),
            percent(share.segments, share.of_segments),
            of(share.words, share.of_words),
            percent(share.words, share.of_words),
            of(share.unmarked, share.of_words),
            of(share.persons, share.of_persons),
        ]);
    };
    for (key, group) in &groups.groups {
        push(&key.name, &Share::of(group));
    }
    let unit = job.study.unit.as_str();
    let made_by = finish(job, &mut table, &done, &all, &[("by", name)]);
    match drawing {
        Some(drawing) => drawing.write(&chart::chart(table, unit), &made_by, global)?,
        None => output.table(&table, &made_by)?,
    }
    Ok(job.status(&done))
}

fn listed(job: &Job<'_>, least: u64, output: &Output) -> Result<Status, Failure> {
    let eyes = for_eyes(output.format);
    let mut columns = if eyes {
        Place::columns_for_eyes()
    } else {
        Place::columns()
    };
    let heading = |name: &'static str, shown: &'static str| if eyes { shown } else { name };
    columns.extend([
        Column::count("segments", heading("segments", "Segments")),
        Column::count("words", heading("words", "Words")),
        Column::text("text", heading("text", "Text")),
    ]);
    let mut table = Table::new(title(job), columns);
    let asked = job.asked();
    let counter = Counter::new(job);
    let (mut all, mut left_out) = (Frequencies::default(), 0_u64);
    let work = |coded: &Coded<'_>, units: &Units| {
        let uncoded = Uncoded::of(coded, units, job.study.unit, &asked);
        let stretches = uncoded.stretches.iter();
        let listed: Vec<&Stretch> = stretches.filter(|it| it.words >= least).collect();
        let left_out = uncoded.stretches.len() - listed.len();
        let rows = rows(job, coded, &listed, eyes);
        (
            rows,
            left_out,
            counter.count(&By::All, coded, units, &uncoded),
        )
    };
    let done = job.run(digests(output.format), work, |(rows, shorter, counts)| {
        table.rows.extend(rows);
        left_out += shorter as u64;
        all.add(counts);
        Ok(())
    })?;
    known_groups(job, all.groups.keys(), None, "--by")?;
    if eyes {
        drop_times(&mut table);
    }
    if left_out > 0 {
        let shorter = grouped(left_out);
        table.note(format!(
            "Not listed are those of fewer than {least} words: {shorter}."
        ));
    }
    let least = least.to_string();
    let made_by = finish(job, &mut table, &done, &all, &[("least", &least)]);
    output.table(&table, &made_by)?;
    Ok(job.status(&done))
}

fn rows(job: &Job<'_>, coded: &Coded<'_>, stretches: &[&Stretch], eyes: bool) -> Vec<Vec<Cell>> {
    let transcript = &coded.transcript;
    let source = &transcript.source;
    let mut ruler = Ruler::new(source.text());
    let short_id = job.short_id(coded.document);
    let row = |it: &&Stretch| {
        let at = (it.turn, it.span);
        let place = Place::of(&job.study, coded, short_id, at, &mut ruler);
        let mut row = if eyes {
            place.at_length()
        } else {
            place.cells()
        };
        let turn = &transcript.turns[it.turn as usize];
        let parts: Vec<&str> = speech(transcript, turn, it.span)
            .map(|part| source.slice(part))
            .collect();
        let text = parts.join(if eyes { " " } else { "\n" });
        row.extend([
            Cell::Count(it.segments),
            Cell::Count(it.words),
            Cell::text(if eyes { one_line(&text) } else { text }),
        ]);
        row
    };
    stretches.iter().map(row).collect()
}

/// Says how much is uncoded in all, and what that was made from.
fn finish(
    job: &Job<'_>,
    table: &mut Table,
    done: &Done,
    all: &Frequencies,
    options: &[(&str, &str)],
) -> Provenance {
    if let Some(group) = all.groups.values().next() {
        let mut notes = told(
            &Share::of(group),
            job.study.unit.as_str(),
            job.whose.has_rules(),
        );
        notes.append(&mut table.notes);
        table.notes = notes;
    }
    about_people(job, done, table);
    job.about_coders(done, table);
    let mut made_by = job.made_by("uncoded", options);
    made_by.inputs.clone_from(&done.inputs);
    made_by
}

fn told(share: &Share, unit: &str, has_rules: bool) -> Vec<String> {
    let of = |count: u64, of: u64| {
        let percent = decimal(count as f64 * 100.0 / of as f64, 1);
        let percent = percent.map(|it| format!(" ({it} %)")).unwrap_or_default();
        format!("{} of {}{percent}", grouped(count), grouped(of))
    };
    let marks = if has_rules {
        "A rule marks only the words that it matched; what overlaps counts once."
    } else {
        "What overlaps counts once."
    };
    let silent = match share.persons {
        0 if share.of_persons == 0 => None,
        0 => Some("Something is coded in what each participant says.".to_owned()),
        count => {
            let percent = decimal(count as f64 * 100.0 / share.of_persons as f64, 1);
            Some(format!(
                "Nothing is coded in what is said by {} of {} ({} %).",
                grouped(count),
                counted(share.of_persons, "participant"),
                percent.unwrap_or_default()
            ))
        }
    };
    let notes = [
        format!(
            "Without a code: {} {unit}s, in which are {} words.",
            of(share.segments, share.of_segments),
            of(share.words, share.of_words)
        ),
        format!(
            "Outside of every coded stretch: {} words. {marks}",
            of(share.unmarked, share.of_words)
        ),
    ];
    notes.into_iter().chain(silent).collect()
}
