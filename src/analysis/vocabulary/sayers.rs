//! Who says a word, and how often each: whether it is a word of many or of one.

use crate::study::Person;

/// The persons who say a word, over many transcripts.
///
/// As in [`People`](crate::analysis::People), a speaker whom no row of the participants' table names is one person of one
/// transcript. [`Person::Nobody`] is no person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sayers {
    /// How often each says it, by their row of the participants' table, in order.
    declared: Vec<(u32, u64)>,
    undeclared: u64,
    /// How often the one says it who says it most, of those whom no row names.
    most_of_undeclared: u64,
}

impl Sayers {
    /// Those of one transcript, each given once.
    pub fn of(heard: &[(Person, u64)]) -> Self {
        let mut sayers = Self::default();
        for &(person, count) in heard {
            match person {
                Person::Declared(row) => sayers.declared.push((row, count)),
                Person::Undeclared(_) => {
                    sayers.undeclared += 1;
                    sayers.most_of_undeclared = sayers.most_of_undeclared.max(count);
                }
                Person::Nobody => {}
            }
        }
        sayers.declared.sort_unstable();
        sayers
    }

    /// Adds those of another transcript.
    pub fn add(&mut self, other: &Self) {
        for &(row, count) in &other.declared {
            match self.declared.binary_search_by_key(&row, |it| it.0) {
                Ok(place) => self.declared[place].1 += count,
                Err(place) => self.declared.insert(place, (row, count)),
            }
        }
        self.undeclared += other.undeclared;
        self.most_of_undeclared = self.most_of_undeclared.max(other.most_of_undeclared);
    }

    /// How many persons.
    pub fn count(&self) -> u64 {
        self.declared.len() as u64 + self.undeclared
    }

    /// How often the person says it who says it most.
    pub fn most_by_one(&self) -> u64 {
        let declared = self.declared.iter().map(|it| it.1);
        declared.max().unwrap_or(0).max(self.most_of_undeclared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::SpeakerIndex;

    #[test]
    fn a_person_in_two_transcripts_is_one_and_a_stranger_in_each_is_another() {
        let stranger = Person::Undeclared(SpeakerIndex(0));
        let mut sayers = Sayers::of(&[
            (Person::Declared(7), 2),
            (stranger, 4),
            (Person::Nobody, 90),
        ]);
        sayers.add(&Sayers::of(&[
            (Person::Declared(9), 1),
            (Person::Declared(7), 3),
            (stranger, 4),
        ]));
        assert_eq!((sayers.count(), sayers.most_by_one()), (4, 5));
    }
}
