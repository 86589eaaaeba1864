//! `saturation`: how many new codes each further transcript brings.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use thematica::analysis::frequency::{Key, NO_VALUE};
use thematica::analysis::saturation::{Accumulation, Settings};
use thematica::analysis::turns::places;

use super::job::{Job, digests};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::drawing::{Kind, kinds};
use crate::failure::Failure;
use crate::status::Status;

mod chart;
mod notes;
mod tables;

/// Show how many new codes each further transcript brings, and where saturation is reached.
///
/// Guest, Namey and Chen (2020): new codes in a run of transcripts over the codes of the base, the first few. Saturation is
/// before the first run whose ratio is not above the threshold. The codes are those of a codebook that was there before:
/// this measures how soon the codebook is covered, not whether somebody would have thought of more.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica saturation                          Base 4, runs of 2, at most 5 % new
  thematica saturation --by format              Groups and interviews apart
  thematica saturation --order date             In the order of an attribute
  thematica saturation --by format --chart curve --output curve.svg
  thematica saturation --all-settings           All twelve settings of the source
  thematica saturation --base 6 --run 3 --threshold 0 --code enablers

The mean is that of all orders of the transcripts, the band is where 95 % of random orders lie.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// How many transcripts are the base
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u64).range(1..))]
    base: u64,
    /// How many transcripts are a run
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u64).range(1..))]
    run: u64,
    /// The largest share of new codes that counts as saturated
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = share)]
    threshold: f64,
    /// Judge by all twelve settings of the source: base 4, 5, 6; runs of 2, 3; at most 5 % or 0 %
    #[arg(long, conflicts_with_all = ["base", "run", "threshold"])]
    all_settings: bool,
    /// The order of the transcripts: an attribute of theirs; without it, that of the study
    #[arg(long, value_name = "ATTRIBUTE")]
    order: Option<String>,
    /// Each value of an attribute of transcripts by itself
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// How many random orders the band is drawn from
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    orders: u64,
    /// What the drawing begins with: the same number gives the same band
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Draw a chart in place of the table: in characters, or with --output FILE.svg or FILE.png as a picture
    #[arg(long, value_name = "KIND", value_parser = kinds(&[Kind::Curve]))]
    chart: Option<Kind>,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

fn share(written: &str) -> Result<f64, String> {
    let share: f64 = written
        .parse()
        .map_err(|_| "write a share as a number: 0.05".to_owned())?;
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err("a share is between 0 and 1: 0.05 for 5 %".to_owned())
    }
}

/// A transcript with the codes that are laid in it.
struct Found {
    id: String,
    short_id: String,
    order: Option<String>,
    group: Key,
    codes: BTreeSet<u32>,
}

/// The transcripts of one value, in their order.
struct Series {
    group: Key,
    transcripts: Vec<(String, String)>,
    accumulation: Accumulation,
}

/// Finds the codes of each transcript and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (output, drawing) = arguments.output.output_or_chart(arguments.chart, global)?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    if arguments.chart.is_some() && arguments.all_settings {
        return Err(Failure::new(
            "a curve is judged by one setting, and --all-settings are twelve",
        )
        .help("leave out --all-settings, or name one with --base, --run and --threshold"));
    }
    let job = Job::for_coders(input, filters, coders, &output, global)?;
    let asked = job.asked();
    let attribute = |coded: &thematica::analysis::coded::Coded<'_>, name: &str| {
        let value = coded.document.attribute(&coded.transcript, name);
        value.filter(|value| !value.is_empty()).map(str::to_owned)
    };
    let mut found: Vec<Found> = Vec::new();
    let done = job.run(
        digests(output.format),
        |coded, units| {
            let speaks = places(coded, units).iter().any(|turn| turn.counts);
            let codings = coded.segments.codings.iter();
            let codes = codings.map(|it| it.code.0).filter(|it| asked[*it as usize]);
            speaks.then(|| Found {
                id: coded.document.id.clone(),
                short_id: job.short_id(coded.document).to_owned(),
                order: arguments
                    .order
                    .as_deref()
                    .and_then(|name| attribute(coded, name)),
                group: Key::new(match &arguments.by {
                    Some(name) => attribute(coded, name).unwrap_or_else(|| NO_VALUE.to_owned()),
                    None => String::new(),
                }),
                codes: codes.collect(),
            })
        },
        |one| {
            found.extend(one);
            Ok(())
        },
    )?;
    let series = series(arguments, found)?;
    let mut table = if arguments.all_settings {
        tables::of_settings(&job, arguments, &series)
    } else {
        tables::curve(&job, arguments, &series, &output)
    };
    notes::notes(&job, arguments, &series, &asked, &mut table);
    table.notes.extend(job.about_retired());
    job.about_coders(&done, &mut table);
    let mut made_by = job.made_by("saturation", &[]);
    made_by.options.extend(options(arguments));
    made_by.inputs.clone_from(&done.inputs);
    match &drawing {
        Some(drawing) => {
            drawing.write(
                &chart::chart(&job, arguments, &series, table.notes),
                &made_by,
                global,
            )?;
        }
        None => output.table(&table, &made_by)?,
    }
    Ok(job.status(&done))
}

fn options(arguments: &Arguments) -> Vec<(String, String)> {
    let mut options = Vec::new();
    let mut add = |name: &str, value: String| options.push((name.to_owned(), value));
    if !arguments.all_settings {
        add("base", arguments.base.to_string());
        add("run", arguments.run.to_string());
        add("threshold", arguments.threshold.to_string());
        add("orders", arguments.orders.to_string());
        add("seed", arguments.seed.to_string());
    }
    for (name, value) in [("order", &arguments.order), ("by", &arguments.by)] {
        if let Some(value) = value {
            add(name, value.clone());
        }
    }
    options
}

/// Puts the transcripts in order and those of each value together.
fn series(arguments: &Arguments, mut found: Vec<Found>) -> Result<Vec<Series>, Failure> {
    if found.is_empty() {
        return Err(Failure::new("nobody says anything in what was asked for")
            .help("see `thematica transcripts`, and --role all"));
    }
    if let Some(name) = &arguments.order {
        let without: Vec<&str> = found
            .iter()
            .filter(|it| it.order.is_none())
            .map(|it| it.id.as_str())
            .collect();
        if let Some(first) = without.first() {
            let message = format!(
                "{} no attribute `{name}` to be ordered by, first {first}",
                if without.len() == 1 {
                    "1 transcript has".to_owned()
                } else {
                    format!("{} transcripts have", without.len())
                }
            );
            return Err(Failure::new(message)
                .help("give it to all of them in thematica.yaml, or leave out --order"));
        }
        found.sort_by_cached_key(|it| Key::new(it.order.clone().unwrap_or_default()));
    }
    if let Some(name) = &arguments.by
        && found.iter().all(|it| it.group.name == NO_VALUE)
    {
        let message = format!("no transcript has the attribute `{name}`");
        return Err(
            Failure::new(message).help("`thematica transcripts` shows what is known of each")
        );
    }
    let mut groups: BTreeMap<Key, Vec<Found>> = BTreeMap::new();
    for one in found {
        groups.entry(one.group.clone()).or_default().push(one);
    }
    let series = groups.into_iter().map(|(group, found)| {
        let (transcripts, codes) = found
            .into_iter()
            .map(|it| ((it.id, it.short_id), it.codes))
            .unzip();
        Series {
            group,
            transcripts,
            accumulation: Accumulation::of(codes),
        }
    });
    Ok(series.collect())
}

fn setting(arguments: &Arguments) -> Settings {
    let small = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    Settings {
        base: small(arguments.base),
        run: small(arguments.run),
        threshold: arguments.threshold,
    }
}
