//! `transcripts --show`: one transcript turn by turn, and what was left out of it.

use std::io::{self, Write};

use thematica::diagnostic::nearest;
use thematica::study::Study;
use thematica::text::visibly;
use thematica::transcript::{Hours, LeftOut, Time, Transcript, Turn, clock};

use super::{Arguments, no_labels};
use crate::args::Global;
use crate::failure::Failure;
use crate::messages;
use crate::output;
use crate::status::Status;

/// Prints one transcript.
pub(super) fn show(arguments: &Arguments, name: &str, global: &Global) -> Result<Status, Failure> {
    let mut input = arguments.input.clone();
    let is_file = std::path::Path::new(name).is_file();
    if input.paths.is_empty() && is_file {
        input.paths.push(name.into());
    }
    let study = super::super::open_sound(&input, global)?;
    let document = match study.document(name) {
        Some(document) => document,
        None if is_file && study.documents.len() == 1 => &study.documents[0],
        None => return Err(undefined(&study, name)),
    };
    let destination = crate::output::Destination::of(arguments.output.output.as_deref());
    destination.spare(&study)?;
    let transcript = study
        .load(document)
        .map_err(|error| Failure::new(error.to_string()))?;
    messages::briefly(&transcript.reading.warnings, global);
    let width = usize::from(output::width(&destination));
    destination.write(|out| turns(&study, &transcript, width, out))?;
    Ok(Status::Clean)
}

fn undefined(study: &Study, name: &str) -> Failure {
    let ids: Vec<&str> = study.documents.iter().map(|it| it.id.as_str()).collect();
    let ends = |id: &&&str| id.ends_with(&format!("/{name}"));
    let same: Vec<&str> = ids.iter().filter(ends).copied().collect();
    if same.len() > 1 {
        return Failure::new(format!("`{name}` names {} transcripts", same.len()))
            .help(format!("write one of them whole: {}", same.join(", ")));
    }
    let failure = Failure::new(format!("there is no transcript `{name}`"));
    let last = |id: &str| {
        id.rsplit('/')
            .next()
            .is_some_and(|last| nearest(name, [last]).is_some())
    };
    let near = nearest(name, ids.iter().copied()).or_else(|| ids.into_iter().find(|id| last(id)));
    match near {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`thematica transcripts` lists them"),
    }
}

fn turns(
    study: &Study,
    transcript: &Transcript,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let reading = &transcript.reading;
    let style = reading.labels.style.as_str();
    let confidence = reading.labels.confidence.as_str();
    writeln!(
        out,
        "{} ({}, {})\nLabels: {}: {}.\n",
        transcript.source.name(),
        reading.format.as_str(),
        reading.encoding,
        no_labels(style, confidence).map_or_else(
            || format!("{style}, {confidence} confidence"),
            str::to_owned
        ),
        reading.labels.reason
    )?;
    let voices = study.voices(transcript);
    for (number, turn) in (1..).zip(&transcript.turns) {
        let voice = turn.speaker.map(|speaker| &voices[speaker.0 as usize]);
        let role = match voice {
            Some(voice) if voice.guessed => format!(" ({}, guessed)", voice.role.as_str()),
            Some(voice) => format!(" ({})", voice.role.as_str()),
            None => String::new(),
        };
        let label = transcript.label(turn).unwrap_or("(no label)");
        let time = turn.time.map(when).unwrap_or_default();
        writeln!(out, "{number}  {}{role}{time}", visibly(label))?;
        paragraphs(transcript, turn, width, out)?;
    }
    for left in &reading.left_out {
        left_out(left, out)?;
    }
    Ok(())
}

/// What was left out of one kind: all that is known of it.
fn left_out(left: &LeftOut, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Left out: {} ({})", left.what, left.count)?;
    for passage in &left.passages {
        match passage.line {
            Some(line) => writeln!(out, "    line {line}: {}", visibly(&passage.text))?,
            None => writeln!(out, "    {}", visibly(&passage.text))?,
        }
    }
    match left.count.saturating_sub(left.passages.len()) {
        more if more > 0 && !left.passages.is_empty() => writeln!(out, "    and {more} more"),
        _ => Ok(()),
    }
}

fn paragraphs(
    transcript: &Transcript,
    turn: &Turn,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for paragraph in transcript.paragraphs_of(turn) {
        for line in wrapped(
            transcript.source.slice(paragraph.span),
            width.saturating_sub(4),
        ) {
            writeln!(out, "    {line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The words in lines of at most so many characters.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split_whitespace().map(visibly) {
        let more = unicode_width::UnicodeWidthStr::width(word.as_str());
        match lines.last_mut() {
            Some(line) if length + 1 + more <= most => {
                line.push(' ');
                line.push_str(&word);
                length += 1 + more;
            }
            _ => {
                lines.push(word);
                length = more;
            }
        }
    }
    lines
}

/// `  0:01:23–0:01:25`
fn when(time: Time) -> String {
    let start = clock(time.start, Hours::Plain);
    match time.end {
        Some(end) => format!("  {start}–{}", clock(end, Hours::Plain)),
        None => format!("  {start}"),
    }
}
