//! `cooccur`: which codes stand together, how often, and how strongly.

use std::fmt;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use thematica::analysis::coded::Whom;
use thematica::analysis::cooccurrence::{Cooccurrence, Counting, Within, count};
use thematica::codebook::CodeIndex;
use thematica::report::{Format, Table};

use super::by::nobody;
use super::called::about_people;
use super::job::{Done, Job, digests};
use super::pairs::chart::chart as draw;
use super::pairs::{Frame, Layout, PairArguments};
use super::whose::{CoderArguments, Taken};
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

mod chart;
mod notes;
mod pairs;
mod square;

/// Count which codes stand together: in the same segment or turn, near each other, or on the same words.
///
/// Each coder is counted by themselves, unless you --pool them. A theme's figures are the union of those of its codes, so
/// that it always stands together with each of them: such pairs are left out unless you ask for them with --related. What
/// stands together is no cause and no evidence of one: read the passages.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica cooccur                                   Pairs of codes in the same segment, the strongest first
  thematica cooccur --within turn --code enablers     Only codes below `enablers`, in the same turn
  thematica cooccur --within turns=3                  In windows of three turns
  thematica cooccur --within overlap --coder helen --coder imran   On the same words, each coder by themselves
  thematica cooccur --as matrix --cells jaccard --output cooccur.csv

What each figure is: docs/analysis.md.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// What it means to stand together: `overlap` (the words coded share text), `segment`, `turn`, or `turns=N` (windows
    /// of N turns)
    #[arg(long, value_name = "WHERE", default_value = "segment")]
    within: Where,
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

/// What stands in the cells of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Cells {
    /// How often both are found together
    Count,
    /// ATLAS.ti's c-coefficient
    C,
    /// Jaccard's coefficient
    Jaccard,
    /// Pointwise mutual information, to the base 2
    Pmi,
}

impl Cells {
    fn as_str(self) -> &'static str {
        match self {
            Cells::Count => "count",
            Cells::C => "c",
            Cells::Jaccard => "jaccard",
            Cells::Pmi => "pmi",
        }
    }
}

/// What it means to stand together, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Overlap,
    Segment,
    Turn,
    Turns(u32),
}

impl FromStr for Where {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        match written {
            "overlap" => Ok(Where::Overlap),
            "segment" => Ok(Where::Segment),
            "turn" => Ok(Where::Turn),
            _ => written
                .strip_prefix("turns=")
                .and_then(|turns| turns.parse().ok())
                .filter(|turns| *turns > 0)
                .map(Where::Turns)
                .ok_or_else(|| "write overlap, segment, turn, or turns=3".to_owned()),
        }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Where::Overlap => f.write_str("overlap"),
            Where::Segment => f.write_str("segment"),
            Where::Turn => f.write_str("turn"),
            Where::Turns(turns) => write!(f, "turns={turns}"),
        }
    }
}

impl Where {
    fn within(self) -> Within {
        match self {
            Where::Overlap => Within::Overlap,
            Where::Segment => Within::Segment,
            Where::Turn => Within::Turns(1),
            Where::Turns(turns) => Within::Turns(turns),
        }
    }

    /// Whether a meeting of two codes is in the words of one person.
    fn is_of_one_person(self) -> bool {
        !matches!(self, Where::Turns(turns) if turns > 1)
    }
}

/// What was counted, and how it is to be shown.
struct Counted<'a> {
    frame: Frame<'a>,
    found: Cooccurrence,
    within: Where,
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
    job.counts_people = arguments.within.is_of_one_person();
    let taken = arguments.pairs.taken();
    if taken == Taken::Together && job.whose.count() > 1 && arguments.within == Where::Overlap {
        return Err(Failure::new(
            "stretches of several coders cannot be pooled: two people who agree and draw the line a word apart would make two",
        )
        .help("leave out --pool, or count --within segment or turn, where it makes no difference"));
    }
    let codes = job.selection.codes();
    if codes.len() < 2 {
        return Err(
            Failure::new("there is only one code, and it takes two to stand together")
                .help("name a code with others below it, or several with --code"),
        );
    }
    let whom = job.whose.whom(taken);
    let (found, done) = counted(&job, &codes, arguments.within, &whom, output.format)?;
    if found.tallies.iter().all(|tally| tally.transcripts == 0) {
        return Err(nobody());
    }
    let result = Counted {
        frame: Frame::of(&job, arguments.pairs, whom, output.format),
        found,
        within: arguments.within,
    };
    let mut tables = match arguments.pairs.layout() {
        Layout::Pairs => vec![pairs::table(&result, arguments.pairs.min)],
        Layout::Matrix => square::tables(&result, arguments.cells()),
    };
    let last = tables.last_mut().expect("someone is counted");
    notes::notes(&job, &result, arguments, last);
    about(&job, &done, taken, arguments.within, last);
    let made_by = arguments.made_by(&job, &done);
    match &drawing {
        Some(drawing) => {
            let notes = tables.pop().map(|table| table.notes).unwrap_or_default();
            let least = arguments.pairs.min.unwrap_or(1);
            let chart = draw(&result, drawing.kind, arguments.cells(), least, notes)?;
            drawing.write(&chart, &made_by, global)?;
        }
        None => output.tables(&tables, &made_by, global)?,
    }
    Ok(job.status(&done))
}

fn counted(
    job: &Job<'_>,
    codes: &[CodeIndex],
    within: Where,
    whom: &[(String, Whom)],
    format: Format,
) -> Result<(Cooccurrence, Done), Failure> {
    let counting = Counting {
        codebook: &job.codebook,
        codes,
        unit: job.study.unit,
        within: within.within(),
    };
    let whom: Vec<Whom> = whom.iter().map(|&(_, whom)| whom).collect();
    let mut found = Cooccurrence::default();
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

/// Whose codings these are, and how people were told apart.
fn about(job: &Job<'_>, done: &Done, taken: Taken, within: Where, table: &mut Table) {
    if within.is_of_one_person() {
        about_people(job, done, table);
    }
    table.notes.extend(job.about_retired());
    job.about_coders_taken(done, taken, table);
}

impl Arguments {
    fn cells(&self) -> Cells {
        self.cells.unwrap_or(Cells::Count)
    }

    /// Refuses what does not go together.
    fn check(&self) -> Result<(), Failure> {
        let needs_units = matches!(self.cells(), Cells::Jaccard | Cells::Pmi);
        if needs_units && self.within == Where::Overlap {
            let message = format!(
                "`{}` is a figure of units that a code is in or not; stretches that overlap are none",
                self.cells().as_str()
            );
            return Err(
                Failure::new(message).help("take --cells c, or --within segment, turn or turns=N")
            );
        }
        self.pairs.check(self.cells.is_some())
    }

    /// Says what the result was made from.
    fn made_by(&self, job: &Job<'_>, done: &Done) -> thematica::report::Provenance {
        let within = self.within.to_string();
        let mut options = vec![("within", within.as_str())];
        let pairs = self.pairs.options(self.cells().as_str());
        options.extend(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        let mut made_by = job.made_by("cooccur", &options);
        made_by.inputs.clone_from(&done.inputs);
        made_by
    }
}

impl Counted<'_> {
    /// The places of all pairs of codes that are shown.
    fn shown(&self) -> impl Iterator<Item = (usize, usize)> {
        let codes = self.frame.codes.len();
        let all = (0..codes).flat_map(move |first| (first + 1..codes).map(move |it| (first, it)));
        all.filter(|&(first, second)| self.frame.shows(first, second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_of_at_least_one_turn() {
        assert_eq!("turns=3".parse(), Ok(Where::Turns(3)));
        assert!("turns=0".parse::<Where>().is_err() && "turns".parse::<Where>().is_err());
        assert_eq!(Where::Turns(12).to_string().parse(), Ok(Where::Turns(12)));
    }
}
