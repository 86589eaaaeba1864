//! Any bytes read as a web page: it ends, and every turn's words stand in the reading text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thematica::transcript::Format;
use thematica::transcript::read::{ReadOptions, read};

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions {
        format: Some(Format::Html),
        ..ReadOptions::default()
    };
    if let Ok(transcript) = read("t", "t.html", bytes.to_vec(), &options) {
        for paragraph in &transcript.paragraphs {
            transcript.source.slice(paragraph.span);
        }
    }
});
