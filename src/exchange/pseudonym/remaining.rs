//! Capitalised words that are not in the key: what a person looks through before the files are given away.
//!
//! A part of a name of the key, such as `Moore` where the key has `Jane Moore`, counts wherever it stands with a capital.
//! Any other word counts where it stands with a capital inside a sentence, or in a label or a heading. Only the text itself says
//! what is no name: a word that also stands in small letters is common. Days, months and `I` are known. A name that stands
//! only at the start of sentences, in small letters, or is also a word (`Rose`, `Mark`) is not found: the list helps, and
//! proves nothing.

use std::collections::{BTreeMap, HashSet};

use super::key::Key;
use super::letters::{is_letter, words};
use super::replace::Replaced;
use crate::text::{Landmarks, Position, Source, Span, fold, sentences};
use crate::transcript::Transcript;

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
}

/// A capitalised word that is not in the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemainingWord {
    /// The word as it first stands.
    pub word: String,
    /// How often it stands there, starts of sentences included.
    pub count: usize,
    /// In how many transcripts.
    pub transcripts: usize,
    /// Where it stands first: the transcript's id, line and column in the old text.
    pub first: (String, Position),
    /// Which of [`Key::entries`] has it as a part of its name.
    pub part_of: Option<usize>,
    /// Whether it stood anywhere but at the start of a sentence.
    is_inside: bool,
}

impl Remaining {
    /// Looks through the old text of a transcript, past what was replaced and past the key's pseudonyms.
    pub fn look(&mut self, key: &Key, transcript: &Transcript, replaced: &Replaced) {
        let source = &transcript.source;
        let text = source.text();
        let landmarks = Landmarks::of(text);
        let starts: HashSet<usize> = transcript
            .paragraphs
            .iter()
            .flat_map(|paragraph| sentences::sentences(text, &landmarks, paragraph.span))
            .filter_map(|sentence| first_letter(text, &landmarks, sentence))
            .collect();
        let whole = Span::new(0, text.len());
        self.look_in((&transcript.id, source), &[whole], (&starts, key), replaced);
    }

    /// Looks through stretches of a text that are no sentences, such as comments: whatever has a capital counts.
    pub fn look_through(
        &mut self,
        key: &Key,
        text: (&str, &Source),
        stretches: &[Span],
        replaced: &Replaced,
    ) {
        self.look_in(text, stretches, (&HashSet::new(), key), replaced);
    }

    fn look_in(
        &mut self,
        (id, source): (&str, &Source),
        stretches: &[Span],
        (starts, key): (&HashSet<usize>, &Key),
        replaced: &Replaced,
    ) {
        let text = source.text();
        let mut seen = HashSet::new();
        let words = stretches.iter().flat_map(|stretch| {
            let within = words(&text[stretch.range()]);
            within.map(|it| Span::new(stretch.start + it.start, stretch.start + it.end))
        });
        for span in words {
            let word = &text[span.range()];
            let folded = fold::folded(word);
            let initial = word.chars().next().expect("a word has letters");
            if initial.is_lowercase() {
                self.small.insert(folded);
                continue;
            }
            let is_replaced = || {
                let after = replaced
                    .replacements
                    .partition_point(|it| it.from.end <= span.start);
                replaced
                    .replacements
                    .get(after)
                    .is_some_and(|it| it.from.overlaps(span))
            };
            let part_of = key.name_words.get(&folded).copied();
            let is_known = part_of.is_none() && KNOWN.contains(&folded.as_str())
                || key.pseudonym_words.contains(&folded);
            if !initial.is_uppercase() || is_known || is_replaced() {
                continue;
            }
            let known = self
                .words
                .entry(folded.clone())
                .or_insert_with(|| RemainingWord {
                    word: word.to_owned(),
                    count: 0,
                    transcripts: 0,
                    first: (id.to_owned(), source.position(span.start)),
                    part_of,
                    is_inside: false,
                });
            known.count += 1;
            known.is_inside |= !starts.contains(&span.start);
            known.transcripts += usize::from(seen.insert(folded));
        }
    }

    /// The words, parts of the key's names first, then the most frequent, equally frequent ones by the alphabet.
    #[must_use]
    pub fn words(&self) -> Vec<&RemainingWord> {
        let words = self.words.iter();
        let mut words: Vec<_> = words
            .filter(|(folded, word)| {
                word.part_of.is_some() || word.is_inside && !self.small.contains(*folded)
            })
            .collect();
        words.sort_by_key(|(folded, word)| {
            let is_other = word.part_of.is_none();
            (is_other, std::cmp::Reverse(word.count), *folded)
        });
        words.into_iter().map(|(_, word)| word).collect()
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
