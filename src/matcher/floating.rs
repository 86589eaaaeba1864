//! Patterns followed element by element: what stands behind a wildcard, and whole patterns that begin with one.

use aho_corasick::AhoCorasick;

use super::ground::Ground;
use super::trie::GAP;
use crate::codebook::pattern::{Part, Word};
use crate::text::fold;

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// This folded text.
    Text(String),
    /// What parts two words.
    Gap,
    /// One character of a word.
    One,
    /// A run of characters of a word.
    Run {
        /// At least so many.
        least: u32,
        /// Whether apostrophes inside the word belong to it: so in terms, not so in `\w` of regular expressions.
        apostrophes: bool,
    },
}

/// What a pattern's words are, one after another.
pub fn elements(words: &[Word]) -> Vec<Element> {
    let mut elements = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            elements.push(Element::Gap);
        }
        let alone = word.len() == 1;
        elements.extend(word.iter().map(|part| match part {
            Part::Text(text) => Element::Text(text.clone()),
            Part::One => Element::One,
            Part::Any => Element::Run {
                least: u32::from(alone),
                apostrophes: true,
            },
        }));
    }
    elements
}

/// The words that elements stand for, as a term would write them.
pub fn words(elements: &[Element]) -> Vec<Word> {
    let words = elements.split(|element| *element == Element::Gap);
    let word = |elements: &[Element]| -> Word {
        let parts = |element: &Element| match element {
            Element::Text(text) => vec![Part::Text(text.clone())],
            Element::One => vec![Part::One],
            Element::Run { least, .. } => {
                let mut parts = vec![Part::One; *least as usize];
                parts.push(Part::Any);
                parts
            }
            Element::Gap => unreachable!("words are cut at gaps"),
        };
        elements.iter().flat_map(parts).collect()
    };
    words.map(word).filter(|word| !word.is_empty()).collect()
}

/// The trie key that the elements begin with, and what comes after it.
pub fn literal_beginning(mut elements: Vec<Element>) -> (Vec<u8>, Vec<Element>) {
    let is_literal = |element: &&Element| matches!(element, Element::Text(_) | Element::Gap);
    let rest = elements.split_off(elements.iter().take_while(is_literal).count());
    let mut key = Vec::new();
    for element in &elements {
        match element {
            Element::Text(text) => key.extend_from_slice(text.as_bytes()),
            Element::Gap => key.push(GAP),
            Element::One | Element::Run { .. } => unreachable!("keys end before wildcards"),
        }
    }
    (key, rest)
}

/// The patterns that begin with a wildcard, so that no trie can hold them. They are tried at every word of a paragraph
/// that has their letters.
#[derive(Debug, Default)]
pub struct Floating {
    patterns: Vec<Pattern>,
    /// Finds a run of letters of each of them; `None` where one has none in ASCII.
    letters: Option<AhoCorasick>,
}

#[derive(Debug)]
struct Pattern {
    atom: u32,
    rank: u32,
    elements: Vec<Element>,
    /// The first letter of its first word and the last one, where they are written and ASCII.
    first: Option<u8>,
    last: Option<u8>,
}

impl Floating {
    /// Adds one alternative of an atom.
    pub fn push(&mut self, atom: u32, rank: u32, elements: Vec<Element>) {
        let word = elements
            .split(|element| *element == Element::Gap)
            .next()
            .unwrap_or_default();
        let text = |element: Option<&Element>| match element {
            Some(Element::Text(text)) if text.chars().all(fold::is_word) => {
                text.bytes().next().zip(text.bytes().last())
            }
            _ => None,
        };
        let letter = |byte: &u8| byte.is_ascii_alphanumeric();
        let first = text(word.first()).map(|(first, _)| first).filter(letter);
        let last = text(word.last()).map(|(_, last)| last).filter(letter);
        self.patterns.push(Pattern {
            atom,
            rank,
            elements,
            first,
            last,
        });
    }

    /// Prepares the search; after the last [`Floating::push`].
    pub fn finish(&mut self) {
        let runs: Option<Vec<&str>> = self
            .patterns
            .iter()
            .map(|pattern| letters(&pattern.elements))
            .collect();
        let search = |runs| {
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .build(runs)
        };
        self.letters = runs.and_then(|runs| search(runs).ok());
    }

    /// Which of them may be found in a paragraph, as indices, written over `out`.
    pub fn in_paragraph(&self, ground: &Ground<'_>, out: &mut Vec<usize>) {
        out.clear();
        if self.patterns.is_empty() {
            return;
        }
        let text = &ground.text[ground.from..ground.to];
        match &self.letters {
            Some(letters) if !hides_letters(text) => {
                out.extend(
                    letters
                        .find_overlapping_iter(text)
                        .map(|found| found.pattern().as_usize()),
                );
                out.sort_unstable();
                out.dedup();
            }
            _ => out.extend(0..self.patterns.len()),
        }
    }

    /// Calls `found` with atom, rank and end of each of the patterns `among` these that is found at a word start.
    pub fn at_word(
        &self,
        ground: &Ground<'_>,
        start: usize,
        among: &[usize],
        mut found: impl FnMut(u32, u32, usize),
    ) {
        let bytes = ground.text.as_bytes();
        // With an apostrophe or another letter than ASCII behind it the word may go on.
        let end = ground.word_end(start);
        let is_whole = ground
            .byte(end)
            .is_none_or(|next| next.is_ascii() && !matches!(next, b'\'' | b'`'));
        let differs = |letter: Option<u8>, byte: u8| {
            byte.is_ascii_alphanumeric()
                && letter.is_some_and(|letter| letter != byte.to_ascii_lowercase())
        };
        for &index in among {
            let Pattern {
                atom,
                rank,
                elements,
                first,
                last,
            } = &self.patterns[index];
            if differs(*first, bytes[start]) || (is_whole && differs(*last, bytes[end - 1])) {
                continue;
            }
            if let Some(end) = follow(elements, ground, start) {
                found(*atom, *rank, end);
            }
        }
    }
}

/// The longest run of ASCII letters and digits that every match has.
fn letters(elements: &[Element]) -> Option<&str> {
    let texts = elements.iter().filter_map(|element| match element {
        Element::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let runs = texts.flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()));
    runs.filter(|run| !run.is_empty())
        .max_by_key(|run| run.len())
}

/// Whether ASCII letters may stand there in another form: with a soft hyphen between them, say, or as a long s.
///
/// Quotes, dashes and the ellipsis of word processors (U+2010 to U+2027) and the no-break space hide nothing.
fn hides_letters(text: &str) -> bool {
    text.chars()
        .any(|c| !c.is_ascii() && !matches!(c, '\u{2010}'..='\u{2027}' | '\u{A0}'))
}

/// The end of the longest match of the elements from `at` on, which ends at the end of a word.
pub fn follow(elements: &[Element], ground: &Ground<'_>, at: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else {
        return ground.is_word_edge(at).then_some(at);
    };
    match first {
        Element::Text(text) => follow(rest, ground, ground.text_end(text, at)?),
        Element::Gap => follow(rest, ground, ground.gap(at)?),
        Element::One => {
            let one = ground.is_word(at).then(|| ground.next_char(at)).flatten()?;
            follow(rest, ground, one)
        }
        Element::Run { least, apostrophes } => {
            let end = if *apostrophes {
                ground.whole_word_end(at)
            } else {
                ground.word_end(at)
            };
            if *least <= 1 && matches!(rest.first(), None | Some(Element::Gap)) {
                // What follows is the end of the word, so no shorter run will do.
                return if end > at || *least == 0 {
                    follow(rest, ground, end)
                } else {
                    None
                };
            }
            run_ends(ground, at, end)
                .into_iter()
                .rev()
                .filter(|(count, _)| count >= least)
                .find_map(|(_, end)| follow(rest, ground, end))
        }
    }
}

/// Every place at which a run from `at` up to `end` may stop, with how many characters it then has.
fn run_ends(ground: &Ground<'_>, at: usize, end: usize) -> Vec<(u32, usize)> {
    let places = std::iter::successors(Some(at), |&at| {
        ground.next_char(at).filter(|&next| at < end && next <= end)
    });
    (0..).zip(places).collect()
}
