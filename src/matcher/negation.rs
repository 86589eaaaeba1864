//! Whether a negating word reaches a hit.
//!
//! After NegEx (Chapman, Bridewell, Hanbury, Cooper and Buchanan 2001, "A simple algorithm for identifying negated findings
//! and diseases in discharge summaries", J Biomed Inform 34, 301-310): a window of words before the hit, ended by words and
//! marks that end a clause, with phrases that only look like a negation. What reaches how far is told in
//! `codebooks/README.md`.

use super::floating::{Element, elements, follow, literal_beginning};
use super::ground::Ground;
use super::trie::Trie;
use crate::codebook::{Codebook, Pattern};
use crate::text::{Span, fold};

/// The negating words of a codebook, ready to be found.
#[derive(Debug)]
pub struct Negations {
    cues: Trie<Cue>,
    /// The bytes that a cue may begin with: most words begin with another.
    first_bytes: Box<[bool; 256]>,
    before: u32,
    after: u32,
    /// Whether `n't` negates: in English, unless the codebook brings its own words.
    contractions: bool,
}

#[derive(Debug)]
struct Cue {
    meaning: Meaning,
    /// What must follow the literal beginning.
    rest: Vec<Element>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Negates,
    /// Ends the reach of what stands on its other side.
    EndsClause,
    /// Looks like a negation and is none: "not only".
    Nothing,
}

impl Negations {
    pub fn new(codebook: &Codebook) -> Self {
        let (language, negation) = (codebook.language, &codebook.negation);
        let built_in = |words: &[&str]| -> Vec<Pattern> {
            words
                .iter()
                .map(|word| Pattern::parse(word).expect("built-in words are terms"))
                .collect()
        };
        let own = negation.words.clone();
        let contractions = own.is_none() && language.code() == "en";
        let mut entries = Vec::new();
        let mut add = |patterns: &[Pattern], meaning| {
            for words in patterns.iter().flat_map(|pattern| &pattern.alternatives) {
                let (key, rest) = literal_beginning(elements(words));
                entries.push((key, Cue { meaning, rest }));
            }
        };
        add(
            &own.unwrap_or_else(|| built_in(language.negating_words())),
            Meaning::Negates,
        );
        add(&built_in(language.clause_words()), Meaning::EndsClause);
        add(&built_in(language.false_negations()), Meaning::Nothing);
        let mut first_bytes = Box::new([false; 256]);
        // A character that is not ASCII may fold to one that is.
        first_bytes[0x80..].fill(true);
        let contracted = contractions.then_some(b't');
        for first in entries
            .iter()
            .filter_map(|(key, _): &(Vec<u8>, Cue)| key.first().copied())
            .chain(contracted)
        {
            first_bytes[usize::from(first)] = true;
            first_bytes[usize::from(first.to_ascii_uppercase())] = true;
        }
        Self {
            cues: Trie::new(entries),
            first_bytes,
            before: negation.before,
            after: negation.after,
            contractions,
        }
    }

    /// The negating word that reaches a hit, in the sentence it stands in; the nearest one before, else one after.
    pub fn of(&self, ground: &Ground<'_>, sentence: Span, hit: Span) -> Option<Span> {
        if self.cues.is_empty() && !self.contractions {
            return None;
        }
        // Nothing is said in "I don't know [laughs]" that the laughing would deny.
        ground.landmarks.start_before(hit.start, hit.end)?;
        self.before(ground, sentence.start, hit.start)
            .or_else(|| self.after(ground, sentence.end, hit.end))
    }

    fn before(&self, ground: &Ground<'_>, from: usize, hit: usize) -> Option<Span> {
        let mut at = hit;
        let mut words = 0;
        while words < self.before {
            let start = ground.landmarks.start_before(from, at)?;
            if parts_clauses(ground, ground.word_end(start).min(at), at) {
                return None;
            }
            match self.cue(ground, start) {
                Some((Meaning::Negates, cue)) if cue.end <= hit => return Some(cue),
                Some((Meaning::EndsClause, _)) => return None,
                _ => {}
            }
            words += u32::from(!follows_apostrophe(ground.text, start));
            at = start;
        }
        None
    }

    fn after(&self, ground: &Ground<'_>, to: usize, hit: usize) -> Option<Span> {
        let mut at = hit;
        let mut starts = Vec::new();
        if self.after > 0 && hit < to {
            ground
                .landmarks
                .for_each_start(Span::new(hit, to), |start| starts.push(start));
        }
        let mut words = 0;
        for start in starts {
            if parts_clauses(ground, at.min(start), start) {
                return None;
            }
            words += u32::from(!follows_apostrophe(ground.text, start));
            if words > self.after {
                return None;
            }
            match self.cue(ground, start) {
                Some((Meaning::Negates, cue)) if cue.start >= hit => return Some(cue),
                Some((Meaning::EndsClause, _)) => return None,
                _ => {}
            }
            at = ground.word_end(start);
        }
        None
    }

    /// The longest cue at a word start.
    fn cue(&self, ground: &Ground<'_>, start: usize) -> Option<(Meaning, Span)> {
        if !self.first_bytes[usize::from(ground.text.as_bytes()[start])] {
            return None;
        }
        if self.contractions
            && let Some(contraction) = contraction(ground, start)
        {
            return Some((Meaning::Negates, contraction));
        }
        let mut best: Option<(Meaning, Span)> = None;
        self.cues.walk(ground, start, |cue, at| {
            if let Some(end) = follow(&cue.rest, ground, at) {
                // "No" in "no-one" or "no-show" would be a word of its own: the longer cue is told later and wins.
                best = Some((cue.meaning, Span::new(start, end)));
            }
        });
        best
    }
}

/// `don't`, where `start` is at its `t`.
fn contraction(ground: &Ground<'_>, start: usize) -> Option<Span> {
    let end = ground.word_end(start);
    if !ground.text[start..end].eq_ignore_ascii_case("t") {
        return None;
    }
    let apostrophe = ground.text[..start]
        .chars()
        .next_back()
        .filter(|&c| fold::is_apostrophe(c))?;
    let stem_end = start - apostrophe.len_utf8();
    let stem = ground.landmarks.start_before(ground.from, stem_end)?;
    let negated =
        ground.word_end(stem) == stem_end && ground.text[..stem_end].ends_with(['n', 'N']);
    negated.then(|| Span::new(stem, end))
}

fn follows_apostrophe(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    before.next().is_some_and(fold::is_apostrophe) && before.next().is_some_and(fold::is_word)
}

/// Whether what stands between two words parts clauses: a semicolon, colon, question or exclamation mark, a dash.
fn parts_clauses(ground: &Ground<'_>, from: usize, to: usize) -> bool {
    // Nearly always one space.
    if to - from <= 1 {
        return matches!(
            ground.text.as_bytes()[from..to],
            [b';' | b':' | b'?' | b'!']
        );
    }
    let is_space = |at: usize| ground.char(at).is_some_and(char::is_whitespace);
    let (mut at, mut spaced) = (from, false);
    while let Some(c) = ground.char(at).filter(|_| at < to) {
        let next = at + c.len_utf8();
        // What stands in a transcriber's mark is not speech.
        if let Some(mark) = ground.landmarks.mark_at(at) {
            at = mark.end;
            continue;
        }
        if matches!(c, ';' | ':' | '?' | '!' | '—')
            || (spaced && matches!(c, '-' | '–') && is_space(next))
        {
            return true;
        }
        spaced = c.is_whitespace();
        at = next;
    }
    false
}
