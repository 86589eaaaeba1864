//! Gathering names that were left, file by file.

use std::collections::BTreeMap;

use super::{Left, Why};
use crate::exchange::pseudonym::{Folded, Key, Replaced};
use crate::text::fold;

/// Gathers names that were not replaced, file by file.
#[derive(Debug, Default)]
pub struct LeftNames {
    names: BTreeMap<(usize, Why, String), LeftName>,
    /// The file that was looked at last, so that each is counted once.
    file: usize,
}

/// A name that was not replaced, in one spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftName {
    /// Which of [`Key::entries`].
    pub entry: usize,
    /// Why.
    pub why: Why,
    /// The word around it as it first stands, on one line.
    pub word: String,
    /// How often.
    pub count: usize,
    /// In how many files.
    pub files: usize,
    /// The file in which it stands first, and the line there, from 1.
    pub first: (String, usize),
    last_file: usize,
}

impl LeftNames {
    /// Begins the next file.
    pub fn begin_file(&mut self) {
        self.file += 1;
    }

    /// Looks at a text of the file. `place` says what people call the place of a byte: a file and a line.
    pub fn look(
        &mut self,
        key: &Key,
        folded: &Folded<'_>,
        replaced: &Replaced,
        place: impl Fn(usize) -> (String, usize),
    ) {
        for Left {
            span,
            word,
            entry,
            why,
        } in key.left(folded, replaced)
        {
            let word = &folded.text[word.range()];
            let word = crate::text::one_line(word);
            let file = self.file;
            let name = (entry, why, fold::folded(&word));
            let name = self.names.entry(name).or_insert_with(|| LeftName {
                entry,
                why,
                word,
                count: 0,
                files: 0,
                first: place(span.start),
                last_file: file.wrapping_sub(1),
            });
            name.count += 1;
            name.files += usize::from(name.last_file != file);
            name.last_file = file;
        }
    }

    /// What is left, in the order of the key, for each reason the most frequent first.
    #[must_use]
    pub fn names(&self) -> Vec<&LeftName> {
        let mut names: Vec<&LeftName> = self.names.values().collect();
        names.sort_by_key(|it| (it.entry, it.why, std::cmp::Reverse(it.count)));
        names
    }

    /// How often a name of the key is left for one of some reasons.
    #[must_use]
    pub fn count(&self, entry: usize, why: &[Why]) -> usize {
        let names = self.names.values();
        let names = names.filter(|it| it.entry == entry && why.contains(&it.why));
        names.map(|it| it.count).sum()
    }
}
