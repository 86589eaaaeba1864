//! Laying codings on their places in the text as it is now.

use std::collections::BTreeMap;

use thematica::coding::anchor::Finding;
use thematica::coding::record::{Record, State};
use thematica::coding::store::{CodingFile, Pen};
use thematica::transcript::Transcript;

use super::super::desk::{Desk, anchor, pen_failure};
use crate::clock;
use crate::messages;

/// What lays codings on their places, with a pen for each coder.
pub struct Writer<'d> {
    desk: &'d Desk<'d>,
    /// Nothing for a coder whose codings cannot be written.
    pens: BTreeMap<String, Option<Pen>>,
    /// How many codings were laid on their places; removed ones are carried along and do not count.
    pub written: usize,
}

impl<'d> Writer<'d> {
    pub fn new(desk: &'d Desk<'d>) -> Self {
        Self {
            desk,
            pens: BTreeMap::new(),
            written: 0,
        }
    }

    /// Lays what was found on its place. Where that cannot be written, it is told, and the answer is no.
    pub fn write(
        &mut self,
        file: &CodingFile,
        transcript: &Transcript,
        found: &[(&Record, Finding)],
    ) -> bool {
        let mut ledger = file.ledger.clone();
        let now = clock::now();
        let mut laid = 0;
        for (record, finding) in found {
            let Some(span) = finding.span() else { continue };
            let anchor = anchor(transcript, span);
            if anchor != record.anchor {
                laid += usize::from(record.state != State::Removed);
                ledger.change(&record.id, &now, |record| record.move_to(anchor));
            }
        }
        if ledger.text() == file.ledger.text() {
            return true;
        }
        let Some(pen) = self.pen(&file.coder) else {
            return false;
        };
        let written = pen.write(&file.transcript, &file.ledger, &ledger);
        let failed = written.map_err(|error| pen_failure(&error)).err();
        failed.iter().for_each(messages::failure);
        self.written += if failed.is_none() { laid } else { 0 };
        failed.is_none()
    }

    /// The right to write for a coder; asked for, and told where it is refused, once.
    fn pen(&mut self, coder: &str) -> Option<&Pen> {
        if !self.pens.contains_key(coder) {
            let pen = self.desk.pen(coder, "codings check --write");
            if let Err(failure) = &pen {
                messages::failure(failure);
            }
            self.pens.insert(coder.to_owned(), pen.ok());
        }
        self.pens[coder].as_ref()
    }
}
