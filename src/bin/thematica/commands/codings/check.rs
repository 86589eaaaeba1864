//! `codings check`: what became of each coding's place since its transcript was edited.

use clap::Args;
use thematica::coding::anchor::Finding;
use thematica::coding::record::{Record, State};
use thematica::coding::store::CodingFile;
use thematica::report::{Cell, Column, Table};
use thematica::text::Span;
use thematica::transcript::Transcript;

use super::StudyArguments;
use super::desk::{Desk, anchor, pen_failure, places};
use super::rows::shortened;
use crate::args::{Global, OutputArguments};
use crate::clock;
use crate::commands::made_by;
use crate::commands::themes::for_eyes;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::status::Status;

/// Find every coding again after transcripts were edited, and say what became of it.
///
/// kept       it is where it was
/// moved      its words are at another place, or laid out otherwise
/// changed    its words were changed; the nearest ones are shown beside them
/// ambiguous  several places may be it, or one with other surroundings
/// lost       it is nowhere
///
/// Nothing is changed without --write, and no coding is ever dropped: those that are ambiguous or lost stay as they are until
/// you decide (`codings move`, `codings remove`).
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  thematica codings check                  What became of the codings
  thematica codings check --write          Lay those that were found on their new places
  thematica codings check --format json

Exit status: 0 every coding is where it was or was laid on its new place, 1 some are not,
2 something could not be read."
)]
pub struct Arguments {
    /// Lay codings that were kept, moved or changed on their places in the text as it is now
    #[arg(long)]
    write: bool,
    /// Show those that were kept or moved too
    #[arg(long)]
    all: bool,
    /// Only this coder; may be given several times
    #[arg(long = "coder", value_name = "NAME")]
    coders: Vec<String>,
    #[command(flatten)]
    study: StudyArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// How many codings were found how.
#[derive(Default)]
struct Tally {
    kept: usize,
    moved: usize,
    changed: usize,
    ambiguous: usize,
    lost: usize,
}

impl Tally {
    fn count(&mut self, finding: &Finding) {
        *match finding {
            Finding::Kept(_) => &mut self.kept,
            Finding::Moved(_) => &mut self.moved,
            Finding::Changed { .. } => &mut self.changed,
            Finding::Ambiguous(_) => &mut self.ambiguous,
            Finding::Lost => &mut self.lost,
        } += 1;
    }

    fn all(&self) -> usize {
        self.kept + self.moved + self.changed + self.ambiguous + self.lost
    }
}

/// Checks all codings.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output()?;
    let words: fn(&str) -> String = if for_eyes(output.format) {
        shortened
    } else {
        str::to_owned
    };
    let desk = Desk::open(&arguments.study, global)?;
    let (files, mut unread) = desk.files(&arguments.coders)?;
    let mut table = Table::new("What became of the codings", columns());
    let mut tally = Tally::default();
    for file in &files {
        let Some(document) = desk.document_of(file) else {
            for record in file
                .ledger
                .all()
                .iter()
                .filter(|it| it.state != State::Removed)
            {
                tally.lost += 1;
                table.rows.push(no_transcript(file, record, words));
            }
            continue;
        };
        let transcript = match desk.study.load(document) {
            Ok(transcript) => transcript,
            Err(error) => {
                messages::error(&error.to_string(), None);
                unread += 1;
                continue;
            }
        };
        let found = places(&transcript, file);
        for (record, finding) in &found {
            // A removed coding is carried along and not told.
            if record.state == State::Removed {
                continue;
            }
            tally.count(finding);
            if arguments.all || !matches!(finding, Finding::Kept(_) | Finding::Moved(_)) {
                table
                    .rows
                    .push(row(file, &transcript, (record, finding), words));
            }
        }
        if arguments.write {
            write(&desk, file, &transcript, &found)?;
        }
    }
    note(&mut table, &tally, arguments);
    output.table(&table, &made_by("codings", desk.codebook.as_ref()))?;
    let is_open = tally.ambiguous + tally.lost > 0;
    let is_unwritten = !arguments.write && tally.moved + tally.changed > 0;
    Ok(if unread > 0 {
        Status::NotDone
    } else if is_open || is_unwritten {
        Status::Findings
    } else {
        Status::Clean
    })
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("transcript", "Transcript"),
        Column::text("coder", "Coder"),
        Column::text("id", "ID"),
        Column::text("code", "Code"),
        Column::text("place", "Place"),
        Column::text("quote", "Was"),
        Column::text("now", "Is now"),
        Column::number("similarity", "Similar", 3).gives_way(),
    ]
}

fn row(
    file: &CodingFile,
    transcript: &Transcript,
    (record, finding): (&Record, &Finding),
    words: fn(&str) -> String,
) -> Vec<Cell> {
    let source = &transcript.source;
    let line = |span: &Span| source.line_number(span.start);
    let now = match finding {
        Finding::Kept(span) | Finding::Moved(span) => format!("line {}", line(span)),
        Finding::Changed { span, .. } => {
            format!("line {}: {}", line(span), words(source.slice(*span)))
        }
        Finding::Ambiguous(places) => {
            let lines = places.iter().map(|span| line(span).to_string());
            format!("perhaps line {}", lines.collect::<Vec<_>>().join(", "))
        }
        Finding::Lost => String::new(),
    };
    vec![
        Cell::text(&transcript.id),
        Cell::text(&file.coder),
        Cell::text(&record.id),
        Cell::text(&record.code),
        Cell::text(finding.as_str()),
        Cell::text(words(&record.anchor.quote)),
        if now.is_empty() {
            Cell::Empty
        } else {
            Cell::text(now)
        },
        match finding {
            Finding::Changed { similarity, .. } => Cell::Number(*similarity),
            _ => Cell::Empty,
        },
    ]
}

fn no_transcript(file: &CodingFile, record: &Record, words: fn(&str) -> String) -> Vec<Cell> {
    vec![
        Cell::text(&file.transcript),
        Cell::text(&file.coder),
        Cell::text(&record.id),
        Cell::text(&record.code),
        Cell::text("lost"),
        Cell::text(words(&record.anchor.quote)),
        Cell::text("there is no such transcript"),
        Cell::Empty,
    ]
}

fn note(table: &mut Table, tally: &Tally, arguments: &Arguments) {
    let Tally {
        kept,
        moved,
        changed,
        ambiguous,
        lost,
    } = tally;
    table.note(format!(
        "Of {}: {kept} kept, {moved} moved, {changed} changed, {ambiguous} ambiguous, {lost} lost.",
        counted(tally.all(), "coding")
    ));
    if moved + changed > 0 && !arguments.write {
        table.note("Nothing was written: --write lays those that were moved or changed on their new places.");
    }
    if ambiguous + lost > 0 {
        table.note(
            "Those that are ambiguous or lost stay as they are until you decide: `thematica codings move`, `thematica codings remove`.",
        );
    }
}

/// Lays what was found on its place in the text as it is now.
fn write(
    desk: &Desk<'_>,
    file: &CodingFile,
    transcript: &Transcript,
    found: &[(&Record, Finding)],
) -> Result<(), Failure> {
    let mut ledger = file.ledger.clone();
    let now = clock::now();
    for (record, finding) in found {
        let Some(span) = finding.span() else { continue };
        let anchor = anchor(transcript, span);
        if anchor != record.anchor {
            ledger.change(&record.id, &now, |record| record.move_to(anchor));
        }
    }
    if ledger.text() == file.ledger.text() {
        return Ok(());
    }
    let pen = desk.pen(&file.coder, "codings check --write")?;
    let written = pen.write(&file.transcript, &file.ledger, &ledger);
    written.map(|_| ()).map_err(|error| pen_failure(&error))
}
