//! Any bytes as a codebook of another program: what is understood of it, and every table that is made of that.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thematica::exchange::{self, Format};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let format = match first % 5 {
        0 => Format::Csv,
        1 => Format::Tsv,
        2 => Format::Xlsx,
        3 => Format::Quanteda,
        _ => Format::Liwc,
    };
    if let Ok(import) = exchange::read("codes", rest.to_vec(), format) {
        let mut out = Vec::new();
        exchange::write_markdown(&import.draft, &mut out).expect("memory takes all that is written");
        exchange::write_html(&import.draft, &mut out).expect("memory takes all that is written");
    }
});
