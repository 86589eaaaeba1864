//! People whom participants.csv does not name, known by nothing but their labels.

use std::collections::BTreeSet;

use crate::analysis::coded::Coded;
use crate::study::Person;
use crate::text::fold;

/// The labels of people whom no row of the participants' table names, over many transcripts.
///
/// Reports count such people once for each transcript, because a `P1` of two interviews need not be the same person. Where
/// figures of few people are withheld that would take one for many; here a label is one person wherever it stands, upper and
/// lower case alike, which makes the fewest people that they can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Strangers(BTreeSet<String>);

impl Strangers {
    /// Those who speak in turns of a transcript.
    pub fn of(coded: &Coded<'_>, turns: impl Iterator<Item = u32>) -> Self {
        let mut turns: Vec<u32> = turns.collect();
        turns.dedup();
        let mut seen = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for turn in turns {
            let turn = &coded.transcript.turns[turn as usize];
            let person = coded.voice(turn).map(|voice| voice.person);
            if let Some(Person::Undeclared(speaker)) = person
                && seen.insert(speaker)
            {
                labels.extend(coded.transcript.label(turn).map(fold::folded));
            }
        }
        Self(labels)
    }

    /// Adds those of another transcript.
    pub fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many labels.
    pub fn len(&self) -> u64 {
        self.0.len() as u64
    }
}
