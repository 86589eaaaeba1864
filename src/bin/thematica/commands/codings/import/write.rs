//! Writing what is taken over.

use std::collections::{BTreeMap, HashMap};

use thematica::coding::anchor::Finding;
use thematica::coding::ledger::{Added, Ledger};
use thematica::coding::record::Record;
use thematica::text::Span;
use thematica::transcript::Transcript;

use super::super::desk::{Desk, pen_failure};
use crate::clock;
use crate::failure::Failure;

/// A coding that is to be added.
pub struct Coding {
    pub coder: String,
    pub document: String,
    pub record: Record,
    /// Whether its place was said by the number of a line.
    pub is_by_line: bool,
}

/// What became of the rows.
#[derive(Default)]
pub struct Tally {
    pub new: usize,
    pub again: usize,
    pub changed: usize,
    pub there: usize,
}

/// Writes what is to be added, by coder and transcript. All coders' pens are taken before the first line is written.
pub fn write(
    desk: &Desk<'_>,
    codings: Vec<Coding>,
    transcripts: &BTreeMap<String, Transcript>,
) -> Result<Tally, Failure> {
    let now = clock::now();
    let mut by_coder: BTreeMap<String, BTreeMap<String, Vec<Record>>> = BTreeMap::new();
    for coding in codings {
        let of_coder = by_coder.entry(coding.coder).or_default();
        of_coder
            .entry(coding.document)
            .or_default()
            .push(coding.record);
    }
    let mut pens = Vec::new();
    for (coder, records) in by_coder {
        pens.push((desk.pen(&coder, "codings import")?, records));
    }
    let mut changed: Vec<(usize, String, Ledger, Ledger)> = Vec::new();
    let mut tally = Tally::default();
    for (at, (pen, records)) in pens.iter_mut().enumerate() {
        for (id, records) in std::mem::take(records) {
            let document = desk.document(&id)?;
            let name = desk.kept_as(pen, document);
            let file = super::super::add::read(pen, &name, desk)?;
            let transcript = &transcripts[&id];
            // Where the codings that are there lie now, whatever their text was when they were made.
            let found = super::super::desk::places(transcript, &file).into_iter();
            let there: HashMap<(&str, Span), &str> = found
                .filter(|(_, finding)| matches!(finding, Finding::Kept(_) | Finding::Moved(_)))
                .filter_map(|(it, finding)| Some(((&*it.code, finding.span()?), &*it.id)))
                .collect();
            let mut ledger = file.ledger.clone();
            let mut adding = ledger.adding();
            for record in records {
                let place = record.anchor.span(&transcript.source);
                let same = place.and_then(|place| there.get(&(&*record.code, place)));
                let added = match same {
                    Some(id) => adding.add_to(id, record, &now),
                    None => adding.add(record),
                };
                match added {
                    Added::New(_) => tally.new += 1,
                    Added::Again(_) => tally.again += 1,
                    Added::Changed(_) => tally.changed += 1,
                    Added::There(_) => tally.there += 1,
                }
            }
            drop(adding);
            changed.push((at, name, file.ledger.clone(), ledger));
        }
    }
    for (at, name, base, ledger) in changed {
        let written = pens[at].0.write(&name, &base, &ledger);
        written.map_err(|error| pen_failure(&error))?;
    }
    Ok(tally)
}
