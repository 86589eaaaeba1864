//! Patterns followed element by element: what stands behind a wildcard, and whole patterns that begin with one.

use super::ground::Ground;

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

/// A pattern that begins with a wildcard, so that no trie can hold it. It is tried at every word.
#[derive(Debug)]
pub struct Floating {
    pub atom: u32,
    pub rank: u32,
    pub elements: Vec<Element>,
    /// The last letter of the first word, where it is written out and the word ends with it.
    last: Option<u8>,
}

impl Floating {
    pub fn new(atom: u32, rank: u32, elements: Vec<Element>) -> Self {
        let word = elements
            .split(|element| *element == Element::Gap)
            .next()
            .unwrap_or_default();
        let last = match word.last() {
            Some(Element::Text(text)) => text.bytes().last().filter(u8::is_ascii_alphanumeric),
            _ => None,
        };
        Self {
            atom,
            rank,
            elements,
            last,
        }
    }

    /// The end of its match at a word start.
    pub fn end(&self, ground: &Ground<'_>, start: usize) -> Option<usize> {
        // A look at the word's last letter spares most words the rest.
        if let Some(last) = self.last {
            let end = ground.whole_word_end(start);
            let byte = ground.text.as_bytes()[end - 1];
            if byte.is_ascii_alphanumeric()
                && byte.to_ascii_lowercase() != last
                && ground.word_end(start) == end
            {
                return None;
            }
        }
        follow(&self.elements, ground, start)
    }
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
