//! `--unit span`: codings as they were drawn, without given units.

use std::ops::Range;

use thematica::analysis::agreement::bootstrap::{Bootstrapped, bootstrap};
use thematica::analysis::agreement::figure::Figure;
use thematica::analysis::agreement::rated::Alike;
use thematica::analysis::agreement::unitizing::Continuum;
use thematica::analysis::agreement::unitizing::linear::{CodeAlpha, Coincidences};
use thematica::analysis::agreement::unitizing::overlap::Matches;
use thematica::analysis::agreement::unitizing::squared;
use thematica::analysis::agreement::{ChanceCorrected, Undefined};

use super::compared::Compared;
use super::gate::{self, Candidate, Gate, Rows};
use super::{Arguments, Task, UniverseName, notes};
use crate::failure::Failure;

mod table;

pub use table::table;

/// Refuses what has no meaning without units.
pub fn allowed(arguments: &Arguments) -> Result<(), Failure> {
    let figures = &arguments.figures;
    if !figures.figures.is_empty() {
        return Err(Failure::new(
            "--coefficient chooses among figures of units, and spans have none",
        )
        .help("leave it away: --unit span has figures of its own"));
    }
    if arguments.comparison.universe == UniverseName::Coded {
        return Err(
            Failure::new("--universe chooses among units, and spans have none")
                .help("leave it away, or compare characters: --unit character"),
        );
    }
    let known = [Figure::Alpha, Figure::Positive];
    if let Some(other) = figures.minima.iter().find(|it| !known.contains(&it.figure)) {
        let message = format!("{} does not exist for spans", other.figure);
        return Err(Failure::new(message).help(
            "--min takes alpha (u-alpha of each code, and of rows about all codes as u-alpha, binary-u-alpha and cu-alpha) and f1 (the share of spans that match) here",
        ));
    }
    Ok(())
}

/// What is compared in a block of rows: all coders together, or two of them.
pub struct Block {
    coders: Vec<usize>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Code(usize),
    /// Where and what: `u-α` of all codes.
    Both,
    /// Where, whatever the code: `|u|-α`.
    Where,
    /// What, where both marked something: `cu-α`.
    Which,
}

struct Row {
    what: What,
    /// Spans of each coder.
    spans: Vec<usize>,
    /// Added up over pairs of coders.
    matches: Option<Matches>,
    alpha: Result<f64, Undefined>,
    interval: Option<Bootstrapped>,
    /// `αU` of 2004.
    squared: Option<Result<f64, Undefined>>,
    /// `(k)u-α`.
    code: Option<Result<CodeAlpha, Undefined>>,
}

/// Computes all figures.
pub fn blocks(task: &Task<'_>, compared: &Compared) -> Vec<Block> {
    let groups = task.groups().into_iter();
    groups.map(|coders| block(task, compared, coders)).collect()
}

/// The places of a code and those below it among the codes that are compared.
fn below(task: &Task<'_>, compared: &Compared, code: usize) -> Range<usize> {
    let subtree = &task.job.codebook.code(compared.codes[code]).subtree;
    code..code + subtree.len()
}

fn block(task: &Task<'_>, compared: &Compared, coders: Vec<usize>) -> Block {
    let all = all(compared, &coders);
    let mut rows: Vec<Row> = (0..compared.codes.len())
        .map(|code| of_code(task, compared, &coders, code, &all))
        .collect();
    if compared.codes.len() > 1 {
        rows.extend(together(task, compared, &coders, &all));
    }
    Block { coders, rows }
}

/// The coincidences of all codes, by transcript.
fn all(compared: &Compared, coders: &[usize]) -> Result<Vec<Coincidences>, Undefined> {
    let count = compared.codes.len();
    let texts = compared.spans.iter().map(|it| it.all(coders));
    texts.map(|text| Coincidences::of(&text, count)).collect()
}

fn sum(texts: &[Coincidences], codes: usize) -> Coincidences {
    use thematica::analysis::agreement::bootstrap::Resampled as _;
    let mut sum = Coincidences::empty(codes);
    for text in texts {
        sum.add(text, 1);
    }
    sum
}

type Alpha = fn(&Coincidences) -> Result<ChanceCorrected, Undefined>;

/// An alpha over all transcripts, with its interval.
fn measured(
    task: &Task<'_>,
    texts: &[Coincidences],
    codes: usize,
    alpha: Alpha,
) -> (Result<f64, Undefined>, Option<Bootstrapped>) {
    let of = |sum: &Coincidences| alpha(sum).and_then(ChanceCorrected::value);
    let value = of(&sum(texts, codes));
    let options = task.bootstrap().filter(|_| value.is_ok());
    // What fewer than two of them read must not be drawn in place of what two did.
    let is_paired = |it: &&Coincidences| it.unpaired() == 0;
    let paired: Vec<Coincidences> = texts.iter().filter(is_paired).cloned().collect();
    (value, options.map(|it| bootstrap(&paired, it, &[&of])[0]))
}

fn of_code(
    task: &Task<'_>,
    compared: &Compared,
    coders: &[usize],
    code: usize,
    all: &Result<Vec<Coincidences>, Undefined>,
) -> Row {
    let codes = below(task, compared, code);
    let texts: Vec<Continuum> = compared
        .spans
        .iter()
        .map(|it| it.of_codes(coders, codes.clone()))
        .collect();
    let coincidences: Result<Vec<_>, _> = texts.iter().map(|it| Coincidences::of(it, 1)).collect();
    let coincidences = coincidences.expect("one code does not overlap another one");
    let (mut alpha, interval) = measured(task, &coincidences, 1, Coincidences::u_alpha);
    let spans = spans(compared, coders, &codes);
    if spans.iter().all(|count| *count == 0) {
        alpha = Err(Undefined::CodeNotUsed);
    }
    // Only of a code without codes below it: what lies on them has codes of their own in there.
    let of_all = all.as_ref().map_err(|reason| *reason);
    let count = compared.codes.len();
    let code_alpha = (codes.len() == 1 && count > 1)
        .then(|| of_all.and_then(|texts| sum(texts, count).code_alpha(code)));
    Row {
        what: What::Code(code),
        spans,
        matches: Some(matches(task, compared, coders, &codes, Alike::AnyOfThem)),
        alpha,
        interval,
        squared: Some(of_squares(&texts, coders.len(), 1)),
        code: code_alpha,
    }
}

fn together(
    task: &Task<'_>,
    compared: &Compared,
    coders: &[usize],
    all: &Result<Vec<Coincidences>, Undefined>,
) -> Vec<Row> {
    let count = compared.codes.len();
    let alphas: [(What, Alpha); 3] = [
        (What::Both, Coincidences::u_alpha),
        (What::Where, Coincidences::binary_u_alpha),
        (What::Which, Coincidences::cu_alpha),
    ];
    let row = |(what, alpha): (What, Alpha)| {
        let (alpha, interval) = match all {
            Ok(texts) => measured(task, texts, count, alpha),
            Err(reason) => (Err(*reason), None),
        };
        let is_first = what == What::Both;
        let codes = 0..count;
        Row {
            what,
            spans: if is_first {
                spans(compared, coders, &codes)
            } else {
                Vec::new()
            },
            matches: is_first.then(|| matches(task, compared, coders, &codes, Alike::SameCode)),
            alpha,
            interval,
            squared: is_first.then(|| {
                let texts: Vec<_> = compared.spans.iter().map(|it| it.all(coders)).collect();
                of_squares(&texts, coders.len(), count)
            }),
            code: None,
        }
    };
    alphas.map(row).into()
}

fn spans(compared: &Compared, coders: &[usize], codes: &Range<usize>) -> Vec<usize> {
    let of = |coder: &usize| {
        let texts = compared.spans.iter();
        texts.map(|it| it.count(*coder, codes.clone())).sum()
    };
    coders.iter().map(of).collect()
}

/// Over all pairs of the coders.
fn matches(
    task: &Task<'_>,
    compared: &Compared,
    coders: &[usize],
    codes: &Range<usize>,
    alike: Alike,
) -> Matches {
    let mut sum = Matches::default();
    for (at, &first) in coders.iter().enumerate() {
        for &second in &coders[at + 1..] {
            for text in &compared.spans {
                let pair = (first, second);
                sum.add(text.matches(pair, codes.clone(), alike, task.same_span()));
            }
        }
    }
    sum
}

/// `αU` of 2004 of the transcripts that all coders have finished, one behind the other.
fn of_squares(texts: &[Continuum], coders: usize, codes: usize) -> Result<f64, Undefined> {
    let complete = texts.iter().filter(|text| text.coders().len() == coders);
    let complete: Vec<Continuum> = complete.cloned().collect();
    if complete.is_empty() {
        return Err(Undefined::NoCompleteUnit);
    }
    let codes = u32::try_from(codes).expect("codes have 32 bits");
    squared::alpha_over_codes(&Continuum::concatenated(&complete), 0..codes)
}

/// Looks at all minima.
pub fn gate(task: &Task<'_>, compared: &Compared, blocks: &[Block]) -> Gate {
    let mut gate = Gate::default();
    for block in blocks {
        let who = gate::who(task, &block.coders);
        for minimum in &task.wanted.minima {
            let is_wanted = |what: What| match what {
                What::Code(_) => minimum.rows == Rows::Codes,
                What::Both => minimum.rows == Rows::U,
                What::Where => minimum.rows == Rows::BinaryU,
                What::Which => minimum.rows == Rows::Cu,
            };
            let wanted = block.rows.iter().filter(|row| is_wanted(row.what));
            let candidates: Vec<Candidate<'_>> = wanted
                .map(|row| Candidate {
                    name: match row.what {
                        What::Code(code) => notes::id(&task.job.codebook, compared, code),
                        _ => minimum.rows.label(),
                    },
                    value: match minimum.figure {
                        Figure::Alpha => row.alpha,
                        _ => share(row).unwrap_or(Err(Undefined::NoSegment)),
                    },
                    is_unused: row.is_unused(),
                })
                .collect();
            if candidates.is_empty() {
                gate.failing.push(format!(
                    "--min {minimum}{who} had nothing to look at: there is one code alone"
                ));
            } else {
                minimum.look_at(&who, &candidates, &mut gate);
            }
        }
    }
    gate
}

impl Row {
    /// Whether it is of a code that nobody laid.
    fn is_unused(&self) -> bool {
        matches!(self.what, What::Code(_)) && self.spans.iter().all(|count| *count == 0)
    }
}

fn share(row: &Row) -> Option<Result<f64, Undefined>> {
    row.matches.map(Matches::share_of_both)
}

fn names<'t>(task: &'t Task<'_>, block: &Block) -> Vec<&'t str> {
    let coders = block.coders.iter();
    coders.map(|it| task.coders.names[*it].as_str()).collect()
}
