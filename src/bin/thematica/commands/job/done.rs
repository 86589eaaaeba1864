//! What came of the transcripts of a job, beside their results.

use std::collections::BTreeSet;

use thematica::report::Input as Read;

use crate::messages;
use crate::status::Status;

/// What came of the transcripts.
#[derive(Default)]
pub struct Done {
    /// The files that were read, with their digests where they were taken.
    pub inputs: Vec<Read>,
    /// How many could not be read. Each was named on stderr.
    pub left_out: usize,
    /// How many speakers whose speech counts are in no row of the participants' table.
    pub strangers: usize,
    /// The first of them, as `label@transcript`.
    first_strangers: Vec<String>,
    /// Labels whose speech counts and that are of several people or of somebody unknown.
    pub nobodys: BTreeSet<String>,
    /// By person whose codings are counted: how many transcripts they have finished.
    pub(super) finished: Vec<usize>,
    /// How many transcripts were read.
    pub(super) asked: usize,
    /// Codings of people on nothing that counts.
    pub(super) beside: usize,
}

/// How many speakers are named before the rest is only counted.
const NAMED: usize = 8;

/// What came of one transcript.
pub(super) struct Told {
    pub input: Option<Read>,
    /// Speakers who count and whom no row of the participants' table names.
    pub strangers: Vec<String>,
    pub nobodys: Vec<String>,
    pub finished: Vec<bool>,
    pub beside: usize,
}

impl Done {
    /// Adds what came of the next transcript.
    pub(super) fn add(&mut self, one: Told) {
        self.inputs.extend(one.input);
        self.strangers += one.strangers.len();
        let room = NAMED.saturating_sub(self.first_strangers.len());
        self.first_strangers
            .extend(one.strangers.into_iter().take(room));
        self.nobodys.extend(one.nobodys);
        self.beside += one.beside;
        self.asked += 1;
        self.finished.resize(one.finished.len(), 0);
        for (all, one) in self.finished.iter_mut().zip(one.finished) {
            *all += usize::from(one);
        }
    }

    /// The first speakers whom no row of the participants' table names, and how many more there are.
    pub fn names_of_strangers(&self) -> String {
        let more = self.strangers - self.first_strangers.len();
        let names = self.first_strangers.join(", ");
        if more > 0 {
            format!("{names} and {more} more")
        } else {
            names
        }
    }

    /// The exit status that it deserves.
    pub fn status(&self) -> Status {
        if self.left_out == 0 {
            Status::Clean
        } else {
            Status::NotDone
        }
    }

    /// A note for the result, where something was left out of it.
    pub fn note(&self) -> Option<String> {
        let left_out = messages::counted(self.left_out, "transcript");
        (self.left_out > 0).then(|| {
            format!(
                "{left_out} could not be read and {} not in these figures.",
                messages::is_or_are(self.left_out)
            )
        })
    }
}
