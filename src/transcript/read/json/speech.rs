//! What a family's reader finds, the same for all: who says what, in order.

use std::borrow::Cow;

use super::runs::{self, Unlike};
use super::scalar::Unit;
use super::segment::Segment;
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
    /// How many segments have words of several speakers.
    pub mixed: usize,
    /// Which of these have a text that is not made of their words, by their numbers.
    pub unlike: Vec<(u32, Unlike)>,
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
            None => runs::joined(&segment.words).into(),
        };
        let runs = runs::runs(&segment.words);
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
        let (parts, unlike) = runs::parts(text, words, runs);
        self.mixed += 1;
        if let Some(unlike) = unlike {
            self.unlike.push((self.segments, unlike));
        }
        for part in parts {
            let time = time_of(&words[part.words.0..part.words.1], unit);
            self.part(Some(part.speaker.to_owned()), time, part.text.into());
        }
    }

    /// Puts the speech of several channels in one order, by time. What has no time stays with what stands before it in
    /// the file, and with what follows it where its channel begins so.
    pub fn sort(&mut self) {
        let starts = self.said.iter().map(|said| Some(said.time?.start));
        let mut starts: Vec<Option<i64>> = starts.collect();
        for at in 0..starts.len() {
            let same = |other: usize| {
                let other = self.said.get(other)?;
                (other.speaker == self.said[at].speaker).then_some(())
            };
            let before = at.checked_sub(1);
            let begins = before.and_then(same).is_none();
            let next = (at + 1..starts.len())
                .take_while(|next| begins && same(*next).is_some())
                .find_map(|next| starts[next]);
            starts[at] = starts[at]
                .or(next)
                .or_else(|| before.and_then(|before| starts[before]));
        }
        let said = std::mem::take(&mut self.said);
        let mut timed: Vec<_> = starts.into_iter().zip(said).collect();
        timed.sort_by_key(|(start, _)| *start);
        self.said = timed.into_iter().map(|(_, said)| said).collect();
    }
}

/// From the first to the last of some words.
fn time_of(words: &[Segment], unit: Unit) -> Option<Time> {
    let start = words.iter().find_map(|word| word.time(unit))?;
    let end = words.iter().rev().find_map(|word| word.time(unit)?.end);
    Some(Time { end, ..start })
}

#[cfg(test)]
mod tests {
    use crate::transcript::read::{ReadOptions, read};
    use crate::transcript::{Confidence, Transcript};

    fn transcript(json: &str) -> Transcript {
        read("t", "t.json", json.into(), &ReadOptions::default()).unwrap()
    }

    fn turns(transcript: &Transcript) -> Vec<String> {
        let turn = |turn| {
            let label = transcript.label(turn).unwrap_or("-");
            format!(
                "{label}: {}",
                transcript.source.slice(transcript.span_of(turn))
            )
        };
        transcript.turns.iter().map(turn).collect()
    }

    #[test]
    fn a_text_that_is_unlike_its_words_is_warned_of_and_makes_labels_less_sure() {
        let json = r#"{"segments": [
            {"start": 0, "end": 4, "text": "I paid 25. When?", "words": [
                {"word": "I", "speaker": "A"}, {"word": "paid", "speaker": "A"}, {"word": "twenty", "speaker": "A"},
                {"word": "five", "speaker": "A"}, {"word": "when", "speaker": "B"}]},
            {"start": 4, "end": 6, "text": "In May. I see.", "words": [
                {"word": "in", "speaker": "A"}, {"word": "may", "speaker": "A"},
                {"word": "I", "speaker": "B"}, {"word": "see", "speaker": "B"}]}]}"#;
        let transcript = transcript(json);
        assert_eq!(
            turns(&transcript),
            [
                "A: I paid twenty five",
                "B: when",
                "A: In May.",
                "B: I see."
            ]
        );
        let warning = &transcript.reading.warnings[0];
        assert_eq!(warning.rule, "text-unlike-words");
        let message = "segment 1 has several speakers, and its text is not made of its words: the text goes on with `25. When?`, the words with `twenty five when`";
        assert!(warning.message.starts_with(message), "{}", warning.message);
        let labels = &transcript.reading.labels;
        assert_eq!(labels.confidence, Confidence::Fair);
        assert!(labels.reason.ends_with(
            "1 of 2 segments with several speakers cut by single words, unlike the text"
        ));
    }

    #[test]
    fn speech_without_a_time_keeps_its_place_among_channels() {
        let json = r#"{"recognizedPhrases": [
            {"channel": 0, "offset": "PT1S", "nBest": [{"display": "First."}]},
            {"channel": 0, "nBest": [{"display": "Untimed."}]},
            {"channel": 0, "offset": "PT9S", "nBest": [{"display": "Last."}]},
            {"channel": 1, "nBest": [{"display": "Begins."}]},
            {"channel": 1, "offset": "PT5S", "nBest": [{"display": "Middle."}]}]}"#;
        let transcript = transcript(json);
        let words = turns(&transcript).join(" ").replace('\n', " ");
        let at = |word: &str| words.find(word).unwrap();
        let order = ["First.", "Untimed.", "Begins.", "Middle.", "Last."].map(at);
        assert!(order.is_sorted(), "{words}");
    }
}
