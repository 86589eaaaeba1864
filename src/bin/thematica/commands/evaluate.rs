//! `evaluate`: the rules against people's codings.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use thematica::analysis::evaluation::{Overall, Tally};
use thematica::codebook::{CodeIndex, Unit};
use thematica::report::{Cell, Table};

use super::called::for_eyes;
use super::drawn::Drawn;
use super::hand::{Hand, HandArguments, Need};
use super::job::Job;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

mod codes;
mod drop;
mod lines;
mod minimum;
mod outcome;
mod rules;

use minimum::Minimum;
use outcome::Outcome;

/// Hold the rules against people's codings: precision, recall and F1 of every code.
///
/// The coder is taken to be right, in the transcripts that they have finished (`thematica codings finish`): what they left
/// uncoded there is not the code. Each code counts with those below it, a segment once.
///
/// precision  of the segments that the rules code, how many the coder coded
/// recall     of the segments that the coder coded, how many the rules code
/// F1         2 both / (2 both + rules only + coder only)
///
/// Precision and recall have Wilson's 95 % interval. What does not exist is empty and says why; it is never 0 or 1 instead.
/// Moderators are left out unless you ask for them with --role all.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  thematica evaluate --coder ann                         Every code, and the averages
  thematica evaluate --coder ann --rules                 Every rule: what is lost without it
  thematica evaluate --coder ann --code trust --missed   What ann coded and no rule found
  thematica evaluate --coder ann --false                 What the rules found and ann did not code
  thematica evaluate --coder ann --min recall=0.8 --min precision=0.7
  thematica evaluate --coder ann --sample weights.csv    Only what ann was given to code

Exit status: 0 the figures were made, 1 one of them is below its --min or does not exist,
2 something could not be done or was left out."
)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    hand: HandArguments,
    /// What is counted; without it, the study's unit
    #[arg(long, value_name = "UNIT")]
    unit: Option<UnitName>,
    /// Only the segments of this table, as `thematica sample` writes it: coders have coded these and need not have finished
    /// the transcripts. With that of its --weights, precision and recall in all talk are estimated
    #[arg(long, value_name = "FILE", requires = "coders")]
    sample: Option<PathBuf>,
    /// Show all rules instead of the codes: what each has right, what only it has, and without which the code's F1 is higher
    #[arg(long, conflicts_with_all = ["missed", "false_"])]
    rules: bool,
    /// List the segments that the coder coded and the rules did not
    #[arg(long)]
    missed: bool,
    /// List the segments that the rules coded and the coder did not
    #[arg(long = "false")]
    false_: bool,
    /// End with exit status 1 where a figure over all codes is lower: recall, precision, f1 (of the sums over codes),
    /// macro-recall, macro-precision, macro-f1 (means over codes); may be given several times
    #[arg(long, value_name = "FIGURE=VALUE")]
    min: Vec<Minimum>,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// A unit by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UnitName {
    /// Sentences
    Sentence,
    /// Paragraphs
    Paragraph,
    /// Turns
    Turn,
}

impl UnitName {
    /// The unit.
    pub fn unit(self) -> Unit {
        match self {
            Self::Sentence => Unit::Sentence,
            Self::Paragraph => Unit::Paragraph,
            Self::Turn => Unit::Turn,
        }
    }
}

/// What the parts of this command know.
struct Evaluation<'a> {
    job: &'a Job<'a>,
    hand: &'a Hand,
    unit: Unit,
    eyes: bool,
    missed: bool,
    false_: bool,
    asked: Vec<bool>,
    sample: Option<&'a Drawn>,
}

/// Holds the rules against people.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let job = Job::open(&arguments.input, &arguments.filters, &output, global)?;
    let sample = arguments.sample.as_deref().map(Drawn::read).transpose()?;
    let need = match &sample {
        Some(_) => Need::Nothing,
        None => Need::Finished,
    };
    let hand = arguments.hand.open(&job.study, need, global)?;
    let evaluation = Evaluation {
        unit: arguments.unit.map_or(job.study.unit, UnitName::unit),
        eyes: for_eyes(output.format),
        missed: arguments.missed,
        false_: arguments.false_,
        asked: job.asked(),
        sample: sample.as_ref(),
        job: &job,
        hand: &hand,
    };
    let (results, done) = evaluation.results(&output)?;
    let mut table = if arguments.missed || arguments.false_ {
        evaluation.list(&results)
    } else if arguments.rules {
        evaluation.rules(&results)
    } else {
        evaluation.codes(&results)
    };
    for (coder, result) in hand.coders.iter().zip(&results) {
        table.notes.extend(result.told.notes(&coder.name));
    }
    let is_found = evaluation.note_sample(&results, &mut table);
    table.notes.extend(done.note());
    let unit = evaluation.unit.as_str();
    let minimums = arguments.min.iter();
    let minimums = minimums.map(|it| ("min", format!("{it}={}", it.value)));
    let mut options = arguments.hand.options(&hand);
    options.push(("counted", unit.to_owned()));
    options.push(("rows", evaluation.rows_name(arguments.rules).to_owned()));
    options.extend(minimums);
    let sample = arguments.sample.iter();
    options.extend(sample.map(|it| ("sample", it.display().to_string())));
    let options: Vec<(&str, &str)> = options.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let mut made_by = job.made_by("evaluate", &options);
    made_by.inputs.clone_from(&done.inputs);
    let mut tables = vec![table];
    if evaluation.rows_name(arguments.rules) == "codes" {
        tables.extend(evaluation.to_drop(&results));
    }
    if tables.len() > 1 {
        output.tables(&tables, &made_by, global)?;
    } else {
        output.table(&tables[0], &made_by)?;
    }
    let is_reached = evaluation.reached(&results, &arguments.min);
    let is_whole = is_found && hand.is_whole() && results.iter().all(|it| it.told.is_whole());
    Ok(match done.status() {
        Status::Clean if !is_whole => Status::NotDone,
        Status::Clean if !is_reached => Status::Findings,
        status => status,
    })
}

impl Evaluation<'_> {
    fn list(&self, results: &[Outcome]) -> Table {
        let mut table = lines::table(self);
        for result in results {
            table.rows.extend(result.rows.iter().cloned());
        }
        lines::note(self, &mut table);
        table
    }

    /// The codes that are asked for, each by itself.
    fn each(&self, tally: &Tally) -> Overall {
        let codes = self.job.selection.codes().into_iter();
        Overall::of(codes.map(|code| tally.own[code.0 as usize]))
    }

    /// The codes that are asked for and have none above them that is.
    fn tops(&self) -> Vec<CodeIndex> {
        let codes = self.job.selection.codes().into_iter();
        let is_top = |code: &CodeIndex| {
            let parent = self.job.codebook.code(*code).parent;
            parent.is_none_or(|parent| !self.asked[parent.0 as usize])
        };
        codes.filter(is_top).collect()
    }

    fn rows_name(&self, is_rules: bool) -> &'static str {
        match (self.missed, self.false_) {
            (true, true) => "missed and false",
            (true, false) => "missed",
            (false, true) => "false",
            (false, false) if is_rules => "rules",
            (false, false) => "codes",
        }
    }

    /// The cells that say which coder, where that is not the same in all rows.
    fn who(&self, at: usize) -> Option<Cell> {
        let is_shown = !self.eyes || self.hand.coders.len() > 1;
        is_shown.then(|| Cell::text(&self.hand.coders[at].name))
    }

    fn whose(&self) -> String {
        let names: Vec<&str> = self.hand.coders.iter().map(|it| it.name.as_str()).collect();
        names.join(", ")
    }
}
