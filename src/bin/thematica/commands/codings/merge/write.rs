//! Writing the result.

use thematica::coding::ledger::Ledger;
use thematica::coding::record::{Record, hash};
use thematica::coding::store::{Finished, Pen, Roster};

use super::super::add;
use super::super::desk::{Desk, pen_failure};
use super::Arguments;
use super::transcripts::OfTranscript;
use crate::clock;
use crate::failure::Failure;
use crate::messages;

/// Writes the result; nothing of it where something would be overwritten.
pub fn write(
    desk: &Desk<'_>,
    arguments: &Arguments,
    results: &[OfTranscript],
) -> Result<(), Failure> {
    let pen = desk.pen(&arguments.into, "codings merge")?;
    let mut changes: Vec<(String, Ledger, Ledger)> = Vec::new();
    for result in results {
        let name = desk.kept_as(&pen, desk.document(&result.id)?);
        let base = add::read(&pen, &name, desk)?.ledger;
        if !base.is_empty() && !arguments.force {
            let message = format!(
                "{} has codings in {} already; nothing was written",
                arguments.into, result.id
            );
            return Err(Failure::new(message).help(
                "choose another name with --into, or put the result in their place with --force",
            ));
        }
        let ledger = replaced(&base, &result.records);
        changes.push((name, base, ledger));
    }
    for (name, base, ledger) in &changes {
        let written = pen.write(name, base, ledger);
        written.map_err(|error| pen_failure(&error))?;
    }
    finish(&pen, desk, results)
}

/// The ledger with the new codings alone standing; those that were there stay as removed.
fn replaced(base: &Ledger, records: &[Record]) -> Ledger {
    let is_new = |old: &Record| {
        records.iter().any(|new| {
            new.code == old.code
                && new.anchor.points == old.anchor.points
                && new.anchor.quote == old.anchor.quote
        })
    };
    let mut ledger = base.clone();
    let now = clock::now();
    for old in base.all().iter().filter(|it| !is_new(it)) {
        ledger.remove(&old.id, &now);
    }
    for record in records {
        let id = ledger.add(record.clone()).id().to_owned();
        // One that was there before is made of other codings now.
        ledger.change(&id, &now, |kept| {
            kept.from.clone_from(&record.from);
            kept.by.clone_from(&record.by);
            kept.memo.clone_from(&record.memo);
            kept.weight.clone_from(&record.weight);
        });
    }
    ledger
}

fn finish(pen: &Pen, desk: &Desk<'_>, results: &[OfTranscript]) -> Result<(), Failure> {
    let mut faults = Vec::new();
    let mut roster: Roster = pen.roster(&mut faults);
    messages::briefly(&faults, desk.global);
    for result in results {
        let stands = |name: &str| desk.study.id_of(name).as_ref() == Some(&result.id);
        if result.is_finished {
            let finished = Finished {
                time: clock::now(),
                hash: hash(result.transcript.source.text()),
                other: Vec::new(),
            };
            roster.finish(&result.id, stands, finished);
        } else {
            roster.reopen(&result.id, stands, &clock::now());
        }
    }
    pen.write_roster(&roster)
        .map_err(|error| pen_failure(&error))
}
