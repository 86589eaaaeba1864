//! `agree`: how far coders agree, code by code.

use std::num::NonZeroUsize;

use clap::Args;
use thematica::analysis::agreement::bootstrap::Options;
use thematica::analysis::agreement::figure::Figure;
use thematica::analysis::agreement::rated::{Grain, Universe};
use thematica::analysis::agreement::unitizing::overlap::{Overlap, ShareOf};
use thematica::report::{Format, Provenance, Table};

use super::called::for_eyes;
use super::job::{Job, digests};
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages;
use crate::status::Status;

mod asked;
mod beside;
mod coders;
mod compared;
mod differences;
mod figures;
mod gate;
mod left_out;
mod notes;

mod spans;
mod table;

pub use beside::Beside;
pub use coders::RULES;

use asked::{Comparison, FigureArguments, UnitName, UniverseName, grain};
use coders::Coders;
use compared::Compared;
use gate::Gate;

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

/// Everything that is decided before the first transcript is read.
pub struct Task<'a> {
    comparison: Comparison,
    wanted: FigureArguments,
    job: &'a Job<'a>,
    coders: Coders,
    grain: Grain,
    /// Whether spans are compared, which are no units.
    of_spans: bool,
    universe: Universe,
    format: Format,
    /// The figures that are shown.
    figures: Vec<Figure>,
}

/// Compares and writes the result.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let mut job = Job::open(&arguments.input, &arguments.filters, &output, global)?;
    job.counts_people = false;
    let comparison = &arguments.comparison;
    let coders = Coders::of(&job.study, comparison)?;
    messages::briefly(&coders.faults, global);
    job.leave_out_unused(&coders.laid());
    let of_spans = comparison.unit == Some(UnitName::Span);
    gate::allowed(&arguments.figures.minima, of_spans)?;
    if of_spans {
        spans::allowed(arguments)?;
    }
    let wanted = arguments.figures.clone();
    let task = Task::new(&job, coders, comparison.clone(), wanted, output.format)?;
    let compared = Compared::fill(&task)?;
    let (table, gate) = result(&task, &compared);
    let mut made_by = task.made_by();
    made_by.inputs.clone_from(&compared.done.inputs);
    output.table(&table, &made_by)?;
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
    let lists = task.wanted.disagreements;
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

impl<'a> Task<'a> {
    fn new(
        job: &'a Job<'a>,
        coders: Coders,
        comparison: Comparison,
        wanted: FigureArguments,
        format: Format,
    ) -> Result<Self, Failure> {
        let is_of_two = comparison.pairs || coders.names.len() == 2;
        let of_spans = comparison.unit == Some(UnitName::Span);
        Ok(Self {
            figures: if of_spans {
                Vec::new()
            } else {
                figures::chosen(&wanted, is_of_two, for_eyes(format))?
            },
            of_spans,
            grain: grain(comparison.unit, job.study.unit),
            universe: match comparison.universe {
                UniverseName::All => Universe::All,
                UniverseName::Coded => Universe::Coded,
            },
            comparison,
            wanted,
            job,
            coders,
            format,
        })
    }

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
        self.comparison.overlap.unwrap_or(default)
    }

    /// When two spans are the same.
    fn same_span(&self) -> Overlap {
        Overlap {
            percent: self.overlap(),
            of: ShareOf::Union,
        }
    }

    fn bootstrap(&self) -> Option<Options> {
        let figures = &self.wanted;
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
        if !self.comparison.pairs {
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
        if self.comparison.assume_finished {
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
        let minima = self.wanted.minima.iter();
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
