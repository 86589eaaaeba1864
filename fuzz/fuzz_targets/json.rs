//! Any bytes, and any JSON of the keys that programs for speech recognition write: it is read or refused, and what is
//! read is whole.

#![no_main]

use arbitrary::{Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use thematica::transcript::Format;
use thematica::transcript::read::{ReadOptions, read};

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    if let Ok(value) = value(&mut Unstructured::new(bytes), 6) {
        check(value.to_string().as_bytes());
    }
});

fn check(bytes: &[u8]) {
    let options = ReadOptions {
        format: Some(Format::Json),
        ..ReadOptions::default()
    };
    let Ok(transcript) = read("t", "t.json", bytes.to_vec(), &options) else {
        return;
    };
    let mut end = 0;
    for paragraph in &transcript.paragraphs {
        assert!(paragraph.span.start >= end);
        assert!(!transcript.source.slice(paragraph.span).trim().is_empty());
        end = paragraph.span.end;
    }
    for turn in &transcript.turns {
        assert!(!turn.paragraphs.is_empty());
    }
}

/// A value with known keys.
fn value(from: &mut Unstructured, deep: u8) -> arbitrary::Result<Value> {
    Ok(match u8::arbitrary(from)? % if deep == 0 { 5 } else { 12 } {
        0 => Value::Null,
        1 => Value::from(i64::arbitrary(from)?),
        2 => Value::from(f64::arbitrary(from)?),
        3 => Value::from((*from.choose(TEXTS)?).to_owned()),
        4 => Value::from(String::arbitrary(from)?),
        5..=7 => {
            let mut list = Vec::new();
            for _ in 0..from.int_in_range(0..=4)? {
                list.push(value(from, deep - 1)?);
            }
            Value::Array(list)
        }
        _ => {
            let mut map = Map::new();
            for _ in 0..from.int_in_range(0..=6)? {
                map.insert((*from.choose(KEYS)?).to_owned(), value(from, deep - 1)?);
            }
            Value::Object(map)
        }
    })
}

const TEXTS: &[&str] = &[
    "word", "punctuation", "pronunciation", " Hello.", ">> so", "0", "spk_0", "1.5", "1.5s", "PT1H2S", "00:00:01,500",
    "-00:01", "我", "", "A: B",
];

const KEYS: &[&str] = &[
    "segments", "text", "start", "end", "speaker", "words", "word", "transcription", "offsets", "timestamps", "from",
    "to", "chunks", "timestamp", "speakers", "version", "body", "startTime", "endTime", "utterances", "results", "items",
    "alternatives", "content", "type", "start_time", "end_time", "speaker_labels", "speaker_label", "channel_labels",
    "channels", "channel_label", "audio_segments", "transcripts", "transcript", "speakerTag", "channelTag", "response",
    "recognizedPhrases", "nBest", "display", "offset", "duration", "offsetInTicks", "phrases", "channel", "speech",
    "speaker_id", "speaker_name", "start_offset", "id", "name", "paragraphs", "sentences", "punctuated_word",
    "monologues", "elements", "value", "ts", "end_ts", "attaches_to", "events", "segs", "utf8", "tStartMs",
    "dDurationMs", "entries", "language", "seconds", "nanos", "result",
];
