//! `transcripts`: how each file was understood, before anything is counted.

mod show;
mod talk;

use std::io::{self, Write};

use clap::{Args, Subcommand};
use serde::Serialize;
use thematica::analysis::overview::{Overview, Speaker};
use thematica::diagnostic::Diagnostic;
use thematica::report::{Cell, Column, Format, Table};
use thematica::study::{Document, Study, stream};
use thematica::text::Landmarks;

use crate::args::{Global, Input, OutputArguments};
use crate::failure::Failure;
use crate::messages;
use crate::progress::Progress;
use crate::status::Status;

mod convert;
mod targets;

/// Show how each transcript was understood: format, speakers, turns, words.
///
/// Look at this before you count anything. Labels that were missed, moderators that were taken for participants and text
/// that was left out are seen here. Roles that nobody declared are guessed from the labels.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  thematica transcripts                           The study you are in
  thematica transcripts interviews/ fg1.docx      Any files and folders
  thematica transcripts --show fg1                One transcript, turn by turn, and what was left out
  thematica transcripts --speakers                Who speaks how much: words, minutes, longest turn
  thematica transcripts fg1.docx --follows        Who follows whom in a focus group
  thematica transcripts --format json             Everything: speakers, warnings, what was left out
  thematica transcripts convert fg1.docx --to txt The same as plain text, WebVTT or Markdown

With --format json the result is a list with one object for each file."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    input: Input,
    /// Print one transcript turn by turn as it was understood, and all that was left out, by id, end of its path, or file
    #[arg(long, value_name = "NAME", conflicts_with = "format")]
    show: Option<String>,
    /// Print who speaks how much: turns, words, minutes, the longest turn
    #[arg(long, conflicts_with = "show")]
    speakers: bool,
    /// Print who follows whom: how often each speaker's turn comes after each other's
    #[arg(long, conflicts_with_all = ["show", "speakers"])]
    follows: bool,
    #[command(flatten)]
    output: OutputArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    Convert(convert::Arguments),
}

/// Reads all transcripts and writes what was understood.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    if let Some(Command::Convert(arguments)) = &arguments.command {
        return convert::run(arguments, global);
    }
    let destination = arguments.output.output(global);
    if let Some(name) = &arguments.show {
        return show::show(arguments, name, global);
    }
    let output = destination?;
    let study = super::open_sound(&arguments.input, global)?;
    output.destination.spare(&study)?;
    let seen = look(&study, global);
    for file in &seen {
        file.tell(global);
    }
    match output.format {
        Format::Json => output.destination.write(|out| {
            serde_json::to_writer_pretty(&mut *out, &seen)?;
            writeln!(out)
        })?,
        Format::Jsonl => output.destination.write(|out| lines(&seen, out))?,
        _ => {
            let table = arguments.table(&study, &seen);
            let is_of_speakers = arguments.speakers || arguments.follows;
            let is_for_eyes = output.format.is_for_eyes();
            if is_of_speakers && is_for_eyes && table.rows.is_empty() {
                let sentence = nobody(&seen);
                return output.destination.say(&sentence).map(|()| status(&seen));
            }
            output.table(&table, &super::made_by("transcripts", None))?;
        }
    }
    Ok(status(&seen))
}

fn status(seen: &[Seen]) -> Status {
    if seen.iter().all(|file| matches!(file, Seen::Read { .. })) {
        Status::Clean
    } else {
        Status::NotDone
    }
}

/// Why there is nothing to say of speakers, in a sentence.
fn nobody(seen: &[Seen]) -> String {
    let read = seen.iter().filter_map(Seen::overview);
    let (mut all, mut labelled) = (0, 0);
    for overview in read {
        all += 1;
        labelled += usize::from(!overview.speakers.is_empty());
    }
    let not_read = match seen.len() - all {
        0 => String::new(),
        not_read => format!(
            " {} could not be read.",
            messages::counted(not_read, "file")
        ),
    };
    let transcripts = messages::counted(all, "transcript");
    match labelled {
        0 => format!(
            "Nobody is labelled in {transcripts}: label the speakers as in `P1: words`, or declare their labels in the manifest.{not_read}"
        ),
        _ => format!("In {transcripts} nobody follows anybody else who is labelled.{not_read}"),
    }
}

impl Arguments {
    fn table(&self, study: &Study, seen: &[Seen]) -> Table {
        let title = |what: &str| match &study.name {
            Some(name) => format!("{what} of {name}"),
            None => what.to_owned(),
        };
        let read = || seen.iter().filter_map(Seen::overview);
        let mut table = if self.speakers {
            talk::speakers(title("Speakers"), read())
        } else if self.follows {
            talk::follows(title("Who follows whom"), read())
        } else {
            return table(title("Transcripts"), seen, study.passed_over());
        };
        let not_read = seen.len() - read().count();
        if not_read > 0 {
            let files = messages::counted(not_read, "file");
            table.note(format!(
                "{files} could not be read and {} not in this table.",
                messages::is_or_are(not_read)
            ));
        }
        table
    }
}

/// What came of one file.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Seen {
    Read {
        #[serde(flatten)]
        overview: Box<Overview>,
        #[serde(skip)]
        warnings: Vec<Diagnostic>,
    },
    NotRead {
        path: String,
        id: String,
        error: String,
    },
}

impl Seen {
    fn overview(&self) -> Option<&Overview> {
        match self {
            Self::Read { overview, .. } => Some(overview),
            Self::NotRead { .. } => None,
        }
    }

    fn tell(&self, global: &Global) {
        match self {
            Self::Read { warnings, .. } => messages::briefly(warnings, global),
            Self::NotRead { error, .. } => messages::error(error, None),
        }
    }
}

fn look(study: &Study, global: &Global) -> Vec<Seen> {
    let progress = Progress::new("Reading", study.documents.len(), global);
    let mut seen = Vec::with_capacity(study.documents.len());
    stream::in_order(
        &study.documents,
        global.threads(),
        Landmarks::default,
        |landmarks, document| one(study, document, landmarks),
        |file| {
            progress.tick();
            seen.push(file);
            true
        },
    );
    seen
}

fn one(study: &Study, document: &Document, landmarks: &mut Landmarks) -> Seen {
    match study.load(document) {
        Ok(transcript) => {
            landmarks.fill(transcript.source.text());
            let voices = study.voices(&transcript);
            Seen::Read {
                overview: Box::new(Overview::of(
                    study,
                    document,
                    &transcript,
                    &voices,
                    landmarks,
                )),
                warnings: transcript.reading.warnings,
            }
        }
        Err(error) => Seen::NotRead {
            path: document.name.clone(),
            id: document.id.clone(),
            error: error.to_string(),
        },
    }
}

fn lines(seen: &[Seen], out: &mut dyn Write) -> io::Result<()> {
    for file in seen {
        serde_json::to_writer(&mut *out, file)?;
        writeln!(out)?;
    }
    Ok(())
}

fn table(title: String, seen: &[Seen], passed_over: usize) -> Table {
    let mut table = Table::new(
        title,
        vec![
            Column::text("transcript", "Transcript"),
            Column::text("format", "Format"),
            Column::text("encoding", "Encoding").gives_way(),
            Column::text("labels", "Labels").gives_way(),
            Column::text("confidence", "Confidence"),
            Column::count("turns", "Turns"),
            Column::count("utterances", "Utterances").gives_way(),
            Column::count("speakers", "Speakers"),
            Column::count("words", "Words"),
            Column::number("moderator_percent", "Moderator %", 1),
            Column::count("left_out", "Left out"),
            Column::count("warnings", "Warnings"),
        ],
    );
    for file in seen {
        table.push(row(file));
    }
    notes(&mut table, seen, passed_over);
    table
}

fn row(file: &Seen) -> Vec<Cell> {
    let overview = match file {
        Seen::Read { overview, .. } => overview,
        Seen::NotRead { id, .. } => {
            let mut row = vec![Cell::text(id), Cell::text("not read")];
            row.resize(12, Cell::Empty);
            return row;
        }
    };
    let has_moderator = overview.speakers.iter().any(Speaker::is_moderator);
    let moderators = if overview.words == 0 || !has_moderator {
        Cell::Empty
    } else {
        Cell::Number(100.0 * overview.moderators_words() as f64 / overview.words as f64)
    };
    vec![
        Cell::text(&overview.id),
        Cell::text(overview.format),
        Cell::text(&overview.encoding),
        Cell::text(labels_of(overview)),
        if overview.label_style == "none" {
            Cell::Empty
        } else {
            Cell::text(overview.label_confidence)
        },
        Cell::count(overview.turns),
        Cell::count(overview.utterances),
        Cell::count(overview.speakers.len()),
        Cell::count(overview.words),
        moderators,
        Cell::count(overview.left_out.iter().map(|left| left.count).sum()),
        Cell::count(overview.warnings.len()),
    ]
}

/// How labels are written. Where there are none, how sure that is stands beside it and not under "confidence": that would read
/// as praise.
fn labels_of(overview: &Overview) -> &'static str {
    no_labels(overview.label_style, overview.label_confidence).unwrap_or(overview.label_style)
}

/// What is said where nobody is labelled.
fn no_labels(style: &str, confidence: &str) -> Option<&'static str> {
    (style == "none").then_some(match confidence {
        "certain" => "none (declared)",
        "high" => "none (sure)",
        _ => "none (not sure)",
    })
}

fn notes(table: &mut Table, seen: &[Seen], passed_over: usize) {
    let read: Vec<&Overview> = seen.iter().filter_map(Seen::overview).collect();
    let words: usize = read.iter().map(|it| it.words).sum();
    let all = format!(
        "{}, {}.",
        messages::counted(read.len(), "transcript"),
        messages::counted(words, "word")
    );
    let others = [
        (seen.len() - read.len(), "could not be read"),
        (passed_over, messages::were_passed_over(passed_over)),
    ];
    let others = others.iter().filter(|(count, _)| *count > 0);
    table.note(others.fold(all, |all, (count, what)| {
        format!("{all} {} {what}.", messages::counted(*count, "file"))
    }));
    let speakers = || read.iter().flat_map(|it| &it.speakers);
    let guessed = speakers().filter(|it| it.is_moderator() && it.role_guessed);
    let labels: std::collections::BTreeSet<&str> = guessed.map(|it| it.label.as_str()).collect();
    if !labels.is_empty() {
        let labels: Vec<&str> = labels.into_iter().collect();
        table.note(format!(
            "Moderators were guessed from their labels: {}.",
            labels.join(", ")
        ));
    }
    let nobodys = speakers().filter(|it| !it.is_person && !it.is_moderator());
    let nobodys: std::collections::BTreeSet<&str> = nobodys.map(|it| it.label.as_str()).collect();
    table.notes.extend(messages::no_persons(nobodys.iter()));
    if speakers().all(|it| !it.is_moderator()) && !read.is_empty() {
        table.note(
            "No speaker is known to be a moderator; name them under `moderators` in thematica.yaml.",
        );
    }
}
