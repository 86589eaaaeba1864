//! Where words are, and where sentences may end: one pass over the bytes, kept as bits.
//!
//! Everything that walks text asks [`Landmarks`] instead of looking at characters again: the matcher starts at word
//! starts, distances and denominators are counts of words, sentences end at stops.
//!
//! **A word** is a run of letters, digits, accents and `_` ([`fold::is_word`]). For matching an apostrophe ends a word;
//! for counting, `don't` is one word. Hyphens part words. **Transcriber's marks** (`[laughs]`, `((sobs))`,
//! `[00:12:31]`) hold no words; they are listed, and count as white space.

use super::{Span, fold};

mod classify;
mod marks;

use classify::{BLOCK, Classes};

/// The landmarks of one text. Made once and filled again for the next text, to reuse its memory.
#[derive(Debug, Default)]
pub struct Landmarks {
    /// A bit for each byte that belongs to a word.
    words: Vec<u64>,
    /// A bit for the first byte of each word as people count them.
    counted: Vec<u64>,
    /// A bit for each byte that starts a character that may end a sentence.
    stops: Vec<u64>,
    /// Transcriber's marks, in order.
    marks: Vec<Span>,
    length: usize,
}

impl Landmarks {
    /// Finds the landmarks of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut landmarks = Self::default();
        landmarks.fill(text);
        landmarks
    }

    /// Forgets the text before and finds the landmarks of this one.
    pub fn fill(&mut self, text: &str) {
        // One block more than needed, so that a look past the last byte sees "no word".
        let blocks = text.len() / BLOCK + 2;
        for bits in [&mut self.words, &mut self.counted, &mut self.stops] {
            bits.clear();
            bits.resize(blocks, 0);
        }
        self.marks.clear();
        self.length = text.len();
        let mut apostrophes = Apostrophes::default();
        let mut brackets: Vec<u32> = Vec::new();
        for (index, bytes) in text.as_bytes().chunks(BLOCK).enumerate() {
            let classes = classify::block(bytes);
            self.words[index] |= classes.word;
            self.stops[index] |= classes.stop;
            if classes.high != 0 {
                self.non_ascii(text, index * BLOCK, &classes, &mut apostrophes);
            }
            if classes.bracket != 0 {
                let base =
                    u32::try_from(index * BLOCK).expect("a transcript is smaller than 4 GiB");
                push_bits(classes.bracket, base, &mut brackets);
            }
            apostrophes.push(classes.apostrophe);
        }
        for at in brackets {
            self.mark(text, at as usize);
        }
        self.count(&apostrophes);
    }

    /// Whether the byte belongs to a word; `false` past the end.
    #[inline]
    #[must_use]
    pub fn is_word(&self, byte: usize) -> bool {
        self.words
            .get(byte / BLOCK)
            .is_some_and(|bits| bits >> (byte % BLOCK) & 1 == 1)
    }

    /// The word bits from a byte on: bit 0 is the byte itself. Bits past the end are 0.
    #[inline]
    #[must_use]
    pub fn word_bits(&self, byte: usize) -> u64 {
        let (index, shift) = (byte / BLOCK, byte % BLOCK);
        let low = self.words[index] >> shift;
        // A shift by 64 is not defined, so the next block is shifted in two steps.
        let high = self
            .words
            .get(index + 1)
            .map_or(0, |next| (next << 1) << (63 - shift));
        low | high
    }

    /// The end of the word that the byte belongs to.
    #[must_use]
    pub fn word_end(&self, byte: usize) -> usize {
        let mut at = byte;
        loop {
            let run = (!self.word_bits(at)).trailing_zeros() as usize;
            at += run;
            if run < BLOCK {
                return at;
            }
        }
    }

    /// Calls `found` with each byte in the span at which a word starts, in order. A word that starts before the span
    /// does not count.
    #[inline]
    pub fn for_each_start(&self, span: Span, mut found: impl FnMut(usize)) {
        if span.is_empty() {
            return;
        }
        let (first, last) = (span.start / BLOCK, (span.end - 1) / BLOCK);
        for index in first..=last {
            let before = if index == 0 {
                0
            } else {
                self.words[index - 1] >> 63
            };
            let words = self.words[index];
            let mut starts = words & !(words << 1 | before) & within(span, index);
            while starts != 0 {
                found(index * BLOCK + starts.trailing_zeros() as usize);
                starts &= starts - 1;
            }
        }
    }

    /// Calls `found` with the first byte of each word in the span and the number of its bytes, in order. A word that
    /// starts before the span does not count.
    #[inline]
    pub fn for_each_word(&self, span: Span, mut found: impl FnMut(usize, usize)) {
        if span.is_empty() {
            return;
        }
        let (first, last) = (span.start / BLOCK, (span.end - 1) / BLOCK);
        let mut before = if first == 0 {
            0
        } else {
            self.words[first - 1] >> 63
        };
        for index in first..=last {
            let words = self.words[index];
            let mut starts = words & !(words << 1 | before) & within(span, index);
            before = words >> 63;
            while starts != 0 {
                let bit = starts.trailing_zeros();
                starts &= starts - 1;
                let start = index * BLOCK + bit as usize;
                let length = (!(words >> bit)).trailing_zeros();
                // A word that fills its block to the end goes on in the next one.
                let length = if bit + length == 64 {
                    self.word_end(start) - start
                } else {
                    length as usize
                };
                found(start, length);
            }
        }
    }

    /// The start of the last word that starts before `byte` and not before `from`.
    #[must_use]
    pub fn start_before(&self, from: usize, byte: usize) -> Option<usize> {
        if byte <= from {
            return None;
        }
        let span = Span::new(from, byte);
        let mut index = (byte - 1) / BLOCK;
        loop {
            let before = if index == 0 {
                0
            } else {
                self.words[index - 1] >> 63
            };
            let words = self.words[index];
            let starts = words & !(words << 1 | before) & within(span, index);
            if starts != 0 {
                return Some(index * BLOCK + 63 - starts.leading_zeros() as usize);
            }
            if index == from / BLOCK {
                return None;
            }
            index -= 1;
        }
    }

    /// The start of the word, as people count them, that a byte at the start of a word belongs to: in `l'argent` that of
    /// `l` for that of `argent`.
    #[must_use]
    pub fn counted_start(&self, byte: usize) -> usize {
        let mut start = byte;
        while self.is_word(start) && self.counted[start / BLOCK] >> (start % BLOCK) & 1 == 0 {
            match self.start_before(start.saturating_sub(BLOCK), start) {
                Some(before) => start = before,
                None => return byte,
            }
        }
        start
    }

    /// How many words start inside the span, as people count them: `don't` is one.
    #[must_use]
    pub fn word_count(&self, span: Span) -> usize {
        if span.is_empty() {
            return 0;
        }
        let (first, last) = (span.start / BLOCK, (span.end - 1) / BLOCK);
        (first..=last)
            .map(|index| (self.counted[index] & within(span, index)).count_ones() as usize)
            .sum()
    }

    /// The first byte in `from..to` at which a character stands that may end a sentence.
    #[must_use]
    pub fn next_stop(&self, from: usize, to: usize) -> Option<usize> {
        if from >= to {
            return None;
        }
        let span = Span::new(from, to);
        (from / BLOCK..=(to - 1) / BLOCK).find_map(|index| {
            let stops = self.stops[index] & within(span, index);
            (stops != 0).then(|| index * BLOCK + stops.trailing_zeros() as usize)
        })
    }

    /// The transcriber's mark that starts at this byte.
    #[must_use]
    pub fn mark_at(&self, byte: usize) -> Option<Span> {
        let at = self
            .marks
            .binary_search_by_key(&byte, |mark| mark.start)
            .ok()?;
        Some(self.marks[at])
    }

    /// The transcriber's marks that start inside a span, in order.
    #[must_use]
    pub fn marks_in(&self, span: Span) -> &[Span] {
        let first = self.marks.partition_point(|mark| mark.start < span.start);
        let after = self.marks.partition_point(|mark| mark.start < span.end);
        &self.marks[first..after.max(first)]
    }

    /// Classifies the characters of a block that are not ASCII.
    fn non_ascii(
        &mut self,
        text: &str,
        base: usize,
        classes: &Classes,
        apostrophes: &mut Apostrophes,
    ) {
        let mut rest = classes.high;
        while rest != 0 {
            let at = base + rest.trailing_zeros() as usize;
            rest &= rest - 1;
            // A byte that continues a character was settled with its first byte.
            let Some(c) = text.get(at..).and_then(|tail| tail.chars().next()) else {
                continue;
            };
            match c {
                // Word processors write these everywhere, so they do not wait for the tables below.
                '\u{201C}' | '\u{201D}' | '\u{2014}' | '\u{A0}' => {}
                '…' | '。' | '！' | '？' | '؟' | '۔' | '।' => set(&mut self.stops, at, 1),
                c if fold::is_apostrophe(c) => apostrophes.wide.push((at, c.len_utf8())),
                c if fold::is_word(c) => set(&mut self.words, at, c.len_utf8()),
                // Nothing inside a word does not end it; before or behind one it is not part of it.
                c if fold::is_ignorable(c) && at > 0 && self.is_word(at - 1) => {
                    let after = text[at..].chars().find(|&c| !fold::is_ignorable(c));
                    if after.is_some_and(fold::is_word) {
                        set(&mut self.words, at, c.len_utf8());
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes a bracket for a transcriber's mark when it looks like one.
    fn mark(&mut self, text: &str, at: usize) {
        if self.marks.last().is_some_and(|last| at < last.end) {
            return;
        }
        if let Some(mark) = marks::at(text, at) {
            clear(&mut self.words, mark);
            clear(&mut self.stops, mark);
            self.marks.push(mark);
        }
    }

    /// Fills `counted`: starts of words, except after an apostrophe inside a word.
    fn count(&mut self, apostrophes: &Apostrophes) {
        let (mut word_before, mut inner_before) = (0_u64, 0_u64);
        let mut narrow = apostrophes.narrow.clone();
        narrow.resize(self.words.len(), 0);
        for &(at, length) in &apostrophes.wide {
            set(&mut narrow, at, length);
        }
        for (index, &words) in self.words.iter().enumerate() {
            let shifted = words << 1 | word_before;
            // An apostrophe right after a word, up to its last byte (three for a curly one).
            let mut inner = narrow[index] & (shifted | inner_before);
            inner |= narrow[index] & (inner << 1);
            inner |= narrow[index] & (inner << 1);
            self.counted[index] = words & !shifted & !(inner << 1 | inner_before);
            word_before = words >> 63;
            inner_before = inner >> 63;
        }
    }
}

/// Apostrophes: those of one byte as bits, the others as places.
#[derive(Default)]
struct Apostrophes {
    narrow: Vec<u64>,
    wide: Vec<(usize, usize)>,
}

impl Apostrophes {
    fn push(&mut self, bits: u64) {
        self.narrow.push(bits);
    }
}

/// The bits of a block that lie in the span.
#[inline]
fn within(span: Span, index: usize) -> u64 {
    let base = index * BLOCK;
    let low = if span.start > base {
        u64::MAX << (span.start - base)
    } else {
        u64::MAX
    };
    let high = if span.end < base + BLOCK {
        !(u64::MAX << (span.end - base))
    } else {
        u64::MAX
    };
    low & high
}

fn set(bits: &mut [u64], at: usize, length: usize) {
    for byte in at..at + length {
        bits[byte / BLOCK] |= 1 << (byte % BLOCK);
    }
}

fn clear(bits: &mut [u64], span: Span) {
    for byte in span.range() {
        bits[byte / BLOCK] &= !(1 << (byte % BLOCK));
    }
}

#[inline]
fn push_bits(mut bits: u64, base: u32, out: &mut Vec<u32>) {
    // One check of the room for a whole block.
    out.reserve(BLOCK);
    while bits != 0 {
        out.push(base + bits.trailing_zeros());
        bits &= bits - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn starts(text: &str) -> Vec<usize> {
        let mut starts = Vec::new();
        Landmarks::of(text).for_each_start(Span::new(0, text.len()), |at| starts.push(at));
        starts
    }

    fn count(text: &str) -> usize {
        Landmarks::of(text).word_count(Span::new(0, text.len()))
    }

    #[test]
    fn contractions_are_one_word_to_count_and_two_to_match() {
        assert_eq!(starts("I don't"), [0, 2, 6]);
        assert_eq!(count("I don't"), 2);
        assert_eq!(count("I don’t, l’amour 'quoted'"), 4);
        assert_eq!(count("rock 'n' roll"), 3);
    }

    #[test]
    fn an_elided_word_is_counted_with_what_stands_before_it() {
        let text = "de l’argent";
        assert_eq!(
            Landmarks::of(text).counted_start(text.find("argent").unwrap()),
            3
        );
        assert_eq!(Landmarks::of(text).counted_start(0), 0);
    }

    #[test]
    fn an_apostrophe_over_the_end_of_a_block_still_joins() {
        for lead in 50..70 {
            let text = format!("{}don’t x", " ".repeat(lead));
            assert_eq!(count(&text), 2, "{lead}");
        }
    }

    #[test]
    fn marks_hold_no_words() {
        assert_eq!(
            count("so [laughs] we [inaudible 00:10:02] went ((phone rings)) home"),
            4
        );
        assert_eq!(count("the [GP practice] and [name removed]"), 6);
    }

    #[test]
    fn accents_and_soft_hyphens_belong_to_their_word() {
        let text = "cafe\u{301} thera\u{AD}py e\u{301}";
        let landmarks = Landmarks::of(text);
        assert_eq!(landmarks.word_end(0), "cafe\u{301}".len());
        assert_eq!(count(text), 3);
    }

    /// The plain meaning, one character at a time.
    fn plain_starts(text: &str) -> Vec<usize> {
        let mut before = false;
        let mut starts = Vec::new();
        for (at, c) in text.char_indices().filter(|&(_, c)| !fold::is_ignorable(c)) {
            if fold::is_word(c) && !before {
                starts.push(at);
            }
            before = fold::is_word(c);
        }
        starts
    }

    proptest! {
        #[test]
        fn starts_are_those_of_the_plain_meaning(text in "([a-c'’éß_ .,\u{301}\u{AD}👩-]|\\PC){0,200}") {
            prop_assume!(!text.contains(['[', '(']));
            prop_assert_eq!(starts(&text), plain_starts(&text));
        }

        #[test]
        fn looking_back_finds_the_same_starts(text in "[ab '’.]{1,200}") {
            let landmarks = Landmarks::of(&text);
            let mut back = Vec::new();
            let mut at = text.len();
            while let Some(start) = landmarks.start_before(0, at) {
                back.push(start);
                at = start;
            }
            back.reverse();
            prop_assert_eq!(back, starts(&text));
        }
    }
}
