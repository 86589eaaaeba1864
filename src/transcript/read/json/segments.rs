//! Whisper and all that write like it: a list of segments, each an object with its words, times and perhaps a speaker.
//!
//! - `OpenAI` Whisper and its API (`verbose_json`, `diarized_json`): `segments` of `text`, `start`, `end` in seconds.
//! - `WhisperX` and others that tell speakers apart: the same with `speaker`, and `words` with a `speaker` each. A segment
//!   whose words have several speakers is cut where they change.
//! - faster-whisper: such a list at the top, or a segment a line.
//! - Transformers: `chunks`, or `speakers`, of `text` and `timestamp`: from and to.
//! - whisper.cpp: `transcription` of `text` and `offsets` in milliseconds.
//! - The podcast namespace: `segments` of `body`, `startTime`, `endTime`, and a `speaker` where it changes.
//! - `AssemblyAI`, Gladia: `utterances`, one for each stretch of a speaker; in milliseconds or in seconds.
//! - `ElevenLabs`: `words`, with `speaker_id`.

use serde_json::value::RawValue;
use serde_json::{Result, from_str};

use super::family::Object;
use super::list::List;
use super::scalar::{Scalar, Unit};
use super::segment::Segment;
use super::speech::{Cut, Speech};
use super::words::{Word, push_runs};

/// Where segments may stand, the best place first.
const PLACES: &[(&str, Cut)] = &[
    ("utterances", Cut::Utterances),
    ("segments", Cut::Pieces),
    ("transcription", Cut::Pieces),
    ("speakers", Cut::Pieces),
    ("chunks", Cut::Pieces),
];

/// The lists at the top of an object that may be of segments, the best first.
pub(super) fn lists<'a>(keys: &Object<'a>) -> Vec<(&'a RawValue, Cut)> {
    let is_podcast =
        |list: &RawValue| keys.contains_key("version") && list.get().contains("\"body\"");
    let found = PLACES.iter().filter_map(|(place, cut)| {
        let list = *keys.get(*place)?;
        let cut = if is_podcast(list) { Cut::Changes } else { *cut };
        list.get().starts_with('[').then_some((list, cut))
    });
    found.collect()
}

/// Reads a list that may be of segments.
pub(super) fn read(list: &RawValue, cut: Cut) -> Option<Speech<'_>> {
    let List(segments) = from_str::<List<Segment>>(list.get()).ok()?;
    speech(segments, cut)
}

/// Reads words with speakers and without segments.
pub(super) fn words<'a>(keys: &Object<'a>) -> Result<Option<Speech<'a>>> {
    match keys.get("words") {
        Some(list) if list.get().contains("\"speaker") => spoken_words(list),
        _ => Ok(None),
    }
}

/// Reads a list of segments.
pub(super) fn list<'a>(list: &[&'a RawValue], cut: Cut) -> Result<Option<Speech<'a>>> {
    let segments = list.iter().map(|value| from_str::<Segment>(value.get()));
    let segments: Vec<Segment> = segments.collect::<Result<_>>()?;
    // A list without times or speakers may be anything.
    let is_speech =
        |segment: &Segment| segment.time(Unit::Seconds).is_some() || segment.speaker.is_some();
    if !segments.iter().any(is_speech) {
        return Ok(None);
    }
    Ok(speech(segments, cut))
}

fn speech(segments: Vec<Segment>, cut: Cut) -> Option<Speech> {
    let has_words = |segment: &Segment| segment.text.is_some() || !segment.words.is_empty();
    if !segments.iter().any(has_words) {
        return None;
    }
    let unit = match cut {
        Cut::Utterances => unit(&segments),
        Cut::Pieces | Cut::Changes => Unit::Seconds,
    };
    let mut speech = Speech::of(cut);
    for segment in segments {
        speech.push_segment(segment, unit);
    }
    Some(speech)
}

/// Who never writes a fraction of a second writes milliseconds.
fn unit(segments: &[Segment]) -> Unit {
    if segments.iter().all(Segment::has_whole_times) {
        Unit::Milliseconds
    } else {
        Unit::Seconds
    }
}

/// Words with speakers and without segments.
fn spoken_words(list: &RawValue) -> Result<Option<Speech<'_>>> {
    let List(words) = from_str::<List<Segment>>(list.get())?;
    let unit = unit(&words);
    let mut speech = Speech::default();
    push_runs(timed_words(words, unit), &mut speech);
    Ok((!speech.said.is_empty()).then_some(speech))
}

/// The words of a segment, or of a whole file.
pub(super) fn timed_words(segments: Vec<Segment>, unit: Unit) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(segments.len());
    for segment in segments {
        let time = segment.time(unit);
        let Some(text) = segment.text else {
            continue;
        };
        let is_space = text.trim().is_empty();
        if let (true, Some(last)) = (is_space, words.last_mut()) {
            // Programs that write the spaces write them all.
            last.text.to_mut().push(' ');
            continue;
        }
        words.push(Word {
            speaker: segment.speaker,
            time,
            text,
            attached: false,
            stretch: 0,
        });
    }
    words
}

/// What was said without saying when: `text` beside what only speech recognition writes.
pub(super) fn text_alone<'a>(keys: &Object<'a>) -> Result<Option<Speech<'a>>> {
    const BESIDE: &[&str] = &[
        "language",
        "language_code",
        "segments",
        "chunks",
        "words",
        "utterances",
        "duration",
        "audio_duration",
        "task",
        "usage",
        "logprobs",
    ];
    let is_speech = keys.len() == 1 || BESIDE.iter().any(|key| keys.contains_key(*key));
    let Some(text) = keys.get("text").filter(|_| is_speech) else {
        return Ok(None);
    };
    let Scalar::Text(text) = from_str::<Scalar>(text.get())? else {
        return Ok(None);
    };
    let mut speech = Speech::of(Cut::Pieces);
    speech.push(None, None, text);
    Ok(Some(speech))
}
