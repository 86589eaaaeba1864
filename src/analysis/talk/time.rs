//! How long each speaker of a transcript speaks.
//!
//! Times in a transcript are of three kinds, and only two of them say how long somebody speaks ([`TimeFrom`]). Where the
//! clock does not run on as a recording's does ([`TimeBreaks`]), nothing is counted across the break.

use serde::Serialize;

use crate::text::Landmarks;
use crate::transcript::{Time, Transcript, Turn};

/// What speaking times rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeFrom {
    /// Beginnings and ends of cues, segments or utterances; silence between them is nobody's.
    Ends,
    /// Beginnings alone: a turn lasts until the next one begins. That of the last turn is not known.
    Beginnings,
    /// Nothing: times are written, but nobody speaks at the rate that they come to. They are those of messages that were
    /// sent, or are too coarse.
    Stamps,
}

/// Where the times of a transcript do not run on as those of one recording do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimeBreaks {
    /// How often they begin anew: several recordings in one file, perhaps.
    pub back: usize,
    /// How often they leap over an hour and more in which next to nothing is said.
    pub forward: usize,
}

impl TimeBreaks {
    /// Whether there is one.
    #[must_use]
    pub fn any(self) -> bool {
        self.back + self.forward > 0
    }
}

/// Speaking times of a transcript.
#[derive(Debug, Default)]
pub(super) struct Speaking {
    pub from: Option<TimeFrom>,
    pub breaks: TimeBreaks,
    /// Which turns have a time.
    pub timed: Vec<bool>,
    /// The milliseconds of each speaker.
    pub speakers: Vec<Option<i64>>,
}

/// Who goes back by more begins anew; less is speech at the same time, which files may list in any order.
const BACK: i64 = 10_000;
const SECOND: i64 = 1_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// Recordings are transcribed from their beginning on.
const LATE: i64 = 5 * MINUTE;
/// Conversation has 100 to 200 words a minute: at less than this nobody speaks for minutes, at more nobody at all.
const SLOWEST: i64 = 20;
const FASTEST: i64 = 500;
/// So many turns make a rate.
const ENOUGH: usize = 10;

/// Counts a transcript; `words` are those of its turns.
pub(super) fn speaking(
    transcript: &Transcript,
    words: &[usize],
    landmarks: &Landmarks,
) -> Speaking {
    let mut speaking = Speaking {
        from: time_from(&transcript.turns),
        timed: vec![false; transcript.turns.len()],
        speakers: vec![None; transcript.speakers.len()],
        ..Speaking::default()
    };
    let spans = match speaking.from {
        None | Some(TimeFrom::Stamps) => return speaking,
        Some(TimeFrom::Ends) => of_passages(transcript, landmarks, &mut speaking.breaks),
        Some(TimeFrom::Beginnings) => {
            let all = until_next(&transcript.turns, &mut speaking.breaks);
            if are_stamps(&all, words) {
                speaking.from = Some(TimeFrom::Stamps);
                return speaking;
            }
            without_leaps(all, words, &mut speaking.breaks)
        }
    };
    for span in &spans {
        speaking.timed[span.turn] = true;
    }
    speaking.speakers = of_speakers(transcript, spans);
    speaking
}

/// Ends where most of the turns with times have one.
fn time_from(turns: &[Turn]) -> Option<TimeFrom> {
    let times = || turns.iter().filter_map(|turn| turn.time);
    let ends = times().filter(|time| time.end.is_some()).count();
    match times().count() {
        0 => None,
        timed if ends * 2 >= timed => Some(TimeFrom::Ends),
        _ => Some(TimeFrom::Beginnings),
    }
}

/// A stretch of a recording in which a turn's speaker speaks.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    turn: usize,
    /// Which recording of the file it is.
    recording: usize,
    start: i64,
    end: i64,
}

/// The passages whose ends are known. Times that run backwards say nothing.
fn of_passages(
    transcript: &Transcript,
    landmarks: &Landmarks,
    breaks: &mut TimeBreaks,
) -> Vec<Stretch> {
    let mut clock = Clock::new();
    let mut stretches = Vec::new();
    for passage in &transcript.passages {
        let Some(Time { start, end }) = passage.time else {
            continue;
        };
        clock.step(start, breaks);
        let Some(end) = end.filter(|end| *end >= start) else {
            continue;
        };
        if is_leap(end - start, landmarks.word_count(passage.span)) {
            breaks.forward += 1;
            continue;
        }
        clock.reach(end);
        stretches.push(Stretch {
            turn: transcript.paragraphs[passage.paragraph as usize].turn as usize,
            recording: breaks.back,
            start,
            end,
        });
    }
    stretches
}

/// The turns until the next one begins.
fn until_next(turns: &[Turn], breaks: &mut TimeBreaks) -> Vec<Stretch> {
    let start = |turn: &Turn| turn.time.map(|time| time.start);
    let mut clock = Clock::new();
    let mut stretches = Vec::new();
    for (at, turn) in turns.iter().enumerate() {
        let Some(start_of) = start(turn) else {
            continue;
        };
        // What leaps is a turn here, and is looked at with its words, by `without_leaps`.
        clock.reach(start_of);
        clock.step(start_of, breaks);
        let Some(end) = turns.get(at + 1).and_then(start) else {
            continue;
        };
        if end < start_of {
            continue;
        }
        stretches.push(Stretch {
            turn: at,
            recording: breaks.back,
            start: start_of,
            end,
        });
    }
    stretches
}

fn without_leaps(
    mut stretches: Vec<Stretch>,
    words: &[usize],
    breaks: &mut TimeBreaks,
) -> Vec<Stretch> {
    let before = stretches.len();
    stretches.retain(|it| !is_leap(it.end - it.start, words[it.turn]));
    breaks.forward += before - stretches.len();
    stretches
}

/// Whether next to nothing is said in an hour and more.
fn is_leap(time: i64, words: usize) -> bool {
    time > HOUR && is_slow(time, words)
}

fn is_slow(time: i64, words: usize) -> bool {
    i64::try_from(words).unwrap_or(i64::MAX) < SLOWEST * (time / MINUTE)
}

/// What a recording's clock has shown.
#[derive(Debug)]
struct Clock {
    /// The latest beginning.
    begun: i64,
    /// The latest time of any kind.
    last: i64,
}

impl Clock {
    fn new() -> Self {
        let (begun, last) = (i64::MIN, i64::MAX);
        Self { begun, last }
    }

    /// Goes on to a beginning. What lies inside of a long passage begins after it, so ends are no measure of going back.
    fn step(&mut self, now: i64, breaks: &mut TimeBreaks) {
        if now < self.begun.saturating_sub(BACK) {
            breaks.back += 1;
            *self = Self::new();
        } else if now > self.last.saturating_add(HOUR) {
            breaks.forward += 1;
        }
        self.begun = self.begun.max(now);
        self.reach(now);
    }

    fn reach(&mut self, now: i64) {
        // Nothing was shown where the last is the greatest number.
        self.last = if self.last == i64::MAX {
            now
        } else {
            self.last.max(now)
        };
    }
}

/// Whether beginnings are no beginnings of speech: at their rate nobody speaks, or many are the same.
fn are_stamps(stretches: &[Stretch], words: &[usize]) -> bool {
    let all = stretches.len();
    if all < ENOUGH {
        return false;
    }
    let time: i64 = stretches.iter().map(|it| it.end - it.start).sum();
    let said: usize = stretches.iter().map(|it| words[it.turn]).sum();
    let is_fast = i64::try_from(said).unwrap_or(i64::MAX) / FASTEST > time / MINUTE;
    // One by one: a night between two recordings slows nothing down but itself.
    let slow = |it: &&Stretch| is_slow(it.end - it.start, words[it.turn]);
    let slow = stretches.iter().filter(slow).count();
    let same = stretches.iter().filter(|it| it.start == it.end).count();
    is_fast || slow * 2 >= all || same * 3 >= all || are_times_of_day(stretches, said, time)
}

/// Whether `09:15` to `22:01` were hours and minutes: as minutes and seconds, they come to a rate at which nobody speaks,
/// or begin late and go on faster than people take turns.
fn are_times_of_day(stretches: &[Stretch], said: usize, time: i64) -> bool {
    let may_be = |it: &Stretch| it.start % SECOND == 0 && it.end < 24 * MINUTE;
    let first = stretches.first().map_or(0, |it| it.start);
    let turns = i64::try_from(stretches.len()).unwrap_or(i64::MAX);
    let begins_late = first >= LATE && time <= turns.saturating_mul(2 * SECOND);
    stretches.iter().all(may_be) && (begins_late || first >= LATE && is_slow(time, said))
}

/// How long each speaker speaks: the union of their stretches, so that what overlaps counts once.
fn of_speakers(transcript: &Transcript, mut stretches: Vec<Stretch>) -> Vec<Option<i64>> {
    let mut times = vec![None; transcript.speakers.len()];
    let speaker = |it: &Stretch| transcript.turns[it.turn].speaker;
    stretches.sort_by_key(|it| (speaker(it), it.recording, it.start));
    let mut last: Option<Stretch> = None;
    for stretch in stretches {
        let Some(who) = speaker(&stretch) else {
            continue;
        };
        let same =
            last.filter(|last| (speaker(last), last.recording) == (Some(who), stretch.recording));
        let begins = same.map_or(stretch.start, |last| last.end.max(stretch.start));
        *times[who.0 as usize].get_or_insert(0) += (stretch.end - begins).max(0);
        let end = same.map_or(stretch.end, |last| last.end.max(stretch.end));
        last = Some(Stretch { end, ..stretch });
    }
    times
}
