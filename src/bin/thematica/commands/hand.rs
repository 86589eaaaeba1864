//! What people coded, for commands that hold it against the rules.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use thematica::analysis::agreement::rated::{Mark, Marked};
use thematica::codebook::Codebook;
use thematica::coding::anchor::Finder;
use thematica::coding::record::hash;
use thematica::coding::store::{CodingFile, Roster, Store};
use thematica::study::{Document, Study};
use thematica::transcript::Transcript;

use super::codings::desk::no_such_coder;
use crate::args::Global;
use crate::failure::Failure;
use crate::messages::{self, counted};

/// Whose codings, and of which transcripts.
#[derive(Clone, Debug, Args)]
pub struct HandArguments {
    /// Whose codings; may be given several times. Without it, those of everyone who has finished a transcript
    #[arg(long = "coder", value_name = "NAME")]
    pub coders: Vec<String>,
    /// Take transcripts in which a coder has codings for finished, whatever the roster says
    #[arg(long)]
    pub assume_finished: bool,
}

/// What is needed to take what a coder left uncoded for "not there".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// That they have finished the transcript.
    Finished,
    /// Nothing: they were given a sample.
    Nothing,
}

/// The codings of the people who are asked for.
pub struct Hand {
    /// In the order in which they were asked for.
    pub coders: Vec<OfCoder>,
    /// Who has codings and has finished nothing, so that they are not among `coders`.
    pub unfinished: Vec<String>,
    /// How many files could not be read, and codings that belong to no transcript.
    left_out: usize,
}

/// What one person coded.
#[derive(Debug)]
pub struct OfCoder {
    pub name: String,
    /// By the transcript's id; several where it was renamed.
    files: BTreeMap<String, Vec<CodingFile>>,
    /// The hash of the text that was finished, by the transcript's id.
    finished: BTreeMap<String, String>,
}

/// What became of the codings of some transcripts.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Codings whose place was not found with certainty.
    pub lost: usize,
    /// Codings that count, and whose words were changed since.
    pub reworded: usize,
    /// Codings with codes that the codebook does not have, by code.
    pub unknown: BTreeMap<String, usize>,
    /// Transcripts whose text is not the one that was finished.
    pub changed: BTreeSet<String>,
    /// Codings that lie on nothing that counts.
    pub beside: usize,
    /// Codings in transcripts that were asked for and that their coder has not finished, by transcript.
    pub unfinished: BTreeMap<String, usize>,
}

impl HandArguments {
    /// Reads the codings. Refused where nobody has finished anything, unless what they have looked at is known otherwise.
    pub fn open(&self, study: &Study, need: Need, global: &Global) -> Result<Hand, Failure> {
        let store = Store::new(&study.root, study.prefix());
        let mut faults = Vec::new();
        let known = store.coders(&mut faults);
        if let Some(unknown) = self.coders.iter().find(|it| !known.contains(it)) {
            return Err(no_such_coder(unknown, &known));
        }
        let wanted = if self.coders.is_empty() {
            &known
        } else {
            &self.coders
        };
        let mut hand = Hand {
            coders: Vec::new(),
            unfinished: Vec::new(),
            left_out: 0,
        };
        for name in wanted {
            if hand.coders.iter().any(|known| known.name == *name) {
                continue;
            }
            let files = store.read_coder(name, &mut faults);
            let roster = store.roster(name, &mut faults);
            let (coder, strays) = OfCoder::new(study, name, files, &roster, self.assume_finished);
            if !strays.is_empty() {
                hand.left_out += strays.len();
                let message = format!(
                    "codings of {name} belong to no transcript of this study: {}; `thematica codings check` says what it is probably called now",
                    strays.join(", ")
                );
                messages::warning(&message, global);
            }
            hand.coders.push(coder);
        }
        messages::briefly(&faults, global);
        hand.left_out += faults
            .iter()
            .filter(|fault| fault.rule.starts_with("unreadable"))
            .count();
        if known.is_empty() {
            return Err(Failure::new("nobody has codings in this study").help(
                "people code with `thematica codings add` and `codings import`; `thematica sample` draws what to code",
            ));
        }
        if need == Need::Finished {
            self.only_finished(&mut hand)?;
        }
        Ok(hand)
    }

    /// Leaves out those who have finished nothing, unless they are asked for.
    fn only_finished(&self, hand: &mut Hand) -> Result<(), Failure> {
        let none = hand.coders.iter().find(|it| it.finished.is_empty());
        let help =
            "`thematica codings finish` says which are; --assume-finished takes all with codings";
        if let (Some(none), false) = (none, self.coders.is_empty()) {
            let message = format!("{} has finished no transcript", none.name);
            return Err(Failure::new(message).help(help));
        }
        let (finished, others) = std::mem::take(&mut hand.coders)
            .into_iter()
            .partition(|coder| !coder.finished.is_empty());
        hand.coders = finished;
        let others: Vec<OfCoder> = others;
        hand.unfinished = others.into_iter().map(|it| it.name).collect();
        if hand.coders.is_empty() {
            return Err(Failure::new("nobody has finished a transcript").help(help));
        }
        Ok(())
    }

    /// What was asked for, for the provenance of a result.
    pub fn options(&self, hand: &Hand) -> Vec<(&'static str, String)> {
        let coders = hand.coders.iter();
        let mut options: Vec<(&'static str, String)> =
            coders.map(|it| ("coder", it.name.clone())).collect();
        if self.assume_finished {
            options.push(("assume-finished", "yes".to_owned()));
        }
        options
    }
}

impl Hand {
    /// Whether something could not be read.
    pub fn is_whole(&self) -> bool {
        self.left_out == 0
    }
}

impl OfCoder {
    fn new(
        study: &Study,
        name: &str,
        all: Vec<CodingFile>,
        roster: &Roster,
        assume_finished: bool,
    ) -> (Self, Vec<String>) {
        let mut files: BTreeMap<String, Vec<CodingFile>> = BTreeMap::new();
        let mut strays = Vec::new();
        let finished = roster.finished(|name| study.id_of(name));
        let finished = finished.into_iter().map(|(id, of)| (id, of.hash));
        let mut finished: BTreeMap<String, String> = finished.collect();
        for file in all {
            let Some(document) = study.document(&file.transcript) else {
                if file.ledger.standing().next().is_some() {
                    strays.push(file.name.clone());
                }
                continue;
            };
            if assume_finished && file.ledger.standing().next().is_some() {
                finished.entry(document.id.clone()).or_default();
            }
            files.entry(document.id.clone()).or_default().push(file);
        }
        let coder = Self {
            name: name.to_owned(),
            files,
            finished,
        };
        (coder, strays)
    }

    /// Whether what is not coded in a transcript is not there.
    pub fn has_finished(&self, document: &Document) -> bool {
        self.finished.contains_key(&document.id)
    }

    /// The codings that stand in a transcript, where they are in its text as it is now.
    pub fn marks(
        &self,
        codebook: &Codebook,
        document: &Document,
        transcript: &Transcript,
        told: &mut Told,
    ) -> Vec<Mark> {
        let finished = self.finished.get(&document.id);
        let is_other = |was: &String| !was.is_empty() && *was != hash(transcript.source.text());
        if finished.is_some_and(is_other) {
            told.changed.insert(document.id.clone());
        }
        let files = || self.files.get(&document.id).into_iter().flatten();
        if files().next().is_none() {
            return Vec::new();
        }
        // As `agree` finds them: the ones that do not stand help to find those that do.
        let finder = Finder::of(transcript);
        let mut marked = Marked::default();
        for file in files() {
            marked.add(Marked::of(&file.ledger, &finder, codebook));
            for record in file.ledger.standing() {
                if codebook.find(&record.code).is_none() {
                    *told.unknown.entry(record.code.clone()).or_default() += 1;
                }
            }
        }
        told.reworded += marked.changed;
        told.lost += marked.left_out.lost + marked.left_out.ambiguous;
        marked
            .marks
            .sort_unstable_by_key(|mark| (mark.span, mark.code));
        marked.marks
    }

    /// The codes of all codings that stand, as they are written.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let files = self.files.values().flatten();
        let standing = files.flat_map(|file| file.ledger.standing());
        standing.map(|record| record.code.as_str())
    }

    /// The memos on the codings that stand in a transcript, where those are in its text as it is now.
    pub fn memos(
        &self,
        codebook: &Codebook,
        document: &Document,
        transcript: &Transcript,
    ) -> Vec<(Mark, String)> {
        let files = || self.files.get(&document.id).into_iter().flatten();
        let mut records = files().flat_map(|file| file.ledger.all());
        if records.all(|record| record.memo.is_none()) {
            return Vec::new();
        }
        let finder = Finder::of(transcript);
        files()
            .flat_map(|file| Marked::memos(&file.ledger, &finder, codebook))
            .collect()
    }

    /// How many codings stand in a transcript.
    pub fn standing(&self, document: &Document) -> usize {
        let files = self.files.get(&document.id).into_iter().flatten();
        files.map(|file| file.ledger.standing().count()).sum()
    }
}

impl Told {
    /// Adds what became of others.
    pub fn add(&mut self, other: Self) {
        self.lost += other.lost;
        self.reworded += other.reworded;
        self.beside += other.beside;
        self.changed.extend(other.changed);
        self.unfinished.extend(other.unfinished);
        for (code, count) in other.unknown {
            *self.unknown.entry(code).or_default() += count;
        }
    }

    /// Whether every coding was where it could be counted.
    pub fn is_whole(&self) -> bool {
        self.lost == 0 && self.unknown.is_empty()
    }

    /// One sentence for each thing that a reader of the figures has to know.
    pub fn notes(&self, whose: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if self.lost > 0 {
            let codings = counted(self.lost, "coding");
            notes.push(format!(
                "At no certain place, and not in these figures: {codings} of {whose}; see `thematica codings check`."
            ));
        }
        if !self.unknown.is_empty() {
            let all: usize = self.unknown.values().sum();
            let codes: Vec<&str> = self.unknown.keys().map(String::as_str).collect();
            notes.push(format!(
                "With codes that the codebook does not have, and not in these figures: {} of {whose} ({}).",
                counted(all, "coding"),
                codes.join(", ")
            ));
        }
        if self.reworded > 0 {
            notes.push(format!(
                "The words of {} of {whose} were changed since; what is nearest was taken for them.",
                counted(self.reworded, "coding")
            ));
        }
        if !self.unfinished.is_empty() {
            let codings: usize = self.unfinished.values().sum();
            let names: Vec<&str> = self.unfinished.keys().map(String::as_str).collect();
            notes.push(format!(
                "In transcripts that {whose} has not finished, and not in these figures: {} ({}).",
                counted(codings, "coding"),
                listed(&names)
            ));
        }
        if self.beside > 0 {
            notes.push(format!(
                "On nothing that counts, such as the words of moderators: {} of {whose}.",
                counted(self.beside, "coding")
            ));
        }
        if !self.changed.is_empty() {
            let names: Vec<&str> = self.changed.iter().map(String::as_str).collect();
            notes.push(format!(
                "Edited since {whose} finished them: {}.",
                names.join(", ")
            ));
        }
        notes
    }
}

/// The first names of a list, and how many more there are.
pub fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 8;
    let shown = names[..names.len().min(SHOWN)].join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
