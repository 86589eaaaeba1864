//! From what is said to lines, and what is doubtful about it.

use std::collections::HashMap;

use super::super::cues;
use super::super::layout::Lines;
use super::speech::{Cut, Said, Speech};
use super::words;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::counted;
use crate::transcript::speakers::{Line, Origin};
use crate::transcript::{LeftOut, Reading, Time};

/// Lays the lines of a speech out, and tells what is doubtful.
pub(super) fn lines(mut speech: Speech, name: &str, reading: &mut Reading) -> (Lines, Origin) {
    reading.warnings.extend(doubts(&speech, name));
    if speech.empty > 0 {
        reading.left_out.push(LeftOut {
            count: speech.empty,
            ..LeftOut::none("segments without words")
        });
    }
    if is_word_by_word(&speech.said) {
        speech.said = phrases(speech.said);
    }
    let labelled = speech.said.iter().all(|said| said.speaker.is_some());
    let origin = if labelled && speech.cut == Cut::Utterances {
        Origin::Table
    } else {
        Origin::Cues
    };
    let bytes = speech.said.iter().map(|said| said.words.len() + 16).sum();
    let mut lines = Lines::with_capacity(bytes);
    let mut last: Option<Time> = None;
    for said in &speech.said {
        let pause = last
            .zip(said.time)
            .map(|(last, now)| now.start - last.end.unwrap_or(last.start));
        let apart = pause.is_some_and(|pause| cues::ends_paragraph(pause, &lines.text));
        let turns = said.words.trim_start().starts_with(">>");
        let line = Line {
            number: said.number,
            time: said.time.map(Box::new),
            starts_paragraph: origin == Origin::Table || apart || turns,
            ..Line::default()
        };
        let words = said.words.trim().trim_start_matches(">>").trim_start();
        match &said.speaker {
            Some(speaker) => lines.push_given(speaker, words, line),
            None => lines.push(words, line),
        }
        last = said.time.or(last);
    }
    (lines, origin)
}

/// Whether most segments are a single word.
fn is_word_by_word(said: &[Said]) -> bool {
    let single = |said: &&Said| {
        let words = said.words.trim();
        !words.contains(char::is_whitespace) && !words.chars().any(words::has_no_spaces)
    };
    said.len() > 4 && said.iter().filter(single).count() * 10 > said.len() * 8
}

/// Puts single words together: to a sentence's end, a pause, or another speaker.
fn phrases(said: Vec<Said>) -> Vec<Said> {
    let mut phrases: Vec<Said> = Vec::new();
    for said in said {
        if let Some(phrase) = phrases.last_mut() {
            let pause = phrase
                .time
                .zip(said.time)
                .map(|(last, now)| now.start - last.end.unwrap_or(now.start));
            let goes_on = said.speaker.is_none() || said.speaker == phrase.speaker;
            if goes_on && !words::ends_sentence(&phrase.words) && pause.is_none_or(|it| it < 2_000)
            {
                words::push(phrase.words.to_mut(), said.words.trim(), false);
                if let (Some(time), Some(now)) = (&mut phrase.time, said.time) {
                    time.end = now.end.or(time.end);
                }
                continue;
            }
        }
        phrases.push(said);
    }
    phrases
}

fn doubts(speech: &Speech, name: &str) -> Vec<Diagnostic> {
    let said = &speech.said;
    let warn = |rule, number: u32, message: String, help: &str| {
        let place = Place::Line(name.to_owned(), number as usize);
        Diagnostic::warning(rule, place, message).help(help)
    };
    let mut doubts = Vec::new();
    let starts = |said: &Said| said.time.map(|time| time.start);
    let early = said.windows(2).filter(|pair| {
        starts(&pair[1])
            .zip(starts(&pair[0]))
            .is_some_and(|(now, last)| now < last)
    });
    if let Some((number, places)) = first(early.map(|pair| pair[1].number)) {
        let message = format!(
            "segment {number} begins before the one above it; segments are kept in the order of the file{places}"
        );
        doubts.push(warn(
            "doubtful-times",
            number,
            message,
            "sort the segments if that is wrong",
        ));
    }
    let backwards = said.iter().filter(|said| {
        said.time
            .is_some_and(|time| time.end.is_some_and(|end| end < time.start))
    });
    if let Some((number, places)) = first(backwards.map(|said| said.number)) {
        let message = format!("segment {number} ends before it begins{places}");
        doubts.push(warn(
            "doubtful-times",
            number,
            message,
            "check the times; the words are kept",
        ));
    }
    let nobody = said.iter().filter(|said| said.speaker.is_none());
    let some = said.iter().any(|said| said.speaker.is_some());
    if let (true, Some((number, places))) = (
        some && speech.cut != Cut::Changes,
        first(nobody.map(|said| said.number)),
    ) {
        let message = format!(
            "segment {number} does not say who speaks, where others do; its words go on with the speaker above{places}"
        );
        doubts.push(warn(
            "cue-without-voice",
            number,
            message,
            "put the speaker in where somebody else speaks",
        ));
    }
    if let Some((number, unlike)) = speech.unlike.first() {
        let (_, places) = first(speech.unlike.iter().map(|it| it.0)).unwrap_or_default();
        let message = format!(
            "segment {number} has several speakers, and its text is not made of its words: {unlike}; what each says is put together from the single words{places}"
        );
        doubts.push(warn(
            "text-unlike-words",
            *number,
            message,
            "compare the words there with the recording: what only the text says is not read",
        ));
    }
    doubts.extend(repeated(said).map(|(number, times, words)| {
        let message = format!(
            "`{words}` stands here in {}: speech recognition repeats itself so where it hears nothing",
            counted(times as u64, "segment")
        );
        warn("repeated-segment", number, message, "listen to the recording there, and remove what nobody said")
    }));
    doubts
}

/// The first of some numbers, and how many there are where they are several.
fn first(mut numbers: impl Iterator<Item = u32>) -> Option<(u32, String)> {
    let first = numbers.next()?;
    let places = match numbers.count() {
        0 => String::new(),
        more => format!(" ({} such places)", more + 1),
    };
    Some((first, places))
}

/// The words that are repeated most, where that is often: which segment is the first, how many there are.
///
/// Neighbours may be short; what comes back again and again must be long enough not to be a mere `Yes.`
fn repeated(said: &[Said]) -> Option<(u32, usize, String)> {
    const OFTEN: usize = 10;
    const LONG: usize = 4;
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut most: Option<(usize, &Said)> = None;
    let mut run = 0;
    for (at, now) in said.iter().enumerate() {
        let words = now.words.trim();
        let same = at > 0 && said[at - 1].words.trim() == words;
        run = if same { run + 1 } else { 1 };
        let (count, first) = counts.entry(words).or_insert((0, at));
        *count += 1;
        let long = words.split_whitespace().nth(LONG - 1).is_some();
        let (times, first) = if long {
            (*count, *first)
        } else {
            (run, at + 1 - run)
        };
        if times >= OFTEN && most.is_none_or(|(most, _)| times > most) {
            most = Some((times, &said[first]));
        }
    }
    let (times, first) = most?;
    Some((first.number, times, super::super::shortened(&first.words)))
}
