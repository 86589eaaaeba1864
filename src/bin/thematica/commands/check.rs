//! `check`: everything that is wrong with a codebook and a study, at its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use thematica::codebook::{self, Codebook, Unit};
use thematica::diagnostic::render::{concise, json, jsonl, painted};
use thematica::diagnostic::{Diagnostic, Place, Severity};
use thematica::lint;
use thematica::study::{LoadError, MANIFEST, Study, stream};
use thematica::text::Source;
use thematica::yaml::{self, Node, Value};

use crate::args::{Global, Input};
use crate::failure::Failure;
use crate::messages;
use crate::messages::counted;
use crate::output::Destination;
use crate::progress::Progress;
use crate::status::Status;

/// Look for faults in a codebook and a study, and test the codebook on its own examples.
///
/// Every text under `examples` must be coded by its own code, and no text under `counterexamples` may be. The participants'
/// table, the manifest and the transcripts are looked at too.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica check                                 The study you are in
  thematica check codebook.yaml                   A codebook alone
  thematica check --format concise                One line each: file:line:column: severity[rule] message

Exit status: 0 no errors (there may be warnings), 1 errors, 2 something could not be looked at.")]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// How to write what was found
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "human",
        help_heading = "Output"
    )]
    format: Format,
    /// Write to this file, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// A way of writing diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The line with the fault underlined, and what to do
    Human,
    /// One line each
    Concise,
    /// A JSON list
    Json,
    /// JSON lines, one object each
    Jsonl,
}

/// Looks for faults and writes them.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let destination = Destination::of(arguments.output.as_deref());
    let mut found = Found::default();
    let (codebooks, rest): (Vec<PathBuf>, Vec<PathBuf>) = arguments
        .input
        .paths
        .iter()
        .cloned()
        .partition(|path| is_codebook(path));
    for path in &codebooks {
        let source = read(path)?;
        found.codebook(source, Unit::default());
    }
    if codebooks.is_empty() || !rest.is_empty() {
        let input = Input {
            paths: rest,
            codebook: arguments.input.codebook.clone(),
        };
        let study = super::open(&input)?;
        destination.spare(&study)?;
        found.study(&study, global)?;
    }
    found.diagnostics.sort_by_cached_key(Diagnostic::sort_key);
    write(&found.diagnostics, arguments.format, &destination)?;
    messages::remark(&found.summary(), global);
    Ok(found.status())
}

/// What was looked at and what was found.
#[derive(Debug, Default)]
struct Found {
    diagnostics: Vec<Diagnostic>,
    looked_at: Vec<String>,
    unreadable: usize,
}

impl Found {
    fn study(&mut self, study: &Study, global: &Global) -> Result<(), Failure> {
        self.diagnostics.extend(study.diagnostics.iter().cloned());
        let source = study
            .codebook_source()
            .map_err(|error| super::opening(&error))?;
        if let Some(source) = source {
            self.codebook(source, study.unit);
        }
        self.transcripts(study, global);
        Ok(())
    }

    fn codebook(&mut self, source: Arc<Source>, unit: Unit) {
        let parsed = codebook::parse(source);
        let has_errors = parsed.has_errors();
        self.diagnostics.extend(parsed.diagnostics);
        let Some(codebook) = parsed.codebook else {
            return;
        };
        self.looked_at.push(counted(codebook.codes.len(), "code"));
        self.looked_at.push(counted(codebook.rules.len(), "rule"));
        // Rules that could not be understood would make good examples look bad.
        if has_errors {
            self.looked_at.push("examples not tried".to_owned());
            return;
        }
        self.diagnostics.extend(lint::examples(&codebook, unit));
        self.looked_at
            .push(counted(count_examples(&codebook), "example"));
    }

    fn transcripts(&mut self, study: &Study, global: &Global) {
        let progress = Progress::new("Reading", study.documents.len(), global);
        let (diagnostics, unreadable) = (&mut self.diagnostics, &mut self.unreadable);
        stream::in_order(
            &study.documents,
            global.threads(),
            || (),
            |(), document| {
                let transcript = study.load(document)?;
                let mut found = lint::speakers(study, &transcript);
                found.extend(transcript.reading.warnings);
                Ok(found)
            },
            |read| {
                progress.tick();
                match read {
                    Ok(warnings) => diagnostics.extend(warnings),
                    Err(error) => {
                        *unreadable += 1;
                        diagnostics.push(unreadable_file(&error));
                    }
                }
                true
            },
        );
        self.looked_at
            .push(counted(study.documents.len(), "transcript"));
    }

    fn count(&self, severity: Severity) -> usize {
        let found = self.diagnostics.iter();
        found.filter(|fault| fault.severity == severity).count()
    }

    fn summary(&self) -> String {
        let errors = counted(self.count(Severity::Error), "error");
        let warnings = counted(self.count(Severity::Warning), "warning");
        if self.looked_at.is_empty() {
            return format!("{errors}, {warnings}");
        }
        format!("{}: {errors}, {warnings}", self.looked_at.join(", "))
    }

    fn status(&self) -> Status {
        if self.unreadable > 0 {
            Status::NotDone
        } else if self.count(Severity::Error) > 0 {
            Status::Findings
        } else {
            Status::Clean
        }
    }
}

fn unreadable_file(error: &LoadError) -> Diagnostic {
    let (LoadError::Unreadable { name, .. } | LoadError::NotUnderstood { name, .. }) = error;
    let place = Place::File(name.clone());
    Diagnostic::error("unreadable-transcript", place, error.to_string())
}

fn count_examples(codebook: &Codebook) -> usize {
    let codes = codebook.codes.iter();
    codes
        .map(|code| code.examples.len() + code.counterexamples.len())
        .sum()
}

/// Whether a file is a codebook and not a manifest: it has codes, or is YAML under another name than a manifest's.
fn is_codebook(path: &Path) -> bool {
    let is_yaml = path
        .extension()
        .is_some_and(|ending| ending == "yaml" || ending == "yml");
    if !is_yaml || !path.is_file() {
        return false;
    }
    let Ok(source) = read(path) else {
        return false;
    };
    let is_manifest = path.file_name().is_some_and(|name| name == MANIFEST);
    match yaml::read(&source).map(|node| node.value) {
        Ok(Value::Map(entries)) => {
            let is = |node: &Node, key: &str| matches!(&node.value, Value::Scalar { text, .. } if text == key);
            let has = |key: &str| entries.iter().any(|(node, _)| is(node, key));
            has("codes") || !(is_manifest || has("transcripts") || has("study"))
        }
        _ => !is_manifest,
    }
}

fn read(path: &Path) -> Result<Arc<Source>, Failure> {
    let mut study = Study::default();
    study.codebook = Some(path.to_path_buf());
    let source = study
        .codebook_source()
        .map_err(|error| super::opening(&error))?;
    Ok(source.expect("the study has a codebook"))
}

fn write(
    diagnostics: &[Diagnostic],
    format: Format,
    destination: &Destination,
) -> Result<(), Failure> {
    destination.write_colored(|out| match format {
        Format::Human => {
            for (at, diagnostic) in diagnostics.iter().enumerate() {
                if at > 0 {
                    out.push(b'\n');
                }
                painted(diagnostic, &messages::PALETTE, out)?;
            }
            Ok(())
        }
        Format::Concise => {
            let mut diagnostics = diagnostics.iter();
            diagnostics.try_for_each(|it| concise(it, &messages::PALETTE, out))
        }
        Format::Json => json(diagnostics, out),
        Format::Jsonl => jsonl(diagnostics, out),
    })
}
