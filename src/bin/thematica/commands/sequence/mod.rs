//! `sequence`: what follows what.

use clap::{Args, ValueEnum};
use thematica::analysis::coded::Whom;
use thematica::analysis::sequence::{Counting, Reach, Sequence, count};
use thematica::codebook::CodeIndex;
use thematica::report::{Format, Provenance};

use super::job::{Done, Job, digests};
use super::pairs::chart::chart as draw;
use super::pairs::{Frame, Layout, PairArguments};
use super::whose::CoderArguments;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

mod chart;
mod notes;
mod pairs;
mod square;

/// Count what follows what: turns with one code after which a turn with another comes.
///
/// Steps go from turn to turn over those that count, so that the questions of moderators between answers are passed over
/// unless you ask for them with --role all. A code may follow itself. Each coder is counted by themselves, unless you --pool
/// them. What follows is not what is caused: read the passages.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica sequence                          What comes in the next turn, most above expectation first
  thematica sequence --within 3 --code threats
  thematica sequence --lag 2                  Exactly two turns later
  thematica sequence --where format='focus group' --as matrix --cells residual
  thematica sequence --coder helen --coder imran --output steps.csv

What each figure is: docs/analysis.md.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Count what comes in any of the next N turns, once; without it, in the next one
    #[arg(long, value_name = "N", value_parser = turns(), conflicts_with = "lag")]
    within: Option<u32>,
    /// Count what comes exactly N turns later
    #[arg(long, value_name = "N", value_parser = turns())]
    lag: Option<u32>,
    /// What stands in the cells of --as matrix; without it, the count
    #[arg(long, value_name = "FIGURE")]
    cells: Option<Cells>,
    #[command(flatten)]
    pairs: PairArguments,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

fn turns() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..)
}

/// What stands in the cells of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Cells {
    /// Turns with the row's code that the column's follows
    Count,
    /// The same in per cent of the turns with the row's code
    Share,
    /// How far the count is from what is expected: the adjusted residual
    Residual,
}

impl Cells {
    fn as_str(self) -> &'static str {
        match self {
            Cells::Count => "count",
            Cells::Share => "share",
            Cells::Residual => "residual",
        }
    }
}

/// What was counted, and how it is to be shown.
struct Counted<'a> {
    frame: Frame<'a>,
    found: Sequence,
    reach: Reach,
}

impl Counted<'_> {
    /// Whether a code and what follows it, by their places, are shown.
    fn shows(&self, first: usize, then: usize) -> bool {
        first == then || self.frame.shows(first, then)
    }

    /// The places of all codes and of what follows them, of those that are shown.
    fn shown(&self) -> impl Iterator<Item = (usize, usize)> {
        let codes = self.frame.codes.len();
        let all = (0..codes).flat_map(move |first| (0..codes).map(move |then| (first, then)));
        all.filter(|&(first, then)| self.shows(first, then))
    }
}

/// Counts and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let (output, drawing) = arguments
        .output
        .output_or_chart(arguments.pairs.chart, global)?;
    arguments.check()?;
    let Arguments {
        input,
        filters,
        coders,
        ..
    } = arguments;
    let mut job = Job::for_coders(input, filters, coders, &output, global)?;
    // What follows is counted in turns and transcripts.
    job.counts_people = false;
    let taken = arguments.pairs.taken();
    let codes = job.selection.codes();
    let whom = job.whose.whom(taken);
    let (found, done) = counted(&job, &codes, arguments.reach(), &whom, output.format)?;
    if found.tallies.iter().all(|tally| tally.turns == 0) {
        return Err(
            Failure::new("no turn that counts is followed by another so far on")
                .help("look at the turns with `thematica transcripts --show NAME`, and at --within, --lag and the filters"),
        );
    }
    let counted = Counted {
        frame: Frame::of(&job, arguments.pairs, whom, output.format),
        found,
        reach: arguments.reach(),
    };
    let mut tables = match arguments.pairs.layout() {
        Layout::Pairs => vec![pairs::table(&counted, arguments.pairs.min)],
        Layout::Matrix => square::tables(&counted, arguments.cells()),
    };
    let last = tables.last_mut().expect("someone is counted");
    notes::notes(&job, &counted, arguments, last);
    last.notes.extend(job.about_retired());
    job.about_coders_taken(&done, taken, last);
    let made_by = arguments.made_by(&job, &done);
    match &drawing {
        Some(drawing) => {
            let notes = tables.pop().map(|table| table.notes).unwrap_or_default();
            let least = arguments.pairs.min.unwrap_or(1);
            let chart = draw(&counted, drawing.kind, arguments.cells(), least, notes)?;
            drawing.write(&chart, &made_by, global)?;
        }
        None => output.tables(&tables, &made_by, global)?,
    }
    Ok(job.status(&done))
}

fn counted(
    job: &Job<'_>,
    codes: &[CodeIndex],
    reach: Reach,
    whom: &[(String, Whom)],
    format: Format,
) -> Result<(Sequence, Done), Failure> {
    let counting = Counting {
        codebook: &job.codebook,
        codes,
        reach,
    };
    let whom: Vec<Whom> = whom.iter().map(|&(_, whom)| whom).collect();
    let mut found = Sequence::default();
    let done = job.run(
        digests(format),
        |coded, units| count(&counting, &whom, coded, units),
        |one| {
            found.add(one);
            Ok(())
        },
    )?;
    Ok((found, done))
}

impl Arguments {
    fn reach(&self) -> Reach {
        match self.lag {
            Some(lag) => Reach::Lag(lag),
            None => Reach::Within(self.within.unwrap_or(1)),
        }
    }

    fn cells(&self) -> Cells {
        self.cells.unwrap_or(Cells::Count)
    }

    /// Refuses what does not go together.
    fn check(&self) -> Result<(), Failure> {
        if self.cells() == Cells::Residual && !self.reach().is_one_lag() {
            return Err(Failure::new(
                "there are no residuals over several turns: they take each turn to be followed once",
            )
            .help("take --lag N, or leave out --within"));
        }
        self.pairs.check(self.cells.is_some())
    }

    /// Says what the result was made from.
    fn made_by(&self, job: &Job<'_>, done: &Done) -> Provenance {
        let (name, turns) = match self.reach() {
            Reach::Lag(turns) => ("lag", turns.to_string()),
            Reach::Within(turns) => ("within", turns.to_string()),
        };
        let mut options = vec![(name, turns.as_str())];
        let pairs = self.pairs.options(self.cells().as_str());
        options.extend(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        let mut made_by = job.made_by("sequence", &options);
        made_by.inputs.clone_from(&done.inputs);
        made_by
    }
}
