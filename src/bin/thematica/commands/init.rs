//! `init`: a new study around a folder of transcripts.

use std::path::{Path, PathBuf};

use clap::Args;
use thematica::codebook::Bundled;
use thematica::study::{Draft, InitError, MANIFEST, Role, Study, Target, stream};
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
    /// Begin with a codebook that comes with the program; `thematica codebook list` shows them
    #[arg(long, value_name = "NAME")]
    codebook: Option<String>,
}

/// Lays out the study and says what was guessed.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let folder = &arguments.folder;
    refuse(folder)?;
    let begin_with = bundled(arguments)?;
    let study = open(folder)?;
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
    let draft = Draft::new(&name(arguments), folder, &transcripts, begin_with);
    draft.write(folder).map_err(|error| writing(&error))?;
    let report = report(folder, &draft, transcripts.len(), begin_with)?;
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

/// The codebook that is asked for by name.
fn bundled(arguments: &Arguments) -> Result<Option<Bundled>, Failure> {
    let Some(name) = &arguments.codebook else {
        return Ok(None);
    };
    match Bundled::find(name) {
        Some(bundled) => Ok(Some(bundled)),
        None => Err(super::codebook::unknown(name)),
    }
}

fn open(folder: &Path) -> Result<Study, Failure> {
    let target = Target {
        paths: vec![folder.to_path_buf()],
        codebook: None,
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

/// What was written and guessed, and what to do next.
fn report(
    folder: &Path,
    draft: &Draft,
    read: usize,
    begin_with: Option<Bundled>,
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
    lines.push(format!(
        "\nRead {}. Guessed, so please check:",
        counted(read, "transcript")
    ));
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
    let codebook = below("codebook.yaml");
    let write = match begin_with {
        Some(_) => format!("Read {codebook}: its rules are a start, and yours to change."),
        None => format!("Write your codes, rules and examples into {codebook}."),
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
