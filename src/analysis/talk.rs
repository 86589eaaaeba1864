//! Who speaks how much in a transcript, and who follows whom.
//!
//! Of a focus group this is the first thing to know: whether one person held the floor, whether the moderator did, who
//! answered whom.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::text::Landmarks;
use crate::transcript::{Time, Transcript, Turn};

/// What the speakers of one transcript say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Talk {
    /// Each speaker's, in the order of [`Transcript::speakers`].
    pub speakers: Vec<Spoken>,
    /// How many words are spoken, those without a label among them.
    pub words: usize,
    /// How often a speaker's turn comes directly after one of another, by the indices of both: who spoke before, who
    /// after. A stretch without a label between two turns is no such change.
    pub follows: BTreeMap<(u32, u32), usize>,
    /// What speaking times rest on; `None` where the transcript has no times.
    pub time_from: Option<TimeFrom>,
}

/// What one speaker says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// How many turns.
    pub turns: usize,
    /// How many labelled units.
    pub utterances: usize,
    /// How many words.
    pub words: usize,
    /// The turn with the most words; the first of equals.
    pub longest: Option<Longest>,
    /// How long their turns take, in milliseconds; `None` where none of them has times.
    pub time: Option<i64>,
    /// How many of their turns that is known of.
    pub timed_turns: usize,
}

/// The longest turn of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Longest {
    /// Its number in the transcript, from 1, as `transcripts --show` prints it.
    pub turn: usize,
    /// Its words.
    pub words: usize,
}

/// What speaking times rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeFrom {
    /// Beginnings and ends of cues, segments or utterances; silence between them is nobody's.
    Ends,
    /// Beginnings alone: a turn lasts until the next one begins. That of the last turn is not known.
    Beginnings,
}

impl Talk {
    /// Counts a transcript; `landmarks` are those of its text.
    #[must_use]
    pub fn of(transcript: &Transcript, landmarks: &Landmarks) -> Self {
        let turns = &transcript.turns;
        let mut talk = Self {
            speakers: vec![Spoken::default(); transcript.speakers.len()],
            time_from: time_from(turns),
            ..Self::default()
        };
        let spoken = spoken_in_turns(transcript);
        for (at, turn) in turns.iter().enumerate() {
            let paragraphs = transcript.paragraphs_of(turn).iter();
            let words = paragraphs.map(|it| landmarks.word_count(it.span)).sum();
            talk.words += words;
            let Some(speaker) = turn.speaker else {
                continue;
            };
            let time = match talk.time_from {
                Some(TimeFrom::Ends) => spoken[at],
                Some(TimeFrom::Beginnings) => until_next(turns, at),
                None => None,
            };
            talk.speakers[speaker.0 as usize].take(turn, at + 1, words, time);
            let before = at.checked_sub(1).and_then(|before| turns[before].speaker);
            if let Some(before) = before {
                *talk.follows.entry((before.0, speaker.0)).or_default() += 1;
            }
        }
        talk
    }
}

impl Spoken {
    fn take(&mut self, turn: &Turn, number: usize, words: usize, time: Option<i64>) {
        self.turns += 1;
        self.utterances += turn.utterances as usize;
        self.words += words;
        if self.longest.is_none_or(|longest| words > longest.words) {
            self.longest = Some(Longest {
                turn: number,
                words,
            });
        }
        if let Some(time) = time {
            self.time = Some(self.time.unwrap_or(0) + time);
            self.timed_turns += 1;
        }
    }
}

/// Ends where at least one turn has one.
fn time_from(turns: &[Turn]) -> Option<TimeFrom> {
    let times = || turns.iter().filter_map(|turn| turn.time);
    if times().any(|time| time.end.is_some()) {
        Some(TimeFrom::Ends)
    } else {
        times().next().map(|_| TimeFrom::Beginnings)
    }
}

/// How long is spoken in each turn, by the passages whose ends are known. Times that run backwards say nothing.
fn spoken_in_turns(transcript: &Transcript) -> Vec<Option<i64>> {
    let mut spoken = vec![None; transcript.turns.len()];
    for passage in &transcript.passages {
        let turn = transcript.paragraphs[passage.paragraph as usize].turn;
        if let Some(Time {
            start,
            end: Some(end),
        }) = passage.time
            && end >= start
        {
            *spoken[turn as usize].get_or_insert(0) += end - start;
        }
    }
    spoken
}

/// How long it is until the next turn begins.
fn until_next(turns: &[Turn], at: usize) -> Option<i64> {
    let start = turns[at].time?.start;
    let next = turns.get(at + 1)?.time?.start;
    (next >= start).then(|| next - start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::read::{ReadOptions, read};

    fn talk(name: &str, text: &str) -> Talk {
        let transcript = read("t", name, text.into(), &ReadOptions::default()).unwrap();
        let mut landmarks = Landmarks::default();
        landmarks.fill(transcript.source.text());
        Talk::of(&transcript, &landmarks)
    }

    #[test]
    fn words_turns_and_changes_are_counted() {
        let talk = talk(
            "t.txt",
            "Ann: So how is it?\nBo: Well.\nCy: Yes yes yes.\nBo: And.\nAnn: Why?\nBo: It is so.\nAnn: Oh.\nCy: No.\nCy: Never.\n",
        );
        let words: Vec<usize> = talk.speakers.iter().map(|it| it.words).collect();
        assert_eq!(words, [6, 5, 5]);
        let longest = talk.speakers[2].longest.unwrap();
        assert_eq!((longest.turn, longest.words), (3, 3));
        // Bo follows Ann twice; Cy's second utterance is the same turn and follows nobody.
        assert_eq!(talk.follows[&(0, 1)], 2);
        assert_eq!(talk.follows[&(0, 2)], 1);
        assert_eq!(talk.follows.get(&(2, 2)), None);
        assert_eq!(talk.follows.values().sum::<usize>(), 7);
        assert_eq!(talk.time_from, None);
        assert_eq!(talk.speakers[0].time, None);
    }

    #[test]
    fn speaking_time_is_from_beginning_to_end_where_ends_are_known() {
        let talk = talk(
            "t.vtt",
            "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>So?\n\n00:05.000 --> 00:06.500\n<v Ann>Well?\n\n00:08.000 --> 00:09.000\n<v Bo>Yes.\n",
        );
        assert_eq!(talk.time_from, Some(TimeFrom::Ends));
        // The second of silence between the two cues is nobody's.
        assert_eq!(talk.speakers[0].time, Some(4500));
        assert_eq!(talk.speakers[1].time, Some(1000));
    }

    #[test]
    fn speaking_time_lasts_until_the_next_turn_where_only_beginnings_are_known() {
        let talk = talk(
            "t.txt",
            "Ann (0:01): So?\nBo (0:05): Well.\nAnn (0:09): And?\nBo (0:20): Yes.\nAnn (0:21): Oh.\nBo (0:30): Time.\n",
        );
        assert_eq!(talk.time_from, Some(TimeFrom::Beginnings));
        assert_eq!(talk.speakers[0].time, Some(4000 + 11000 + 9000));
        // How long the last turn takes is not known.
        assert_eq!(
            (talk.speakers[1].time, talk.speakers[1].timed_turns),
            (Some(5000), 2)
        );
    }
}
