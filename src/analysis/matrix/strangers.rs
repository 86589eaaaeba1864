//! People whom participants.csv does not name, known by nothing but their labels.

use std::collections::BTreeSet;

use crate::analysis::coded::Coded;
use crate::study::{Person, Study};
use crate::text::fold;

/// The labels of people whom no row of the participants' table names, over many transcripts.
///
/// Reports count such people once for each transcript, because a `P1` of two interviews need not be the same person. Where
/// figures of few people are withheld that would take one for many; here a label is one person wherever it stands, upper and
/// lower case alike, and may be whoever the table names with that label in another transcript, which makes the fewest people
/// that they can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Strangers {
    /// Labels that nobody has in the table.
    unknown: BTreeSet<String>,
    /// Labels that somebody has there, in other transcripts.
    known_elsewhere: BTreeSet<String>,
}

impl Strangers {
    /// Those who speak in turns of a transcript.
    pub fn of(study: &Study, coded: &Coded<'_>, turns: impl Iterator<Item = u32>) -> Self {
        let mut turns: Vec<u32> = turns.collect();
        turns.dedup();
        let mut seen = BTreeSet::new();
        let mut strangers = Self::default();
        for turn in turns {
            let turn = &coded.transcript.turns[turn as usize];
            let person = coded.voice(turn).map(|voice| voice.person);
            if let Some(Person::Undeclared(speaker)) = person
                && seen.insert(speaker)
            {
                strangers.insert(study, coded.transcript.label(turn));
            }
        }
        strangers
    }

    /// Adds those of another transcript.
    pub fn add(&mut self, other: Self) {
        self.unknown.extend(other.unknown);
        self.known_elsewhere.extend(other.known_elsewhere);
    }

    fn insert(&mut self, study: &Study, label: Option<&str>) {
        let Some(label) = label.map(fold::folded) else {
            return;
        };
        let mut labels = study.participants.iter().flat_map(|it| &it.labels);
        if labels.any(|known| fold::folded(&known.label) == label) {
            self.known_elsewhere.insert(label);
        } else {
            self.unknown.insert(label);
        }
    }

    /// The fewest people that they can be together with so many whom the table names.
    pub fn fewest_with(&self, named: u64) -> u64 {
        named.max(self.known_elsewhere.len() as u64) + self.unknown.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_somebody_has_in_another_transcript_may_be_theirs() {
        let strangers = Strangers {
            unknown: BTreeSet::from(["bob".to_owned()]),
            known_elsewhere: BTreeSet::from(["ann".to_owned()]),
        };
        assert_eq!(strangers.fewest_with(0), 2, "Ann and Bob");
        assert_eq!(strangers.fewest_with(1), 2, "who is named may be Ann");
        assert_eq!(strangers.fewest_with(3), 4);
    }
}
