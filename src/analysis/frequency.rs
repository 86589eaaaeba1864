//! How often and by whom: the counts behind theme reports and matrices.
//!
//! A transcript is counted by itself ([`count`]); the counts of many are added up ([`Frequencies::add`]), which gives
//! the same in any order. What is counted, and out of what, is told at [`Counts`] and [`Spoken`].

use std::collections::{BTreeMap, BTreeSet};

use super::People;
use super::coded::{Coded, Found};
use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::coding::Hit;
use crate::matcher::{Segments, segments_spoken};
use crate::study::{Person, Study};
use crate::text::{Landmarks, Span};
use crate::transcript::{Turn, Units};

/// What a report is broken down by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// Nothing: one group with everything.
    All,
    /// Each transcript, by its id.
    Transcript,
    /// Each person, by their id; a speaker that no row of the table names is `label@transcript`.
    Participant,
    /// Each label of each transcript: `label@transcript`.
    Speaker,
    /// The values of an attribute: of the transcript where it has it, else of the person.
    Attribute(String),
}

/// The group of what has no value for the attribute that a report is broken down by.
pub const NO_VALUE: &str = "(none)";

/// Counts of all codes, in groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frequencies {
    /// By the value that the report is broken down by.
    pub groups: BTreeMap<Key, Group>,
}

/// What names a group, in the order in which groups are shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Persons stand in the order of their table; everything else has the same rank.
    rank: usize,
    /// Numbers inside compare as numbers: `fg2` before `fg10`.
    natural: Vec<Piece>,
    /// The name that is shown.
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Piece {
    Number(u64),
    Text(String),
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
    /// Hits that count: distinct stretches of text. Two rules on the same words are one hit.
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
    fn add(&mut self, other: Group) {
        let Spoken {
            persons,
            groups,
            transcripts,
            segments,
            words,
        } = other.spoken;
        self.spoken.persons.add(&persons);
        self.spoken.groups.extend(groups);
        self.spoken.transcripts += transcripts;
        self.spoken.segments += segments;
        self.spoken.words += words;
        for (code, counts) in other.codes {
            let mine = self.codes.entry(code).or_default();
            mine.persons.add(&counts.persons);
            mine.groups.extend(counts.groups);
            mine.transcripts += counts.transcripts;
            mine.segments += counts.segments;
            mine.hits += counts.hits;
            mine.negated += counts.negated;
            mine.stopped += counts.stopped;
            mine.words += counts.words;
        }
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

/// Which group each turn belongs to.
struct Keys {
    names: Vec<Key>,
    /// By turn: an index into `names`; `None` for a turn that does not count.
    of_turn: Vec<Option<usize>>,
}

impl Keys {
    fn of_turns(counting: &Counting<'_>, coded: &Coded<'_>) -> Self {
        let mut names: Vec<Key> = Vec::new();
        // A speaker has one key in a transcript; the last place is for turns without a label.
        let mut of_speaker: Vec<Option<usize>> = vec![None; coded.transcript.speakers.len() + 1];
        let of_turn = coded
            .transcript
            .turns
            .iter()
            .map(|turn| {
                let speaker = coded.speaker(turn);
                coded.counts(turn).then(|| {
                    *of_speaker[speaker].get_or_insert_with(|| {
                        let key = key(counting, coded, turn);
                        names
                            .iter()
                            .position(|known| *known == key)
                            .unwrap_or_else(|| {
                                names.push(key);
                                names.len() - 1
                            })
                    })
                })
            })
            .collect();
        Self { names, of_turn }
    }
}

/// The group that a turn belongs to.
#[must_use]
pub fn key(counting: &Counting<'_>, coded: &Coded<'_>, turn: &Turn) -> Key {
    let person = coded.voice(turn).map(|voice| voice.person);
    let label = coded.transcript.label(turn).unwrap_or("(no label)");
    let local = || format!("{label}@{}", coded.document.id);
    let row = match person {
        Some(Person::Declared(row)) => Some(row as usize),
        _ => None,
    };
    match counting.by {
        By::All => Key::new(String::new()),
        By::Transcript => Key::new(coded.document.id.clone()),
        By::Speaker => Key::new(local()),
        By::Participant => match row {
            Some(row) => Key {
                rank: row,
                ..Key::new(counting.study.participants[row].id.clone())
            },
            None => Key {
                rank: usize::MAX,
                ..Key::new(local())
            },
        },
        By::Attribute(name) => {
            let value = counting
                .study
                .attribute(coded.document, &coded.transcript, person, name);
            match value.filter(|value| !value.is_empty()) {
                Some(value) => Key::new(value.to_owned()),
                None => Key {
                    rank: usize::MAX,
                    ..Key::new(NO_VALUE.to_owned())
                },
            }
        }
    }
}

impl Key {
    fn new(name: String) -> Self {
        let mut natural = Vec::new();
        let mut rest = name.as_str();
        while let Some(first) = rest.chars().next() {
            let digits = first.is_ascii_digit();
            let end = rest
                .find(|c: char| c.is_ascii_digit() != digits)
                .unwrap_or(rest.len());
            let (piece, tail) = rest.split_at(end);
            natural.push(match piece.parse() {
                Ok(number) if digits => Piece::Number(number),
                _ => Piece::Text(piece.to_lowercase()),
            });
            rest = tail;
        }
        Self {
            rank: 0,
            natural,
            name,
        }
    }
}

fn spoken(
    counting: &Counting<'_>,
    coded: &Coded<'_>,
    units: &Units,
    keys: &Keys,
    key: usize,
) -> Spoken {
    let mut spoken = Spoken {
        transcripts: 1,
        groups: groups_of(coded),
        ..Spoken::default()
    };
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
    spoken.persons = People::of(persons);
    spoken
}

fn groups_of(coded: &Coded<'_>) -> BTreeSet<String> {
    let group = coded
        .document
        .attribute(&coded.transcript, "group")
        .filter(|group| !group.is_empty());
    group.map(str::to_owned).into_iter().collect()
}

/// A stretch of text that counts for a code in a group; a hit counts for its own code and every code above it.
#[derive(Clone, Copy)]
struct Entry {
    /// The group and the code in one number: see [`Entries::bucket`].
    bucket: usize,
    what: What,
    span: Span,
    /// For hits: whether it is negated.
    negated: bool,
    /// For segments: the turn.
    turn: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Hit,
    Segment,
    Stopped,
}

fn count_codes(
    counting: &Counting<'_>,
    coded: &Coded<'_>,
    units: &Units,
    keys: &Keys,
    laid: (&[Hit], &Segments),
) -> Vec<(usize, u32, Counts)> {
    let entries = Entries::of(counting.codebook, laid, keys);
    let codes = counting.codebook.codes.len();
    let mut all = Vec::new();
    entries.for_each_bucket(keys.names.len() * codes, |bucket, entries| {
        let code = u32::try_from(bucket % codes).expect("a codebook has fewer than 2^32 codes");
        all.push((bucket / codes, code, counts(entries, coded, units)));
    });
    all
}

/// Everything that counts for any code: hits, then segments, then what was stopped, each in the order of the text.
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

    /// Calls `found` with the entries of each bucket that has any, in order. A counting sort: buckets are few and known.
    fn for_each_bucket(&self, buckets: usize, mut found: impl FnMut(usize, &[Entry])) {
        let mut ends = vec![0; buckets + 1];
        for entry in &self.all {
            ends[entry.bucket + 1] += 1;
        }
        for bucket in 0..buckets {
            ends[bucket + 1] += ends[bucket];
        }
        let starts = ends.clone();
        let mut order = vec![0; self.all.len()];
        for (index, entry) in self.all.iter().enumerate() {
            order[ends[entry.bucket]] = index;
            ends[entry.bucket] += 1;
        }
        let mut of_bucket = Vec::new();
        for bucket in 0..buckets {
            let indices = &order[starts[bucket]..starts[bucket + 1]];
            if !indices.is_empty() {
                of_bucket.clear();
                of_bucket.extend(indices.iter().map(|&index| self.all[index]));
                found(bucket, &of_bucket);
            }
        }
    }
}

pub(super) fn with_ancestors(
    codebook: &Codebook,
    code: CodeIndex,
) -> impl Iterator<Item = CodeIndex> {
    std::iter::successors(Some(code), |&code| codebook.code(code).parent)
}

/// The counts of one code in one group, from its entries in order.
fn counts(entries: &[Entry], coded: &Coded<'_>, units: &Units) -> Counts {
    let mut counts = Counts::default();
    for of_what in entries.chunk_by(|a, b| a.what == b.what) {
        let stretches = || of_what.chunk_by(|a, b| a.span == b.span);
        match of_what[0].what {
            What::Hit => {
                counts.words = words_covered(of_what, units.landmarks());
                counts.hits = stretches().count() as u64;
                // Words count as negated when every rule that found them says so.
                counts.negated = stretches()
                    .filter(|same| same.iter().all(|entry| entry.negated))
                    .count() as u64;
            }
            What::Segment => {
                counts.segments = stretches().count() as u64;
                counts.transcripts = 1;
                counts.groups = groups_of(coded);
                let turns = of_what
                    .iter()
                    .map(|entry| &coded.transcript.turns[entry.turn as usize]);
                counts.persons =
                    People::of(turns.filter_map(|turn| Some(coded.voice(turn)?.person)));
            }
            What::Stopped => {
                let hits = &entries[..entries.partition_point(|entry| entry.what == What::Hit)];
                let counts_too =
                    |span: Span| hits.binary_search_by_key(&span, |hit| hit.span).is_ok();
                counts.stopped =
                    stretches().filter(|same| !counts_too(same[0].span)).count() as u64;
            }
        }
    }
    counts
}

/// Words in the union of hits, which come in order.
fn words_covered(hits: &[Entry], landmarks: &Landmarks) -> u64 {
    let (mut words, mut until) = (0, 0);
    for hit in hits.iter().map(|entry| entry.span) {
        let start = hit.start.max(until);
        // "l'argent" is one word to count, and a hit may begin inside it.
        let start = landmarks.counted_start(start).max(until);
        if start < hit.end {
            words += landmarks.word_count(Span::new(start, hit.end)) as u64;
            until = hit.end;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_hits_cover_each_word_once() {
        let text = "waiting list for the waiting list";
        let landmarks = Landmarks::of(text);
        let spans = [Span::new(0, 12), Span::new(8, 20), Span::new(21, 33)];
        let hits = spans.map(|span| Entry {
            bucket: 0,
            what: What::Hit,
            span,
            negated: false,
            turn: 0,
        });
        assert_eq!(words_covered(&hits, &landmarks), 6);
    }

    #[test]
    fn numbers_in_names_compare_as_numbers() {
        let mut keys: Vec<Key> = ["fg10", "fg2", "FG1", "a"]
            .map(|name| Key::new(name.to_owned()))
            .to_vec();
        keys.sort();
        let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
        assert_eq!(names, ["a", "FG1", "fg2", "fg10"]);
    }
}
