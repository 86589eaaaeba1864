//! The first letters of every trie key, as bits: most words of a transcript begin no pattern, and a look at a few bits
//! says so.
//!
//! A word is known by its first eight bytes. A key whose first word is written out ("waiting list") must equal them, and
//! the first three letters of its second word must be those of the next word of the text: phrases like to begin with
//! words that are everywhere. A key whose first word is open at its end ("trust*") must agree in its first one to six
//! bytes. The filter may let through what the trie then refuses; it never refuses what the trie would find.

use crate::text::{Landmarks, Span, fold};

/// The number of bytes that a first word is known by.
const KNOWN: usize = 8;
/// The number of bytes that a second word is known by.
const KNOWN_SECOND: usize = 3;
/// The top bit of each byte: set where a character is not ASCII.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// How many places a small table has: it stays in the first-level cache.
const SMALL: usize = 1 << 15;
/// How many places a large table has.
const LARGE: usize = 1 << 18;
/// The bit for a first word that is written out and may stand alone.
const WHOLE: u8 = 1;
/// The bit for two words in a row.
const PAIR: u8 = 2;
/// The bits for open beginnings: those compared by their first few letters, and those compared by more.
const OPEN: [u8; 2] = [4, 8];

/// The bits.
#[derive(Debug)]
pub struct Filter {
    /// [`SMALL`] or [`LARGE`] places, found by hash; each has a bit for each kind of beginning.
    table: Box<[u8]>,
    /// How many letters of open beginnings are compared: the fewest that any has, and more for those that have more.
    open_lengths: [usize; 2],
}

/// The beginning of a key.
#[derive(Clone, Debug)]
pub struct Beginning {
    first: Letters,
    second: Option<Letters>,
}

/// A word of a key, as far as it is written out.
#[derive(Clone, Debug)]
struct Letters {
    folded: Vec<u8>,
    /// Whether the word may go on after them.
    open: bool,
}

impl Beginning {
    /// The beginning of a folded key; `open` says whether its last word may go on behind it.
    pub fn of(key: &[u8], open: bool) -> Self {
        let text = std::str::from_utf8(key).expect("keys are folded text");
        let mut words = text.split_inclusive(|c| !fold::is_word(c)).map(|word| {
            let letters = word.trim_end_matches(|c| !fold::is_word(c));
            let closed = letters.len() < word.len();
            Letters {
                folded: letters.as_bytes().to_vec(),
                open: open && !closed,
            }
        });
        let first = words.next().expect("a key begins with a letter");
        Self {
            first,
            second: words.find(|word| !word.folded.is_empty()),
        }
    }
}

impl Filter {
    /// Makes the bits for these beginnings.
    pub fn new(beginnings: &[Beginning]) -> Self {
        let size = if beginnings.len() <= SMALL / 8 {
            SMALL
        } else {
            LARGE
        };
        let mut filter = Self {
            table: vec![0; size].into_boxed_slice(),
            open_lengths: open_lengths(beginnings),
        };
        for beginning in beginnings {
            filter.add(beginning);
        }
        filter
    }

    /// The word starts inside a span at which a key may begin, in order: their number; they stand at the beginning of `out`.
    pub fn candidates(
        &self,
        text: &str,
        landmarks: &Landmarks,
        span: Span,
        out: &mut Vec<u32>,
    ) -> usize {
        if let Ok(small) = <&[u8; SMALL]>::try_from(&*self.table) {
            return self.run(small, text.as_bytes(), landmarks, span, out);
        }
        let large: &[u8; LARGE] = (&*self.table)
            .try_into()
            .expect("a table is small or large");
        self.run(large, text.as_bytes(), landmarks, span, out)
    }

    /// The size of the table is known here, so that looking a place up needs no check.
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "both sides are cheap, and a branch that is hard to predict is not"
    )]
    #[inline]
    fn run<const SIZE: usize>(
        &self,
        table: &[u8; SIZE],
        bytes: &[u8],
        landmarks: &Landmarks,
        span: Span,
        out: &mut Vec<u32>,
    ) -> usize {
        let get = |hash: u64| table[place::<SIZE>(hash)];
        let [few, more] = self.open_lengths.map(|length| MASK[length]);
        // Every second byte may start a word, and one place more is written to before it is known to be wanted. What
        // stands there is written over, so it is cleared only when there has to be more room.
        let room = span.len() / 2 + 2;
        if out.len() < room {
            out.resize(room, 0);
        }
        let mut count = 0;
        // A word waits until the next one is seen, because a phrase is known by two.
        let (mut before, mut first, mut alone, mut waits) = (0, 0, false, false);
        landmarks.for_each_word(span, |start, length| {
            let mask = MASK[length.min(KNOWN)];
            let word = eight_bytes(bytes, start) & mask;
            let folded = lower(word) & mask;
            let second = folded & MASK[KNOWN_SECOND];
            let paired =
                (get(pair(first, second)) & PAIR != 0) | (word & (HIGH & MASK[KNOWN_SECOND]) != 0);
            // Nothing branches here: every word is written, and kept or overwritten.
            out[count] = before;
            count += usize::from(alone | (paired & waits));
            let found = (get(folded) & WHOLE)
                | (get(marked(folded & few, 0)) & OPEN[0])
                | (get(marked(folded & more, 1)) & OPEN[1]);
            alone = (found != 0) | (word & HIGH != 0);
            #[expect(
                clippy::cast_possible_truncation,
                reason = "transcripts are smaller than 4 GiB"
            )]
            let start = start as u32;
            (before, first, waits) = (start, folded, true);
        });
        out[count] = before;
        count + usize::from(alone)
    }

    fn add(&mut self, beginning: &Beginning) {
        let Beginning { first, second } = beginning;
        // A word with other letters than ASCII among its first bytes is always a candidate.
        let Some(word) = known(first, KNOWN) else {
            return;
        };
        if first.open {
            let class = usize::from(first.folded.len() >= self.open_lengths[1]);
            let letters = word & MASK[self.open_lengths[class]];
            return self.set(marked(letters, class), OPEN[class]);
        }
        match second {
            Some(second) if !second.open || second.folded.len() >= KNOWN_SECOND => {
                if let Some(second) = known(second, KNOWN_SECOND) {
                    self.set(pair(word, second), PAIR);
                }
            }
            _ => self.set(word, WHOLE),
        }
    }

    fn set(&mut self, hash: u64, bit: u8) {
        let place = if self.table.len() == SMALL {
            place::<SMALL>(hash)
        } else {
            place::<LARGE>(hash)
        };
        self.table[place] |= bit;
    }
}

/// Where a hash falls in a table.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the shift leaves fewer than 20 bits"
)]
fn place<const SIZE: usize>(hash: u64) -> usize {
    // Fibonacci hashing: the top bits of a product with 2^64 divided by the golden ratio.
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SIZE.trailing_zeros())) as usize
}

/// What stands for an open beginning: its letters, marked with their class.
#[inline]
fn marked(letters: u64, class: usize) -> u64 {
    letters ^ (class as u64 + 1) << 57
}

/// What stands for two words in a row.
#[inline]
fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23) ^ (second | 0xA5 << 24)
}

/// The first bytes of a word of a key; `None` where not all of them are ASCII.
fn known(letters: &Letters, most: usize) -> Option<u64> {
    let length = letters.folded.len().min(most);
    let mut bytes = [0; KNOWN];
    bytes[..length].copy_from_slice(&letters.folded[..length]);
    let word = u64::from_le_bytes(bytes);
    (word & HIGH == 0).then(|| lower(word) & MASK[length])
}

#[inline]
fn eight_bytes(bytes: &[u8], start: usize) -> u64 {
    if let Some(whole) = bytes.get(start..start + KNOWN) {
        return u64::from_le_bytes(whole.try_into().expect("the slice has eight bytes"));
    }
    let mut padded = [0; KNOWN];
    padded[..bytes.len() - start].copy_from_slice(&bytes[start..]);
    u64::from_le_bytes(padded)
}

/// How many letters of open beginnings are compared: as many as the shortest has, and as many as half of them have.
fn open_lengths(beginnings: &[Beginning]) -> [usize; 2] {
    let open = beginnings.iter().filter(|beginning| beginning.first.open);
    let mut lengths: Vec<usize> = open
        .map(|beginning| beginning.first.folded.len().min(KNOWN))
        .collect();
    lengths.sort_unstable();
    let few = lengths.first().copied().unwrap_or(KNOWN);
    let half = lengths.get(lengths.len() / 2).copied().unwrap_or(KNOWN);
    [few, half.max(few + 1).min(KNOWN)]
}

/// Sets the bit that makes ASCII letters lower case. It changes other bytes too, in words and keys alike.
#[inline]
fn lower(word: u64) -> u64 {
    word | 0x2020_2020_2020_2020
}

/// The first bytes of a word, by how many.
const MASK: [u64; KNOWN + 1] = {
    let mut masks = [u64::MAX; KNOWN + 1];
    let mut length = 0;
    while length < KNOWN {
        masks[length] = !(u64::MAX << (8 * length));
        length += 1;
    }
    masks
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidates(filter: &Filter, text: &str) -> Vec<u32> {
        let mut candidates = Vec::new();
        let count = filter.candidates(
            text,
            &Landmarks::of(text),
            Span::new(0, text.len()),
            &mut candidates,
        );
        candidates.truncate(count);
        candidates
    }

    #[test]
    fn words_that_begin_no_key_are_refused() {
        let keys = [
            Beginning::of(b"waiting list", false),
            Beginning::of(b"trust", true),
            Beginning::of(b"don't", false),
        ];
        let filter = Filter::new(&keys);
        assert_eq!(candidates(&filter, "Waiting LISTS"), [0]);
        assert_eq!(candidates(&filter, "a TRUSTED waiting room"), [2]);
        assert_eq!(
            candidates(&filter, "waitings list, wait list, people, Don’t"),
            [34]
        );
    }

    proptest! {
        #[test]
        fn a_place_that_begins_a_key_is_always_a_candidate(
            first in "[a-z_0-9]{1,12}", second in "[a-zé]{0,5}", tail in "[a-z’ é]{0,6}", open: bool
        ) {
            let key = if second.is_empty() { first.clone() } else { format!("{first} {second}") };
            let filter = Filter::new(&[Beginning::of(fold::folded(&key).as_bytes(), open)]);
            let gap = if open { "" } else { ". " };
            let text = format!("x {}{gap}{tail}", key.to_uppercase());
            prop_assert!(candidates(&filter, &text).contains(&2), "{text}");
        }
    }
}
