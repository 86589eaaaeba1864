//! The first letters of every trie key, as bits: most words of a transcript begin no pattern, and a look at one or two
//! bits says so.
//!
//! A word is known by its first eight bytes. A key whose first word is written out ("waiting list") must equal them; a
//! key whose first word is open at its end ("trust*") must agree in its first one to six. The filter may let through
//! what the trie then refuses; it never refuses what the trie would find.

use crate::text::{Landmarks, fold};

/// The lengths in which open beginnings are compared.
const CLASSES: [usize; 5] = [1, 2, 3, 4, 6];
/// The number of letters that a word is known by.
const KNOWN: usize = 8;

/// The bits.
#[derive(Debug)]
pub struct Filter {
    bits: Vec<u64>,
    shift: u32,
    /// The lengths among [`CLASSES`] that any key has.
    classes: Vec<u64>,
    has_whole: bool,
}

/// The beginning of a key.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// Its first word as far as it is written out, folded.
    pub letters: Vec<u8>,
    /// Whether the word may go on after them.
    pub open: bool,
}

impl Filter {
    /// Makes the bits for these beginnings.
    pub fn new(beginnings: &[Beginning]) -> Self {
        // About one bit in sixty is set, and the first two thousand patterns stay in the first-level cache.
        let size = (beginnings.len() * 64)
            .next_power_of_two()
            .clamp(1 << 15, 1 << 19);
        let mut filter = Self {
            bits: vec![0; size / 64],
            shift: 64 - size.trailing_zeros(),
            classes: Vec::new(),
            has_whole: false,
        };
        for Beginning { letters, open } in beginnings {
            // A word with other letters than ASCII among its first eight bytes is always a candidate.
            if letters.iter().take(KNOWN).any(|letter| !letter.is_ascii()) {
                continue;
            }
            let length = if *open {
                class(letters.len())
            } else {
                letters.len().min(KNOWN)
            };
            let mut bytes = [0; KNOWN];
            bytes[..length].copy_from_slice(&letters[..length]);
            let word = lower(u64::from_le_bytes(bytes)) & mask(length);
            if *open {
                let class = mask(length);
                if !filter.classes.contains(&class) {
                    filter.classes.push(class);
                }
                filter.set(word ^ class.rotate_left(7));
            } else {
                filter.has_whole = true;
                filter.set(word);
            }
        }
        filter
    }

    /// Whether a key may begin with the word that starts at this byte.
    #[inline]
    pub fn passes(&self, bytes: &[u8], landmarks: &Landmarks, start: usize) -> bool {
        let first = match bytes.get(start..start + KNOWN) {
            Some(whole) => u64::from_le_bytes(whole.try_into().expect("the slice has eight bytes")),
            None => {
                let mut padded = [0; KNOWN];
                padded[..bytes.len() - start].copy_from_slice(&bytes[start..]);
                u64::from_le_bytes(padded)
            }
        };
        let length = (!landmarks.word_bits(start)).trailing_zeros().min(8);
        let word = first & mask(length as usize);
        let mut passes = word & 0x8080_8080_8080_8080 != 0;
        let word = lower(word) & mask(length as usize);
        if self.has_whole {
            passes |= self.get(word);
        }
        for &class in &self.classes {
            passes |= self.get(word & class ^ class.rotate_left(7));
        }
        passes
    }

    #[inline]
    fn get(&self, word: u64) -> bool {
        let at = self.at(word);
        self.bits[at / 64] >> (at % 64) & 1 == 1
    }

    fn set(&mut self, word: u64) {
        let at = self.at(word);
        self.bits[at / 64] |= 1 << (at % 64);
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the shift leaves fewer than 20 bits"
    )]
    fn at(&self, word: u64) -> usize {
        // Fibonacci hashing: the top bits of a product with 2^64 divided by the golden ratio.
        (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }
}

/// The letters of the first word of a folded key.
pub fn first_word(key: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(key).expect("keys are folded text");
    let end = text.find(|c| !fold::is_word(c)).unwrap_or(text.len());
    key[..end].to_vec()
}

fn class(length: usize) -> usize {
    CLASSES
        .into_iter()
        .filter(|&class| class <= length)
        .max()
        .expect("a key begins with a letter")
}

/// Sets the bit that makes ASCII letters lower case. It changes other bytes too, in words and keys alike.
#[inline]
fn lower(word: u64) -> u64 {
    word | 0x2020_2020_2020_2020
}

#[inline]
fn mask(length: usize) -> u64 {
    if length >= KNOWN {
        u64::MAX
    } else {
        !(u64::MAX << (8 * length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn passes(filter: &Filter, text: &str) -> bool {
        filter.passes(text.as_bytes(), &Landmarks::of(text), 0)
    }

    #[test]
    fn words_that_begin_no_key_are_refused() {
        let whole = Beginning {
            letters: b"waiting".to_vec(),
            open: false,
        };
        let open = Beginning {
            letters: b"trust".to_vec(),
            open: true,
        };
        let filter = Filter::new(&[whole, open]);
        assert!(passes(&filter, "Waiting list"));
        assert!(passes(&filter, "TRUSTED"));
        assert!(!passes(&filter, "waitings"));
        assert!(!passes(&filter, "wait"));
        assert!(!passes(&filter, "people"));
    }

    proptest! {
        #[test]
        fn a_word_that_begins_a_key_always_passes(key in "[a-z_0-9]{1,12}", tail in "[a-z’ é]{0,6}", open: bool) {
            let filter = Filter::new(&[Beginning { letters: key.clone().into_bytes(), open }]);
            let text = if open { format!("{}{tail}", key.to_uppercase()) } else { format!("{key} {tail}") };
            prop_assert!(passes(&filter, &text));
        }
    }
}
