//! `cooccur`: which codes stand together, how often, and how strongly.

use std::fmt;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use thematica::analysis::coded::Whom;
use thematica::analysis::cooccurrence::{Cooccurrence, Counting, Within, count, is_related};
use thematica::codebook::{CodeIndex, Codebook};
use thematica::report::{Format, Table};

use super::job::{Done, Job, digests};
use super::themes::{about_people, for_eyes, nobody};
use super::whose::{CoderArguments, Taken};
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

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
    /// How to lay it out
    #[arg(long = "as", value_name = "LAYOUT", default_value = "pairs")]
    layout: Layout,
    /// What stands in the cells of --as matrix; without it, the count
    #[arg(long, value_name = "FIGURE")]
    cells: Option<Cells>,
    /// Show also pairs of a code and one above it, which are always together
    #[arg(long)]
    related: bool,
    /// List only pairs that are together at least so often; without it 1 in formats for eyes, 0 in the others
    #[arg(long, value_name = "N")]
    min: Option<u64>,
    /// Take what several coders coded together, once, in place of each by themselves
    #[arg(long, requires = "coders")]
    pool: bool,
    #[command(flatten)]
    coders: CoderArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// How pairs are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Layout {
    /// A row for each pair, the strongest first
    Pairs,
    /// Codes by codes
    Matrix,
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
    codebook: &'a Codebook,
    codes: Vec<CodeIndex>,
    found: Cooccurrence,
    /// Whose each tally is.
    names: Vec<String>,
    within: Where,
    related: bool,
    /// Whether a pair belongs to one coder of several, or to people who are named.
    says_who: bool,
    eyes: bool,
    format: Format,
    title: String,
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
    job.counts_people = arguments.within.is_of_one_person();
    let taken = Taken::of(arguments.pool);
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
    let eyes = for_eyes(output.format);
    let result = Counted {
        codebook: &job.codebook,
        codes,
        found,
        says_who: !job.whose.is_rules() && (!eyes || whom.len() > 1),
        names: whom.into_iter().map(|(name, _)| name).collect(),
        within: arguments.within,
        related: arguments.related,
        eyes,
        format: output.format,
        title: super::themes::title(&job),
    };
    let mut tables = match arguments.layout {
        Layout::Pairs => vec![pairs::table(&result, arguments.min)],
        Layout::Matrix => square::tables(&result, arguments.cells()),
    };
    let last = tables.last_mut().expect("someone is counted");
    notes::notes(&job, &result, arguments, last);
    about(&job, &done, taken, arguments.within, last);
    let made_by = arguments.made_by(&job, &done);
    output.tables(&tables, &made_by)?;
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
        if self.layout == Layout::Pairs && self.cells.is_some() {
            return Err(
                Failure::new("--cells is for a matrix; a list of pairs has all figures")
                    .help("leave out --cells, or take --as matrix"),
            );
        }
        if self.layout == Layout::Matrix && self.min.is_some() {
            return Err(
                Failure::new("--min shortens a list of pairs; a matrix has all of them")
                    .help("leave out --min, or take --as pairs"),
            );
        }
        Ok(())
    }

    /// Says what the result was made from.
    fn made_by(&self, job: &Job<'_>, done: &Done) -> thematica::report::Provenance {
        let within = self.within.to_string();
        let min = self.min.map(|it| it.to_string());
        let mut options = vec![("within", within.as_str())];
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
        let mut made_by = job.made_by("cooccur", &options);
        made_by.inputs.clone_from(&done.inputs);
        made_by
    }
}

impl Counted<'_> {
    /// Whether the pair of two codes, by their places, is one that is shown.
    fn shows(&self, first: usize, second: usize) -> bool {
        self.related || !is_related(self.codebook, self.codes[first], self.codes[second])
    }

    /// The places of all pairs of codes that are shown.
    fn shown(&self) -> impl Iterator<Item = (usize, usize)> {
        let codes = self.codes.len();
        let all = (0..codes).flat_map(move |first| (first + 1..codes).map(move |it| (first, it)));
        all.filter(|&(first, second)| self.shows(first, second))
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
