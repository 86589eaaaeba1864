//! Any bytes read as a Rich Text file: it ends, and every turn's words stand in the reading text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thematica::transcript::Format;
use thematica::transcript::read::{ReadOptions, read};

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions {
        format: Some(Format::Rtf),
        ..ReadOptions::default()
    };
    if let Ok(transcript) = read("t", "t.rtf", bytes.to_vec(), &options) {
        for paragraph in &transcript.paragraphs {
            transcript.source.slice(paragraph.span);
        }
    }
});
