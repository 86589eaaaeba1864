//! `codings list` and `codings export`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use thematica::coding::anchor::Finding;
use thematica::coding::record::{Record, State};
use thematica::coding::store::CodingFile;
use thematica::report::{Format, Provenance, Table};
use thematica::transcript::Transcript;

use super::StudyArguments;
use super::desk::{Desk, places};
use super::rows::Row;
use crate::args::{Global, OutputArguments};
use crate::commands::called::for_eyes;
use crate::commands::made_by;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::output::{Destination, Output};
use crate::status::Status;

/// Which codings.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Filters (each may be given several times)")]
pub struct Which {
    /// Only what this coder made
    #[arg(long = "coder", value_name = "NAME")]
    coders: Vec<String>,
    /// Only in this transcript, by id or the end of it
    #[arg(long = "transcript", value_name = "NAME")]
    transcripts: Vec<String>,
    /// Only this code, without those below it
    #[arg(long = "code", value_name = "CODE")]
    codes: Vec<String>,
    /// Rejected proposals and removed codings too
    #[arg(long)]
    all: bool,
}

/// List what people coded.
///
/// `place` says what became of a coding's place since it was made: kept, moved, changed, ambiguous or lost. Offsets are those
/// that it was made with, turns and lines those of the text as it is now.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings list                                 Everything that stands
  thematica codings list --coder ann --code trust
  thematica codings list --all --format csv              With what was rejected or removed")]
pub struct Arguments {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    study: StudyArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// Write codings for other programs: CSV, or JSON lines with all that is known of each.
///
/// `thematica codings import` reads both again. JSON lines keep all that is known of each coding: identifiers, history and
/// fields of later versions. What was rejected or removed is written with --all.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  thematica codings export > codings.csv
  thematica codings export --coder ann --all --output ann.jsonl")]
pub struct ExportArguments {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    study: StudyArguments,
    /// csv or jsonl; without it, what the ending of --output says, else csv
    #[arg(short, long, value_name = "FORMAT", value_parser = ["csv", "jsonl"])]
    format: Option<String>,
    /// Write to this file, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Lists codings.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let chosen = Chosen::of(&arguments.which, &arguments.study, global)?;
    show(&chosen, &output)
}

/// Exports codings.
pub fn export(arguments: &ExportArguments, global: &Global) -> Result<Status, Failure> {
    let destination = Destination::of(arguments.output.as_deref());
    let ending = arguments.output.as_deref().and_then(|it| it.extension());
    let is_lines = match &arguments.format {
        Some(format) => format == "jsonl",
        None => ending.is_some_and(|it| it.eq_ignore_ascii_case("jsonl")),
    };
    if is_lines {
        return lines(&arguments.which, &arguments.study, &destination, global);
    }
    let output = Output {
        format: Format::Csv,
        options: thematica::report::Options::default(),
        destination,
    };
    let chosen = Chosen::of(&arguments.which, &arguments.study, global)?;
    chosen.tell_left_out();
    show(&chosen, &output)
}

fn show(chosen: &Chosen<'_>, output: &Output) -> Result<Status, Failure> {
    output.destination.spare(&chosen.desk.study)?;
    let eyes = for_eyes(output.format);
    let mut table = Table::new("Codings", if eyes { Row::eyes() } else { Row::columns() });
    let (mut unsure, mut changed) = (0, 0);
    chosen.each(|row| {
        unsure += usize::from(!matches!(row.place, "kept" | "moved"));
        changed += usize::from(row.record.was.is_some());
        table.rows.push(if eyes {
            row.for_eyes(row.transcript)
        } else {
            row.cells()
        });
        Ok(())
    })?;
    table.note(format!(
        "{}, one for each row.",
        counted(table.rows.len(), "coding")
    ));
    if unsure > 0 {
        let them = counted(unsure, "coding");
        table.note(format!(
            "The place of {them} is not certain: `thematica codings check`."
        ));
    }
    if changed > 0 {
        let them = counted(changed, "coding");
        table.note(format!(
            "The words of {them} were changed in the transcript since they were coded; `thematica codings export` has the old ones in `was`."
        ));
    }
    output.table(&table, &provenance(&chosen.desk))?;
    Ok(chosen.status())
}

fn provenance(desk: &Desk<'_>) -> Provenance {
    made_by("codings", desk.codebook.as_ref())
}

/// JSON lines as they stand in the store, with transcript and coder.
fn lines(
    which: &Which,
    study: &StudyArguments,
    destination: &Destination,
    global: &Global,
) -> Result<Status, Failure> {
    let chosen = Chosen::of(which, study, global)?;
    chosen.tell_left_out();
    destination.spare(&chosen.desk.study)?;
    let mut out = String::new();
    for (file, id, record) in chosen.records() {
        let mut record = record.clone();
        for (name, value) in [("transcript", id), ("coder", &file.coder)] {
            let value = serde_json::value::to_raw_value(value).expect("a text is JSON");
            record.other.push((name.to_owned(), value));
        }
        out.push_str(&record.to_string());
        out.push('\n');
    }
    destination.write(|to| to.write_all(out.as_bytes()))?;
    Ok(chosen.status())
}

/// The codings that are asked for.
struct Chosen<'g> {
    desk: Desk<'g>,
    files: Vec<CodingFile>,
    /// Codes that are asked for; none for all.
    codes: Vec<String>,
    /// By file, the transcript's id.
    ids: Vec<String>,
    states: &'static [State],
    unread: usize,
}

impl<'g> Chosen<'g> {
    fn of(which: &Which, study: &StudyArguments, global: &'g Global) -> Result<Self, Failure> {
        let desk = Desk::open(study, global)?;
        let (mut files, unread) = desk.files(&which.coders)?;
        let wanted = which.transcripts.iter();
        let wanted: Vec<String> = wanted
            .map(|name| desk.document(name).map(|it| it.id.clone()))
            .collect::<Result<_, _>>()?;
        let id = |file: &CodingFile| {
            let document = desk.document_of(file);
            document.map_or_else(|| file.transcript.clone(), |it| it.id.clone())
        };
        files.retain(|file| wanted.is_empty() || wanted.contains(&id(file)));
        files.sort_by_cached_key(|file| (id(file), file.coder.clone()));
        let ids = files.iter().map(id).collect();
        let codes = which.codes.iter().map(|name| desk.code(name));
        let codes = codes.collect::<Result<_, _>>()?;
        let states: &'static [State] = if which.all {
            &[State::Coded, State::Rejected, State::Removed]
        } else {
            &[State::Coded]
        };
        Ok(Self {
            desk,
            files,
            codes,
            ids,
            states,
            unread,
        })
    }

    fn is_wanted(&self, record: &Record) -> bool {
        self.is_asked(record) && self.states.contains(&record.state)
    }

    fn is_asked(&self, record: &Record) -> bool {
        self.codes.is_empty() || self.codes.contains(&record.code)
    }

    /// Says how many of those that are asked for are left out for what became of them.
    fn tell_left_out(&self) {
        let all = self.files.iter().flat_map(|file| file.ledger.all());
        let asked = all.filter(|it| self.is_asked(it));
        let left_out: Vec<State> = asked
            .map(|it| it.state)
            .filter(|state| !self.states.contains(state))
            .collect();
        if left_out.is_empty() {
            return;
        }
        let rejected = left_out.iter().filter(|it| **it == State::Rejected).count();
        let message = format!(
            "left out: {rejected} rejected and {} removed; --all writes them too",
            left_out.len() - rejected
        );
        messages::remark(&message, self.desk.global);
    }

    fn records(&self) -> impl Iterator<Item = (&CodingFile, &str, &Record)> {
        let files = self.files.iter().zip(&self.ids);
        files.flat_map(|(file, id)| {
            let all = file.ledger.all().iter().chain(file.ledger.rivals());
            let wanted = all.filter(|record| self.is_wanted(record));
            wanted.map(move |record| (file, id.as_str(), record))
        })
    }

    /// Hands over each row, in the order of transcripts and coders.
    fn each(&self, mut take: impl FnMut(&Row<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut last: Option<(&str, Option<Transcript>)> = None;
        for (file, id) in self.files.iter().zip(&self.ids) {
            if last.as_ref().is_none_or(|(known, _)| *known != id.as_str()) {
                last = Some((id, self.transcript(file)?));
            }
            let transcript = last
                .as_ref()
                .and_then(|(_, transcript)| transcript.as_ref());
            let found: BTreeMap<&str, Finding> = transcript
                .map(|transcript| {
                    let found = places(transcript, file).into_iter();
                    found
                        .map(|(record, finding)| (record.id.as_str(), finding))
                        .collect()
                })
                .unwrap_or_default();
            for record in file
                .ledger
                .all()
                .iter()
                .filter(|record| self.is_wanted(record))
            {
                let place = transcript.zip(found.get(record.id.as_str()));
                take(&Row::of(file, id, record, place, self.label(&record.code)))?;
            }
        }
        Ok(())
    }

    fn transcript(&self, file: &CodingFile) -> Result<Option<Transcript>, Failure> {
        if let Some(document) = self.desk.document_of(file) {
            return self.desk.transcript(document).map(Some);
        }
        let message = format!(
            "{}: there is no transcript `{}` in this study",
            file.name, file.transcript
        );
        messages::warning(&message, self.desk.global);
        Ok(None)
    }

    fn label(&self, code: &str) -> Option<&str> {
        let codebook = self.desk.codebook.as_ref()?;
        Some(&codebook.code(codebook.find(code)?).label)
    }

    fn status(&self) -> Status {
        if self.unread > 0 {
            Status::NotDone
        } else {
            Status::Clean
        }
    }
}
