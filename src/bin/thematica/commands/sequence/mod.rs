//! `sequence`: what follows what.

use clap::{Args, ValueEnum};
use thematica::analysis::coded::Whom;
use thematica::analysis::cooccurrence::is_related;
use thematica::analysis::sequence::{Counting, Reach, Sequence, count};
use thematica::codebook::{CodeIndex, Codebook};
use thematica::report::{Format, Provenance};

use super::job::{Done, Job, digests};
use super::themes::{for_eyes, title};
use super::whose::{CoderArguments, Taken};
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

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
    /// How to lay it out
    #[arg(long = "as", value_name = "LAYOUT", default_value = "pairs")]
    layout: Layout,
    /// What stands in the cells of --as matrix; without it, the count
    #[arg(long, value_name = "FIGURE")]
    cells: Option<Cells>,
    /// Show also a code and one above it
    #[arg(long)]
    related: bool,
    /// List only what follows at least so often; without it 1 in formats for eyes, 0 in the others
    #[arg(long, value_name = "N")]
    min: Option<u64>,
    /// Take what several coders coded together, in place of each by themselves
    #[arg(long, requires = "coders")]
    pool: bool,
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

/// How steps are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// A row for each code and each that follows it
    Pairs,
    /// Codes by codes that follow
    Matrix,
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
    codebook: &'a Codebook,
    codes: Vec<CodeIndex>,
    found: Sequence,
    /// Whose each tally is.
    names: Vec<String>,
    reach: Reach,
    related: bool,
    /// Whether rows say whose they are.
    says_who: bool,
    eyes: bool,
    format: Format,
    title: String,
}

impl Counted<'_> {
    /// Whether a code and what follows it, by their places, are shown.
    fn shows(&self, first: usize, then: usize) -> bool {
        let (one, other) = (self.codes[first], self.codes[then]);
        self.related || one == other || !is_related(self.codebook, one, other)
    }

    /// The places of all codes and of what follows them, of those that are shown.
    fn shown(&self) -> impl Iterator<Item = (usize, usize)> {
        let codes = self.codes.len();
        let all = (0..codes).flat_map(move |first| (0..codes).map(move |then| (first, then)));
        all.filter(|&(first, then)| self.shows(first, then))
    }
}

/// Counts and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
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
    let taken = Taken::of(arguments.pool);
    let codes = job.selection.codes();
    let whom = job.whose.whom(taken);
    let (found, done) = counted(&job, &codes, arguments.reach(), &whom, output.format)?;
    if found.tallies.iter().all(|tally| tally.turns == 0) {
        return Err(
            Failure::new("no turn that counts is followed by another so far on")
                .help("look at the turns with `thematica transcripts --show NAME`, and at --within, --lag and the filters"),
        );
    }
    let eyes = for_eyes(output.format);
    let counted = Counted {
        codebook: &job.codebook,
        codes,
        found,
        says_who: !job.whose.is_rules() && (!eyes || whom.len() > 1),
        names: whom.into_iter().map(|(name, _)| name).collect(),
        reach: arguments.reach(),
        related: arguments.related,
        eyes,
        format: output.format,
        title: title(&job),
    };
    let mut tables = match arguments.layout {
        Layout::Pairs => vec![pairs::table(&counted, arguments.min)],
        Layout::Matrix => square::tables(&counted, arguments.cells()),
    };
    let last = tables.last_mut().expect("someone is counted");
    notes::notes(&job, &counted, arguments, last);
    job.about_coders_taken(&done, taken, last);
    let made_by = arguments.made_by(&job, &done);
    output.tables(&tables, &made_by)?;
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
        if self.layout == Layout::Pairs && self.cells.is_some() {
            return Err(
                Failure::new("--cells is for a matrix; a list has all figures")
                    .help("leave out --cells, or take --as matrix"),
            );
        }
        if self.layout == Layout::Matrix && self.min.is_some() {
            return Err(
                Failure::new("--min shortens a list; a matrix has all codes")
                    .help("leave out --min, or take --as pairs"),
            );
        }
        Ok(())
    }

    /// Says what the result was made from.
    fn made_by(&self, job: &Job<'_>, done: &Done) -> Provenance {
        let (name, turns) = match self.reach() {
            Reach::Lag(turns) => ("lag", turns.to_string()),
            Reach::Within(turns) => ("within", turns.to_string()),
        };
        let min = self.min.map(|it| it.to_string());
        let mut options = vec![(name, turns.as_str())];
        match self.layout {
            Layout::Pairs => options.push(("as", "pairs")),
            Layout::Matrix => options.extend([("as", "matrix"), ("cells", self.cells().as_str())]),
        }
        if self.related {
            options.push(("related", "yes"));
        }
        if self.pool {
            options.push(("pool", "yes"));
        }
        options.extend(min.as_deref().map(|min| ("min", min)));
        let mut made_by = job.made_by("sequence", &options);
        made_by.inputs.clone_from(&done.inputs);
        made_by
    }
}
