//! `init`: a new study around a folder of transcripts.

use std::path::{Path, PathBuf};

use clap::Args;
use thematica::study::{Draft, InitError, MANIFEST, Role, Study, Target, stream};
use thematica::transcript::Transcript;

use super::transcripts::counted;
use crate::args::Global;
use crate::failure::Failure;
use crate::messages;
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
  thematica init . --name \"Link workers\"")]
pub struct Arguments {
    /// The folder that holds the transcripts and becomes the study
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The study's name; without it, the folder's
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// Lays out the study and says what was guessed.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let folder = &arguments.folder;
    refuse(folder)?;
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
    let draft = Draft::new(&name(arguments), &transcripts);
    draft.write(folder).map_err(|error| writing(&error))?;
    let report = report(folder, &draft)?;
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
fn report(folder: &Path, draft: &Draft) -> Result<String, Failure> {
    use std::fmt::Write as _;
    let study = open(folder)?;
    let mut report = String::from("Wrote:\n");
    for (name, _) in &draft.files {
        let _ = writeln!(report, "  {}", folder.join(name).display());
    }
    let people = study.participants.iter();
    let participants = people
        .clone()
        .filter(|it| it.role == Role::Participant)
        .count();
    let labels = people
        .filter(|it| it.role == Role::Moderator)
        .map(|it| it.id.as_str());
    let moderators: Vec<&str> = study
        .moderators
        .iter()
        .map(String::as_str)
        .chain(labels)
        .collect();
    let _ = writeln!(
        report,
        "\nFound {}.",
        counted(study.documents.len(), "transcript")
    );
    let _ = writeln!(
        report,
        "Guessed, so check it in participants.csv and thematica.yaml:"
    );
    let _ = writeln!(report, "  {}", counted(participants, "participant"));
    let _ = match moderators.as_slice() {
        [] => writeln!(report, "  no moderators"),
        some => writeln!(report, "  moderators: {}", some.join(", ")),
    };
    let folder = folder.display();
    let _ = write!(
        report,
        "\nNext:\n\
         \x20 thematica transcripts {folder}   see how each transcript was understood\n\
         \x20 edit {folder}/codebook.yaml        write your codes, rules and examples\n\
         \x20 thematica check {folder}         test the codebook on its examples\n"
    );
    Ok(report)
}
