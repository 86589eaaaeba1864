//! All transcripts with what is compared in them: units by coders, or spans.

use std::borrow::Cow;

use thematica::analysis::agreement::rated::{
    Grain, LeftOut, Mark, Marked, Plan, RatedText, Spans, Universe,
};
use thematica::analysis::agreement::summary::{
    Measured, OfTranscript, SetsOfTranscript, alpha_of_sets, of_pair,
};
use thematica::analysis::coded::Coded;
use thematica::codebook::CodeIndex;
use thematica::coding::anchor::Finder;
use thematica::coding::{Hit, Maker};
use thematica::matcher;
use thematica::report::Cell;
use thematica::transcript::Units;

use super::Task;
use super::differences;
use crate::commands::by::nobody;
use crate::commands::job::Done;
use crate::failure::Failure;

/// What came of all transcripts.
pub struct Compared {
    /// The codes that are compared.
    pub codes: Vec<CodeIndex>,
    /// By transcript that at least two coders have rated.
    pub tallies: Vec<OfTranscript>,
    /// By the same transcripts, then by unit and coder.
    pub sets: Vec<SetsOfTranscript>,
    /// By pair of coders, where each pair has units of its own: those that one of the two coded.
    of_pairs: Vec<OfPair>,
    /// By the same transcripts, where spans are compared.
    pub spans: Vec<Spans>,
    /// How many transcripts that are.
    pub transcripts: usize,
    /// Whether two coders have finished any, be somebody who counts heard in it or not.
    finished_by_two: bool,
    /// Rows of units on which coders differ.
    pub differences: Vec<Vec<Cell>>,
    /// By coder: in how many of the transcripts.
    pub rated: Vec<usize>,
    pub units: u64,
    pub left_out: LeftOut,
    /// What else was left out, or is to be told.
    pub told: Told,
    pub done: Done,
}

/// What has to be told of codings and transcripts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// Transcripts that fewer than two coders have rated.
    pub not_compared: usize,
    /// Codings in transcripts that their coder has not finished, or that are not compared.
    pub unfinished: usize,
    /// Codings that cover no speech that counts.
    pub outside: usize,
    /// Codings whose words were changed since.
    pub changed: usize,
    /// Transcripts that somebody finished in another version of the text.
    pub other_version: usize,
}

impl Told {
    fn add(&mut self, other: Self) {
        self.not_compared += other.not_compared;
        self.unfinished += other.unfinished;
        self.outside += other.outside;
        self.changed += other.changed;
        self.other_version += other.other_version;
    }
}

/// What came of all transcripts for two coders.
#[derive(Clone, Debug, Default)]
struct OfPair {
    tallies: Vec<OfTranscript>,
    sets: Vec<SetsOfTranscript>,
}

/// What came of one transcript.
pub struct One {
    ratings: Option<RatedText>,
    /// By pair of coders, where each pair has units of its own.
    of_pairs: Vec<RatedText>,
    spans: Option<Spans>,
    is_compared: bool,
    /// Whether somebody who counts speaks in it.
    is_heard: bool,
    rated: Vec<bool>,
    differences: Vec<Vec<Cell>>,
    left_out: LeftOut,
    told: Told,
}

impl Compared {
    /// No transcript yet.
    pub fn new(task: &Task<'_>) -> Self {
        let coders = task.coders.names.len();
        Self {
            tallies: Vec::new(),
            sets: Vec::new(),
            of_pairs: Vec::new(),
            spans: Vec::new(),
            transcripts: 0,
            finished_by_two: false,
            differences: Vec::new(),
            rated: vec![0; coders],
            units: 0,
            left_out: LeftOut::default(),
            told: Told::default(),
            done: Done::default(),
            codes: task.job.selection.codes(),
        }
    }

    /// Reads all transcripts and lays the codings on them.
    pub fn fill(task: &Task<'_>) -> Result<Self, Failure> {
        let codes = task.job.selection.codes();
        let mut compared = Self::new(task);
        let digests = super::digests(task.format);
        compared.done = task.job.run(
            digests,
            |coded, units| one(task, &codes, coded, units),
            |one| {
                compared.take(one);
                Ok(())
            },
        )?;
        compared.sound()
    }

    pub fn take(&mut self, one: One) {
        self.left_out.add(one.left_out);
        self.told.add(one.told);
        self.finished_by_two |= one.is_compared;
        self.transcripts += usize::from(one.is_compared && one.is_heard);
        for (count, has_rated) in self.rated.iter_mut().zip(one.rated) {
            *count += usize::from(has_rated && one.is_heard);
        }
        if let Some(ratings) = one.ratings {
            self.units += ratings.units;
            self.tallies.push(ratings.codes);
            self.sets.push(ratings.sets);
        }
        let pairs = one.of_pairs.len().max(self.of_pairs.len());
        self.of_pairs.resize_with(pairs, OfPair::default);
        for (all, one) in self.of_pairs.iter_mut().zip(one.of_pairs) {
            all.tallies.push(one.codes);
            all.sets.push(one.sets);
        }
        self.spans.extend(one.spans);
        self.differences.extend(one.differences);
    }

    /// The tallies of the coders of a group, by transcript.
    pub fn tallies_of(&self, task: &Task<'_>, group: &[usize]) -> Cow<'_, [OfTranscript]> {
        let (true, [first, second]) = (task.comparison.pairs, group) else {
            return Cow::Borrowed(&self.tallies);
        };
        Cow::Owned(match self.of_pair(task, group) {
            Some(pair) => of_pair(&pair.tallies, 0, 1),
            None => of_pair(&self.tallies, *first, *second),
        })
    }

    /// Alpha of the sets of codes of a group.
    pub fn alpha_of_sets(&self, task: &Task<'_>, group: &[usize]) -> Measured {
        match self.of_pair(task, group) {
            Some(pair) => alpha_of_sets(&pair.sets, &[0, 1], task.bootstrap()),
            None => alpha_of_sets(&self.sets, group, task.bootstrap()),
        }
    }

    /// The same without an interval.
    pub fn alpha_of_sets_alone(&self, task: &Task<'_>, group: &[usize]) -> Measured {
        match self.of_pair(task, group) {
            Some(pair) => alpha_of_sets(&pair.sets, &[0, 1], None),
            None => alpha_of_sets(&self.sets, group, None),
        }
    }

    fn of_pair(&self, task: &Task<'_>, group: &[usize]) -> Option<&OfPair> {
        let at = task.groups().iter().position(|it| it == group)?;
        self.of_pairs.get(at)
    }

    /// Refuses what no figure can be computed of.
    fn sound(self) -> Result<Self, Failure> {
        if self.transcripts > 0 {
            return Ok(self);
        }
        if self.finished_by_two {
            return Err(nobody());
        }
        let failure = Failure::new("no transcript was finished by two of the coders");
        Err(failure.help(
            "say who has finished which with `thematica codings finish --coder NAME`, or take every transcript with \
             codings for finished: --assume-finished",
        ))
    }
}

/// Lays the codings of all coders on a transcript.
pub fn one(task: &Task<'_>, codes: &[CodeIndex], coded: &Coded<'_>, units: &Units) -> One {
    let id = coded.document.id.as_str();
    let coders = 0..task.coders.names.len();
    let mut rated: Vec<bool> = coders
        .clone()
        .map(|coder| task.coders.has_rated(coder, id))
        .collect();
    let is_compared = rated.iter().filter(|it| **it).count() >= 2;
    let mut told = Told::default();
    if !is_compared {
        rated.fill(false);
        told.not_compared = 1;
    }
    let standing = |coder: usize| task.coders.standing(coder, id);
    told.unfinished = coders.filter(|&it| !rated[it]).map(standing).sum();
    let mut one = One {
        ratings: None,
        of_pairs: Vec::new(),
        spans: None,
        is_compared,
        is_heard: coded.transcript.turns.iter().any(|turn| coded.counts(turn)),
        differences: Vec::new(),
        left_out: LeftOut::default(),
        told,
        rated,
    };
    if is_compared {
        one.compare(task, codes, coded, units);
    }
    one
}

impl One {
    fn compare(&mut self, task: &Task<'_>, codes: &[CodeIndex], coded: &Coded<'_>, units: &Units) {
        let marks = self.marks(task, coded, units);
        let plan = Plan {
            codebook: &task.job.codebook,
            codes,
            grain: task.grain,
            universe: task.universe,
            overlap: task.overlap(),
        };
        let counts = |turn: &_| coded.counts(turn);
        let differences = if task.of_spans {
            let spans = Spans::of(&plan, &coded.transcript, counts, &marks);
            self.told.outside = spans.outside;
            let is_wanted = task.wanted.disagreements;
            let differences = is_wanted.then(|| spans.differences(task.same_span()));
            self.spans = Some(spans);
            differences.unwrap_or_default()
        } else {
            let mut ratings = RatedText::of(&plan, (&coded.transcript, units), counts, &marks);
            self.told.outside = ratings.outside;
            let differences = std::mem::take(&mut ratings.differences);
            self.ratings = Some(ratings);
            if task.comparison.pairs && task.universe == Universe::Coded {
                // What a third coder coded is no unit of these two.
                let of_group = |group: &Vec<usize>| {
                    let marks: Vec<_> = group.iter().map(|&it| marks[it].clone()).collect();
                    RatedText::of(&plan, (&coded.transcript, units), counts, &marks)
                };
                self.of_pairs = task.groups().iter().map(of_group).collect();
            }
            differences
        };
        if task.wanted.disagreements {
            self.differences = differences::rows(task, coded, &differences);
        }
    }

    /// What each coder coded; nothing for who has not rated the transcript.
    fn marks(
        &mut self,
        task: &Task<'_>,
        coded: &Coded<'_>,
        units: &Units,
    ) -> Vec<Option<Vec<Mark>>> {
        let finder = Finder::of(&coded.transcript);
        let id = coded.document.id.as_str();
        let mut marks = Vec::new();
        for coder in 0..self.rated.len() {
            if !self.rated[coder] {
                marks.push(None);
            } else if task.coders.is_rules(coder) {
                marks.push(Some(of_rules(task, coded, units)));
            } else {
                let mut marked = Marked::default();
                for file in task.coders.files(coder, id) {
                    marked.add(Marked::of(&file.ledger, &finder, &task.job.codebook));
                }
                self.left_out.add(marked.left_out);
                self.told.changed += marked.changed;
                let is_other = task.coders.finished_another(coder, id, finder.hash());
                self.told.other_version += usize::from(is_other);
                marks.push(Some(marked.marks));
            }
        }
        marks
    }
}

/// What the rules coded: the segments in which they fired. Where other units are compared than segments, those of the study.
fn of_rules(task: &Task<'_>, coded: &Coded<'_>, units: &Units) -> Vec<Mark> {
    let unit = match task.grain {
        Grain::Segment(unit) => unit,
        Grain::Character => task.job.study.unit,
    };
    // Beside another result, people's codings may be among the hits.
    let hits = coded.hits.iter();
    let hits: Vec<Hit> = hits
        .filter(|hit| matches!(hit.made_by, Maker::Rule(_)))
        .cloned()
        .collect();
    let segments = matcher::codings(&coded.transcript, units, unit, &hits);
    let codings = segments.codings.iter();
    codings
        .map(|coding| Mark {
            code: coding.code,
            span: coding.segment,
        })
        .collect()
}
