//! The commands, one file each, and what several of them do first.

use std::io::Read as _;
use std::path::Path;

use std::fs;

use thematica::codebook::Codebook;
use thematica::diagnostic::{Diagnostic, Severity};
use thematica::report::{MadeWith, Provenance};
use thematica::study::{
    ENDINGS, MANIFEST, OpenError, Study, Target, codebook_of_bytes, codebook_text,
};
use thematica::text::sha256;

use crate::args::{Arguments, Command, Global, Input};
use crate::failure::Failure;
use crate::messages;
use crate::status::Status;

pub mod agree;
pub mod annotate;
mod by;
pub mod cache;
mod called;
mod charts;
pub mod check;
pub mod code;
pub mod codebook;
pub mod codings;
pub mod compare;
pub mod completions;
pub mod cooccur;
pub mod diff;
mod drawn;
pub mod evaluate;
pub mod explain;
pub mod framework;
mod hand;
mod heading;
pub mod init;
mod job;
pub mod kwic;
pub mod man;
pub mod matrix;
mod pairs;
mod place;
pub mod pseudonymise;
pub mod query;
mod quotable;
pub mod quotes;
pub mod report;
mod retired;
pub mod review;
pub mod sample;
pub mod saturation;
pub mod sequence;
pub mod suggest;
pub mod themes;
pub mod transcripts;
pub mod uncoded;
mod whose;
pub mod words;

/// Does what the command line says.
pub fn run(arguments: Arguments) -> Result<Status, Failure> {
    let Arguments { command, global } = arguments;
    match command {
        Command::Init(arguments) => init::run(&arguments, &global),
        Command::Transcripts(arguments) => transcripts::run(&arguments, &global),
        Command::Check(arguments) => check::run(&arguments, &global),
        Command::Review(arguments) => review::run(&arguments, &global),
        Command::Sample(arguments) => sample::run(&arguments, &global),
        Command::Suggest(arguments) => suggest::run(&arguments, &global),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Code(arguments) => code::run(&arguments, &global),
        Command::Themes(arguments) => themes::run(&arguments, &global),
        Command::Matrix(arguments) => matrix::run(&arguments, &global),
        Command::Compare(arguments) => compare::run(&arguments, &global),
        Command::Saturation(arguments) => saturation::run(&arguments, &global),
        Command::Chart(arguments) => framework::run(&arguments, &global),
        Command::Quotes(arguments) => quotes::run(&arguments, &global),
        Command::Report(arguments) => report::run(&arguments, &global),
        Command::Cooccur(arguments) => cooccur::run(&arguments, &global),
        Command::Sequence(arguments) => sequence::run(&arguments, &global),
        Command::Kwic(arguments) => kwic::run(&arguments, &global),
        Command::Uncoded(arguments) => uncoded::run(&arguments, &global),
        Command::Words(arguments) => words::run(&arguments, &global),
        Command::Query(arguments) => query::run(&arguments, &global),
        Command::Annotate(arguments) => annotate::run(&arguments, &global),
        Command::Agree(arguments) => agree::run(&arguments, &global),
        Command::Diff(arguments) => diff::run(&arguments, &global),
        Command::Evaluate(arguments) => evaluate::run(&arguments, &global),
        Command::Pseudonymise(arguments) => pseudonymise::run(&arguments, &global),
        Command::Cache(arguments) => cache::run(&arguments),
        Command::Codings(arguments) => codings::run(&arguments, &global),
        Command::Codebook(arguments) => codebook::run(&arguments, &global),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}

/// Opens what is to be read, whatever is wrong with it.
pub fn open(input: &Input, global: &Global) -> Result<Study, Failure> {
    let mut paths = input.paths.clone();
    if paths.is_empty() {
        let here = std::env::current_dir()
            .map_err(|error| Failure::new(format!("the current folder cannot be read: {error}")))?;
        let Some(study) = Study::discover(&here) else {
            let message = format!("there is no {MANIFEST} in this folder or above it");
            return Err(Failure::new(message).help(
                "name a study's folder, or transcripts: `thematica transcripts interviews/`; \
                 `thematica init FOLDER` lays out a study",
            ));
        };
        // Paths in messages are short where the study is the current folder.
        paths.push(if study == here { ".".into() } else { study });
    }
    let target = Target {
        paths,
        codebook: input.codebook.clone(),
        encoding: input.encoding,
    };
    let mut study = Study::open(&target).map_err(|error| opening(&error))?;
    study.cache = cache::of(global)?;
    Ok(study)
}

/// Opens what is to be read, says what may be wrong with it, and stops where something is.
pub fn open_sound(input: &Input, global: &Global) -> Result<Study, Failure> {
    let study = open(input, global)?;
    sound(&study.diagnostics, global)?;
    Ok(study)
}

/// Reads the codebook of a study, says what may be wrong with it, and stops where something is.
pub fn codebook_of(study: &Study, global: &Global) -> Result<Codebook, Failure> {
    let mut faults = Vec::new();
    let source = study
        .codebook_source(&mut faults)
        .map_err(|error| opening(&error))?;
    messages::briefly(&faults, global);
    let Some(source) = source else {
        return Err(Failure::new("there is no codebook").help("name one with --codebook"));
    };
    let parsed = thematica::codebook::parse(source);
    sound(&parsed.diagnostics, global)?;
    Ok(parsed
        .codebook
        .expect("a codebook that cannot be used has an error"))
}

/// A codebook of codes without rules, for counting what is no code as if it were one.
pub fn codebook_of_codes(name: &str, ids: &[&str]) -> Codebook {
    let ids = ids.iter().map(|id| format!("{{id: {id}}}"));
    let codes = ids.collect::<Vec<_>>().join(", ");
    let text = format!("codebook: {name}\ncodes: [{codes}]\n");
    let source = std::sync::Arc::new(thematica::text::Source::new(name, text));
    let parsed = thematica::codebook::parse(source);
    parsed.codebook.expect("it is written here")
}

/// Reads two versions of a codebook, says what may be wrong with them, and stops where something is in either. `-` is
/// standard input.
pub fn two_codebooks(
    old: &Path,
    new: &Path,
    global: &Global,
) -> Result<(Codebook, Codebook), Failure> {
    let is_standard = |path: &Path| path == Path::new("-");
    if is_standard(old) && is_standard(new) {
        return Err(
            Failure::new("only one of the two codebooks can come from standard input")
                .help("write the other into a file first"),
        );
    }
    let mut faults = Vec::new();
    let mut parsed = |path: &Path| -> Result<_, Failure> {
        let source = if is_standard(path) {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
            codebook_of_bytes("<stdin>", bytes, &mut faults)
        } else {
            codebook_text(path, &mut faults).map_err(|error| opening(&error))?
        };
        let parsed = thematica::codebook::parse(source);
        faults.extend(parsed.diagnostics);
        Ok(parsed.codebook)
    };
    let (old, new) = (parsed(old)?, parsed(new)?);
    sound(&faults, global)?;
    let [old, new] =
        [old, new].map(|codebook| codebook.expect("a codebook that cannot be used has an error"));
    Ok((old, new))
}

/// The way from a folder to a file, with `/` between its parts; `None` where one of them is not there.
pub fn way(folder: &Path, file: &Path) -> Option<String> {
    let is_here = folder.as_os_str().is_empty();
    let folder = fs::canonicalize(if is_here { Path::new(".") } else { folder }).ok()?;
    let file = fs::canonicalize(file).ok()?;
    let shared = folder.components().zip(file.components());
    let shared = shared.take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// The beginning of a result's provenance.
pub fn made_by(command: &str, codebook: Option<&Codebook>) -> Provenance {
    Provenance {
        program: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: command.to_owned(),
        codebook: codebook.map(made_with),
        ..Provenance::default()
    }
}

/// Which codebook, for the provenance of a result.
pub fn made_with(codebook: &Codebook) -> MadeWith {
    let version = codebook.version.as_ref();
    MadeWith {
        name: codebook.name.clone(),
        version: version.map(|version| version.text.clone()),
        sha256: sha256(codebook.source.text().as_bytes()),
    }
}

fn sound(diagnostics: &[Diagnostic], global: &Global) -> Result<(), Failure> {
    let is_error = |fault: &&Diagnostic| fault.severity == Severity::Error;
    let errors: Vec<Diagnostic> = diagnostics.iter().filter(is_error).cloned().collect();
    if !errors.is_empty() {
        return Err(Failure::Written(errors));
    }
    messages::briefly(diagnostics, global);
    Ok(())
}

fn opening(error: &OpenError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        OpenError::NoTarget => failure.help("name a study's folder, or transcripts"),
        OpenError::NotFound { .. } => failure.help("look at its spelling"),
        OpenError::UnknownEnding { .. } => {
            failure.help(format!("transcripts end in: .{}", ENDINGS.join(", .")))
        }
        OpenError::StudyAmongFiles { .. } => failure.help("name the study alone"),
        OpenError::IsFolder { .. } | OpenError::Unreadable { .. } => failure,
    }
}
