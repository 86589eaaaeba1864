//! Writing the result.

use std::collections::{HashMap, HashSet};

use thematica::coding::anchor::Finding;
use thematica::coding::ledger::Ledger;
use thematica::coding::record::{Record, State, hash};
use thematica::coding::store::{CodingFile, Finished, Pen, Roster};
use thematica::text::Span;

use super::super::add;
use super::super::desk::{Desk, pen_failure, places};
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
        let file = add::read(&pen, &name, desk)?;
        if !file.ledger.is_empty() && !arguments.force {
            let message = format!(
                "{} has codings in {} already; nothing was written",
                arguments.into, result.id
            );
            return Err(Failure::new(message).help(
                "choose another name with --into, or put the result in their place with --force",
            ));
        }
        let ledger = replaced(&file, result);
        changes.push((name, file.ledger, ledger));
    }
    for (name, base, ledger) in &changes {
        let written = pen.write(name, base, ledger);
        written.map_err(|error| pen_failure(&error))?;
    }
    finish(&pen, desk, results)
}

/// The ledger with the new codings alone standing; those that were there stay as removed. A coding is the one that was there
/// before where that lies on the same words of the text as it is now, whatever its text was when it was made.
fn replaced(file: &CodingFile, result: &OfTranscript) -> Ledger {
    let source = &result.transcript.source;
    let mut there: HashMap<(&str, Span), &Record> = HashMap::new();
    for (old, finding) in places(&result.transcript, file) {
        if let Finding::Kept(span) | Finding::Moved(span) = finding {
            let known = there.entry((&old.code, span)).or_insert(old);
            if known.state != State::Coded && old.state == State::Coded {
                *known = old;
            }
        }
    }
    let same = |new: &Record| {
        let place = (new.code.as_str(), new.anchor.span(source)?);
        there.get(&place).map(|old| old.id.as_str())
    };
    let goes_on: HashSet<&str> = result.records.iter().filter_map(same).collect();
    let mut ledger = file.ledger.clone();
    let now = clock::now();
    for old in file.ledger.all() {
        if !goes_on.contains(old.id.as_str()) {
            ledger.remove(&old.id, &now);
        }
    }
    for record in &result.records {
        let added = match same(record) {
            Some(id) => ledger.add_to(id, record.clone(), &now),
            None => ledger.add(record.clone()),
        };
        // One that was there before is made of other codings now.
        ledger.change(added.id(), &now, |kept| {
            kept.move_to(record.anchor.clone());
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
        let stands = |name: &str| desk.study.is_of(name, &result.id);
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
