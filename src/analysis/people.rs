use crate::study::Person;

/// A set of persons over many transcripts.
///
/// Rows of the participants' table are kept one by one. A speaker that no row names is one person of one transcript, so
/// those of different transcripts never meet and only their number is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// A bit for each row of the table.
    declared: Vec<u64>,
    undeclared: u64,
}

impl People {
    /// Makes the set of the persons of one transcript; a person may be given several times.
    #[must_use]
    pub fn of(persons: impl IntoIterator<Item = Person>) -> Self {
        let mut all: Vec<Person> = persons.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        let mut people = Self::default();
        for person in all {
            match person {
                Person::Declared(row) => people.insert(row as usize),
                Person::Undeclared(_) => people.undeclared += 1,
                Person::Nobody => {}
            }
        }
        people
    }

    /// Adds the persons of another transcript.
    pub fn add(&mut self, other: &People) {
        if self.declared.len() < other.declared.len() {
            self.declared.resize(other.declared.len(), 0);
        }
        for (mine, theirs) in self.declared.iter_mut().zip(&other.declared) {
            *mine |= theirs;
        }
        self.undeclared += other.undeclared;
    }

    /// Those who are in both sets. Who is in no row of the table is one person of one transcript and cannot be known again.
    #[must_use]
    pub fn and(&self, other: &People) -> People {
        let bits = self.declared.iter().zip(&other.declared);
        People {
            declared: bits.map(|(mine, theirs)| mine & theirs).collect(),
            undeclared: 0,
        }
    }

    /// How many persons.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.declared
            .iter()
            .map(|bits| u64::from(bits.count_ones()))
            .sum::<u64>()
            + self.undeclared
    }

    /// How many of them no row of the participants' table names.
    #[must_use]
    pub fn undeclared(&self) -> u64 {
        self.undeclared
    }

    fn insert(&mut self, row: usize) {
        let block = row / 64;
        if self.declared.len() <= block {
            self.declared.resize(block + 1, 0);
        }
        self.declared[block] |= 1 << (row % 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::SpeakerIndex;

    #[test]
    fn a_person_in_two_transcripts_counts_once_and_a_stranger_in_each() {
        let stranger = Person::Undeclared(SpeakerIndex(0));
        let mut people = People::of([Person::Declared(70), Person::Declared(70), stranger]);
        people.add(&People::of([
            Person::Declared(70),
            Person::Declared(3),
            stranger,
            Person::Nobody,
        ]));
        assert_eq!(people.count(), 4);
        assert_eq!(people.undeclared(), 2);
    }
}
