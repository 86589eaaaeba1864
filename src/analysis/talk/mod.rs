//! Who speaks how much in a transcript, and who follows whom.
//!
//! Of a focus group this is the first thing to know: whether one person held the floor, whether the moderator did, who
//! answered whom.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::text::Landmarks;
use crate::transcript::{Transcript, Turn};

mod time;

pub use time::{TimeBreaks, TimeFrom};

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
    /// Where its times do not run on.
    pub time_breaks: TimeBreaks,
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
    /// How long they speak, in milliseconds, what overlaps counted once; `None` where that is not known of any turn.
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

impl Talk {
    /// Counts a transcript; `landmarks` are those of its text.
    #[must_use]
    pub fn of(transcript: &Transcript, landmarks: &Landmarks) -> Self {
        let turns = &transcript.turns;
        let words_of = |turn| {
            let paragraphs = transcript.paragraphs_of(turn).iter();
            paragraphs.map(|it| landmarks.word_count(it.span)).sum()
        };
        let words: Vec<usize> = turns.iter().map(words_of).collect();
        let speaking = time::speaking(transcript, &words, landmarks);
        let mut talk = Self {
            speakers: vec![Spoken::default(); transcript.speakers.len()],
            words: words.iter().sum(),
            time_from: speaking.from,
            time_breaks: speaking.breaks,
            ..Self::default()
        };
        for (at, turn) in turns.iter().enumerate() {
            let Some(speaker) = turn.speaker else {
                continue;
            };
            let spoken = &mut talk.speakers[speaker.0 as usize];
            spoken.take(turn, at + 1, words[at]);
            spoken.timed_turns += usize::from(speaking.timed[at]);
            let before = at.checked_sub(1).and_then(|before| turns[before].speaker);
            if let Some(before) = before {
                *talk.follows.entry((before.0, speaker.0)).or_default() += 1;
            }
        }
        for (spoken, time) in talk.speakers.iter_mut().zip(speaking.speakers) {
            spoken.time = time;
        }
        talk
    }
}

impl Spoken {
    fn take(&mut self, turn: &Turn, number: usize, words: usize) {
        self.turns += 1;
        self.utterances += turn.utterances as usize;
        self.words += words;
        if self.longest.is_none_or(|longest| words > longest.words) {
            self.longest = Some(Longest {
                turn: number,
                words,
            });
        }
    }
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

    #[test]
    fn what_overlaps_counts_once_for_one_speaker() {
        let both = talk(
            "t.vtt",
            "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Ann>So?\n\n00:03.000 --> 00:06.000\n<v Ann>Well?\n\n00:04.000 --> 00:09.000\n<v Bo>Yes.\n",
        );
        let times: Vec<_> = both.speakers.iter().map(|it| it.time).collect();
        assert_eq!(times, [Some(5000), Some(5000)]);
        // What is said inside of a long cue begins nothing anew.
        let inside = talk(
            "t.vtt",
            "WEBVTT\n\n00:01.000 --> 00:59.000\n<v Ann>So?\n\n00:03.000 --> 00:06.000\n<v Bo>Well?\n\n00:50.000 --> 00:51.000\n<v Bo>Yes.\n",
        );
        assert_eq!(inside.time_breaks, TimeBreaks::default());
    }

    #[test]
    fn times_are_of_the_kind_that_most_turns_have() {
        let row = |at: usize| {
            let (who, end) = (["Ann", "Bo"][at % 2], if at == 3 { "0:31" } else { "" });
            format!("0:{at}0,{end},{who},So it is.")
        };
        let rows = (0..6).map(row).collect::<Vec<_>>().join("\n");
        let talk = talk("t.csv", &format!("start,end,speaker,text\n{rows}"));
        assert_eq!(talk.time_from, Some(TimeFrom::Beginnings));
        assert_eq!(talk.speakers[0].time, Some(30_000));
    }

    #[test]
    fn times_that_begin_anew_or_leap_are_told_and_nothing_is_counted_across_them() {
        let twice = talk(
            "t.vtt",
            "WEBVTT\n\n00:00.000 --> 00:20.000\n<v Ann>So?\n\n00:20.000 --> 00:30.000\n<v Bo>Well?\n\n00:00.000 --> 00:20.000\n<v Ann>Yes.\n",
        );
        assert_eq!(
            twice.time_breaks,
            TimeBreaks {
                back: 1,
                forward: 0
            }
        );
        // Two recordings: the same times are not the same moments.
        assert_eq!(twice.speakers[0].time, Some(40_000));
        let leaps = talk(
            "t.txt",
            "Ann (0:00:01): So?\nBo (0:00:05): Well.\nAnn (5:00:09): And?\nBo (5:00:20): Yes.\nAnn (0:01): Oh.\nBo (0:30): Time.\n",
        );
        assert_eq!(
            leaps.time_breaks,
            TimeBreaks {
                back: 1,
                forward: 1
            }
        );
        assert_eq!(leaps.speakers[0].time, Some(4000 + 11_000 + 29_000));
        assert_eq!(leaps.speakers[1].time, None);
    }

    #[test]
    fn times_of_messages_are_no_speaking_times() {
        let chat = |clock: fn(usize) -> String| {
            let message = |at: usize| {
                let who = ["Ann", "Bo"][at % 2];
                format!("[{}] {who}: I will be late.", clock(at))
            };
            (0..12).map(message).collect::<Vec<_>>().join("\n")
        };
        let slow = chat(|at| format!("{:02}:{:02}:07", 9 + at / 2, at % 2 * 30));
        let coarse = chat(|at| format!("14:{:02}", 20 + at / 2));
        // Hours apart: none of them is a turn that leaps.
        let hours = chat(|at| format!("{:02}:10:07", at * 2));
        // As minutes and seconds, twelve turns would take as many seconds, or a quarter of an hour.
        let quick = chat(|at| format!("09:{}", 15 + at));
        let day = chat(|at| {
            let minutes = [
                555, 561, 562, 580, 605, 750, 751, 1082, 1275, 1276, 1300, 1321,
            ][at];
            format!("{:02}:{:02}", minutes / 60, minutes % 60)
        });
        for text in [slow, coarse, hours, quick, day] {
            let talk = talk("t.txt", &text);
            assert_eq!(talk.time_from, Some(TimeFrom::Stamps), "{text}");
            let untimed = |it: &Spoken| it.time.is_none() && it.timed_turns == 0;
            assert!(talk.speakers.iter().all(untimed));
        }
    }
}
