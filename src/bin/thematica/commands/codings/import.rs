//! `codings import`: codings from tables, JSON lines and `grep`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use thematica::coding::record::{Record, Stamp};
use thematica::diagnostic::{Diagnostic, Place};
use thematica::exchange::codings::{Fault, Read, Wanted, Where, of_grep, of_lines, of_table};
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

mod write;

use write::{Coding, write};

/// The largest file that is read.
const MOST_BYTES: u64 = 1 << 30;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table with a header, separated by comma, semicolon or tab
    Csv,
    /// One coding a line, as `codings export` writes it
    Jsonl,
    /// Lines as `grep -Hn` prints them
    Grep,
}

/// Takes over codings.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let desk = Desk::open(&arguments.study, global)?;
    // Said once, and not of each row.
    let code = arguments.code.as_deref().map(|code| desk.code(code));
    code.transpose()?;
    let (name, text) = read(&arguments.file)?;
    let form = arguments
        .from
        .unwrap_or_else(|| guess(&arguments.file, &text));
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
    Destination::Standard.write(|out| writeln!(out, "{said}"))?;
    if let Some(counted) = lines_counted(&by_line, &import.transcripts) {
        Destination::Standard.write(|out| writeln!(out, "{counted}"))?;
    }
    Ok(if faults.is_empty() {
        Status::Clean
    } else {
        Status::NotDone
    })
}

fn read(file: &Path) -> Result<(String, String), Failure> {
    let is_standard = file == Path::new("-");
    let name = if is_standard {
        "<stdin>".to_owned()
    } else {
        file.display().to_string()
    };
    let failed = |error: std::io::Error| Failure::new(format!("{name} cannot be read: {error}"));
    let mut bytes = Vec::new();
    let read = if is_standard {
        std::io::stdin()
            .lock()
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
    } else {
        let file = fs::File::open(file).map_err(failed)?;
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes)
    };
    read.map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::new(format!("{name} is larger than 1 GiB")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(_) => Err(Failure::new(format!("{name} is not UTF-8"))
            .help("save it as UTF-8; in a spreadsheet, choose \"CSV UTF-8\"")),
    }
}

fn guess(file: &Path, text: &str) -> Form {
    let ending = file
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let has_number = || {
        let mut parts = first.split(':').skip(1);
        parts.any(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
    };
    match ending.to_ascii_lowercase().as_str() {
        "jsonl" | "json" | "ndjson" => Form::Jsonl,
        "csv" | "tsv" => Form::Csv,
        _ if first.trim_start().starts_with('{') => Form::Jsonl,
        _ if has_number() => Form::Grep,
        _ => Form::Csv,
    }
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
        let code = self.desk.code(code).map_err(of_failure)?;
        let document = self.desk.document(&wanted.transcript).map_err(of_failure)?;
        let id = document.id.clone();
        let transcript = self.transcript(document)?;
        let place = wanted.place.find(transcript);
        let place = place.map_err(|error| why(&error.to_string(), error.help()))?;
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
