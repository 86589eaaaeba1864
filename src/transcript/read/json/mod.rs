//! JSON, as programs for speech recognition write it.
//!
//! A file is known by its keys, never by its name; keys that are not named here are ignored. Times become milliseconds.
//!
//! | family | keys |
//! |---|---|
//! | Whisper, `WhisperX`, faster-whisper, the podcast namespace, Transformers: [`segments`] | `segments` or `chunks` or `speakers`: a list of `text` or `body`, `start`, `end` or `timestamp`, `speaker`, `words`; or `text` alone |
//! | whisper.cpp: [`segments`] | `transcription`: `text`, `offsets`, `timestamps`, `speaker` |
//! | `AssemblyAI`, Gladia: [`segments`] | `utterances`: `text`, `speaker`, `start`, `end`, `words` |
//! | Amazon Transcribe: [`aws`] | `results` with `items`, `speaker_labels`, `channel_labels`, `audio_segments`, `transcripts` |
//! | Google Speech-to-Text, IBM Watson: [`google`] | `results`: `alternatives` with `transcript` and `words` |
//! | Azure Speech: [`azure`] | `recognizedPhrases` with `nBest`, or `phrases` |
//! | Otter: [`otter`] | `transcripts` and `speakers`, perhaps inside `speech` |
//! | Deepgram: [`deepgram`] | `results` with `utterances` or `channels` |
//! | Rev: [`rev`] | `monologues` of `elements`, and `speakers` |
//! | Speechmatics: [`speechmatics`] | `results`: `type`, `alternatives` with `content` and `speaker` |
//! | `YouTube`, json3: [`youtube`] | `events` of `segs` |
//! | anything else: [`table`] | a list of objects with the names of columns that tables have: `speaker`, `text`, `time` |
//!
//! Lists of objects may stand at the top, one object a line (JSON Lines), or under any key at the top. Results inside
//! `result`, `output`, `response`, `data` or `transcript` are found there.
//!
//! # Speakers
//! Labels are as they are written (`SPEAKER_00`, `spk_0`, `A`); a bare number `0` becomes `Speaker 0`, a channel's
//! `Channel 0`. Where there are alternatives, the first one is read. Where each segment is an utterance of one speaker,
//! each is a paragraph of its own; a segment whose words have several speakers is cut between them ([`runs`]); segments that programs cut anywhere are joined as cues of subtitles are.
//!
//! # Places
//! What is numbered in warnings is segments as the file has them, from 1: such files mostly are one long line.
//!
//! What is none of these is refused: a list of settings must never be counted as an interview.

use serde_json::value::RawValue;

use self::speech::Speech;
use super::layout;
use super::{How, Input, ReadError, Reader, decode};
use crate::text::counted;
use crate::transcript::{Confidence, Format, Transcript};

mod aws;
mod azure;
mod deepgram;
mod family;
mod google;
mod lines;
mod list;
mod nan;
mod otter;
mod rev;
mod runs;
mod scalar;
mod segment;
mod segments;
mod speech;
mod speechmatics;
mod table;
mod words;
mod youtube;

pub(super) const READER: Reader = Reader {
    format: Format::Json,
    endings: &["json", "jsonl", "ndjson", "json3"],
    how: How::AtOnce(read),
};

/// Recordings of days, word by word, are a tenth of this.
const LIMIT_MIB: usize = 256;

fn read(mut input: Input) -> Result<Transcript, ReadError> {
    let bytes = std::mem::take(&mut input.bytes);
    let name = || input.name.to_owned();
    if bytes.len() > LIMIT_MIB << 20 {
        return Err(ReadError::TooLargeJson {
            name: name(),
            limit_mib: LIMIT_MIB,
        });
    }
    let (source, mut reading) = decode::source(input.name, bytes, input.options, Format::Json)?;
    let mut text = source.text();
    let repaired;
    let mut values = values(text);
    if values.is_err() && nan::is_in(text) {
        repaired = nan::replaced(text);
        text = &repaired;
        values = self::values(text);
    }
    let values = values.map_err(|error| broken(input.name, &error))?;
    let found = family::speech(&values).ok().flatten();
    // What has the keys of a program and not one of its segments is of another.
    let found = found.filter(|speech| !speech.said.is_empty() || speech.empty > 0);
    let speech = found.ok_or_else(|| ReadError::UnknownJson {
        name: name(),
        keys: family::keys(&values),
    })?;
    if speech.said.is_empty() {
        return Err(ReadError::NoSpeech { name: name() });
    }
    let doubt = doubt(&speech);
    let (lines, origin) = lines::lines(speech, input.name, &mut reading);
    let mut transcript = layout::transcript(&input, lines, origin, reading);
    if let Some(doubt) = doubt {
        transcript.reading.labels.doubt(Confidence::Fair, &doubt);
    }
    Ok(transcript)
}

/// Why the labels are less sure than they look.
fn doubt(speech: &Speech) -> Option<String> {
    let (unlike, mixed) = (speech.unlike.len(), speech.mixed);
    let segments = counted(mixed as u64, "segment");
    (unlike > 0).then(|| {
        format!("{unlike} of {segments} with several speakers cut by single words, unlike the text")
    })
}

/// Whether a text is JSON of objects, as far as its grammar goes.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let mut start = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    let begins = match start.next() {
        Some(b'{') => matches!(start.next(), Some(b'"')),
        Some(b'[') => matches!(start.next(), Some(b'{')),
        _ => false,
    };
    begins && std::str::from_utf8(bytes).is_ok_and(|text| values(text).is_ok())
}

/// The values in a text: one, or one a line.
fn values(text: &str) -> serde_json::Result<Vec<&RawValue>> {
    serde_json::Deserializer::from_str(text)
        .into_iter()
        .collect()
}

fn broken(name: &str, error: &serde_json::Error) -> ReadError {
    ReadError::BrokenJson {
        name: name.to_owned(),
        line: error.line(),
        column: error.column(),
        ends_early: error.is_eof(),
    }
}

#[cfg(test)]
mod tests;
