//! Figures of agreement code by code and for all codes together, each with an interval over resampled transcripts.
//!
//! Given are the tallies of each transcript, one for each code. "For all codes together" is three rows, because it is three
//! numbers: see [`pooled`]. Themes hold what lies on the codes below them, so that they would count it again; which codes
//! are pooled is for the caller to say.
//!
//! A code that nobody used has no figure of agreement and is in no pooling: agreement in per cent, AC1 and the like are 1 for
//! it by their formulas, and would make a mean the better the more codes of a codebook are idle. For De Vries' pooled kappa it
//! makes no difference.

use super::bootstrap::{Bootstrapped, Options, Statistic, bootstrap};
use super::figure::{Figure, is_unused};
use super::{Tally, Undefined, pooled};

mod sets;

pub use sets::{SetsOfTranscript, alpha_of_sets};

/// The tallies of one transcript, one for each code.
pub type OfTranscript = Vec<Tally>;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The figures, in their order.
    pub figures: &'a [Figure],
    /// Which codes are pooled, by their place.
    pub pooled: &'a [usize],
    /// How to make intervals; `None` for none.
    pub bootstrap: Option<Options>,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// One code, by its place.
    Code(usize),
    /// [`pooled::stacked`].
    Stacked,
    /// [`pooled::de_vries`].
    Averaged,
    /// [`pooled::mean_of_values`].
    MeanOfCodes,
}

/// The figures of one code, or of all together.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about.
    pub what: What,
    /// Whether nobody used the code, or any of those that are pooled.
    pub is_unused: bool,
    /// What the units add up to; `None` where a mean was taken of figures.
    pub tally: Option<Tally>,
    /// One for each figure that was asked for.
    pub figures: Vec<Measured>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Its value; `None` where a pooling does not exist for it.
    pub value: Option<Result<f64, Undefined>>,
    /// Its interval, where one was asked for.
    pub interval: Option<Bootstrapped>,
}

impl Measured {
    /// The value, where there is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        self.value.and_then(Result::ok)
    }
}

/// Adds up transcripts and computes all figures.
///
/// # Panics
///
/// When there is no transcript, or not all have the same codes and coders.
#[must_use]
pub fn summarise(transcripts: &[OfTranscript], asked: Asked<'_>) -> Vec<Row> {
    let (first, rest) = transcripts.split_first().expect("there is a transcript");
    let mut sum = first.clone();
    for transcript in rest {
        assert_eq!(
            transcript.len(),
            sum.len(),
            "transcripts have the same codes"
        );
        for (all, one) in sum.iter_mut().zip(transcript) {
            all.add(one, 1);
        }
    }
    let pooled = asked.pooled.iter().copied();
    let used: Vec<usize> = pooled.filter(|&code| !is_unused(&sum[code])).collect();
    let whats = whats(&sum, asked);
    let asked = Asked {
        pooled: &used,
        ..asked
    };
    let mut rows: Vec<Row> = whats.map(|what| row(what, &sum, asked)).collect();
    if let Some(options) = asked.bootstrap {
        add_intervals(&mut rows, transcripts, asked, options);
    }
    rows
}

/// The tallies of two of the coders, of the units that both rated: none in a transcript that one of them did not rate.
#[must_use]
pub fn of_pair(transcripts: &[OfTranscript], first: usize, second: usize) -> Vec<OfTranscript> {
    let of_two = |tally: &Tally| {
        let margins = tally.pair(first, second);
        let mut pair = Tally::empty(2, 2);
        let [absent, present] = [margins.agreed[0], margins.agreed[1]];
        pair.count(&[Some(1), Some(1)], present);
        pair.count(&[Some(1), Some(0)], margins.first[1] - present);
        pair.count(&[Some(0), Some(1)], margins.second[1] - present);
        pair.count(&[Some(0), Some(0)], absent);
        pair
    };
    let of_transcript = |tallies: &OfTranscript| tallies.iter().map(of_two).collect();
    transcripts.iter().map(of_transcript).collect()
}

fn whats(codes: &[Tally], asked: Asked<'_>) -> impl Iterator<Item = What> + use<> {
    let together = [What::Stacked, What::Averaged, What::MeanOfCodes];
    // Of one code there is nothing to pool.
    let is_pooled = asked.pooled.len() > 1;
    let together = together.into_iter().filter(move |_| is_pooled);
    (0..codes.len()).map(What::Code).chain(together)
}

fn row(what: What, codes: &[Tally], asked: Asked<'_>) -> Row {
    let is_unused = match what {
        What::Code(code) => is_unused(&codes[code]),
        What::Stacked | What::Averaged | What::MeanOfCodes => asked.pooled.is_empty(),
    };
    let figures = asked.figures.iter().map(|&figure| {
        let mut value = value(figure, what, codes, asked.pooled);
        if is_unused && figure.is_agreement() {
            value = value.map(|_| Err(Undefined::CodeNotUsed));
        }
        Measured {
            value,
            interval: None,
        }
    });
    Row {
        what,
        is_unused,
        tally: match what {
            What::Code(code) => Some(codes[code].clone()),
            What::Stacked => pooled::stacked(of(codes, asked.pooled)).ok(),
            What::Averaged | What::MeanOfCodes => None,
        },
        figures: figures.collect(),
    }
}

/// `None` where the pooling does not exist for the figure: only agreement that is corrected for chance can be averaged
/// before the correction.
fn value(
    figure: Figure,
    what: What,
    codes: &[Tally],
    pooled: &[usize],
) -> Option<Result<f64, Undefined>> {
    let codes_of = || of(codes, pooled);
    Some(match what {
        What::Code(code) => figure.of(&codes[code]),
        What::Stacked => pooled::stacked(codes_of()).and_then(|tally| figure.of(&tally)),
        What::Averaged => {
            let parts: Option<Result<Vec<_>, _>> =
                codes_of().map(|tally| figure.corrected(tally)).collect();
            parts?
                .and_then(pooled::de_vries)
                .and_then(super::ChanceCorrected::value)
        }
        What::MeanOfCodes => {
            pooled::mean_of_values(codes_of().map(|tally| figure.of(tally))).map(|it| it.mean)
        }
    })
}

fn of<'t>(codes: &'t [Tally], chosen: &[usize]) -> impl Iterator<Item = &'t Tally> {
    chosen.iter().map(|&code| &codes[code])
}

type Boxed<'s> = Box<dyn Fn(&OfTranscript) -> Result<f64, Undefined> + Sync + 's>;

/// Every figure that says how far coders agree gets an interval, all over the same replicates of the transcripts in which
/// at least two coders have a unit in common.
fn add_intervals(
    rows: &mut [Row],
    transcripts: &[OfTranscript],
    asked: Asked<'_>,
    options: Options,
) {
    let mut places = Vec::new();
    for (row, of_row) in rows.iter().enumerate() {
        for (at, figure) in asked.figures.iter().enumerate() {
            if figure.is_agreement() && of_row.figures[at].number().is_some() {
                places.push((row, at, *figure, of_row.what));
            }
        }
    }
    let statistics: Vec<Boxed<'_>> = places
        .iter()
        .map(|&(_, _, figure, what)| -> Boxed<'_> {
            Box::new(move |codes| {
                value(figure, what, codes, asked.pooled).unwrap_or(Err(Undefined::NothingRated))
            })
        })
        .collect();
    let statistics: Vec<Statistic<'_, OfTranscript>> = statistics
        .iter()
        .map(|it| &**it as Statistic<'_, OfTranscript>)
        .collect();
    // A transcript without a unit that two rated says nothing: it must not be drawn in place of one that does.
    let has_common = |it: &&OfTranscript| it.iter().any(|tally| tally.comparable_units() > 0);
    let clusters: Vec<OfTranscript> = transcripts.iter().filter(has_common).cloned().collect();
    let found = bootstrap(&clusters, options, &statistics);
    for ((row, at, ..), interval) in places.into_iter().zip(found) {
        rows[row].figures[at].interval = Some(interval);
    }
}

#[cfg(test)]
mod tests;
