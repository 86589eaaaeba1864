//! How often and by whom: the counts behind theme reports and matrices.
//!
//! A transcript is counted by itself ([`count`]); the counts of many are added up ([`Frequencies::add`]), which gives
//! the same in any order. What is counted, and out of what, is told at [`Counts`] and [`Spoken`].

use std::collections::{BTreeMap, BTreeSet};

pub(super) mod entries;
mod key;
mod silent;

use entries::{Entry, What, counts, for_each_bucket};
pub(super) use key::Keys;
pub use key::{By, Key, NO_VALUE, key};
pub use silent::about_silent;

use super::People;
use super::coded::{Coded, Found};
use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::coding::Hit;
use crate::matcher::{Segments, segments_spoken};
use crate::study::Study;
use crate::text::Span;
use crate::transcript::Units;

/// Counts of all codes, in groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frequencies {
    /// By the value that the report is broken down by.
    pub groups: BTreeMap<Key, Group>,
}

/// Everything that is counted in one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What there is to be counted: the denominators.
    pub spoken: Spoken,
    /// The counts of each code that has any, by its index.
    pub codes: BTreeMap<u32, Counts>,
}

/// What was said in a group, coded or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoken {
    /// Persons who say something.
    pub persons: People,
    /// Groups (the attribute `group` of transcripts) in which something is said.
    pub groups: BTreeSet<String>,
    /// Transcripts in which something is said.
    pub transcripts: u64,
    /// Segments with at least one word: sentences, paragraphs or turns.
    pub segments: u64,
    /// Words.
    pub words: u64,
}

/// The counts of one code and all codes below it.
///
/// Unit and denominator of each are those of the same name in [`Spoken`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Persons with at least one segment.
    pub persons: People,
    /// Groups with at least one segment.
    pub groups: BTreeSet<String>,
    /// Transcripts with at least one segment.
    pub transcripts: u64,
    /// Segments with at least one hit.
    pub segments: u64,
    /// Hits that count: distinct stretches of text. Two rules on the same words are one hit, and so are two people's codings;
    /// who draws the line elsewhere makes another stretch, so that of several coders hits say nothing of how often.
    pub hits: u64,
    /// How many of the hits stand under a negation.
    pub negated: u64,
    /// Stretches that an exclusion or the rule's own wish about negation stopped; not among the hits.
    pub stopped: u64,
    /// Words from the first to the last of each hit, each counted once.
    pub words: u64,
}

impl Counts {
    /// Hits per 1,000 words spoken; `None` where nothing was said.
    #[must_use]
    pub fn hits_per_1000_words(&self, spoken: &Spoken) -> Option<f64> {
        (spoken.words > 0).then(|| self.hits as f64 * 1000.0 / spoken.words as f64)
    }
}

impl Frequencies {
    /// Adds the counts of another transcript.
    pub fn add(&mut self, other: Frequencies) {
        for (key, group) in other.groups {
            match self.groups.get_mut(&key) {
                Some(mine) => mine.add(group),
                None => drop(self.groups.insert(key, group)),
            }
        }
    }
}

impl Group {
    /// The counts of a code; zeros where it has none.
    #[must_use]
    pub fn of(&self, code: u32) -> Counts {
        self.codes.get(&code).cloned().unwrap_or_default()
    }

    /// Adds the counts of the same group in another transcript.
    pub fn add(&mut self, other: Group) {
        self.spoken.add(other.spoken);
        for (code, counts) in other.codes {
            self.codes.entry(code).or_default().add(counts);
        }
    }
}

impl Spoken {
    /// Adds what was said in another transcript.
    pub(super) fn add(&mut self, other: Spoken) {
        self.persons.add(&other.persons);
        self.groups.extend(other.groups);
        self.transcripts += other.transcripts;
        self.segments += other.segments;
        self.words += other.words;
    }
}

impl Counts {
    /// Adds the counts of another transcript.
    pub(super) fn add(&mut self, other: Counts) {
        self.persons.add(&other.persons);
        self.groups.extend(other.groups);
        self.transcripts += other.transcripts;
        self.segments += other.segments;
        self.hits += other.hits;
        self.negated += other.negated;
        self.stopped += other.stopped;
        self.words += other.words;
    }
}

/// How transcripts are counted.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// The study, for its participants' table.
    pub study: &'a Study,
    /// The codebook, for its tree.
    pub codebook: &'a Codebook,
    /// What a segment is.
    pub unit: Unit,
    /// What the counts are broken down by.
    pub by: &'a By,
}

/// Counts one transcript: the turns that count in it.
#[must_use]
pub fn count(counting: &Counting<'_>, coded: &Coded<'_>, units: &Units) -> Frequencies {
    count_laid(counting, coded, units, (&coded.hits, &coded.segments))
}

/// Counts other hits and codings of the same transcript in place of its own, by the codes of `counting`.
#[must_use]
pub fn count_found(
    counting: &Counting<'_>,
    coded: &Coded<'_>,
    units: &Units,
    found: &Found,
) -> Frequencies {
    count_laid(counting, coded, units, (&found.hits, &found.segments))
}

fn count_laid(
    counting: &Counting<'_>,
    coded: &Coded<'_>,
    units: &Units,
    laid: (&[Hit], &Segments),
) -> Frequencies {
    let keys = Keys::of_turns(counting, coded);
    let mut groups: Vec<Group> = vec![Group::default(); keys.names.len()];
    for (number, group) in groups.iter_mut().enumerate() {
        group.spoken = spoken(counting, coded, units, &keys, number);
    }
    for (number, code, counts) in count_codes(counting, coded, units, &keys, laid) {
        groups[number].codes.insert(code, counts);
    }
    Frequencies {
        groups: keys.names.into_iter().zip(groups).collect(),
    }
}

fn spoken(
    counting: &Counting<'_>,
    coded: &Coded<'_>,
    units: &Units,
    keys: &Keys,
    key: usize,
) -> Spoken {
    let mut spoken = Spoken::default();
    let mut persons = BTreeSet::new();
    for (turn, _) in coded
        .transcript
        .turns
        .iter()
        .zip(&keys.of_turn)
        .filter(|(_, of)| **of == Some(key))
    {
        let paragraphs = coded.transcript.paragraphs_of(turn);
        let words: usize = paragraphs
            .iter()
            .map(|paragraph| units.word_count(paragraph.span))
            .sum();
        if words == 0 {
            // Who only laughs says nothing.
            continue;
        }
        spoken.words += words as u64;
        persons.extend(coded.voice(turn).map(|voice| voice.person));
        spoken.segments += segments_spoken(counting.unit, &coded.transcript, units, turn);
    }
    if spoken.words > 0 {
        spoken.transcripts = 1;
        spoken.groups = groups_of(coded);
    }
    spoken.persons = People::of(persons);
    spoken
}

pub(super) fn groups_of(coded: &Coded<'_>) -> BTreeSet<String> {
    let group = coded
        .document
        .attribute(&coded.transcript, "group")
        .filter(|group| !group.is_empty());
    group.map(str::to_owned).into_iter().collect()
}

fn count_codes(
    counting: &Counting<'_>,
    coded: &Coded<'_>,
    units: &Units,
    keys: &Keys,
    laid: (&[Hit], &Segments),
) -> Vec<(usize, u32, Counts)> {
    let entries = Entries::of(counting.codebook, laid, keys).all;
    let codes = counting.codebook.codes.len();
    let mut all = Vec::new();
    for_each_bucket(&entries, keys.names.len() * codes, |bucket, entries| {
        let code = u32::try_from(bucket % codes).expect("a codebook has fewer than 2^32 codes");
        all.push((bucket / codes, code, counts(entries, coded, units)));
    });
    all
}

/// Everything that counts for any code, a hit for its own and every code above it: hits, then segments, then what was
/// stopped, each in the order of the text.
struct Entries<'a> {
    codebook: &'a Codebook,
    keys: &'a Keys,
    all: Vec<Entry>,
}

impl<'a> Entries<'a> {
    fn of(codebook: &'a Codebook, (hits, segments): (&[Hit], &Segments), keys: &'a Keys) -> Self {
        let mut entries = Self {
            codebook,
            keys,
            all: Vec::with_capacity(4 * hits.len()),
        };
        for hit in hits.iter().filter(|hit| hit.stopped.is_none()) {
            entries.push(
                What::Hit,
                hit.code,
                hit.turn,
                hit.span,
                hit.negated.is_some(),
            );
        }
        for coding in &segments.codings {
            entries.push(
                What::Segment,
                coding.code,
                coding.turn,
                coding.segment,
                false,
            );
        }
        for hit in hits.iter().filter(|hit| hit.stopped.is_some()) {
            entries.push(What::Stopped, hit.code, hit.turn, hit.span, false);
        }
        entries
    }

    fn push(&mut self, what: What, code: CodeIndex, turn: u32, span: Span, negated: bool) {
        let Some(key) = self.keys.of_turn[turn as usize] else {
            return;
        };
        for code in with_ancestors(self.codebook, code) {
            let bucket = self.bucket(key, code);
            self.all.push(Entry {
                bucket,
                what,
                span,
                negated,
                turn,
            });
        }
    }

    fn bucket(&self, key: usize, code: CodeIndex) -> usize {
        key * self.codebook.codes.len() + code.0 as usize
    }
}

pub(super) fn with_ancestors(
    codebook: &Codebook,
    code: CodeIndex,
) -> impl Iterator<Item = CodeIndex> {
    std::iter::successors(Some(code), |&code| codebook.code(code).parent)
}
