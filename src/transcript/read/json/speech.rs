//! What a family's reader finds, the same for all: who says what, in order.

use std::borrow::Cow;

use super::scalar::Unit;
use super::segment::Segment;
use super::words;
use crate::transcript::Time;

/// What is said in a file.
#[derive(Debug, Default)]
pub(super) struct Speech<'a> {
    /// In order.
    pub said: Vec<Said<'a>>,
    /// How its stretches follow each other.
    pub cut: Cut,
    /// How many segments had no words.
    pub empty: usize,
    /// How many segments there are, with and without words.
    segments: u32,
}

/// One stretch of speech.
#[derive(Debug)]
pub(super) struct Said<'a> {
    /// Who says it.
    pub speaker: Option<String>,
    /// From when to when.
    pub time: Option<Time>,
    /// The words.
    pub words: Cow<'a, str>,
    /// Which segment of the file it is, from 1.
    pub number: u32,
}

/// What a segment of a program is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cut {
    /// An utterance of one speaker.
    #[default]
    Utterances,
    /// A piece of a recording, which may end within a sentence.
    Pieces,
    /// The same, and a speaker is said only where it changes.
    Changes,
}

impl<'a> Speech<'a> {
    /// A speech that is cut so.
    pub fn of(cut: Cut) -> Self {
        Self {
            cut,
            ..Self::default()
        }
    }

    /// Adds a segment.
    pub fn push(&mut self, speaker: Option<String>, time: Option<Time>, words: Cow<'a, str>) {
        self.segments += 1;
        self.part(speaker, time, words);
    }

    fn part(&mut self, speaker: Option<String>, time: Option<Time>, words: Cow<'a, str>) {
        if words.trim().is_empty() {
            self.empty += 1;
            return;
        }
        let number = self.segments;
        self.said.push(Said {
            speaker,
            time,
            words,
            number,
        });
    }

    /// Adds a segment; where its words have several speakers, it is cut where they change.
    pub fn push_segment(&mut self, mut segment: Segment<'a>, unit: Unit) {
        self.segments += 1;
        let time = segment.time(unit).or_else(|| time_of(&segment.words, unit));
        let text = match segment.text.take() {
            Some(text) => text,
            None => joined(&segment.words).into(),
        };
        let runs = runs(&segment.words);
        match runs.as_slice() {
            [] => self.part(segment.speaker, time, text),
            [(only, ..)] => {
                let speaker = segment.speaker.or_else(|| Some((*only).to_owned()));
                self.part(speaker, time, text);
            }
            _ => self.cut_segment(&segment.words, &runs, &text, unit),
        }
    }

    fn cut_segment(&mut self, words: &[Segment], runs: &[(&str, usize)], text: &str, unit: Unit) {
        let ends = runs.iter().skip(1).map(|run| run.1).chain([words.len()]);
        let mut rest = text;
        for ((speaker, first), end) in runs.iter().zip(ends) {
            let own = &words[*first..end];
            let (piece, after) = match words.get(end) {
                Some(_) => piece(rest, own),
                None => (rest.to_owned(), ""),
            };
            rest = after;
            let time = time_of(own, unit);
            self.part(Some((*speaker).to_owned()), time, piece.into());
        }
    }

    /// Puts the speech of several channels in one order, by time.
    pub fn sort(&mut self) {
        self.said
            .sort_by_key(|said| said.time.map_or(i64::MIN, |time| time.start));
    }
}

/// From the first to the last of some words.
fn time_of(words: &[Segment], unit: Unit) -> Option<Time> {
    let start = words.iter().find_map(|word| word.time(unit))?;
    let end = words.iter().rev().find_map(|word| word.time(unit)?.end);
    Some(Time { end, ..start })
}

/// Where the speaker of words changes: who begins, at which word. Words without a speaker go with those before.
fn runs<'w>(words: &'w [Segment]) -> Vec<(&'w str, usize)> {
    let mut runs: Vec<(&str, usize)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(speaker) = word.speaker.as_deref() else {
            continue;
        };
        if runs.last().is_none_or(|(last, _)| *last != speaker) {
            let at = if runs.is_empty() { 0 } else { at };
            runs.push((speaker, at));
        }
    }
    runs
}

/// Cuts a text behind these words, which it begins with; words that are not found in it are put together anew.
fn piece<'t>(text: &'t str, words: &[Segment]) -> (String, &'t str) {
    let mut end = 0;
    for word in texts(words) {
        match text[end..].find(word.trim()) {
            Some(at) if at <= FARTHEST => end += at + word.trim().len(),
            _ => {}
        }
    }
    // What ends a sentence belongs to the word before it.
    let marks = text[end..].find(|c: char| c.is_alphanumeric() || c.is_whitespace());
    end = marks.map_or(text.len(), |marks| end + marks);
    (text[..end].to_owned(), &text[end..])
}

/// How far behind a word the next one is looked for: what lies between is punctuation.
const FARTHEST: usize = 12;

fn texts<'t>(words: &'t [Segment]) -> impl Iterator<Item = &'t str> + Clone {
    words.iter().filter_map(|word| word.text.as_deref())
}

/// The words of a segment without a text.
fn joined(segments: &[Segment]) -> String {
    words::joined(texts(segments))
}
