//! `suggest`: words that the rules of a code may be missing.

use std::path::PathBuf;

use clap::Args;
use thematica::analysis::coded::Coded;
use thematica::analysis::evaluation::Segmented;
use thematica::analysis::keyness::{Scope, Words};
use thematica::codebook::{CodeIndex, Unit};
use thematica::report::Table;
use thematica::transcript::Units;

use super::called::for_eyes;
use super::drawn::{Drawn, not_found};
use super::evaluate::UnitName;
use super::hand::{Hand, HandArguments, Need, Told};
use super::job::{Job, digests};
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::status::Status;

mod table;

use table::{columns, notes, row};

/// Suggest words for the rules of a code: what the text that people coded has more often than the rest.
///
/// Words and pairs of neighbouring words are ranked by log-likelihood, the most striking first, each with the line that would
/// catch it. The text is what coders have finished (`thematica codings finish`), without moderators. A code counts with those
/// below it. Words that its rules match wherever they are coded are left out.
///
/// Read the segments before you take over a rule: a word may be key because one person likes it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica suggest trust                                From what everyone coded as trust
  thematica suggest trust --missed --coder ann           Only from what the rules missed
  thematica suggest trust --coder ann --sample weights.csv
  thematica suggest trust --most 50 --format csv")]
pub struct Arguments {
    /// Which code, by id or path
    #[arg(value_name = "CODE")]
    wanted: String,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    hand: HandArguments,
    /// Only from segments that the rules of the code do not code
    #[arg(long)]
    missed: bool,
    /// Only from the segments of this table, as `thematica sample` writes it: coders have coded these and need not have
    /// finished the transcripts
    #[arg(long, value_name = "FILE", requires = "coders")]
    sample: Option<PathBuf>,
    /// What --missed and --sample take for a segment; without it, the study's unit
    #[arg(long, value_name = "UNIT")]
    unit: Option<UnitName>,
    /// How many to show at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,
    /// How often a word stands in the coded text at least
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: u64,
    /// Show words that the rules match already
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    output: OutputArguments,
}

/// What decides which words are counted.
struct Search<'a> {
    job: &'a Job<'a>,
    hand: &'a Hand,
    code: CodeIndex,
    scope: Scope,
    unit: Unit,
    drawn: Option<&'a Drawn>,
}

/// What came of one transcript, or of all.
#[derive(Default)]
struct Found {
    words: Words,
    told: Told,
    /// How many transcripts were asked for.
    asked: usize,
    /// How many of them count, because some coder finished them or was given parts of them.
    looked_at: usize,
    /// The same by coder.
    by_coder: Vec<usize>,
    /// How many segments of the sample.
    drawn: usize,
}

/// Suggests words.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let filters = Filters {
        codes: vec![arguments.wanted.clone()],
        ..arguments.filters.clone()
    };
    if !arguments.filters.codes.is_empty() {
        return Err(Failure::new("`suggest` is about one code").help("leave --code out"));
    }
    let drawn = arguments.sample.as_deref().map(Drawn::read).transpose()?;
    let job = Job::open(&arguments.input, &filters, &output, global)?;
    let code = job.codebook.find(&arguments.wanted);
    let need = match &drawn {
        Some(_) => Need::Nothing,
        None => Need::Finished,
    };
    let hand = arguments.hand.open(&job.study, need, global)?;
    let search = Search {
        code: code.expect("the filters refuse a code that is not there"),
        scope: if arguments.missed {
            Scope::Missed
        } else {
            Scope::Coded
        },
        unit: arguments.unit.map_or(job.study.unit, UnitName::unit),
        drawn: drawn.as_ref(),
        hand: &hand,
        job: &job,
    };
    let mut all = Found::default();
    let work = |coded: &Coded<'_>, units: &Units| search.transcript(coded, units);
    let done = job.run(digests(output.format), work, |found| {
        all.add(found);
        Ok(())
    })?;
    if drawn.is_some() && all.looked_at == 0 {
        return Err(Drawn::of_nothing());
    }
    if all.words.counts().0 == 0 {
        let lost = drawn
            .as_ref()
            .and_then(|it| not_found(it.len(&job), all.drawn));
        return Err(nothing(&job, search.code, arguments.missed, lost));
    }
    let mut found = all.words.candidates(job.codebook.language, arguments.least);
    let before = found.len();
    if !arguments.all {
        found.retain(|it| it.caught < it.contrast.here);
    }
    let caught = before - found.len();
    let candidates = found.len();
    found.truncate(arguments.most);
    let eyes = for_eyes(output.format);
    let title = format!("Words for {}", job.codebook.code(search.code).label);
    let mut table = Table::new(title, columns(eyes));
    for candidate in &found {
        table.push(row(candidate, eyes));
    }
    let is_found = search.note_whose(&all, &mut table);
    notes(
        &search,
        &all.words,
        (arguments, caught, candidates),
        &mut table,
    );
    table.notes.extend(all.told.notes("the coders"));
    table.notes.extend(done.note());
    let options = options(arguments, &search);
    let options: Vec<(&str, &str)> = options.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let mut made_by = job.made_by("suggest", &options);
    made_by.inputs.clone_from(&done.inputs);
    output.table(&table, &made_by)?;
    let is_whole = is_found && hand.is_whole() && all.told.is_whole();
    Ok(match done.status() {
        Status::Clean if !is_whole => Status::NotDone,
        status => status,
    })
}

fn options(arguments: &Arguments, search: &Search<'_>) -> Vec<(&'static str, String)> {
    let mut options = arguments.hand.options(search.hand);
    options.push(("least", arguments.least.to_string()));
    options.push(("most", arguments.most.to_string()));
    if arguments.missed {
        options.push(("missed", "yes".to_owned()));
    }
    if arguments.unit.is_some() {
        options.push(("counted", search.unit.as_str().to_owned()));
    }
    let sample = arguments.sample.iter();
    options.extend(sample.map(|it| ("sample", it.display().to_string())));
    options
}

impl Search<'_> {
    /// The words of one transcript; none where no coder has finished it or was given parts of it.
    fn transcript(&self, coded: &Coded<'_>, units: &Units) -> Found {
        let document = coded.document;
        let mut found = Found {
            asked: 1,
            by_coder: vec![0; self.hand.coders.len()],
            ..Found::default()
        };
        let mut marks = Vec::new();
        for (coder, count) in self.hand.coders.iter().zip(&mut found.by_coder) {
            let has_looked = match self.drawn {
                Some(drawn) => drawn.has(&document.id),
                None => coder.has_finished(document),
            };
            if has_looked {
                let told = &mut found.told;
                let codebook = &self.job.codebook;
                marks.extend(coder.marks(codebook, document, &coded.transcript, told));
                *count = 1;
            }
        }
        if !found.by_coder.contains(&1) {
            return found;
        }
        found.looked_at = 1;
        let only = self.drawn.map(|drawn| {
            let segmented = Segmented::of(coded, units, self.unit, &[]);
            drawn.spans(coded, segmented)
        });
        found.drawn = only.as_ref().map_or(0, Vec::len);
        found.words = Words::of(
            (&self.job.codebook, self.code),
            coded,
            (units, self.unit),
            &marks,
            self.scope,
            only.as_deref(),
        );
        found
    }
}

impl Found {
    fn add(&mut self, other: Self) {
        self.words.add(other.words);
        self.told.add(other.told);
        self.asked += other.asked;
        self.looked_at += other.looked_at;
        self.drawn += other.drawn;
        self.by_coder.resize(other.by_coder.len(), 0);
        let counts = self.by_coder.iter_mut().zip(other.by_coder);
        counts.for_each(|(mine, theirs)| *mine += theirs);
    }
}

/// `lost` says what of a sample was not found.
fn nothing(job: &Job<'_>, code: CodeIndex, is_missed: bool, lost: Option<String>) -> Failure {
    let id = &job.codebook.code(code).id;
    if let Some(lost) = lost {
        Failure::new(format!(
            "nothing in what was found of the sample is coded as `{id}`, so that no word can be suggested"
        ))
        .help(lost)
    } else if is_missed {
        Failure::new(format!(
            "the rules missed nothing that was coded as `{id}`, so that no word can be suggested"
        ))
        .help("leave --missed out to see the words of all that was coded")
    } else {
        Failure::new(format!(
            "nobody coded anything as `{id}` in what was asked for, so that no word can be suggested"
        ))
        .help("`thematica codings list` shows what was coded; `thematica codings finish` what is finished")
    }
}
