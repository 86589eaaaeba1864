//! The words of what people coded, and those of the rest.

use std::collections::{BTreeMap, HashSet};

use super::{Contrast, stop_words};
use crate::analysis::coded::Coded;
use crate::analysis::evaluation::{Mark, Segmented, Verdict};
use crate::codebook::{CodeIndex, Codebook, Unit};
use crate::text::{Landmarks, Span, fold};
use crate::transcript::Units;

/// Which of the coded text is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Coded,
    /// What lies in segments that no rule of the code codes. What lies in the others is left out of both sides.
    Missed,
}

/// One word, or two that stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A word.
    Word,
    /// Two neighbouring words of one sentence.
    Pair,
}

/// The words of some transcripts, by whether a code was laid on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    entries: BTreeMap<(Kind, String), Entry>,
    /// Coded words and pairs.
    here: [u64; 2],
    /// The others.
    there: [u64; 2],
}

const KINDS: [Kind; 2] = [Kind::Word, Kind::Pair];

/// How often something stands where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    here: u64,
    there: u64,
    caught: u64,
    transcripts: u64,
    /// As it stood where it was first seen among the coded words.
    written: String,
}

/// A word that a code may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// One word or two.
    pub kind: Kind,
    /// As it is written, in small letters.
    pub written: String,
    /// How often it stands in the coded text and in the rest, out of how many words or pairs.
    pub contrast: Contrast,
    /// How often it stands in the coded text within words that a rule of the code matches.
    pub caught: u64,
    /// In how many transcripts it stands in the coded text.
    pub transcripts: u64,
}

/// Where a word stands and on which side.
struct Token {
    span: Span,
    folded: String,
    side: Side,
    is_caught: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Here,
    There,
    Neither,
}

impl Words {
    /// Counts the words of one transcript's turns that count, and where `only` is given, of these stretches alone. A word is
    /// coded where its first letter is.
    #[must_use]
    pub fn of(
        (codebook, code): (&Codebook, CodeIndex),
        coded: &Coded<'_>,
        (units, unit): (&Units, Unit),
        marks: &[Mark],
        scope: Scope,
        only: Option<&[Span]>,
    ) -> Self {
        let below = &codebook.code(code).subtree;
        let marked: Vec<Span> = marks
            .iter()
            .filter(|mark| below.contains(&mark.code.0))
            .map(|mark| mark.span)
            .collect();
        let hits = coded.hits.iter().filter(|hit| hit.stopped.is_none());
        let hits = hits.filter(|hit| below.contains(&hit.code.0));
        let caught: Vec<Span> = hits.flat_map(|hit| hit.matched().iter().copied()).collect();
        let found = match scope {
            Scope::Coded => Vec::new(),
            Scope::Missed => {
                let segmented = Segmented::of(coded, units, unit, marks);
                let segments = segmented.segments.iter();
                let found = segments.filter(|it| it.verdict(codebook, code) == Verdict::Both);
                found.map(|it| it.span).collect()
            }
        };
        let side = |at: usize| {
            if only.is_some_and(|only| !within(only, at)) {
                Side::Neither
            } else if !within(&marked, at) {
                Side::There
            } else if within(&found, at) {
                Side::Neither
            } else {
                Side::Here
            }
        };
        let text = coded.transcript.source.text();
        let mut words = Self::default();
        for sentence in units.sentences() {
            let spans = words_in(units.landmarks(), *sentence);
            let tokens = spans.into_iter().map(|span| Token {
                folded: fold::folded(&text[span.range()]),
                side: side(span.start),
                is_caught: within(&caught, span.start),
                span,
            });
            words.add_sentence(text, &tokens.collect::<Vec<_>>());
        }
        for entry in words.entries.values_mut() {
            entry.transcripts = u64::from(entry.here > 0);
        }
        words
    }

    fn add_sentence(&mut self, text: &str, tokens: &[Token]) {
        for token in tokens {
            let name = (Kind::Word, token.folded.clone());
            self.note(name, text, &[token.span], (token.side, token.is_caught));
        }
        for pair in tokens.windows(2) {
            let [first, second] = pair else { continue };
            // A pair over the end of a coded stretch belongs to neither side.
            let side = if first.side == second.side {
                first.side
            } else {
                Side::Neither
            };
            let name = (Kind::Pair, format!("{} {}", first.folded, second.folded));
            let is_caught = first.is_caught || second.is_caught;
            let spans = [first.span, second.span];
            self.note(name, text, &spans, (side, is_caught));
        }
    }

    fn note(
        &mut self,
        name: (Kind, String),
        text: &str,
        spans: &[Span],
        (side, is_caught): (Side, bool),
    ) {
        let kind = name.0 as usize;
        match side {
            Side::Here => {
                self.here[kind] += 1;
                let entry = self.entries.entry(name).or_default();
                entry.here += 1;
                entry.caught += u64::from(is_caught);
                if entry.written.is_empty() {
                    let words = spans.iter().map(|span| text[span.range()].to_lowercase());
                    entry.written = words.collect::<Vec<_>>().join(" ");
                }
            }
            Side::There => {
                self.there[kind] += 1;
                self.entries.entry(name).or_default().there += 1;
            }
            Side::Neither => {}
        }
    }

    /// Adds the words of a transcript that comes behind those that are here.
    pub fn add(&mut self, other: Self) {
        for kind in KINDS {
            self.here[kind as usize] += other.here[kind as usize];
            self.there[kind as usize] += other.there[kind as usize];
        }
        for (name, theirs) in other.entries {
            let mine = self.entries.entry(name).or_default();
            mine.here += theirs.here;
            mine.there += theirs.there;
            mine.caught += theirs.caught;
            mine.transcripts += theirs.transcripts;
            if mine.written.is_empty() {
                mine.written = theirs.written;
            }
        }
    }

    /// How many coded words there are, and how many others.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        (self.here[0], self.there[0])
    }

    /// What the coded text has more often than the rest and at least so often, the most striking first (by
    /// [`Contrast::log_likelihood`]). Left out are stop words, pairs with one, and numbers.
    #[must_use]
    pub fn candidates(&self, language: crate::codebook::Language, least: u64) -> Vec<Candidate> {
        let stops = stop_words(language).unwrap_or_default().iter();
        let stops: HashSet<String> = stops.map(|word| fold::folded(word)).collect();
        let is_telling = |name: &str| {
            let mut words = name.split(' ');
            words.all(|it| !stops.contains(it) && it.chars().any(char::is_alphabetic))
        };
        let entries = self.entries.iter();
        let often = entries.filter(|(_, entry)| entry.here >= least.max(1));
        let telling = often.filter(|((_, name), _)| is_telling(name));
        let mut found: Vec<Candidate> = telling
            .map(|((kind, _), entry)| self.candidate(*kind, entry))
            .filter(|it| it.contrast.is_key_here())
            .collect();
        found.sort_by(|a, b| {
            let by = |it: &Candidate| it.contrast.log_likelihood();
            by(b)
                .total_cmp(&by(a))
                .then_with(|| a.kind.cmp(&b.kind))
                .then_with(|| a.written.cmp(&b.written))
        });
        found
    }

    fn candidate(&self, kind: Kind, entry: &Entry) -> Candidate {
        Candidate {
            kind,
            written: entry.written.clone(),
            contrast: Contrast {
                here: entry.here,
                there: entry.there,
                words_here: self.here[kind as usize],
                words_there: self.there[kind as usize],
            },
            caught: entry.caught,
            transcripts: entry.transcripts,
        }
    }
}

fn within(spans: &[Span], at: usize) -> bool {
    spans.iter().any(|span| span.start <= at && at < span.end)
}

/// The words of a stretch as people count them: `don't` is one.
pub(in crate::analysis) fn words_in(landmarks: &Landmarks, stretch: Span) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    landmarks.for_each_word(stretch, |start, length| {
        let word = Span::new(start, start + length);
        match words.last_mut() {
            Some(last) if landmarks.counted_start(start) != start => *last = last.cover(word),
            _ => words.push(word),
        }
    });
    words
}
