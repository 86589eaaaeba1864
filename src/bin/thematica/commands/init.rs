//! `init`: a new study around a folder of transcripts.

use std::path::{Path, PathBuf};

use clap::Args;
use thematica::codebook::Bundled;
use thematica::diagnostic::Diagnostic;
use thematica::study::{Beginning, Draft, InitError, MANIFEST, Role, Study, Target, stream};
use thematica::transcript::Transcript;

use crate::args::Global;
use crate::failure::Failure;
use crate::messages;
use crate::messages::counted;
use crate::output::Destination;
use crate::progress::Progress;
use crate::status::Status;

/// Lay out a study around a folder of transcripts, guessing who speaks.
///
/// Writes thematica.yaml, participants.csv and codebook.yaml into the folder, each with comments that say what to do next.
/// Who speaks and who asks is guessed from the transcripts: check it. Nothing that is there is overwritten.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica init my-study                         my-study/ holds the transcripts, or folders of them
  thematica init . --name \"Link workers\"
  thematica init my-study --codebook tdf          Begin with a codebook that comes with the program")]
pub struct Arguments {
    /// The folder that holds the transcripts and becomes the study
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The study's name; without it, the folder's
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Use a codebook that is there already, or begin with one that comes with the program (`thematica codebook list`)
    #[arg(long, value_name = "FILE|NAME")]
    codebook: Option<String>,
}

/// Lays out the study and says what was guessed.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let folder = &arguments.folder;
    refuse(folder)?;
    let beginning = beginning(arguments)?;
    let mut study = open(folder)?;
    study.cache = super::cache::of(global)?;
    // The codebook that lies in the folder is no transcript, and that needs no mention.
    let is_codebook = |fault: &&Diagnostic| matches!(&beginning, Beginning::There(path) if super::way(folder, Path::new(fault.place.file())).as_ref() == Some(path));
    study.diagnostics.retain(|fault| !is_codebook(&fault));
    messages::briefly(&study.diagnostics, global);
    if study.documents.is_empty() {
        let message = format!("there are no transcripts in {}", folder.display());
        let endings = thematica::study::ENDINGS.join(", .");
        return Err(Failure::new(message).help(format!("put them there; they end in: .{endings}")));
    }
    let (transcripts, unread) = load(&study, global);
    if transcripts.is_empty() {
        return Err(Failure::new("none of the transcripts can be read"));
    }
    let draft = Draft::new(&name(arguments), folder, &transcripts, &beginning);
    draft.write(folder).map_err(|error| writing(&error))?;
    let read = read(transcripts.len(), unread, study.passed_over());
    let report = report(folder, &draft, &read, &beginning)?;
    Destination::Standard.write(|out| out.write_all(report.as_bytes()))?;
    Ok(if unread > 0 {
        Status::NotDone
    } else {
        Status::Clean
    })
}

fn refuse(folder: &Path) -> Result<(), Failure> {
    if !folder.is_dir() {
        let message = format!("there is no folder {}", folder.display());
        return Err(Failure::new(message).help("make it and put the transcripts there"));
    }
    if folder.join(MANIFEST).exists() {
        let message = format!("{} is a study already", folder.display());
        return Err(Failure::new(message).help("`thematica check` looks for faults in it"));
    }
    Ok(())
}

/// The codebook of the new study: the one that is asked for, or one that lies in the folder already.
fn beginning(arguments: &Arguments) -> Result<Beginning, Failure> {
    let folder = &arguments.folder;
    let Some(name) = &arguments.codebook else {
        let is_there = folder.join("codebook.yaml").is_file();
        return Ok(if is_there {
            Beginning::There("codebook.yaml".to_owned())
        } else {
            Beginning::Taught
        });
    };
    let path = Path::new(name);
    if path.is_file() {
        return match super::way(folder, path) {
            Some(way) => Ok(Beginning::There(way)),
            None => Err(Failure::new(format!(
                "{name} cannot be found from the folder"
            ))),
        };
    }
    match Bundled::find(name) {
        Some(bundled) => Ok(Beginning::Bundled(bundled)),
        None => Err(super::codebook::unknown(name)),
    }
}

fn open(folder: &Path) -> Result<Study, Failure> {
    let target = Target {
        paths: vec![folder.to_path_buf()],
        ..Target::default()
    };
    Study::open(&target).map_err(|error| super::opening(&error))
}

/// The study's name: the one that is given, or the folder's.
fn name(arguments: &Arguments) -> String {
    let folder = || {
        let whole = std::fs::canonicalize(&arguments.folder).ok()?;
        Some(whole.file_name()?.to_string_lossy().into_owned())
    };
    let name = arguments.name.clone().or_else(folder);
    name.unwrap_or_else(|| "study".to_owned())
}

/// The transcripts that can be read, and how many cannot.
fn load(study: &Study, global: &Global) -> (Vec<Transcript>, usize) {
    let progress = Progress::new("Reading", study.documents.len(), global);
    let (mut transcripts, mut unread) = (Vec::new(), 0);
    stream::in_order(
        &study.documents,
        global.threads(),
        || (),
        |(), document| study.load(document),
        |read| {
            progress.tick();
            match read {
                Ok(transcript) => transcripts.push(transcript),
                Err(error) => {
                    messages::error(&error.to_string(), None);
                    unread += 1;
                }
            }
            true
        },
    );
    (transcripts, unread)
}

fn writing(error: &InitError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        InitError::Exists { .. } => {
            failure.help("move them away, or write a thematica.yaml by hand")
        }
        InitError::Unwritable { .. } => failure,
    }
}

/// How many files were read and how many were not.
fn read(read: usize, unread: usize, passed_over: usize) -> String {
    let mut all = vec![format!("Read {}.", counted(read, "transcript"))];
    if unread > 0 {
        all.push(format!("{} could not be read.", counted(unread, "file")));
    }
    if passed_over > 0 {
        let were = messages::were_passed_over(passed_over);
        all.push(format!("{} {were}.", counted(passed_over, "file")));
    }
    all.join(" ")
}

/// What was written and guessed, and what to do next.
fn report(
    folder: &Path,
    draft: &Draft,
    read: &str,
    beginning: &Beginning,
) -> Result<String, Failure> {
    let study = open(folder)?;
    let below = |name: &str| match folder.to_str() {
        Some(".") => name.to_owned(),
        _ => folder.join(name).display().to_string(),
    };
    let mut lines = vec!["Wrote:".to_owned()];
    lines.extend(
        draft
            .files
            .iter()
            .map(|(name, _)| format!("  {}", below(name))),
    );
    let people = study.participants.iter();
    let participants = people
        .clone()
        .filter(|it| it.role == Role::Participant)
        .count();
    let asking = people
        .filter(|it| it.role == Role::Moderator)
        .map(|it| it.id.as_str());
    let moderators: Vec<&str> = study
        .moderators
        .iter()
        .map(String::as_str)
        .chain(asking)
        .collect();
    lines.push(format!("\n{read} Guessed, so please check:"));
    lines.push(format!(
        "  {} ({})",
        counted(participants, "participant"),
        below("participants.csv")
    ));
    lines.push(match moderators.as_slice() {
        [] => format!("  no moderators ({})", below(MANIFEST)),
        some => format!("  moderators: {} ({})", some.join(", "), below(MANIFEST)),
    });
    let study = match folder.to_str() {
        Some(".") => String::new(),
        _ => format!(" {}", folder.display()),
    };
    let codebook = match beginning {
        Beginning::There(path) => below(path),
        Beginning::Taught | Beginning::Bundled(_) => below("codebook.yaml"),
    };
    let write = match beginning {
        Beginning::Bundled(_) => {
            format!("Read {codebook}: its rules are a start, and yours to change.")
        }
        Beginning::Taught | Beginning::There(_) => {
            format!("Write your codes, rules and examples into {codebook}.")
        }
    };
    lines.push(format!(
        "\nNext:\n  \
         1. `thematica transcripts{study}` shows how each transcript was understood.\n  \
         2. {write}\n  \
         3. `thematica check{study}` tests the rules on the examples.\n  \
         4. `thematica themes{study}` counts who speaks of what.\n"
    ));
    Ok(lines.join("\n"))
}
