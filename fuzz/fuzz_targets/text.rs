//! Any bytes as a transcript in text, in any encoding: the first byte says which format.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thematica::transcript::Format;
use thematica::transcript::read::{ReadOptions, read};

const FORMATS: [Format; 5] = [
    Format::Text,
    Format::Markdown,
    Format::Csv,
    Format::Vtt,
    Format::Srt,
];

const ENCODINGS: [Option<&str>; 6] = [
    None,
    Some("utf-16"),
    Some("utf-32"),
    Some("windows-1252"),
    Some("macintosh"),
    Some("shift_jis"),
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let first = usize::from(*first);
    let encoding = ENCODINGS[first / FORMATS.len() % ENCODINGS.len()];
    let options = ReadOptions {
        format: Some(FORMATS[first % FORMATS.len()]),
        encoding: encoding.map(|name| name.parse().expect("the name is known")),
        ..ReadOptions::default()
    };
    if let Ok(transcript) = read("t", "t.txt", rest.to_vec(), &options) {
        for paragraph in &transcript.paragraphs {
            let _ = transcript.source.slice(paragraph.span);
        }
        for warning in &transcript.reading.warnings {
            let _ = warning.place.position();
        }
    }
});
