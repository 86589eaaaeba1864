//! Words compared by their stems.

use std::collections::HashMap;
use std::fmt;

use rust_stemmers::Stemmer;
use unicode_normalization::UnicodeNormalization;

use super::ground::Ground;
use crate::codebook::Language;
use crate::text::fold;

/// The stem atoms of a codebook.
pub struct Stems {
    language: Language,
    stemmer: Stemmer,
    rows: HashMap<u32, Vec<String>>,
    /// The atoms that are tried at every word, because their language changes the beginnings of words.
    pub everywhere: Vec<u32>,
}

/// Stems of words seen before.
pub type Memory = HashMap<String, String>;

/// How many words are remembered: more than people use, less than matters.
const REMEMBERED: usize = 50_000;

impl Stems {
    pub fn new(language: Language) -> Self {
        Self {
            language,
            stemmer: language.stemmer(),
            rows: HashMap::new(),
            everywhere: Vec::new(),
        }
    }

    /// Adds an atom. Returns what the first word of every match begins with, where the language allows to say so.
    pub fn push(&mut self, atom: u32, words: &[String]) -> Option<String> {
        let row: Vec<String> = words.iter().map(|word| self.stem(word)).collect();
        // Snowball's English stemmer changes at most the last two letters of what it leaves ("dying" to "die",
        // "possibly" to "possibl"); others rewrite letters earlier in the word.
        let kept = row[0].chars().count().saturating_sub(2).max(1);
        let beginning: String = row[0].chars().take(kept).collect();
        self.rows.insert(atom, row);
        if self.language == Language::English && beginning.is_ascii() {
            Some(beginning)
        } else {
            self.everywhere.push(atom);
            None
        }
    }

    /// The end of a match of the atom that starts with the word at `start`.
    pub fn end(
        &self,
        atom: u32,
        ground: &Ground<'_>,
        start: usize,
        memory: &mut Memory,
    ) -> Option<usize> {
        let row = &self.rows[&atom];
        let mut at = start;
        for (index, stem) in row.iter().enumerate() {
            if index > 0 {
                at = ground.gap(at)?;
            }
            let end = ground.word_end(at);
            if end == at || self.remembered(&ground.text[at..end], memory) != stem {
                return None;
            }
            at = end;
        }
        Some(at)
    }

    fn remembered<'m>(&self, word: &str, memory: &'m mut Memory) -> &'m str {
        if !memory.contains_key(word) {
            if memory.len() >= REMEMBERED {
                memory.clear();
            }
            memory.insert(word.to_owned(), self.stem(word));
        }
        &memory[word]
    }

    fn stem(&self, word: &str) -> String {
        // Snowball's tables are written in composed letters.
        let folded: String = fold::folded(word).nfc().collect();
        self.stemmer.stem(&folded).into_owned()
    }
}

impl Default for Stems {
    fn default() -> Self {
        Self::new(Language::default())
    }
}

impl fmt::Debug for Stems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stems")
            .field("language", &self.language)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_begin_with_their_stem_but_for_its_last_two_letters() {
        let mut stems = Stems::new(Language::English);
        let words = "confided confiding dying lying tying skis possibly happily happiness relational organisation \
                     generously university tried cried flies agreed easily gently early only singly analogously \
                     vietnamization conditional rationalism sensibilities hopefulness formality electrical";
        for (atom, word) in (0..).zip(words.split_whitespace()) {
            let beginning = stems.push(atom, &[word.to_owned()]).expect("it is English");
            assert!(word.starts_with(&beginning), "{word} {beginning}");
        }
    }
}
