//! Any text laid out as a codebook: nothing is lost, and laying it out again changes nothing.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use thematica::codebook;
use thematica::text::Source;

fuzz_target!(|text: &str| {
    let source = Arc::new(Source::new("codebook.yaml", text));
    if let Ok(once) = codebook::format(&source) {
        let again = Arc::new(Source::new("codebook.yaml", once.clone()));
        assert_eq!(codebook::format(&again).expect("it was just laid out"), once);
    }
});
