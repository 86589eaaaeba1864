//! `suggest`: words that the rules of a code may be missing.

use clap::Args;
use thematica::analysis::coded::Coded;
use thematica::analysis::keyness::{Candidate, Kind, Scope, Words, stop_words};
use thematica::codebook::CodeIndex;
use thematica::report::{Cell, Column, Table};
use thematica::transcript::Units;
use thematica::yaml::scalar;

use super::hand::{Hand, HandArguments, Need, Told};
use super::job::{Job, digests};
use super::themes::for_eyes;
use crate::args::{Filters, Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages::counted;
use crate::status::Status;

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

/// Suggests words.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output()?;
    let filters = Filters {
        codes: vec![arguments.wanted.clone()],
        ..arguments.filters.clone()
    };
    if !arguments.filters.codes.is_empty() {
        return Err(Failure::new("`suggest` is about one code").help("leave --code out"));
    }
    let job = Job::open(&arguments.input, &filters, &output, global)?;
    let code = job.codebook.find(&arguments.wanted);
    let code = code.expect("the filters refuse a code that is not there");
    let hand = arguments.hand.open(&job, Need::Finished, global)?;
    let scope = if arguments.missed {
        Scope::Missed
    } else {
        Scope::Coded
    };
    let mut words = Words::default();
    let mut told = Told::default();
    let work =
        |coded: &Coded<'_>, units: &Units| transcript(&job, &hand, (code, scope), coded, units);
    let done = job.run(digests(output.format), work, |found| {
        if let Some((more, notes)) = found {
            words.add(more);
            told.add(notes);
        }
        Ok(())
    })?;
    if words.counts().0 == 0 {
        return Err(nothing(&job, code, arguments.missed));
    }
    let mut found = words.candidates(job.codebook.language, arguments.least);
    let before = found.len();
    if !arguments.all {
        found.retain(|it| it.caught < it.contrast.here);
    }
    let caught = before - found.len();
    let all = found.len();
    found.truncate(arguments.most);
    let eyes = for_eyes(output.format);
    let title = format!("Words for {}", job.codebook.code(code).label);
    let mut table = Table::new(title, columns(eyes));
    for candidate in &found {
        table.push(row(candidate, eyes));
    }
    notes(&job, &words, (arguments, caught, all), &mut table);
    table.notes.extend(told.notes("the coders"));
    table.notes.extend(done.note());
    let [least, most] = [arguments.least.to_string(), arguments.most.to_string()];
    let mut options = arguments.hand.options(&hand);
    options.push(("least", least));
    options.push(("most", most));
    if arguments.missed {
        options.push(("missed", "yes".to_owned()));
    }
    let options: Vec<(&str, &str)> = options.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let mut made_by = job.made_by("suggest", &options);
    made_by.inputs.clone_from(&done.inputs);
    output.table(&table, &made_by)?;
    let is_whole = hand.is_whole() && told.is_whole();
    Ok(match done.status() {
        Status::Clean if !is_whole => Status::NotDone,
        status => status,
    })
}

/// The words of one transcript; nothing where no coder has finished it.
fn transcript(
    job: &Job<'_>,
    hand: &Hand,
    (code, scope): (CodeIndex, Scope),
    coded: &Coded<'_>,
    units: &Units,
) -> Option<(Words, Told)> {
    let coders = hand.coders.iter();
    let coders = coders.filter(|coder| coder.has_finished(coded.document));
    let mut told = Told::default();
    let mut is_finished = false;
    let mut marks = Vec::new();
    for coder in coders {
        is_finished = true;
        let document = coded.document;
        marks.extend(coder.marks(&job.codebook, document, &coded.transcript, &mut told));
    }
    let what = (&job.codebook, code);
    let units = (units, job.study.unit);
    is_finished.then(|| (Words::of(what, coded, units, &marks, scope), told))
}

fn nothing(job: &Job<'_>, code: CodeIndex, is_missed: bool) -> Failure {
    let id = &job.codebook.code(code).id;
    if is_missed {
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

fn columns(eyes: bool) -> Vec<Column> {
    let decimals = |few| if eyes { few } else { 6 };
    let mut columns = vec![Column::text("words", "Words")];
    if !eyes {
        columns.push(Column::text("kind", "kind"));
    }
    columns.extend([
        Column::count("coded", "Coded"),
        Column::count("rest", "Rest"),
        Column::number("expected", "Expected", decimals(1)),
        Column::number("coded_per_1000", "Coded per 1,000", decimals(2)),
        Column::number("rest_per_1000", "Rest per 1,000", decimals(2)).gives_way(),
        Column::number("log_likelihood", "LL", decimals(2)),
    ]);
    if !eyes {
        columns.push(Column::number("log_likelihood_four_cells", "", 6));
    }
    columns.extend([
        Column::number("log_ratio", "Log ratio", decimals(2)),
        Column::count("transcripts", "Transcripts").gives_way(),
        Column::count("caught", "Caught"),
        Column::text("remarks", "Remarks"),
        Column::text("rule", "Rule"),
    ]);
    columns
}

fn row(candidate: &Candidate, eyes: bool) -> Vec<Cell> {
    let contrast = candidate.contrast;
    let mut row = vec![Cell::text(&candidate.written)];
    if !eyes {
        row.push(Cell::text(match candidate.kind {
            Kind::Word => "word",
            Kind::Pair => "pair",
        }));
    }
    row.extend([
        Cell::Count(contrast.here),
        Cell::Count(contrast.there),
        Cell::Number(contrast.expected_here()),
        Cell::Number(contrast.per_thousand_here()),
        Cell::Number(contrast.per_thousand_there()),
        Cell::Number(contrast.log_likelihood()),
    ]);
    if !eyes {
        row.push(Cell::Number(contrast.log_likelihood_of_four_cells()));
    }
    row.extend([
        Cell::Number(contrast.log_ratio()),
        Cell::Count(candidate.transcripts),
        Cell::Count(candidate.caught),
        Cell::maybe(contrast.is_small().then_some("small counts")),
        Cell::text(format!("- {}", scalar(&candidate.written))),
    ]);
    row
}

fn notes(
    job: &Job<'_>,
    words: &Words,
    (arguments, caught, all): (&Arguments, usize, usize),
    table: &mut Table,
) {
    let (here, there) = words.counts();
    let number = |count: u64| counted(usize::try_from(count).unwrap_or(usize::MAX), "word");
    let what = if arguments.missed {
        "coded in segments that the rules missed"
    } else {
        "coded"
    };
    table.note(format!(
        "{} {what}, {} in the rest of what was finished. Pairs are counted out of pairs.",
        number(here),
        number(there)
    ));
    if table.rows.is_empty() {
        table.note(format!(
            "No word or pair stands there at least {} and more often than expected: --least.",
            counted(
                usize::try_from(arguments.least).unwrap_or(usize::MAX),
                "time"
            )
        ));
    }
    table.note("LL is the log-likelihood of Rayson and Garside (two cells; other formats have Dunning's, of four cells, as well); the log ratio is Hardie's: 1 is twice as frequent, 2 four times. Caught is how many of the coded ones a rule of the code matches.");
    table.note("Small counts: fewer than 5 are expected on one side, so that chance alone may have made it.");
    let shown = table.rows.len();
    if all > shown {
        table.note(format!(
            "{} more are not shown: --most.",
            thematica::text::grouped((all - shown) as u64)
        ));
    }
    if caught > 0 {
        table.note(format!(
            "{} that the rules match wherever they are coded are left out: --all.",
            counted(caught, "word or pair").replace("word or pairs", "words and pairs")
        ));
    }
    if stop_words(job.codebook.language).is_none() {
        table.note(format!(
            "There is no list of stop words for the language `{}`: articles and pronouns are among the words.",
            job.codebook.language.code()
        ));
    }
}
