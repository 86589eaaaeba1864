//! What follows what: how often a turn with one code is followed by a turn with another.
//!
//! The unit is a turn that counts and that other turns which count follow within the steps asked for; whoever speaks them.
//! Steps go over the turns that take room ([`places`]): the questions of moderators between answers are passed over. Never
//! beyond a transcript's end, and never the turn itself, so that a code may follow itself. Figures of one transcript are made by
//! [`count`] and added up by [`Sequence::add`]; how far they are from chance, [`residual`] says.

use super::coded::{Coded, Whom};
use super::cooccurrence::presence::Present;
use super::frequency::with_ancestors;
use super::turns::{Place, places};
use crate::codebook::{CodeIndex, Codebook};
use crate::transcript::Units;

pub mod residual;
#[cfg(test)]
mod tests;

pub use residual::Step;

/// How many turns later the second code may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Exactly so many: a lag.
    Lag(u32),
    /// At most so many, once however often it comes.
    Within(u32),
}

impl Reach {
    /// Where what may follow a place lies.
    fn after(self, place: usize, places: usize) -> std::ops::Range<usize> {
        let (first, last) = match self {
            Reach::Lag(turns) => (turns as usize, turns as usize),
            Reach::Within(turns) => (1, turns as usize),
        };
        let end = place.saturating_add(last).saturating_add(1).min(places);
        place.saturating_add(first).min(end)..end
    }

    /// Whether it is one step, so that no turn follows the same one twice.
    #[must_use]
    pub fn is_one_lag(self) -> bool {
        matches!(self, Reach::Lag(_) | Reach::Within(1))
    }
}

/// How transcripts are counted.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// For its tree.
    pub codebook: &'a Codebook,
    /// The codes that are asked for, in order. Figures are by place in this list.
    pub codes: &'a [CodeIndex],
    /// How far the second code may be from the first.
    pub reach: Reach,
}

/// The figures of those whose codings are counted, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sequence {
    /// One each.
    pub tallies: Vec<Tally>,
}

/// The figures of one coder, or of several taken together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many transcripts were looked at in which a turn is followed by another.
    pub transcripts: u64,
    /// How many turns are followed by others.
    pub turns: u64,
    /// By code, how many of them it is in.
    pub first: Vec<u64>,
    /// By code, how many of them it follows.
    pub then: Vec<u64>,
    /// By code and then by code.
    pub steps: Vec<Vec<Followed>>,
}

/// How often a code is followed by another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Turns with the first that the second follows.
    pub turns: u64,
    /// Transcripts in which it does at least once.
    pub transcripts: u64,
}

impl Tally {
    /// The counts of one code and another after it, by their places in the list of codes.
    #[must_use]
    pub fn step(&self, first: usize, then: usize) -> Step {
        Step {
            first: self.first[first],
            then: self.then[then],
            both: self.steps[first][then].turns,
            all: self.turns,
        }
    }

    fn none(codes: usize) -> Self {
        Self {
            first: vec![0; codes],
            then: vec![0; codes],
            steps: vec![vec![Followed::default(); codes]; codes],
            ..Self::default()
        }
    }

    fn add(&mut self, other: &Self) {
        self.transcripts += other.transcripts;
        self.turns += other.turns;
        let sum = |mine: &mut [u64], theirs: &[u64]| {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += theirs;
            }
        };
        sum(&mut self.first, &other.first);
        sum(&mut self.then, &other.then);
        let steps = self.steps.iter_mut().flatten();
        for (mine, theirs) in steps.zip(other.steps.iter().flatten()) {
            mine.turns += theirs.turns;
            mine.transcripts += theirs.transcripts;
        }
    }
}

impl Sequence {
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

/// Counts one transcript for each of those whose codings are counted.
#[must_use]
pub fn count(counting: &Counting<'_>, whom: &[Whom], coded: &Coded<'_>, units: &Units) -> Sequence {
    let line = places(coded, units);
    // A turn takes part where something that counts can follow it.
    let counts_in = |place: usize| {
        let mut after = counting.reach.after(place, line.len());
        line[place].counts && after.any(|it| line[it].counts)
    };
    let taking_part: Vec<bool> = (0..line.len()).map(counts_in).collect();
    let of = |&whom: &Whom| {
        if !whom.has_looked_at(coded) || !taking_part.contains(&true) {
            return Tally::none(counting.codes.len());
        }
        tally(counting, whom, coded, (&line, &taking_part))
    };
    Sequence {
        tallies: whom.iter().map(of).collect(),
    }
}

fn tally(
    counting: &Counting<'_>,
    whom: Whom,
    coded: &Coded<'_>,
    (line, taking_part): (&[Place], &[bool]),
) -> Tally {
    let coded_places = coded_places(counting, whom, coded, line);
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for of_code in &coded_places {
        let next = next_coded(of_code);
        let (mut begins, mut follows) = (Present::default(), Present::default());
        for (place, _) in taking_part.iter().enumerate().filter(|(_, it)| **it) {
            if of_code[place] {
                begins.insert(place);
            }
            let after = counting.reach.after(place, line.len());
            if next[after.start] < after.end {
                follows.insert(place);
            }
        }
        first.push(begins);
        then.push(follows);
    }
    let followed = |(begins, follows): (&Present, &Present)| {
        let turns = begins.count_both(follows);
        Followed {
            turns,
            transcripts: u64::from(turns > 0),
        }
    };
    let row = |begins: &Present| then.iter().map(|it| followed((begins, it))).collect();
    Tally {
        transcripts: 1,
        turns: taking_part.iter().filter(|it| **it).count() as u64,
        steps: first.iter().map(row).collect(),
        first: first.iter().map(Present::count).collect(),
        then: then.iter().map(Present::count).collect(),
    }
}

/// By place and the end, the first place from it on that is coded, or a place beyond the end.
fn next_coded(coded: &[bool]) -> Vec<usize> {
    let mut next = vec![usize::MAX; coded.len() + 1];
    for place in (0..coded.len()).rev() {
        next[place] = if coded[place] { place } else { next[place + 1] };
    }
    next
}

/// By code that is asked for, whether each place has it or a code below it.
fn coded_places(
    counting: &Counting<'_>,
    whom: Whom,
    coded: &Coded<'_>,
    line: &[Place],
) -> Vec<Vec<bool>> {
    let mut place_of_turn = vec![None; coded.transcript.turns.len()];
    for (number, place) in line.iter().enumerate() {
        place_of_turn[place.turn as usize] = Some(number);
    }
    let mut of_code = vec![None; counting.codebook.codes.len()];
    for (number, code) in counting.codes.iter().enumerate() {
        of_code[code.0 as usize] = Some(number);
    }
    let mut has = vec![vec![false; line.len()]; counting.codes.len()];
    for hit in whom.hits(&coded.hits) {
        let Some(place) = place_of_turn[hit.turn as usize] else {
            continue;
        };
        for code in with_ancestors(counting.codebook, hit.code) {
            if let Some(code) = of_code[code.0 as usize] {
                has[code][place] = true;
            }
        }
    }
    has
}
