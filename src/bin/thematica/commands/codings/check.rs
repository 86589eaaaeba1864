//! `codings check`: what became of each coding's place since its transcript was edited.

use std::collections::BTreeSet;

use clap::Args;
use thematica::coding::anchor::Finding;
use thematica::coding::record::{Record, State};
use thematica::coding::store::CodingFile;
use thematica::coding::stray;
use thematica::report::Table;
use thematica::text::Span;

use super::StudyArguments;
use super::desk::{Desk, places};
use crate::args::{Global, OutputArguments};
use crate::commands::called::for_eyes;
use crate::commands::made_by;
use crate::failure::Failure;
use crate::messages::{self, counted};
use crate::status::Status;

mod table;
mod write;

use table::{columns, no_transcript, renamed, row, speakers, turns};
use write::Writer;

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
    /// Those that were changed and are in several turns now, or perhaps are, with who speaks there.
    in_several: Vec<String>,
    /// Those of files whose transcript is probably called otherwise now, and how many files that are.
    away: usize,
    renamed_files: usize,
    /// Names without a transcript, with the transcripts that they probably were.
    renamed: BTreeSet<(String, String)>,
    files: usize,
    unread: usize,
    /// Files that could not be checked, or were to be written and could not.
    left_out: Vec<String>,
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
        self.kept + self.moved + self.changed + self.ambiguous + self.lost + self.away
    }
}

/// Checks all codings.
pub fn run(arguments: &Arguments, global: &Global) -> Result<Status, Failure> {
    let output = arguments.output.output(global)?;
    let eyes = for_eyes(output.format);
    let desk = Desk::open(&arguments.study, global)?;
    let (files, unread) = desk.files(&arguments.coders)?;
    let mut table = Table::new("What became of the codings", columns());
    let mut tally = Tally {
        files: files.len(),
        unread,
        ..Tally::default()
    };
    let strays = files
        .iter()
        .filter(|file| stray::is_stray(&desk.study, file));
    let strays: Vec<&CodingFile> = strays.collect();
    let homes = stray::homes(&desk.study, &strays);
    let mut homes = homes.into_iter();
    let mut writer = arguments.write.then(|| Writer::new(&desk));
    for file in &files {
        let Some(document) = desk.document_of(file) else {
            let home = homes.next().flatten();
            if let Some(home) = &home {
                let renamed = (file.transcript.clone(), home.transcript.clone());
                tally.renamed.insert(renamed);
            }
            let kept = file.ledger.all().iter();
            let kept: Vec<&Record> = kept.filter(|it| it.state != State::Removed).collect();
            if let Some(home) = home {
                // All of them are told in one row, before those that were lost one by one.
                table
                    .rows
                    .insert(tally.renamed_files, renamed(file, kept.len(), &home));
                tally.renamed_files += 1;
                tally.away += kept.len();
                continue;
            }
            let reason = stray::reason(&desk.study, file);
            tally.lost += kept.len();
            let rows = kept.iter().map(|it| no_transcript(file, it, &reason, eyes));
            table.rows.extend(rows);
            continue;
        };
        let transcript = match desk.study.load(document) {
            Ok(transcript) => transcript,
            Err(error) => {
                messages::error(&error.to_string(), None);
                tally.unread += 1;
                tally.left_out.push(file.name.clone());
                continue;
            }
        };
        let found = places(&transcript, file);
        for (record, finding) in &found {
            // A removed coding is carried along and not told.
            if record.state == State::Removed {
                continue;
            }
            let turns = likely(finding).map(|span| turns(&transcript, span));
            let turns = turns.unwrap_or_default();
            tally.count(finding);
            let is_sure = matches!(finding, Finding::Kept(_) | Finding::Moved(_));
            if !is_sure && turns.len() > 1 {
                let speakers = speakers(&transcript, &turns).join(", ");
                tally.in_several.push(format!("{} ({speakers})", record.id));
            }
            if arguments.all || !is_sure {
                let place = (&transcript, &turns[..]);
                table.rows.push(row(file, place, (record, finding), eyes));
            }
        }
        let writer = writer.as_mut();
        if writer.is_some_and(|it| !it.write(file, &transcript, &found)) {
            tally.left_out.push(file.name.clone());
        }
    }
    let written = writer.map(|it| it.written);
    note(&mut table, &tally, written);
    output.table(&table, &made_by("codings", desk.codebook.as_ref()))?;
    let is_open = tally.ambiguous + tally.lost + tally.away > 0;
    let is_unwritten = !arguments.write && tally.moved + tally.changed > 0;
    Ok(if tally.unread > 0 || !tally.left_out.is_empty() {
        Status::NotDone
    } else if is_open || is_unwritten {
        Status::Findings
    } else {
        Status::Clean
    })
}

/// Where a coding is, or where it alone may be.
fn likely(finding: &Finding) -> Option<Span> {
    match finding {
        Finding::Ambiguous(places) => match places[..] {
            [only] => Some(only),
            _ => None,
        },
        sure => sure.span(),
    }
}

/// `written` is how many codings were laid on their places; nothing where that was not asked for.
fn note(table: &mut Table, tally: &Tally, written: Option<usize>) {
    let Tally {
        kept,
        moved,
        changed,
        ambiguous,
        lost,
        in_several,
        renamed,
        away,
        ..
    } = tally;
    for (old, new) in renamed {
        table.note(format!(
            "`{old}` is probably called `{new}` now: `{}` lays its codings there.",
            stray::command(old, new)
        ));
    }
    let away = match away {
        0 => String::new(),
        away => format!(", {away} under a name that no transcript has now"),
    };
    table.note(format!(
        "Of {}: {kept} kept, {moved} moved, {changed} changed, {ambiguous} ambiguous, {lost} lost{away}.",
        counted(tally.all(), "coding")
    ));
    if let Some(written) = written {
        table.note(match written {
            0 => "Nothing had to be written.".to_owned(),
            written => format!(
                "Written: {} laid on the text as it is now.",
                counted(written, "coding")
            ),
        });
    }
    if !in_several.is_empty() {
        table.note(format!(
            "Over several turns now: {} of {} changed or ambiguous: {}. Where that is not meant, `thematica codings move` lays them on less.",
            in_several.len(),
            changed + ambiguous,
            in_several.join(", ")
        ));
    }
    if !tally.left_out.is_empty() {
        let done = if written.is_some() {
            "written"
        } else {
            "checked"
        };
        table.note(format!(
            "Not {done}: {} of {}: {}.",
            tally.left_out.len(),
            counted(tally.files, "file"),
            tally.left_out.join(", ")
        ));
    }
    if moved + changed > 0 && written.is_none() {
        table.note("Nothing was written: --write lays those that were moved or changed on their new places.");
    }
    if ambiguous + lost > 0 {
        table.note(
            "Those that are ambiguous or lost stay as they are until you decide: `thematica codings move`, `thematica codings remove`.",
        );
    }
}
