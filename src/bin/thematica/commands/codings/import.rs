//! `codings import`: codings from tables, JSON lines and `grep`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use thematica::coding::record::{Record, Stamp};
use thematica::diagnostic::{Diagnostic, Place};
use thematica::exchange::codings::{Fault, Read, Seen, Wanted, Where, of_grep, of_lines, of_table};
use thematica::study::Document;
use thematica::transcript::Transcript;

use super::StudyArguments;
use super::desk::{Desk, anchor};
use crate::args::Global;
use crate::clock;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::Destination;
use crate::status::Status;

mod input;
mod write;

use input::{Form, guess, is_unnumbered, read};
use write::{Coding, write};

/// Take over codings from a table (CSV), JSON lines, or what `grep -Hn` prints.
///
/// A table has a header. Its columns: transcript; code; coder; and the place, which is `start` and `end` (code points of the
/// text as it is read, from 0), or `quote` (with `occurrence`, where it stands several times), or `turn`, or `line`. Then
/// weight, memo, state, made, with. Other columns are not read. Lines are those of the text as it is read, which only for
/// plain text and Markdown are those of the file; a `quote` beside a `line` has to be in it, and so a `text`.
///
/// Either all rows are taken over or none: every row that cannot be is told with its line, so that no coding is lost on the
/// way. --sound-rows takes over the others. A coding that is there already is not added again.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings import coded.csv --coder ben
  thematica codings import ann.jsonl
  grep -Hn 'waiting list' transcripts/*.txt | thematica codings import - --coder ann --code waiting")]
pub struct Arguments {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who coded, where the rows do not say it
    #[arg(
        long,
        value_name = "NAME",
        env = "THEMATICA_CODER",
        hide_env_values = true
    )]
    coder: Option<String>,
    /// Which code, where the rows do not say it
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// Which transcript, where the rows do not say it
    #[arg(long, value_name = "NAME")]
    transcript: Option<String>,
    /// What the file is; without it, what its ending or its first line says
    #[arg(long, value_name = "FORMAT")]
    from: Option<Form>,
    /// Take over the rows that can be, and leave out the others
    #[arg(long)]
    sound_rows: bool,
    /// Pass over rows whose code is empty, as `thematica sample` leaves them where a coder found nothing
    #[arg(long, conflicts_with = "code")]
    skip_uncoded: bool,
    #[command(flatten)]
    study: StudyArguments,
}

/// Takes over codings.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let desk = Desk::open(&arguments.study, global)?;
    // Said once, and not of each row.
    let code = arguments
        .code
        .as_deref()
        .map(|code| desk.code_or_label(code));
    code.transpose()?;
    let (name, text) = read(&arguments.file)?;
    if text.trim().is_empty() {
        let failure = Failure::new(format!("{name} is empty, so that nothing is taken over"));
        return Err(failure.help("where `grep` wrote it, it found nothing"));
    }
    let form = arguments
        .from
        .unwrap_or_else(|| guess(&arguments.file, &text));
    if form == Form::Csv && is_unnumbered(&desk, &text) {
        let failure = Failure::new(format!(
            "{name} has what `grep` prints without numbers of lines"
        ));
        return Err(failure.help("let it print them, and the names of files: `grep -Hn`"));
    }
    let only = arguments.transcript.as_deref();
    let Read {
        mut wanted,
        mut faults,
    } = match form {
        Form::Csv => of_table(&text, only),
        Form::Jsonl => of_lines(&text, only),
        Form::Grep => of_grep(&text, only),
    };
    let rows = wanted.len() + faults.len();
    if arguments.skip_uncoded {
        wanted.retain(|it| it.code.is_some());
    }
    let skipped = rows - wanted.len() - faults.len();
    let mut import = Import {
        desk: &desk,
        arguments,
        name: &name,
        transcripts: BTreeMap::new(),
        faults: Vec::new(),
        labels: BTreeMap::new(),
        beside: 0,
    };
    let codings: Vec<Coding> = wanted.iter().filter_map(|it| import.coding(it)).collect();
    faults.append(&mut import.faults);
    faults.sort_by_key(|fault| fault.line);
    tell(&name, &faults);
    if !faults.is_empty() && !arguments.sound_rows {
        let message = format!(
            "nothing was taken over, because of {} of {}",
            faults.len(),
            counted(rows, "row")
        );
        return Err(
            Failure::new(message).help("mend the rows, or leave them out with --sound-rows")
        );
    }
    let by_line = codings.iter().filter(|coding| coding.is_by_line);
    let by_line: Vec<String> = by_line.map(|coding| coding.document.clone()).collect();
    let tally = write(&desk, codings, &import.transcripts)?;
    let added = format!("{} of {} added", tally.new, counted(rows, "row"));
    let others = [
        (tally.again, "added again"),
        (
            tally.changed,
            "there already, now with what the rows say of them",
        ),
        (tally.there, "there already"),
        (skipped, "without a code"),
        (faults.len(), "left out"),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    let others = others.map(|(count, what)| format!("{count} {what}"));
    let said: Vec<String> = std::iter::once(added).chain(others).collect();
    let said = said.join(", ");
    Destination::Standard.say(&said)?;
    for (label, code) in &import.labels {
        let message = format!("“{label}” is the label of the code `{code}`, which was laid");
        messages::remark(&message, global);
    }
    if import.beside > 0 {
        let message = format!(
            "{} on what interviewers or moderators say: counted only where --role all or a role is asked for",
            counted(import.beside, "coding")
        );
        messages::remark(&message, global);
    }
    if let Some(counted) = lines_counted(&by_line, &import.transcripts) {
        Destination::Standard.say(&counted)?;
    }
    Ok(if faults.is_empty() {
        Status::Clean
    } else {
        Status::NotDone
    })
}

/// How many faults are told.
const TOLD: usize = 20;

fn tell(name: &str, faults: &[Fault]) {
    let told = faults.iter().take(TOLD).map(|fault| {
        let place = Place::Line(name.to_owned(), fault.line);
        let told = Diagnostic::error("unreadable-coding", place, fault.message.clone());
        match &fault.help {
            Some(help) => told.help(help.clone()),
            None => told,
        }
    });
    messages::failure(&Failure::Written(told.collect()));
    if faults.len() > TOLD {
        messages::error(
            &format!("{} more rows like these", faults.len() - TOLD),
            None,
        );
    }
}

struct Import<'a> {
    desk: &'a Desk<'a>,
    arguments: &'a Arguments,
    name: &'a str,
    /// What was read, by the transcript's id.
    transcripts: BTreeMap<String, Transcript>,
    faults: Vec<Fault>,
    /// Labels that were taken for the codes that alone have them.
    labels: BTreeMap<String, String>,
    /// How many lie on what nobody who counts says.
    beside: usize,
}

impl Import<'_> {
    fn coding(&mut self, wanted: &Wanted) -> Option<Coding> {
        match self.try_coding(wanted) {
            Ok(coding) => Some(coding),
            Err((message, help)) => {
                self.faults.push(Fault {
                    line: wanted.line,
                    message,
                    help,
                });
                None
            }
        }
    }

    fn try_coding(&mut self, wanted: &Wanted) -> Result<Coding, (String, Option<String>)> {
        let coder = wanted.coder.as_ref().or(self.arguments.coder.as_ref());
        let coder =
            coder.ok_or_else(|| why("this row does not say who coded", "say it with --coder"))?;
        let code = wanted.code.as_ref().or(self.arguments.code.as_ref());
        let code = code.ok_or_else(|| why("this row names no code", "say it with --code"))?;
        let (code, is_label) = {
            let name = code;
            let (code, is_label) = self.desk.code_or_label(name).map_err(of_failure)?;
            (code, is_label.then(|| name.clone()))
        };
        let document = self.desk.document(&wanted.transcript).map_err(of_failure)?;
        let id = document.id.clone();
        let desk = self.desk;
        let transcript = self.transcript(document)?;
        let place = wanted.place.find(transcript);
        let place = place.map_err(|error| {
            let format = transcript.reading.format;
            match &wanted.place {
                // The file was searched, whose lines are others than those of what is read of it.
                Where::Line(_, Seen::Whole(_)) if !format.is_its_own_text() => why(
                    &format!("{id} is {}, and its lines are not those of the text as it is read", format.as_str()),
                    "write the text with `thematica transcripts convert` and search that, or give the words in a table with the columns transcript and quote",
                ),
                Where::Line(_, Seen::Whole(_)) => why(&format!("{id}: {error}"), error.help()),
                _ => why(&error.to_string(), error.help()),
            }
        })?;
        let is_beside = !desk.counts(transcript, place);
        let anchor = anchor(transcript, place);
        let record = if let Some(record) = &wanted.record {
            let mut record = Record::clone(record);
            record.code = code;
            record.anchor = anchor;
            record
        } else {
            let with = || format!("codings import {}", self.name);
            let made = Stamp {
                time: wanted.made.clone().unwrap_or_else(clock::now),
                with: wanted.with.clone().unwrap_or_else(with),
            };
            let mut record = Record::new(code, anchor, made);
            record.weight.clone_from(&wanted.weight);
            record.memo.clone_from(&wanted.memo);
            record.state = wanted.state;
            record
        };
        self.labels
            .extend(is_label.map(|it| (it, record.code.clone())));
        self.beside += usize::from(is_beside);
        Ok(Coding {
            coder: coder.clone(),
            document: id,
            record,
            is_by_line: matches!(wanted.place, Where::Line(..) | Where::InLine { .. }),
        })
    }

    fn transcript(&mut self, document: &Document) -> Result<&Transcript, (String, Option<String>)> {
        if !self.transcripts.contains_key(&document.id) {
            let transcript = self.desk.transcript(document).map_err(of_failure)?;
            self.transcripts.insert(document.id.clone(), transcript);
        }
        Ok(&self.transcripts[&document.id])
    }
}

fn why(message: &str, help: &str) -> (String, Option<String>) {
    (message.to_owned(), Some(help.to_owned()))
}

fn of_failure(failure: Failure) -> (String, Option<String>) {
    match failure {
        Failure::Machine { message, help } => (message, help),
        Failure::Written(_) | Failure::Closed => ("this cannot be read".to_owned(), None),
    }
}

/// How lines were counted where those of the text as it is read are not those of the file. `by_line` has a transcript for
/// each coding whose place was said by a line.
fn lines_counted(by_line: &[String], transcripts: &BTreeMap<String, Transcript>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in by_line {
        if !transcripts[id].reading.format.is_its_own_text() {
            *counts.entry(id).or_default() += 1;
        }
    }
    let rows: usize = counts.values().sum();
    let told = counts.iter().map(|(id, count)| {
        let format = transcripts[*id].reading.format.as_str();
        format!("{id} ({format}, {})", counted(*count, "row"))
    });
    let told: Vec<String> = told.collect();
    (rows > 0).then(|| {
        format!(
            "Lines of {rows} of {} that say a line were counted in the text as it is read, as `thematica transcripts convert` writes it, and not in the file: {}.",
            counted(by_line.len(), "row"),
            told.join(", ")
        )
    })
}
