//! What counts are broken down by, and what names a group.

use super::Counting;
use crate::analysis::coded::Coded;
use crate::study::Person;
use crate::transcript::Turn;

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

impl By {
    /// What it is, in a word.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            By::All => "all",
            By::Transcript => "transcript",
            By::Participant => "participant",
            By::Speaker => "speaker",
            By::Attribute(name) => name,
        }
    }
}

/// The group of what has no value for the attribute that a report is broken down by.
pub const NO_VALUE: &str = "(none)";

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

/// Which group each turn belongs to.
pub(in crate::analysis) struct Keys {
    pub names: Vec<Key>,
    /// By turn: an index into `names`; `None` for a turn that does not count.
    pub of_turn: Vec<Option<usize>>,
}

impl Keys {
    pub fn of_turns(counting: &Counting<'_>, coded: &Coded<'_>) -> Self {
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
    /// Names something in the order of lists where it has a place of its own.
    pub(in crate::analysis) fn ranked(rank: usize, name: impl Into<String>) -> Self {
        Self {
            rank,
            ..Self::new(name.into())
        }
    }

    /// Makes the key of a name.
    #[must_use]
    pub fn new(name: String) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;

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
