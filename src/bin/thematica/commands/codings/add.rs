//! `codings add`, `codings remove` and `codings move`: one coding at a time, for scripts.

use clap::Args;
use thematica::coding::ledger::Added;
use thematica::coding::record::{Record, Stamp};
use thematica::coding::store::CodingFile;
use thematica::exchange::codings::{Seen, Where, range};
use thematica::text::one_line;
use thematica::transcript::Transcript;

use super::desk::{Desk, anchor, pen_failure};
use super::rows::turn;
use super::{CoderArguments, StudyArguments};
use crate::args::Global;
use crate::clock;
use crate::failure::Failure;
use crate::output::Destination;
use crate::status::Status;

/// Where a coding is laid: exactly one of these.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Place")]
#[group(id = "place", required = true, multiple = false)]
pub struct PlaceArguments {
    /// On these words, which have to stand in the transcript once
    #[arg(long, value_name = "WORDS", group = "place")]
    quote: Option<String>,
    /// On all that is said in this turn, by its number in `transcripts --show`
    #[arg(long, value_name = "NUMBER", group = "place")]
    turn: Option<usize>,
    /// On all that is said in this line of the text
    #[arg(long, value_name = "NUMBER", group = "place")]
    line: Option<usize>,
    /// On these code points of the text, from 0, the end not included: 120..140
    #[arg(long, value_name = "START..END", group = "place")]
    span: Option<String>,
}

/// Which of several places of a quote.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Place")]
pub struct OccurrenceArguments {
    /// Which of several places of the quote, from 1
    #[arg(long, value_name = "NUMBER", requires = "quote")]
    occurrence: Option<usize>,
}

impl PlaceArguments {
    fn place(&self, occurrence: &OccurrenceArguments) -> Result<Where, Failure> {
        if let Some(quote) = &self.quote {
            return Ok(Where::Quote(quote.clone(), occurrence.occurrence));
        }
        if let Some(turn) = self.turn {
            return Ok(Where::Turn(turn));
        }
        if let Some(line) = self.line {
            return Ok(Where::Line(line, Seen::Nothing));
        }
        let span = self.span.as_deref().unwrap_or_default();
        let range = range(span).ok_or_else(|| {
            Failure::new(format!("`{span}` is no range")).help("write it as START..END: 120..140")
        })?;
        Ok(Where::Points(range, None))
    }
}

/// Add a coding.
///
/// The same code on the same words is added once: adding it again changes nothing and says so.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings add --coder ann --transcript fg1 --code trust --quote 'They trust us.'
  thematica codings add --coder ann --transcript fg1 --code time --turn 12 --memo 'Weeks again.'")]
pub struct AddArguments {
    #[command(flatten)]
    coder: CoderArguments,
    /// In which transcript, by id or the end of it
    #[arg(long, value_name = "NAME")]
    transcript: String,
    /// Which code, by id or path
    #[arg(long, value_name = "CODE")]
    code: String,
    #[command(flatten)]
    place: PlaceArguments,
    #[command(flatten)]
    occurrence: OccurrenceArguments,
    /// What you think about it
    #[arg(long, value_name = "TEXT")]
    memo: Option<String>,
    /// A number of yours: how strong, how sure
    #[arg(long, value_name = "NUMBER")]
    weight: Option<serde_json::Number>,
    #[command(flatten)]
    study: StudyArguments,
}

/// Remove codings, by the identifiers that `codings list` prints.
///
/// Their lines stay in the file as removed: `codings list --all` shows them, and adding the same coding brings it back.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings remove --coder ann 3f1c09ab22d4")]
pub struct RemoveArguments {
    #[command(flatten)]
    coder: CoderArguments,
    /// Which codings
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// In which transcript, where codings of several have this identifier
    #[arg(long, value_name = "NAME")]
    transcript: Option<String>,
    #[command(flatten)]
    study: StudyArguments,
}

/// Lay a coding on another place of its transcript, as where `codings check` could not tell which.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings move --coder ann 3f1c09ab22d4 --quote 'Yes.' --occurrence 2")]
pub struct MoveArguments {
    #[command(flatten)]
    coder: CoderArguments,
    /// Which coding
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    place: PlaceArguments,
    #[command(flatten)]
    occurrence: OccurrenceArguments,
    /// In which transcript, where codings of several have this identifier
    #[arg(long, value_name = "NAME")]
    transcript: Option<String>,
    #[command(flatten)]
    study: StudyArguments,
}

/// What is said of a coding on what an interviewer says.
pub const BESIDE: &str = "this is what an interviewer or moderator says: it counts only where --role all or a role is asked for";

/// Adds a coding.
pub fn add(arguments: &AddArguments, global: &Global) -> Result<Status, Failure> {
    let desk = Desk::open(&arguments.study, global)?;
    let code = desk.code(&arguments.code)?;
    let document = desk.document(&arguments.transcript)?;
    let transcript = desk.transcript(document)?;
    let place = arguments.place.place(&arguments.occurrence)?;
    let place = find(&place, &transcript)?;
    let made = Stamp {
        time: clock::now(),
        with: "codings add".to_owned(),
    };
    let mut record = Record::new(code, anchor(&transcript, place), made);
    record.memo.clone_from(&arguments.memo);
    record.weight.clone_from(&arguments.weight);
    let told = (record.code.clone(), one_line(&record.anchor.quote));

    let pen = desk.pen(&arguments.coder.coder, "codings add")?;
    let name = desk.kept_as(&pen, document);
    let file = read(&pen, &name, &desk)?;
    let mut ledger = file.ledger.clone();
    let added = match super::desk::same(&transcript, &file, &record.code, place) {
        Some(id) => {
            let when = record.made.time.clone();
            ledger.add_to(&id, record, &when)
        }
        None => ledger.add(record),
    };
    let written = pen.write(&name, &file.ledger, &ledger);
    written.map_err(|error| pen_failure(&error))?;
    let what = match &added {
        Added::New(_) => "added",
        Added::Again(_) => "added again",
        Added::Changed(_) => "there already, now with what you say of it",
        Added::There(_) => "there already",
    };
    if !desk.counts(&transcript, place) {
        crate::messages::remark(BESIDE, global);
    }
    let turn = turn(&transcript, place).map_or(String::new(), |turn| format!(" turn {turn}"));
    say(&format!(
        "{} {what}: {} on {}{turn}: \"{}\"",
        added.id(),
        told.0,
        document.id,
        told.1
    ))
}

/// Removes codings: all that are named, or none where one is not there.
pub fn remove(arguments: &RemoveArguments, global: &Global) -> Result<Status, Failure> {
    let desk = Desk::open(&arguments.study, global)?;
    let coder = &arguments.coder.coder;
    let pen = desk.pen(coder, "codings remove")?;
    let (files, _) = desk.files(std::slice::from_ref(coder))?;
    let mut ledgers: Vec<_> = files.iter().map(|file| file.ledger.clone()).collect();
    let now = clock::now();
    for id in &arguments.ids {
        let at = one_of(&desk, &files, (coder, id), arguments.transcript.as_deref())?;
        if !ledgers[at].remove(id, &now) {
            return Err(no_such_coding(id, coder)
                .help("`thematica codings list` prints them; nothing was removed"));
        }
    }
    for (file, ledger) in files.iter().zip(&ledgers) {
        if ledger.text() != file.ledger.text() {
            let written = pen.write(&file.transcript, &file.ledger, ledger);
            written.map_err(|error| pen_failure(&error))?;
        }
    }
    say(&format!(
        "removed {}",
        crate::messages::counted(arguments.ids.len(), "coding")
    ))
}

/// Lays a coding on another place.
pub fn move_to(arguments: &MoveArguments, global: &Global) -> Result<Status, Failure> {
    let desk = Desk::open(&arguments.study, global)?;
    let coder = &arguments.coder.coder;
    let pen = desk.pen(coder, "codings move")?;
    let (files, _) = desk.files(std::slice::from_ref(coder))?;
    let id = &arguments.id;
    let file = &files[one_of(&desk, &files, (coder, id), arguments.transcript.as_deref())?];
    let document = desk.document(&file.transcript)?;
    let transcript = desk.transcript(document)?;
    let place = arguments.place.place(&arguments.occurrence)?;
    let anchor = anchor(&transcript, find(&place, &transcript)?);
    let quote = one_line(&anchor.quote);
    let mut ledger = file.ledger.clone();
    ledger.change(id, &clock::now(), |record| record.move_to(anchor));
    let written = pen.write(&file.transcript, &file.ledger, &ledger);
    written.map_err(|error| pen_failure(&error))?;
    say(&format!("{id} moved: \"{quote}\""))
}

/// Which of a coder's files has a coding, by its index.
fn one_of(
    desk: &Desk<'_>,
    files: &[CodingFile],
    (coder, id): (&str, &str),
    transcript: Option<&str>,
) -> Result<usize, Failure> {
    let wanted = transcript.map(|name| desk.document(name)).transpose()?;
    let is_wanted = |file: &CodingFile| {
        let of = desk.document_of(file);
        wanted.is_none_or(|wanted| of.is_some_and(|of| of.id == wanted.id))
    };
    let found = files.iter().enumerate();
    let found = found.filter(|(_, file)| file.ledger.get(id).is_some() && is_wanted(file));
    let found: Vec<(usize, &CodingFile)> = found.collect();
    match found[..] {
        [(at, _)] => Ok(at),
        [] => Err(no_such_coding(id, coder).help("`thematica codings list` prints them")),
        _ => {
            let names = found.iter().map(|(_, file)| file.transcript.as_str());
            let names = names.collect::<Vec<_>>().join(", ");
            let message = format!("{coder} has a coding `{id}` in several transcripts");
            Err(Failure::new(message).help(format!("say which with --transcript: {names}")))
        }
    }
}

/// Reads a coder's codings of a transcript, to change them.
pub fn read(
    pen: &thematica::coding::store::Pen,
    name: &str,
    desk: &Desk<'_>,
) -> Result<CodingFile, Failure> {
    let mut faults = Vec::new();
    let file = pen.read(name, &mut faults);
    crate::messages::briefly(&faults, desk.global);
    file.map_err(|error| pen_failure(&error))
}

/// Looks for a place, and says what to do where it is not there.
pub fn find(place: &Where, transcript: &Transcript) -> Result<thematica::text::Span, Failure> {
    place.find(transcript).map_err(|error| {
        let message = format!("{}: {error}", transcript.id);
        Failure::new(message).help(error.help())
    })
}

fn no_such_coding(id: &str, coder: &str) -> Failure {
    Failure::new(format!("{coder} has no coding `{id}`"))
}

fn say(sentence: &str) -> Result<Status, Failure> {
    Destination::Standard.say(sentence)?;
    Ok(Status::Clean)
}
