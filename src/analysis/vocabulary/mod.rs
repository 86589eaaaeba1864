//! Which words are said how often, by whom, and in how many transcripts.
//!
//! A word is what [`Landmarks`](crate::text::Landmarks) counts as one (`don't`, `l'argent`), so that frequencies add up to the word
//! counts of every other result; case and typography are folded. Rates are per 1,000 of all words, stop words among them, and
//! the range of a word (in how many transcripts it stands) says whether it is one person's.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::People;
use super::coded::Coded;
use super::frequency::{Counting, Key, key};
use super::keyness::words_in;
use crate::study::Person;
use crate::text::{Span, fold};
use crate::transcript::Units;

mod sayers;

use sayers::Sayers;

/// The words of some transcripts, in groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// By the value that they are broken down by.
    pub groups: BTreeMap<Key, Said>,
}

/// The words of one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// How many words.
    pub words: u64,
    /// In how many transcripts the group says something.
    pub transcripts: u64,
    /// Who says something.
    pub persons: People,
    /// By the folded word.
    entries: HashMap<String, Entry>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Entry {
    count: u64,
    transcripts: u64,
    sayers: Sayers,
    /// As it stood where it was first seen, in small letters.
    written: String,
}

/// One word of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// In small letters.
    pub written: String,
    /// How often it is said.
    pub count: u64,
    /// In how many transcripts: its range.
    pub transcripts: u64,
    /// By how many persons; [`Person::Nobody`] is none.
    pub persons: u64,
    /// How often the person says it who says it most.
    pub most_by_one: u64,
}

/// The words of one group in one transcript, while they are counted.
#[derive(Default)]
struct Hearing {
    words: u64,
    persons: Vec<Person>,
    entries: HashMap<String, Heard>,
}

#[derive(Default)]
struct Heard {
    count: u64,
    /// How often each says it, in the order in which they begin to.
    persons: Vec<(Person, u64)>,
    written: String,
}

impl Vocabulary {
    /// Counts the words of one transcript's turns that count; where `only` is given, of these stretches alone, which come in
    /// order and share no text. A word lies where its first letter does.
    #[must_use]
    pub fn of(
        counting: &Counting<'_>,
        coded: &Coded<'_>,
        units: &Units,
        only: Option<&[Span]>,
    ) -> Self {
        let transcript = &coded.transcript;
        let text = transcript.source.text();
        // A speaker has one group in a transcript; the last place is for turns without a label.
        let mut keys: Vec<Option<Key>> = vec![None; transcript.speakers.len() + 1];
        let mut heard: BTreeMap<Key, Hearing> = BTreeMap::new();
        for turn in transcript.turns.iter().filter(|turn| coded.counts(turn)) {
            let key = keys[coded.speaker(turn)].get_or_insert_with(|| key(counting, coded, turn));
            if !heard.contains_key(key) {
                heard.insert(key.clone(), Hearing::default());
            }
            let hearing = heard.get_mut(key).expect("it was put there");
            let person = coded.voice(turn).map_or(Person::Nobody, |it| it.person);
            for paragraph in transcript.paragraphs_of(turn) {
                for word in words_in(units.landmarks(), paragraph.span) {
                    if only.is_none_or(|only| lies_in(only, word.start)) {
                        hearing.hear(&text[word.range()], person);
                    }
                }
            }
        }
        let heard = heard.into_iter().filter(|(_, it)| it.words > 0);
        Self {
            groups: heard.map(|(key, it)| (key, it.said())).collect(),
        }
    }

    /// Adds the words of transcripts that come behind those that are here.
    pub fn add(&mut self, other: Self) {
        for (key, theirs) in other.groups {
            let mine = self.groups.entry(key).or_default();
            mine.words += theirs.words;
            mine.transcripts += theirs.transcripts;
            mine.persons.add(&theirs.persons);
            for (word, theirs) in theirs.entries {
                let mine = mine.entries.entry(word).or_default();
                mine.count += theirs.count;
                mine.transcripts += theirs.transcripts;
                mine.sayers.add(&theirs.sayers);
                if mine.written.is_empty() {
                    mine.written = theirs.written;
                }
            }
        }
    }
}

impl Hearing {
    fn hear(&mut self, word: &str, person: Person) {
        self.words += 1;
        if !self.persons.contains(&person) {
            self.persons.push(person);
        }
        let folded = fold::folded(word);
        let heard = match self.entries.get_mut(&folded) {
            Some(heard) => heard,
            None => self.entries.entry(folded).or_insert_with(|| Heard {
                written: word.to_lowercase(),
                ..Heard::default()
            }),
        };
        heard.count += 1;
        match heard.persons.iter_mut().find(|it| it.0 == person) {
            Some((_, count)) => *count += 1,
            None => heard.persons.push((person, 1)),
        }
    }

    fn said(self) -> Said {
        let entry = |heard: Heard| Entry {
            count: heard.count,
            transcripts: 1,
            sayers: Sayers::of(&heard.persons),
            written: heard.written,
        };
        let entries = self.entries.into_iter();
        Said {
            words: self.words,
            transcripts: 1,
            persons: People::of(self.persons),
            entries: entries.map(|(word, it)| (word, entry(it))).collect(),
        }
    }
}

impl Said {
    /// The words that are said at least so often and are not among the stop words (which are folded), the most frequent first;
    /// of equals, the one with the wider range.
    #[must_use]
    pub fn most(&self, stops: &HashSet<String>, least: u64) -> Vec<Word> {
        let entries = self.entries.iter();
        let often = entries.filter(|(word, it)| it.count >= least && !stops.contains(*word));
        let mut words: Vec<Word> = often.map(|(_, it)| it.word()).collect();
        words.sort_by(|a, b| {
            let rank = |it: &Word| (it.count, it.transcripts);
            rank(b)
                .cmp(&rank(a))
                .then_with(|| a.written.cmp(&b.written))
        });
        words
    }

    /// All words, folded, in no order.
    pub(super) fn folded(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// A word by what it is when folded; `None` where the group does not say it.
    #[must_use]
    pub fn word(&self, folded: &str) -> Option<Word> {
        self.entries.get(folded).map(Entry::word)
    }

    /// How often a word is said among 1,000 words of the group.
    #[must_use]
    pub fn per_thousand(&self, word: &Word) -> f64 {
        word.count as f64 * 1000.0 / self.words as f64
    }
}

#[cfg(test)]
impl Said {
    /// What was said in one transcript, word by word, with who says it how often.
    pub(super) fn of_words(words: &[(&str, Person, usize)]) -> Self {
        let mut hearing = Hearing::default();
        for (word, person, count) in words {
            (0..*count).for_each(|_| hearing.hear(word, *person));
        }
        hearing.said()
    }
}

impl Entry {
    fn word(&self) -> Word {
        Word {
            written: self.written.clone(),
            count: self.count,
            transcripts: self.transcripts,
            persons: self.sayers.count(),
            most_by_one: self.sayers.most_by_one(),
        }
    }
}

fn lies_in(stretches: &[Span], byte: usize) -> bool {
    let first = stretches.partition_point(|it| it.end <= byte);
    stretches.get(first).is_some_and(|it| it.start <= byte)
}

#[cfg(test)]
mod tests;
