//! Which codes stand together: in stretches that overlap, in the same segment or turn, or within a window of turns.
//!
//! What is counted is told at [`Within`]; figures of one transcript are made by [`count`] and added up by
//! [`Cooccurrence::add`]. How strong a meeting is, [`strength`] says. It counts, and claims nothing about chance: codes
//! that stand together in a text are no independent draws.
//!
//! A parent's stretches and units are the union of those of the codes below it. A code therefore always stands together
//! with the codes above it; [`is_related`] tells such pairs.

use super::People;
use super::coded::{Coded, Whom};
use super::frequency::with_ancestors;
use super::turns::{Place, places};
use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::matcher::segments_spoken;
use crate::study::Person;
use crate::transcript::Units;

mod overlap;
pub(super) mod presence;
pub mod strength;
#[cfg(test)]
mod tests;

use overlap::Stretch;
use presence::Present;
pub use strength::Meeting;

/// What it means that two codes stand together, and so what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Their stretches share text. Counted are stretches, and pairs of them: the pairs can be more than the stretches of
    /// either code.
    Overlap,
    /// They are in the same segment. Counted are segments with a word.
    Segment,
    /// They are in windows of so many turns, one after the other ([`places`]). The windows overlap, each beginning one turn
    /// later; a transcript with fewer turns is one window. Counted are windows in which at least one turn counts. Of one
    /// turn the window is that turn.
    Turns(u32),
}

/// How transcripts are counted.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// For its tree.
    pub codebook: &'a Codebook,
    /// The codes that are asked for, in order. Figures are by place in this list.
    pub codes: &'a [CodeIndex],
    /// What a segment is.
    pub unit: Unit,
    /// What is counted.
    pub within: Within,
}

/// The figures of those whose codings are counted, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cooccurrence {
    /// One each.
    pub tallies: Vec<Tally>,
}

/// The figures of one coder, or of several taken together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// How many transcripts were looked at in which someone who counts speaks.
    pub transcripts: u64,
    /// The people who speak in them.
    pub persons: People,
    /// How many units there are (N): segments, turns or windows. 0 for stretches, which are out of nothing.
    pub units: u64,
    /// By code, how many stretches or units it has (n1, n2).
    pub codes: Vec<u64>,
    /// By pair of codes ([`pair_index`]).
    pub pairs: Vec<Together>,
}

/// How often two codes stand together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Together {
    /// Pairs of stretches, or units (n12).
    pub count: u64,
    /// Transcripts in which they do at least once.
    pub transcripts: u64,
    /// People in whose words they do; empty for windows, in which several people speak.
    pub persons: People,
}

/// Where the pair of two codes stands in a list of all pairs; `first < second < codes`, by place in the list of codes.
#[must_use]
pub fn pair_index(first: usize, second: usize, codes: usize) -> usize {
    // Rows get shorter by one: those before `first` have (codes - 1) + (codes - 2) + ... pairs.
    first * (2 * codes - first - 1) / 2 + second - first - 1
}

/// Whether one of two codes stands above the other.
#[must_use]
pub fn is_related(codebook: &Codebook, first: CodeIndex, second: CodeIndex) -> bool {
    let above = |a: CodeIndex, b: CodeIndex| codebook.code(a).subtree.contains(&b.0);
    above(first, second) || above(second, first)
}

impl Tally {
    /// The counts of two codes by their places in the list of codes, `first < second`.
    #[must_use]
    pub fn meeting(&self, first: usize, second: usize) -> Meeting {
        Meeting {
            first: self.codes[first],
            second: self.codes[second],
            both: self.pair(first, second).count,
        }
    }

    /// How often two codes stand together, `first < second`.
    #[must_use]
    pub fn pair(&self, first: usize, second: usize) -> &Together {
        &self.pairs[pair_index(first, second, self.codes.len())]
    }

    fn none(codes: usize) -> Self {
        Self {
            codes: vec![0; codes],
            pairs: vec![Together::default(); codes * codes.saturating_sub(1) / 2],
            ..Self::default()
        }
    }

    fn add(&mut self, other: &Self) {
        self.transcripts += other.transcripts;
        self.persons.add(&other.persons);
        self.units += other.units;
        for (mine, theirs) in self.codes.iter_mut().zip(&other.codes) {
            *mine += theirs;
        }
        let pairs = self.pairs.iter_mut().zip(&other.pairs);
        for (mine, theirs) in pairs.filter(|(_, theirs)| theirs.count > 0) {
            mine.count += theirs.count;
            mine.transcripts += theirs.transcripts;
            mine.persons.add(&theirs.persons);
        }
    }
}

impl Cooccurrence {
    /// Adds the figures of another transcript, of the same coders and codes.
    pub fn add(&mut self, other: Self) {
        if self.tallies.is_empty() {
            self.tallies = other.tallies;
            return;
        }
        for (mine, theirs) in self.tallies.iter_mut().zip(&other.tallies) {
            mine.add(theirs);
        }
    }
}

/// How often two codes stand together in one transcript, and in which turns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Pair {
    count: u64,
    turns: Vec<u32>,
}

impl Pair {
    fn add(&mut self, count: u64, turn: u32) {
        self.count += count;
        if self.turns.last() != Some(&turn) {
            self.turns.push(turn);
        }
    }
}

/// Counts one transcript for each of those whose codings are counted.
#[must_use]
pub fn count(
    counting: &Counting<'_>,
    whom: &[Whom],
    coded: &Coded<'_>,
    units: &Units,
) -> Cooccurrence {
    let line = places(coded, units);
    let of = |&whom: &Whom| {
        if !whom.has_looked_at(coded) || line.iter().all(|it| !it.counts) {
            return Tally::none(counting.codes.len());
        }
        let one = One {
            counting,
            whom,
            coded,
            places: of_codes(counting),
        };
        match counting.within {
            Within::Overlap => one.stretches(&line),
            Within::Segment => one.segments(units, &line),
            Within::Turns(turns) => one.windows(&line, turns as usize),
        }
    };
    Cooccurrence {
        tallies: whom.iter().map(of).collect(),
    }
}

/// By code of the codebook, its place in the list of those that are asked for.
fn of_codes(counting: &Counting<'_>) -> Vec<Option<usize>> {
    let mut places = vec![None; counting.codebook.codes.len()];
    for (place, code) in counting.codes.iter().enumerate() {
        places[code.0 as usize] = Some(place);
    }
    places
}

/// One transcript and one of those whose codings are counted.
struct One<'a> {
    counting: &'a Counting<'a>,
    whom: Whom,
    coded: &'a Coded<'a>,
    /// By code of the codebook: its place among those that are asked for.
    places: Vec<Option<usize>>,
}

impl One<'_> {
    fn stretches(&self, line: &[Place]) -> Tally {
        let mut stretches: Vec<Vec<Stretch>> = vec![Vec::new(); self.counting.codes.len()];
        for hit in self.whom.hits(&self.coded.hits) {
            for place in self.lineage(hit.code) {
                stretches[place].push(Stretch {
                    span: hit.span,
                    turn: hit.turn,
                });
            }
        }
        for of_code in &mut stretches {
            // Two rules of a code on the same words are one stretch.
            of_code.sort_unstable();
            of_code.dedup();
        }
        let counts = stretches.iter().map(|it| it.len() as u64).collect();
        self.tally(line, 0, counts, overlap::pairs(&stretches))
    }

    fn segments(&self, units: &Units, line: &[Place]) -> Tally {
        let segments = &self.coded.segments;
        let mut present = self.absent();
        let (mut unit, mut turns, mut last) = (0, Vec::new(), None);
        for coding in &segments.codings {
            if last != Some(coding.segment) {
                last = Some(coding.segment);
                unit = turns.len();
                turns.push(coding.turn);
            }
            let hits = &segments.hits[coding.hits.start as usize..coding.hits.end as usize];
            let is_theirs = |&hit: &u32| self.whom.made(self.coded.hits[hit as usize].made_by);
            if hits.iter().any(is_theirs) {
                for place in self.lineage(coding.code) {
                    present[place].insert(unit);
                }
            }
        }
        let transcript = &self.coded.transcript;
        let counting_turns = line.iter().filter(|place| place.counts);
        let spoken = counting_turns
            .map(|place| &transcript.turns[place.turn as usize])
            .map(|turn| segments_spoken(self.counting.unit, transcript, units, turn))
            .sum();
        let pairs = presence::pairs(&present, |unit| Some(turns[unit]));
        self.tally(line, spoken, counts(&present), pairs)
    }

    fn windows(&self, line: &[Place], width: usize) -> Tally {
        let mut place_of_turn = vec![None; self.coded.transcript.turns.len()];
        for (number, place) in line.iter().enumerate() {
            place_of_turn[place.turn as usize] = Some(number);
        }
        let windows = line.len().saturating_sub(width) + 1;
        let of_turn = |number: usize| (number + 1).saturating_sub(width)..(number + 1).min(windows);
        let mut present = self.absent();
        for hit in self.whom.hits(&self.coded.hits) {
            let Some(number) = place_of_turn[hit.turn as usize] else {
                continue;
            };
            for place in self.lineage(hit.code) {
                of_turn(number).for_each(|window| present[place].insert(window));
            }
        }
        let mut heard = Present::default();
        for (number, _) in line.iter().enumerate().filter(|(_, place)| place.counts) {
            of_turn(number).for_each(|window| heard.insert(window));
        }
        let turn = |window: usize| (width == 1).then(|| line[window].turn);
        let pairs = presence::pairs(&present, turn);
        self.tally(line, heard.count(), counts(&present), pairs)
    }

    fn absent(&self) -> Vec<Present> {
        vec![Present::default(); self.counting.codes.len()]
    }

    /// The places of a code and of those above it, of those that are asked for.
    fn lineage(&self, code: CodeIndex) -> impl Iterator<Item = usize> {
        with_ancestors(self.counting.codebook, code).filter_map(|it| self.places[it.0 as usize])
    }

    fn tally(&self, line: &[Place], units: u64, codes: Vec<u64>, pairs: Vec<Pair>) -> Tally {
        let together = |pair: Pair| Together {
            count: pair.count,
            transcripts: u64::from(pair.count > 0),
            persons: People::of(pair.turns.iter().filter_map(|&turn| self.person(turn))),
        };
        let speaking = line.iter().filter(|place| place.counts);
        Tally {
            transcripts: 1,
            persons: People::of(speaking.filter_map(|place| self.person(place.turn))),
            units,
            codes,
            pairs: pairs.into_iter().map(together).collect(),
        }
    }

    fn person(&self, turn: u32) -> Option<Person> {
        let turn = &self.coded.transcript.turns[turn as usize];
        self.coded.voice(turn).map(|voice| voice.person)
    }
}

fn counts(present: &[Present]) -> Vec<u64> {
    present.iter().map(Present::count).collect()
}
