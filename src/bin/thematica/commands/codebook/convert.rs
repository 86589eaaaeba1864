//! `codebook convert`: codebooks to and from spreadsheets, dictionaries and documents.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use thematica::codebook::{self, Codebook};
use thematica::diagnostic::{Diagnostic, Severity};
use thematica::exchange::{
    self, Draft, Format, Formulas, Import, ReadError, Separated, Separator, UnknownFormat,
    WriteError,
};
use thematica::report;
use thematica::text::Source;

use super::read;
use crate::args::Global;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::Destination;
use crate::spreadsheet::{self, CsvArguments};
use crate::status::Status;

/// Convert a codebook to and from spreadsheets, dictionaries and documents.
///
/// A codebook (YAML) becomes a CSV, TSV or Excel table, which can be edited and converted back, or a document in Markdown
/// or HTML. Tables that others made, whatever their columns are called, and dictionaries of quanteda and LIWC become a
/// codebook. What the other format cannot hold is told, with its cell or line.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codebook convert codebook.yaml --output codebook.xlsx  A table to edit in Excel
  thematica codebook convert codebook.xlsx --output codebook.yaml  And back
  thematica codebook convert codebook.yaml --output codebook.html  A document to read and print
  thematica codebook convert terms.dic --output codebook.yaml      A dictionary of LIWC

Without --output and --to, other formats become a codebook on standard output.
Exit status: 0 all was converted, 2 it could not be, or something was left out (and told).")]
pub struct Arguments {
    /// The file to convert (.yaml, .csv, .tsv, .xlsx, .dic or .dicx), or the name of a codebook that comes with the program
    #[arg(value_name = "FILE")]
    input: PathBuf,
    /// What the file is; without it, what its ending says
    #[arg(long, value_name = "FORMAT", value_parser = formats(Format::is_read))]
    from: Option<Format>,
    /// What to make of it; without it, what the ending of --output says
    #[arg(long, value_name = "FORMAT", value_parser = formats(Format::is_written), help_heading = "Output")]
    to: Option<Format>,
    /// Write to this file, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Write over a codebook that is there; its comments are lost
    #[arg(long, help_heading = "Output")]
    force: bool,
    #[command(flatten)]
    csv: CsvArguments,
}

fn formats(fits: fn(Format) -> bool) -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.into_iter().filter(move |format| fits(*format));
    PossibleValuesParser::new(names.map(Format::as_str)).map(|name| {
        let mut all = Format::ALL.into_iter();
        all.find(|format| format.as_str() == name)
            .expect("only names of formats are possible")
    })
}

/// Converts and says what became of it.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let destination = Destination::of(arguments.output.as_deref());
    destination.refuse_folder()?;
    let from = from(arguments)?;
    let to = to(arguments, from)?;
    refuse(arguments, to, &destination)?;
    let separated = match to {
        Format::Csv => spreadsheet::Separated::Csv,
        Format::Tsv => spreadsheet::Separated::Tsv,
        _ => spreadsheet::Separated::No,
    };
    arguments.csv.check(separated, to.as_str(), global);
    let (codebook, status) = if from == Format::Yaml {
        let codebook = read::codebook(&arguments.input, global)?;
        let comments = exchange::tell_comments(&codebook.source);
        messages::briefly(comments.as_ref(), global);
        (codebook, Status::Clean)
    } else {
        foreign(arguments, from, global)?
    };
    write(&codebook, arguments, to, &destination)?;
    if destination != Destination::Standard {
        messages::remark(&summary(&codebook), global);
    }
    Ok(status)
}

/// What the input is. A dictionary of quanteda has the ending of a codebook, and other keys.
fn from(arguments: &Arguments) -> Result<Format, Failure> {
    if let Some(format) = arguments.from {
        return Ok(format);
    }
    if !arguments.input.exists() && arguments.input.extension().is_none() {
        // A name without a file: one of the codebooks that come with the program, or a slip.
        return Ok(Format::Yaml);
    }
    let format = format_of(&arguments.input, "--from")?;
    if format == Format::Yaml {
        let source = read::text(&arguments.input, &mut Vec::new())?;
        let is_dictionary = exchange::is_dictionary(&source);
        return Ok(if is_dictionary {
            Format::Quanteda
        } else {
            format
        });
    }
    if !format.is_read() {
        let message = format!(
            "{} is {}, which cannot be read back into a codebook",
            arguments.input.display(),
            format.described()
        );
        return Err(Failure::new(message).help("convert the codebook that it was made from"));
    }
    Ok(format)
}

fn to(arguments: &Arguments, from: Format) -> Result<Format, Failure> {
    let named = arguments
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let to = match (arguments.to, named) {
        (Some(format), _) => format,
        (None, Some(path)) => format_of(path, "--to")?,
        (None, None) if from != Format::Yaml => Format::Yaml,
        (None, None) => {
            let names = "csv, tsv, xlsx, md or html";
            return Err(
                Failure::new("what should the codebook become?").help(format!(
                    "name a format with --to ({names}), or a file with --output"
                )),
            );
        }
    };
    if !to.is_written() {
        let message = format!("codebooks cannot be written as {}", to.described());
        return Err(Failure::new(message).help("tables can be written: --to csv"));
    }
    if (from, to) == (Format::Yaml, Format::Yaml) {
        return Err(Failure::new("this is a codebook in YAML already")
            .help("`thematica codebook format` lays its file out"));
    }
    Ok(to)
}

fn format_of(path: &Path, option: &str) -> Result<Format, Failure> {
    Format::of_file(path).map_err(|error| {
        let help = match &error {
            UnknownFormat::Refi { .. } => {
                "export the codebook as a table from the program that wrote it (CSV or Excel), and convert that".to_owned()
            }
            UnknownFormat::Spreadsheet { .. } => "save it as .xlsx or .csv".to_owned(),
            UnknownFormat::Ending { .. } => format!("name the format with {option}"),
        };
        Failure::new(error.to_string()).help(help)
    })
}

/// Refuses to write over the input or a codebook that is there, or a workbook onto a screen.
fn refuse(arguments: &Arguments, to: Format, destination: &Destination) -> Result<(), Failure> {
    match destination {
        Destination::Standard if to == Format::Xlsx && io::stdout().is_terminal() => Err(
            Failure::new("an Excel workbook is nothing to look at in a terminal")
                .help("name a file with --output"),
        ),
        Destination::File(path) => {
            let same = fs::canonicalize(path)
                .ok()
                .zip(fs::canonicalize(&arguments.input).ok());
            if same.is_some_and(|(to, from)| to == from) {
                let message = format!("{} would be written over itself", path.display());
                return Err(Failure::new(message).help("name another file with --output"));
            }
            // A table has no comments, so those of the codebook that it was made from would be gone.
            if to == Format::Yaml && path.exists() && !arguments.force {
                let message = format!("{} is there already", path.display());
                return Err(Failure::new(message).help(
                    "name another file with --output, or write over it with --force: its comments are lost then",
                ));
            }
            Ok(())
        }
        Destination::Standard => Ok(()),
    }
}

/// A codebook made of another format, and whether all of it was kept.
fn foreign(
    arguments: &Arguments,
    from: Format,
    global: &Global,
) -> Result<(Codebook, Status), Failure> {
    let name = arguments.input.display().to_string();
    let bytes = bytes(&arguments.input)
        .map_err(|error| Failure::new(format!("{name} cannot be read: {error}")))?;
    let Import { draft, diagnostics } =
        exchange::read(&name, bytes, from).map_err(|error| unreadable(error, global))?;
    messages::briefly(&diagnostics, global);
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    let status = if diagnostics.iter().any(is_error) {
        Status::NotDone
    } else {
        Status::Clean
    };
    let source = Source::new(
        format!("the codebook made of {name}"),
        exchange::yaml(&draft),
    );
    let parsed = codebook::parse(Arc::new(source));
    match parsed.codebook {
        Some(codebook) if !parsed.diagnostics.iter().any(is_error) => {
            messages::briefly(&parsed.diagnostics, global);
            Ok((codebook, status))
        }
        _ => {
            messages::error(
                &format!("{name} would become a codebook with faults, so nothing was written"),
                Some("mend what stands below in the file that is converted"),
            );
            Err(Failure::Written(errors(parsed.diagnostics)))
        }
    }
}

/// The largest file that is read. A codebook is a thousand times smaller: this is another file by mistake.
const MOST_MIB: u64 = 64;

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > MOST_MIB << 20 {
        return Err(io::Error::other(format!(
            "it is larger than {MOST_MIB} MiB"
        )));
    }
    fs::read(path)
}

fn errors(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    diagnostics.into_iter().filter(is_error).collect()
}

fn unreadable(error: ReadError, global: &Global) -> Failure {
    let message = error.to_string();
    match error {
        ReadError::Syntax(fault) => Failure::from(*fault),
        ReadError::NoCodes { diagnostics, .. } => {
            messages::briefly(&diagnostics, global);
            Failure::new(message).help(
                "a row should name the columns, one of them `code`, `id`, `label`, `tag`, `name` or `theme`; \
                 see docs/codebook-tables.md",
            )
        }
        ReadError::Workbook(_) | ReadError::NotRead(_) => Failure::new(message),
    }
}

fn write(
    codebook: &Codebook,
    arguments: &Arguments,
    to: Format,
    destination: &Destination,
) -> Result<(), Failure> {
    let draft = Draft::of(codebook);
    let separated = |separator| Separated {
        separator,
        formulas: match arguments.csv.formulas() {
            report::Formulas::Defuse => Formulas::Defuse,
            report::Formulas::Keep => Formulas::Keep,
        },
    };
    match to {
        // The text that was parsed, with the remarks that stand in it as comments.
        Format::Yaml => destination.write(|out| out.write_all(codebook.source.text().as_bytes())),
        Format::Csv => destination.write(|out| {
            if arguments.csv.mark() == report::ByteOrderMark::With {
                out.write_all("\u{feff}".as_bytes())?;
            }
            exchange::write_table(&draft, separated(Separator::Comma), out)
        }),
        Format::Tsv => {
            destination.write(|out| exchange::write_table(&draft, separated(Separator::Tab), out))
        }
        Format::Xlsx => {
            let mut bytes = Vec::new();
            exchange::write_workbook(&draft, &mut bytes).map_err(|error| workbook(&error))?;
            destination.write(|out| out.write_all(&bytes))
        }
        Format::Markdown => destination.write(|out| exchange::write_markdown(&draft, out)),
        Format::Html => destination.write(|out| exchange::write_html(&draft, out)),
        Format::Quanteda | Format::Liwc => unreachable!("`to` refuses what is not written"),
    }
}

fn workbook(error: &WriteError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        WriteError::LongCell { .. } => failure.help("CSV holds it: --to csv"),
        _ => failure,
    }
}

/// What the codebook has: `2 themes, 22 codes, 140 rules, 80 examples`.
fn summary(codebook: &Codebook) -> String {
    let codes = codebook.codes.iter();
    let themes = codes.clone().filter(|code| code.parent.is_none()).count();
    let examples = codes.map(|code| code.examples.len() + code.counterexamples.len());
    let counts = [
        counted(themes, "theme"),
        counted(codebook.codes.len() - themes, "code") + " below",
        counted(codebook.rules.len(), "rule"),
        counted(examples.sum(), "example"),
    ];
    counts.join(", ")
}
