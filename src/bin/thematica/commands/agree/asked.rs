//! What `agree` is asked: who is compared on what, by which figures.

use clap::{Args, ValueEnum};
use thematica::analysis::agreement::figure::Figure;
use thematica::analysis::agreement::rated::Grain;
use thematica::codebook::Unit;

use super::gate::Minimum;

/// Who is compared on what.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Comparison")]
pub struct Comparison {
    /// Compare this coder; may be given several times. Without it, all who have
    /// codings, but none whom `codings merge` made of others; `rules` are those of the codebook
    #[arg(long = "coder", value_name = "NAME")]
    pub coders: Vec<String>,
    /// Compare coders two by two
    #[arg(long)]
    pub pairs: bool,
    /// What is compared; without it, the study's unit
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<UnitName>,
    /// Which units there are: all that was said, or only what some coder coded
    #[arg(long, value_name = "WHICH", default_value = "all")]
    pub universe: UniverseName,
    /// How much of a unit's words a coder has to cover, in percent; without it, one word. For spans: how much two have to
    /// share of what both cover; without it, 50
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub overlap: Option<u32>,
    /// Take each transcript in which a coder has codings for finished
    #[arg(long)]
    pub assume_finished: bool,
}

/// What is taken where nothing is asked for.
pub const CONFIDENCE: f64 = 0.95;
pub const SAMPLES: usize = 1000;
pub const SEED: u64 = 1;

/// Which figures, and what is done with them.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Figures")]
pub struct FigureArguments {
    /// Only this figure: percent, kappa, alpha, ac1, bp, pi, fleiss, conger, light, positive (f1), ...; may be given several
    /// times
    #[arg(long = "coefficient", value_name = "NAME", value_parser = figure)]
    pub figures: Vec<Figure>,
    /// All figures in a table too; CSV and JSON have them anyway
    #[arg(long, conflicts_with = "figures")]
    pub all: bool,
    /// How sure intervals are to be
    #[arg(long, value_name = "SHARE", default_value_t = CONFIDENCE, value_parser = confidence)]
    pub confidence: f64,
    /// Make intervals by drawing the transcripts anew so many times; 0 makes none
    #[arg(long, value_name = "N", default_value_t = SAMPLES)]
    pub bootstrap: usize,
    /// What the drawing begins with: the same seed gives the same intervals
    #[arg(long, value_name = "NUMBER", default_value_t = SEED)]
    pub seed: u64,
    /// List the units on which coders differ, in place of figures
    #[arg(long)]
    pub disagreements: bool,
    /// End with exit status 1 where a code's figure is lower or does not exist: alpha=0.67; may be given several times. Rows
    /// about all codes have their name before the figure: stacked-, averaged-, mean- or sets-; for spans u-, binary-u- or cu-
    #[arg(long = "min", value_name = "NAME=NUMBER", value_parser = Minimum::parse)]
    pub minima: Vec<Minimum>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UnitName {
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
pub enum UniverseName {
    /// All that was said by those who count
    All,
    /// What at least one of the coders coded
    Coded,
}

/// What is compared.
pub fn grain(unit: Option<UnitName>, of_study: Unit) -> Grain {
    match unit {
        None | Some(UnitName::Segment) => Grain::Segment(of_study),
        Some(UnitName::Sentence) => Grain::Segment(Unit::Sentence),
        Some(UnitName::Paragraph) => Grain::Segment(Unit::Paragraph),
        Some(UnitName::Turn) => Grain::Segment(Unit::Turn),
        Some(UnitName::Character | UnitName::Span) => Grain::Character,
    }
}

/// Reads the name of a figure.
pub fn figure(written: &str) -> Result<Figure, String> {
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
