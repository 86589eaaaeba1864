//! `agree`: how far coders agree, code by code.

use std::num::NonZeroUsize;

use clap::{Args, ValueEnum};
use thematica::analysis::agreement::bootstrap::Options;
use thematica::analysis::agreement::figure::Figure;
use thematica::analysis::agreement::rated::{Grain, Universe};
use thematica::analysis::agreement::unitizing::overlap::{Overlap, ShareOf};
use thematica::codebook::Unit;
use thematica::report::{Provenance, Table};

use super::job::{Job, digests};
use super::themes::for_eyes;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages;
use crate::output::Output;
use crate::status::Status;

mod coders;
mod compared;
mod differences;
mod figures;
mod gate;
mod left_out;
mod notes;

mod spans;
mod table;

pub use coders::RULES;

use coders::Coders;
use compared::Compared;
use gate::{Gate, Minimum};

/// Compare coders: how far they agree, code by code and for all codes together.
///
/// Coders are the folders of codings/; the rules of the codebook are one more coder, called `rules`, when you name them.
/// Only transcripts that a coder has finished (`thematica codings finish`) say that a code is not there: what was not read
/// is missing, and never counts as agreement. A theme's figures are those of all that lies on it or on the codes below it.
///
/// With two coders each code has its four cells: both, only the one, only the other, neither. More coders are compared
/// together, or two by two with --pairs. A figure that does not exist, as kappa of a code that nobody used, is an empty cell
/// with the reason below the table or in the column `undefined`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica agree                                       All who have codings, by the study's unit
  thematica agree --coder ann --coder ben --code trust
  thematica agree --pairs --all --output agreement.csv  Each two coders, every figure
  thematica agree --unit character --universe coded
  thematica agree --unit span --overlap 80              Freely drawn spans: matches, and alphas for unitizing
  thematica agree --coder ann --coder rules             Ann and the rules of the codebook
  thematica agree --disagreements                       What to talk about: each unit, who coded it and who did not
  thematica agree --min alpha=0.67                      Exit status 1 where a code's alpha is lower, or does not exist
  thematica agree --min alpha=0.67 --min mean-alpha=0.8 The same, and where the mean of the codes is lower

docs/agreement.md says what each figure is, and which to report.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    comparison: Comparison,
    #[command(flatten)]
    figures: FigureArguments,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// Who is compared on what.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Comparison")]
struct Comparison {
    /// Compare this coder; may be given several times. Without it, all who have
    /// codings, but none whom `codings merge` made of others; `rules` are those of the codebook
    #[arg(long = "coder", value_name = "NAME")]
    coders: Vec<String>,
    /// Compare coders two by two
    #[arg(long)]
    pairs: bool,
    /// What is compared; without it, the study's unit
    #[arg(long, value_name = "UNIT")]
    unit: Option<UnitName>,
    /// Which units there are: all that was said, or only what some coder coded
    #[arg(long, value_name = "WHICH", default_value = "all")]
    universe: UniverseName,
    /// How much of a unit's words a coder has to cover, in percent; without it, one word. For spans: how much two have to
    /// share of what both cover; without it, 50
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(0..=100))]
    overlap: Option<u32>,
    /// Take each transcript in which a coder has codings for finished
    #[arg(long)]
    assume_finished: bool,
}

/// Which figures, and what is done with them.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Figures")]
struct FigureArguments {
    /// Only this figure: percent, kappa, alpha, ac1, bp, pi, fleiss, conger, light, positive (f1), ...; may be given several
    /// times
    #[arg(long = "coefficient", value_name = "NAME", value_parser = figure)]
    figures: Vec<Figure>,
    /// All figures in a table too; CSV and JSON have them anyway
    #[arg(long, conflicts_with = "figures")]
    all: bool,
    /// How sure intervals are to be
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = confidence)]
    confidence: f64,
    /// Make intervals by drawing the transcripts anew so many times; 0 makes none
    #[arg(long, value_name = "N", default_value = "1000")]
    bootstrap: usize,
    /// What the drawing begins with: the same seed gives the same intervals
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    seed: u64,
    /// List the units on which coders differ, in place of figures
    #[arg(long)]
    disagreements: bool,
    /// End with exit status 1 where a code's figure is lower or does not exist: alpha=0.67; may be given several times. Rows
    /// about all codes have their name before the figure: stacked-, averaged-, mean- or sets-; for spans u-, binary-u- or cu-
    #[arg(long = "min", value_name = "NAME=NUMBER", value_parser = Minimum::parse)]
    minima: Vec<Minimum>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum UnitName {
    /// What the study says
    Segment,
    /// Sentences
    Sentence,
    /// Paragraphs of one speaker
    Paragraph,
    /// Turns
    Turn,
    /// Characters of speech
    Character,
    /// What coders marked, wherever it begins and ends
    Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum UniverseName {
    /// All that was said by those who count
    All,
    /// What at least one of the coders coded
    Coded,
}

/// Everything that is decided before the first transcript is read.
struct Task<'a> {
    arguments: &'a Arguments,
    job: Job<'a>,
    coders: Coders,
    grain: Grain,
    /// Whether spans are compared, which are no units.
    of_spans: bool,
    universe: Universe,
    output: Output,
    /// The figures that are shown.
    figures: Vec<Figure>,
}

/// Compares and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let mut job = Job::open(&arguments.input, &arguments.filters, &output, global)?;
    job.counts_people = false;
    let comparison = &arguments.comparison;
    let coders = Coders::of(&job.study, comparison, global)?;
    let is_of_two = comparison.pairs || coders.names.len() == 2;
    let of_spans = comparison.unit == Some(UnitName::Span);
    gate::allowed(&arguments.figures.minima, of_spans)?;
    let task = Task {
        figures: if of_spans {
            spans::allowed(arguments)?;
            Vec::new()
        } else {
            figures::chosen(&arguments.figures, is_of_two, for_eyes(output.format))?
        },
        of_spans,
        grain: grain(comparison.unit, job.study.unit),
        universe: match comparison.universe {
            UniverseName::All => Universe::All,
            UniverseName::Coded => Universe::Coded,
        },
        arguments,
        job,
        coders,
        output,
    };
    let compared = Compared::fill(&task)?;
    let (table, gate) = result(&task, &compared);
    let mut made_by = task.made_by();
    made_by.inputs.clone_from(&compared.done.inputs);
    task.output.table(&table, &made_by)?;
    for looked_at in &gate.looked_at {
        messages::remark(looked_at, global);
    }
    for message in &gate.failing {
        messages::error(message, None);
    }
    Ok(task.status(&compared, &gate))
}

/// The table, and what came of the minima.
fn result(task: &Task<'_>, compared: &Compared) -> (Table, Gate) {
    let lists = task.arguments.figures.disagreements;
    if task.of_spans {
        let blocks = spans::blocks(task, compared);
        let gate = spans::gate(task, compared, &blocks);
        let table = if lists {
            differences::table(task, compared)
        } else {
            spans::table(task, compared, &blocks)
        };
        return (table, gate);
    }
    let table = if lists {
        differences::table(task, compared)
    } else {
        table::table(task, compared)
    };
    (table, gate::gate(task, compared))
}

fn grain(unit: Option<UnitName>, of_study: Unit) -> Grain {
    match unit {
        None | Some(UnitName::Segment) => Grain::Segment(of_study),
        Some(UnitName::Sentence) => Grain::Segment(Unit::Sentence),
        Some(UnitName::Paragraph) => Grain::Segment(Unit::Paragraph),
        Some(UnitName::Turn) => Grain::Segment(Unit::Turn),
        Some(UnitName::Character | UnitName::Span) => Grain::Character,
    }
}

impl Task<'_> {
    /// The unit in a word.
    fn unit(&self) -> &'static str {
        match self.grain {
            _ if self.of_spans => "span",
            Grain::Segment(unit) => unit.as_str(),
            Grain::Character => "character",
        }
    }

    fn overlap(&self) -> u32 {
        let default = if self.of_spans { 50 } else { 0 };
        self.arguments.comparison.overlap.unwrap_or(default)
    }

    /// When two spans are the same.
    fn same_span(&self) -> Overlap {
        Overlap {
            percent: self.overlap(),
            of: ShareOf::Union,
        }
    }

    fn bootstrap(&self) -> Option<Options> {
        let figures = &self.arguments.figures;
        let replicates = NonZeroUsize::new(figures.bootstrap)?.get();
        Some(Options {
            replicates,
            seed: figures.seed,
            confidence: figures.confidence,
        })
    }

    /// Which coders are compared: all together, or two by two.
    fn groups(&self) -> Vec<Vec<usize>> {
        let count = self.coders.names.len();
        if !self.arguments.comparison.pairs {
            return vec![(0..count).collect()];
        }
        let pairs = (0..count).flat_map(|first| (first + 1..count).map(move |it| vec![first, it]));
        pairs.collect()
    }

    fn status(&self, compared: &Compared, gate: &Gate) -> Status {
        let has_holes = self.coders.has_holes() || compared.left_out.has_holes();
        if has_holes || compared.done.left_out > 0 {
            // A minimum that is reached without what is missing is not reached.
            Status::NotDone
        } else if gate.failing.is_empty() {
            Status::Clean
        } else {
            Status::Findings
        }
    }

    fn made_by(&self) -> Provenance {
        let mut options = vec![(
            "universe",
            match self.universe {
                Universe::All => "all".to_owned(),
                Universe::Coded => "coded".to_owned(),
            },
        )];
        options.extend(self.coders.names.iter().map(|name| ("coder", name.clone())));
        options.push(("overlap", self.overlap().to_string()));
        if self.arguments.comparison.assume_finished {
            options.push(("assume-finished", "true".to_owned()));
        }
        if let Some(Options {
            replicates,
            seed,
            confidence,
        }) = self.bootstrap()
        {
            options.push(("bootstrap", replicates.to_string()));
            options.push(("seed", seed.to_string()));
            options.push(("confidence", confidence.to_string()));
        }
        let minima = self.arguments.figures.minima.iter();
        options.extend(minima.map(|it| ("min", it.to_string())));
        let options: Vec<(&str, &str)> = options.iter().map(|(a, b)| (*a, b.as_str())).collect();
        let mut made_by = self.job.made_by("agree", &options);
        for (name, value) in &mut made_by.options {
            if name == "unit" {
                self.unit().clone_into(value);
            }
        }
        made_by
    }
}

fn figure(written: &str) -> Result<Figure, String> {
    written.parse().map_err(|_| {
        let names = Figure::ALL.map(Figure::as_str);
        format!("the figures are {}", names.join(", "))
    })
}

fn confidence(written: &str) -> Result<f64, String> {
    let number = written.parse::<f64>().ok();
    let share = number.filter(|it| *it > 0.0 && *it < 1.0);
    share.ok_or_else(|| "write a share between 0 and 1: 0.95".to_owned())
}
