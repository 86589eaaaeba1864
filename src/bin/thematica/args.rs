//! The command line: what can be said, and how its help says it.

use std::io::{self, IsTerminal as _};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};
use thematica::analysis::selection::Filter;
use thematica::report::{Format, Options};
use thematica::transcript::read::{Encoding, UnknownEncoding};

use crate::commands::{
    agree, annotate, cache, check, code, codebook, codings, compare, completions, cooccur, diff,
    evaluate, explain, framework, init, kwic, man, matrix, pseudonymise, query, quotes, report,
    review, sample, saturation, sequence, suggest, themes, transcripts, uncoded, words,
};
use crate::drawing::is_picture;
use crate::failure::Failure;
use crate::output::{self, Destination, Output};
use crate::spreadsheet::{CsvArguments, Separated};

/// Code interview and focus-group transcripts with a YAML codebook.
///
/// Thematica reads transcripts (text, Markdown, Word, OpenDocument, rich text, PDF, web pages, WebVTT, SubRip, tables, and the
/// JSON of speech recognition), applies the rules of a codebook, and gives
/// coded segments, theme frequencies and theme matrices. Every number says what it counts and out of how many, and leads
/// back to the words. The rules propose; people decide. Transcripts are never changed, and nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(
    name = "thematica",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    after_help = "\
Examples:
  thematica init my-study                  Lay out a study around a folder of transcripts
  thematica transcripts my-study           See how each transcript was understood
  thematica check my-study                 Test the codebook on its own examples
  thematica themes my-study                Count who speaks of what

Inside a study's folder its name can be left out: `thematica themes`.
Without a study: `thematica code interviews/ --codebook codebook.yaml`.

Exit status: 0 all is well, 1 `check` found errors, --exit-code a difference or --min a figure that
is too low, 2 something could not be done or was left out.
See `thematica COMMAND --help` for each command."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
}

/// The commands, in the order of the help, which shows the documentation of their arguments.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::Arguments),
    Transcripts(transcripts::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Code(code::Arguments),
    Themes(themes::Arguments),
    Matrix(matrix::Arguments),
    Cooccur(cooccur::Arguments),
    Sequence(sequence::Arguments),
    Compare(compare::Arguments),
    Saturation(saturation::Arguments),
    Quotes(quotes::Arguments),
    Chart(framework::Arguments),
    Report(report::Arguments),
    Query(query::Arguments),
    Kwic(kwic::Arguments),
    Words(words::Arguments),
    Uncoded(uncoded::Arguments),
    Annotate(annotate::Arguments),
    Agree(agree::Arguments),
    Diff(diff::Arguments),
    Review(review::Arguments),
    Sample(sample::Arguments),
    Evaluate(evaluate::Arguments),
    Suggest(suggest::Arguments),
    Codebook(codebook::Arguments),
    Codings(codings::Arguments),
    Pseudonymise(pseudonymise::Arguments),
    Cache(cache::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// What holds for every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "General")]
pub struct Global {
    /// Use at most N threads; the result is the same for any number
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = false
    )]
    pub color: Color,
    /// Print no warnings and no progress
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Keep nothing of transcripts that take long to read, and use nothing that was kept
    #[arg(long, global = true)]
    pub no_cache: bool,
}

impl Global {
    /// How many threads may work.
    pub fn threads(&self) -> usize {
        let machine = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.threads.map_or_else(machine, NonZeroUsize::get)
    }
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes it hold for everything that is printed from now on.
    pub fn settle(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// What is read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct Input {
    /// A study (its folder or its thematica.yaml), or transcripts and folders of transcripts; without one, the study that
    /// the current folder lies in
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The codebook to use in place of the study's
    #[arg(long, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// How the bytes of all transcripts in text stand for letters, whatever the manifest and the bytes say: windows-1252
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,
}

/// Reads the name of an encoding, and says of an unknown one what was probably meant.
pub fn encoding(written: &str) -> Result<Encoding, String> {
    written
        .parse()
        .map_err(|unknown: UnknownEncoding| format!("{unknown}; {}", unknown.help()))
}

/// What is left of it. Each may be given several times.
#[derive(Clone, Debug, Args)]
#[command(
    next_help_heading = "Filters (each may be given several times; several values mean any of them)"
)]
pub struct Filters {
    /// Only this code and those below it, by id or path
    #[arg(long = "code", value_name = "CODE")]
    pub codes: Vec<String>,
    /// Only this transcript, by id, end of its path, or pattern: fg1, phase-1/fg1.txt, 'phase-2/*'
    #[arg(long = "transcript", value_name = "NAME")]
    pub transcripts: Vec<String>,
    /// Only this person, by the id in participants.csv
    #[arg(long = "participant", value_name = "ID")]
    pub participants: Vec<String>,
    /// Only speech under this label
    #[arg(long = "speaker", value_name = "LABEL")]
    pub speakers: Vec<String>,
    /// Only people in this role, or `all`; without it, everyone but moderators
    #[arg(long = "role", value_name = "ROLE")]
    pub roles: Vec<String>,
    /// Only where an attribute of the transcript or the person has this value: phase=1
    #[arg(long = "where", value_name = "KEY=VALUE", value_parser = pair)]
    pub attributes: Vec<(String, String)>,
}

/// Reads an attribute and its value.
pub fn pair(written: &str) -> Result<(String, String), String> {
    match written.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write an attribute and its value as KEY=VALUE: phase=1".to_owned()),
    }
}

impl Filters {
    /// The library's view of them.
    pub fn filter(&self) -> Filter {
        Filter {
            codes: self.codes.clone(),
            transcripts: self.transcripts.clone(),
            participants: self.participants.clone(),
            speakers: self.speakers.clone(),
            roles: self.roles.clone(),
            attributes: self.attributes.clone(),
        }
    }

    /// What was asked for, for the provenance of a result.
    pub fn options(&self) -> Vec<(String, String)> {
        let lists = [
            ("code", &self.codes),
            ("transcript", &self.transcripts),
            ("participant", &self.participants),
            ("speaker", &self.speakers),
            ("role", &self.roles),
        ];
        let lists = lists.into_iter().flat_map(|(name, values)| {
            let values = values.iter();
            values.map(move |value| (name.to_owned(), value.clone()))
        });
        let attributes = self.attributes.iter();
        let attributes =
            attributes.map(|(key, value)| ("where".to_owned(), format!("{key}={value}")));
        lists.chain(attributes).collect()
    }
}

/// Where the result goes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArguments {
    /// How to write the result; without it, what the ending of --output says, else a table
    #[arg(short, long, value_name = "FORMAT", value_parser = formats())]
    pub format: Option<Format>,
    /// Write to this file, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub csv: CsvArguments,
}

/// The names of formats of tables.
pub fn formats() -> impl clap::builder::TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str))
        .map(|name| name.parse().expect("only names of formats are possible"))
}

impl OutputArguments {
    /// Decides on format and destination, before any work is done.
    pub fn output(&self, global: &Global) -> Result<Output, Failure> {
        let destination = Destination::of(self.output.as_deref());
        destination.refuse_folder()?;
        let format = match (self.format, &destination) {
            (Some(format), _) => format,
            (None, Destination::Standard) => Format::default(),
            (None, Destination::File(path)) if is_picture(path) => {
                let message = format!("{} is a picture, and this is a table", path.display());
                return Err(Failure::new(message).help(
                    "commands that can draw it have --chart, as in `thematica themes --chart bar --output themes.svg`",
                ));
            }
            (None, Destination::File(path)) => Format::of_file(path).map_err(|error| {
                Failure::new(error.to_string()).help("name the format with --format")
            })?,
        };
        if format.is_binary() && destination == Destination::Standard && io::stdout().is_terminal()
        {
            let message = format!("{} is nothing for a terminal", format.as_str());
            return Err(Failure::new(message).help(format!(
                "name a file: --output result.{}",
                format.endings()[0]
            )));
        }
        let separated = match format {
            Format::Csv => Separated::Csv,
            Format::Tsv => Separated::Tsv,
            _ => Separated::No,
        };
        self.csv.check(separated, format.as_str(), global);
        let options = Options {
            width: output::width(&destination),
            formulas: self.csv.formulas(),
            mark: self.csv.mark(),
            ..Options::default()
        };
        Ok(Output {
            format,
            options,
            destination,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_shows_examples() {
        for command in Arguments::command().get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Examples:\n"), "{}", command.get_name());
        }
    }

    #[test]
    fn an_attribute_needs_a_name() {
        assert_eq!(pair("a = b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert!(pair("=b").is_err() && pair("a").is_err());
    }
}
