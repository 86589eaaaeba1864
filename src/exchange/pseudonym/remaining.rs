//! Capitalised words that are not in the key: what a person looks through before the files are given away.
//!
//! A part of a name of the key, such as `Moore` where the key has `Jane Moore`, counts wherever it stands with a capital.
//! Any other word counts where it stands with a capital inside a sentence, or in a label or a heading. Only the text itself says
//! what is no name: a word that also stands in small letters is common. Days, months and `I` are known. A name that stands
//! only at the start of sentences, in small letters, or is also a word (`Rose`, `Mark`) is not found: the list helps, and
//! proves nothing.

use std::collections::{BTreeMap, HashSet};

use super::key::Key;
use super::letters::{is_letter, parts, words};
use super::replace::Replaced;
use crate::text::{Landmarks, Position, Source, Span, fold, sentences};
use crate::transcript::Transcript;

mod elsewhere;
#[cfg(test)]
mod tests;

/// Words with a capital that are nobody's name.
const KNOWN: &[&str] = &[
    "i",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Gathers capitalised words, transcript by transcript.
#[derive(Debug, Default)]
pub struct Remaining {
    words: BTreeMap<String, RemainingWord>,
    /// Words that stand in small letters, folded.
    small: HashSet<String>,
    /// How many words of transcripts there are, and how many of them have no case.
    counted: usize,
    caseless: usize,
}

/// A capitalised word that is not in the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemainingWord {
    /// The word as it first stands.
    pub word: String,
    /// How often it stands there, starts of sentences included.
    pub count: usize,
    /// In how many transcripts; none where it stands in memos and tables alone.
    pub transcripts: usize,
    /// Where it stands first: the transcript's id or the name of another file, line and column in the old text.
    pub first: (String, Position),
    /// Which of [`Key::entries`] has it as a part of its name.
    pub part_of: Option<usize>,
    /// Whether it stood anywhere but at the start of a sentence.
    is_inside: bool,
    /// Whether it stood beside a name of the key in one word, as half of a double name.
    is_half: bool,
    /// The transcript that was counted last.
    last: Option<String>,
}

/// What is known of a word.
enum Known {
    /// It is part of a name of the key.
    Part,
    /// It is in a pseudonym, or nobody's name.
    Common,
}

/// A text that is looked through.
struct Looked<'l> {
    key: &'l Key,
    /// The transcript's id, or the name of another file.
    id: &'l str,
    source: &'l Source,
    replaced: &'l Replaced,
    /// Where sentences begin.
    starts: HashSet<usize>,
    kind: Kind,
}

/// What a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What was said. Its small letters say which words are common.
    Words,
    /// What else is in a transcript's file.
    Aside,
    /// What is in no transcript; with the line of the file where all of it stands on one.
    Elsewhere { line: Option<usize> },
}

impl Remaining {
    /// Looks through the old text of a transcript, past what was replaced and past the key's pseudonyms.
    pub fn look(&mut self, key: &Key, transcript: &Transcript, replaced: &Replaced) {
        let source = &transcript.source;
        let text = source.text();
        let landmarks = Landmarks::of(text);
        let paragraphs = transcript.paragraphs.iter().map(|it| it.span);
        let starts = starts(text, &landmarks, paragraphs);
        let whole = Span::new(0, text.len());
        let looked = Looked {
            key,
            id: &transcript.id,
            source,
            replaced,
            starts,
            kind: Kind::Words,
        };
        self.look_in(&looked, &[whole]);
    }

    /// Looks through stretches of a transcript's file that are no sentences, such as comments: whatever has a capital counts.
    pub fn look_through(
        &mut self,
        key: &Key,
        (id, source): (&str, &Source),
        stretches: &[Span],
        replaced: &Replaced,
    ) {
        let looked = Looked {
            key,
            id,
            source,
            replaced,
            starts: HashSet::new(),
            kind: Kind::Aside,
        };
        self.look_in(&looked, stretches);
    }

    fn look_in(&mut self, looked: &Looked<'_>, stretches: &[Span]) {
        let text = looked.source.text();
        for stretch in stretches {
            for word in words(&text[stretch.range()]) {
                let word = Span::new(stretch.start + word.start, stretch.start + word.end);
                self.word(looked, word);
            }
        }
    }

    /// Puts a word, or those of its parts that count.
    fn word(&mut self, looked: &Looked<'_>, span: Span) {
        let word = &looked.source.text()[span.range()];
        let folded = fold::folded(word);
        if looked.kind == Kind::Words {
            self.counted += 1;
            self.caseless += usize::from(is_caseless(word));
            if word.starts_with(char::is_lowercase) {
                self.small.insert(folded.clone());
            }
        }
        if looked.key.pseudonym_words.contains(&folded) {
            return;
        }
        let parts = parts(word).into_iter();
        let parts: Vec<Span> = parts
            .map(|it| Span::new(span.start + it.start, span.start + it.end))
            .collect();
        let is_half = parts.iter().any(|it| looked.is_replaced(*it));
        let is_plain = |part: &Span| looked.is_capital(*part) && looked.known(*part).is_none();
        let is_one = looked.key.name_words.contains_key(&folded) || parts.iter().all(is_plain);
        if !is_half && is_one && looked.is_capital(span) {
            return self.put(looked, span, false);
        }
        for part in parts.into_iter().filter(|it| !looked.is_replaced(*it)) {
            self.put(looked, part, is_half);
        }
    }

    /// Puts a word that begins with a capital and is nobody's known word.
    fn put(&mut self, looked: &Looked<'_>, span: Span, is_half: bool) {
        let word = &looked.source.text()[span.range()];
        let folded = fold::folded(word);
        let part_of = looked.key.name_words.get(&folded).copied();
        if !looked.is_capital(span) || matches!(looked.known(span), Some(Known::Common)) {
            return;
        }
        let seen = self.words.entry(folded).or_insert_with(|| RemainingWord {
            word: word.to_owned(),
            count: 0,
            transcripts: 0,
            first: (looked.id.to_owned(), looked.position(span.start)),
            part_of,
            is_inside: false,
            is_half: false,
            last: None,
        });
        seen.count += 1;
        seen.is_inside |= !looked.starts.contains(&span.start);
        seen.is_half |= is_half;
        let is_in_transcript = !matches!(looked.kind, Kind::Elsewhere { .. });
        if is_in_transcript && seen.last.as_deref() != Some(looked.id) {
            seen.last = Some(looked.id.to_owned());
            seen.transcripts += 1;
        }
    }

    /// How many words of the transcripts are in a script without capitals, such as Hebrew, Arabic or Chinese, and how many words
    /// there are: no name is found among them. `None` where they are few.
    #[must_use]
    pub fn caseless(&self) -> Option<(usize, usize)> {
        const FEW: usize = 10;
        (self.caseless >= FEW).then_some((self.caseless, self.counted))
    }

    /// The words, parts of the key's names first, then the most frequent, equally frequent ones by the alphabet.
    #[must_use]
    pub fn words(&self) -> Vec<&RemainingWord> {
        let words = self.words.iter();
        let mut words: Vec<_> = words
            .filter(|(folded, word)| {
                word.part_of.is_some()
                    || word.is_half
                    || word.is_inside && !self.small.contains(*folded)
            })
            .collect();
        words.sort_by_key(|(folded, word)| {
            let is_other = word.part_of.is_none();
            (is_other, std::cmp::Reverse(word.count), *folded)
        });
        words.into_iter().map(|(_, word)| word).collect()
    }
}

/// Whether a word has letters, and none of them has a capital: a number is no such word.
fn is_caseless(word: &str) -> bool {
    let has_case = |c: char| c.is_lowercase() || c.is_uppercase();
    word.contains(char::is_alphabetic) && !word.contains(has_case)
}

/// Where the sentences of paragraphs begin.
fn starts(
    text: &str,
    landmarks: &Landmarks,
    paragraphs: impl Iterator<Item = Span>,
) -> HashSet<usize> {
    paragraphs
        .flat_map(|paragraph| sentences::sentences(text, landmarks, paragraph))
        .filter_map(|sentence| first_letter(text, landmarks, sentence))
        .collect()
}

impl Looked<'_> {
    fn position(&self, byte: usize) -> Position {
        match self.kind {
            Kind::Elsewhere { line: Some(line) } => Position { line, column: 1 },
            _ => self.source.position(byte),
        }
    }

    fn is_capital(&self, span: Span) -> bool {
        self.source.text()[span.range()].starts_with(char::is_uppercase)
    }

    fn is_replaced(&self, span: Span) -> bool {
        let all = &self.replaced.replacements;
        let after = all.partition_point(|it| it.from.end <= span.start);
        all.get(after).is_some_and(|it| it.from.overlaps(span))
    }

    fn known(&self, span: Span) -> Option<Known> {
        let folded = fold::folded(&self.source.text()[span.range()]);
        if self.key.pseudonym_words.contains(&folded) {
            Some(Known::Common)
        } else if self.key.name_words.contains_key(&folded) {
            Some(Known::Part)
        } else {
            KNOWN.contains(&folded.as_str()).then_some(Known::Common)
        }
    }
}

/// Where the words of a sentence begin, past the transcriber's marks before them: `[laughs] And then`.
fn first_letter(text: &str, landmarks: &Landmarks, sentence: Span) -> Option<usize> {
    let mut at = sentence.start;
    while let Some(c) = text[at..sentence.end].chars().next() {
        if let Some(mark) = landmarks.mark_at(at) {
            at = mark.end;
        } else if is_letter(c) {
            return Some(at);
        } else {
            at += c.len_utf8();
        }
    }
    None
}
