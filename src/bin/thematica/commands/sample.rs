//! `sample`: segments to be coded by hand.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use thematica::analysis::coded::Coded;
use thematica::analysis::evaluation::{Segment, Segmented};
use thematica::analysis::frequency::{By, Counting, Key, key};
use thematica::analysis::sample::{Lowest, allot, rank};
use thematica::codebook::Unit;
use thematica::report::{Cell, Format, write};
use thematica::text::{one_line, sha256};
use thematica::transcript::Units;

use super::by::{by, known_groups};
use super::called::for_eyes;
use super::evaluate::UnitName;
use super::job::{Done, Job, digests};
use super::place::{Place, Ruler};
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages;
use crate::output::Destination;
use crate::status::Status;

mod tables;

/// Draw a sample of segments for people to code by hand, without showing them what the rules found.
///
/// The sample is stratified: with --by code, as many segments of each code as there are to go round, so that rare codes are
/// there, and a share of text that no rule coded, without which nobody could say what the rules miss. A segment with several
/// codes is in the stratum of the rarest. The same seed gives the same sample.
///
/// Fill in the column `code`, copy a row for a second code, and read it back with `thematica codings import --skip-uncoded`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica sample -n 200 --seed 1 --output to-code.csv --weights weights.csv
  thematica sample --by transcript -n 100 --format csv
  thematica codings import to-code.csv --coder ann --skip-uncoded

Strata have different chances of being drawn: --weights says how many segments each drawn one stands for.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Strata: `code`, `transcript`, `participant`, `speaker`, or an attribute of transcripts or people
    #[arg(long, value_name = "ATTRIBUTE", default_value = "code")]
    by: String,
    /// How many segments
    #[arg(short = 'n', long = "number", value_name = "N", default_value_t = 100)]
    number: u64,
    /// What decides which; the same number gives the same sample
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// With --by code, which share of the sample is text that no rule coded
    #[arg(long, value_name = "SHARE", default_value_t = 0.25)]
    uncoded: f64,
    /// What is drawn; without it, the study's unit
    #[arg(long, value_name = "UNIT")]
    unit: Option<UnitName>,
    /// Write a table with the stratum and the weight of each segment to this file; coders better do not see it
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// What is drawn from, in the order of the strata: the rarest code first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stratum {
    /// By how many segments the code is laid on, and its number.
    Code(u64, u32),
    Group(Key),
    Uncoded,
}

/// What is known of a segment before all are read: which code of several is the rarest is known only then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pool {
    /// All codes that are on it and asked for.
    Codes(Vec<u32>),
    Group(Key),
}

/// A segment that may be drawn.
struct Item {
    id: String,
    /// Where it stands among all: the transcript's number, and where it begins.
    at: (usize, usize),
    cells: Vec<Cell>,
    /// Transcript, start, end.
    place: [Cell; 3],
}

type Pools = BTreeMap<Pool, Lowest<Item>>;

type Strata = BTreeMap<Stratum, Lowest<Item>>;

struct Sampling<'a> {
    job: &'a Job<'a>,
    arguments: &'a Arguments,
    unit: Unit,
    eyes: bool,
    /// The groups; nothing for codes.
    by: Option<By>,
    asked: Vec<bool>,
    most: usize,
}

/// Draws the sample.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    if !(0.0..=1.0).contains(&arguments.uncoded) {
        return Err(Failure::new("--uncoded is a share between 0 and 1").help("--uncoded 0.25"));
    }
    let job = Job::open(&arguments.input, &arguments.filters, &output, global)?;
    let weights = Destination::of(arguments.weights.as_deref());
    weights.spare(&job.study)?;
    let by = match arguments.by.as_str() {
        "code" => None,
        name => Some(by(&job, Some(name))?),
    };
    let sampling = Sampling {
        unit: arguments.unit.map_or(job.study.unit, UnitName::unit),
        eyes: for_eyes(output.format),
        asked: job.asked(),
        most: usize::try_from(arguments.number).unwrap_or(usize::MAX),
        job: &job,
        arguments,
        by,
    };
    let (pools, done) = sampling.pools(output.format)?;
    sampling.refuse(&pools)?;
    let frequency = sampling.frequency(&pools);
    let strata = sampling.strata(pools, &frequency);
    let shares = sampling.shares(&strata);
    let (mut table, of_items) = sampling.tables(strata, &shares);
    sampling.note_missing(&mut table, &frequency);
    table.notes.extend(done.note());
    for note in &table.notes {
        messages::remark(note, global);
    }
    let seed = arguments.seed.to_string();
    let number = arguments.number.to_string();
    let mut options = vec![
        ("by", arguments.by.as_str()),
        ("number", number.as_str()),
        ("seed", seed.as_str()),
        ("drawn", sampling.unit.as_str()),
    ];
    let uncoded = arguments.uncoded.to_string();
    if sampling.by.is_none() {
        options.push(("uncoded", uncoded.as_str()));
    }
    let mut made_by = job.made_by("sample", &options);
    made_by.inputs.clone_from(&done.inputs);
    if arguments.weights.is_some() {
        weights.write(|out| write(&of_items, &made_by, Format::Csv, &output.options, out))?;
    }
    // The notes were said on stderr, and are in those formats that have room for them.
    let mut shown = table;
    if sampling.eyes {
        shown.notes.clear();
    }
    output.table(&shown, &made_by)?;
    Ok(done.status())
}

impl Sampling<'_> {
    fn pools(&self, format: Format) -> Result<(Pools, Done), Failure> {
        let mut pools = Pools::new();
        let work = |coded: &Coded<'_>, units: &Units| self.transcript(coded, units);
        let done = self.job.run(digests(format), work, |found| {
            for (pool, lowest) in found {
                let all = pools.entry(pool).or_insert_with(|| Lowest::new(self.most));
                all.absorb(lowest);
            }
            Ok(())
        })?;
        Ok((pools, done))
    }

    /// Refuses filters that leave nothing, and an attribute that nothing has.
    fn refuse(&self, pools: &Pools) -> Result<(), Failure> {
        let groups = pools.keys().filter_map(|pool| match pool {
            Pool::Group(key) => Some(key),
            Pool::Codes(_) => None,
        });
        if pools.is_empty() || self.by.is_some() {
            known_groups(self.job, groups, Some(&self.arguments.by), "--by")?;
        }
        Ok(())
    }

    /// By code, on how many segments it is.
    fn frequency(&self, pools: &Pools) -> Vec<u64> {
        let mut frequency = vec![0; self.job.codebook.codes.len()];
        for (pool, lowest) in pools {
            if let Pool::Codes(codes) = pool {
                for code in codes {
                    frequency[*code as usize] += lowest.population;
                }
            }
        }
        frequency
    }

    fn strata(&self, pools: Pools, frequency: &[u64]) -> Strata {
        let mut strata = Strata::new();
        for (pool, lowest) in pools {
            let stratum = match pool {
                Pool::Group(key) => Stratum::Group(key),
                Pool::Codes(codes) => {
                    let codes = codes.into_iter();
                    let rarest = codes.map(|code| (frequency[code as usize], code)).min();
                    rarest.map_or(Stratum::Uncoded, |(count, code)| Stratum::Code(count, code))
                }
            };
            let all = strata
                .entry(stratum)
                .or_insert_with(|| Lowest::new(self.most));
            all.absorb(lowest);
        }
        strata
    }

    fn transcript(&self, coded: &Coded<'_>, units: &Units) -> Pools {
        let mut pools = Pools::new();
        let mut ruler = Ruler::new(coded.transcript.source.text());
        let documents = self.job.study.documents.iter();
        let number = documents
            .take_while(|it| it.id != coded.document.id)
            .count();
        for segment in Segmented::of(coded, units, self.unit, &[]).segments {
            let at = (segment.span.start, segment.span.end);
            let rank = rank(self.arguments.seed, &coded.document.id, at);
            let pool = self.pool(coded, &segment);
            let lowest = pools.entry(pool).or_insert_with(|| Lowest::new(self.most));
            lowest.add(rank, || self.item(coded, &segment, number, &mut ruler));
        }
        pools
    }

    fn pool(&self, coded: &Coded<'_>, segment: &Segment) -> Pool {
        let Some(by) = &self.by else {
            let codes = segment.rules.keys().map(|code| code.0);
            return Pool::Codes(codes.filter(|code| self.asked[*code as usize]).collect());
        };
        let counting = Counting {
            study: &self.job.study,
            codebook: &self.job.codebook,
            unit: self.unit,
            by,
        };
        let turn = &coded.transcript.turns[segment.turn as usize];
        Pool::Group(key(&counting, coded, turn))
    }

    fn item(
        &self,
        coded: &Coded<'_>,
        segment: &Segment,
        number: usize,
        ruler: &mut Ruler<'_>,
    ) -> Item {
        let id = &coded.document.id;
        let at = (segment.turn, segment.span);
        let place = Place::of(
            &self.job.study,
            coded,
            self.job.short_id(coded.document),
            at,
            ruler,
        );
        let cells = place.cells();
        let [transcript, turn, start, end, speaker] =
            [0, 1, 3, 4, 6].map(|column: usize| cells[column].clone());
        let name = format!("{id}\0{}\0{}", segment.span.start, segment.span.end);
        let name = sha256(name.as_bytes())[..8].to_owned();
        let text = coded.transcript.source.slice(segment.span);
        let quote = if self.eyes {
            one_line(text)
        } else {
            text.to_owned()
        };
        Item {
            at: (number, segment.span.start),
            cells: vec![
                Cell::text(&name),
                transcript.clone(),
                turn,
                speaker,
                start.clone(),
                end.clone(),
                Cell::text(quote),
                Cell::Empty,
            ],
            place: [transcript, start, end],
            id: name,
        }
    }

    /// How many are drawn of each stratum.
    fn shares(&self, strata: &Strata) -> Vec<u64> {
        let sizes: Vec<u64> = strata.values().map(|it| it.population).collect();
        let number = self.arguments.number;
        let uncoded = strata.keys().position(|it| *it == Stratum::Uncoded);
        let Some(at) = uncoded else {
            return allot(&sizes, number);
        };
        let coded: u64 = sizes.iter().sum::<u64>() - sizes[at];
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a whole number that is not negative"
        )]
        let wanted = (number as f64 * self.arguments.uncoded).round() as u64;
        // What codes cannot fill is filled with the rest, and the other way round.
        let least = number.saturating_sub(coded);
        let of_uncoded = wanted.max(least).min(sizes[at]);
        let mut others = sizes.clone();
        others[at] = 0;
        let mut shares = allot(&others, number - of_uncoded);
        shares[at] = of_uncoded;
        shares
    }
}
