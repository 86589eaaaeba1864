//! Any text as a codebook: it is parsed, checked by every rule, mended, and what is wrong with it is shown.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use thematica::codebook;
use thematica::diagnostic::{mend, render};
use thematica::lint::{self, Levels, Look, Settings};
use thematica::text::Source;

fuzz_target!(|text: &str| {
    let source = Arc::new(Source::new("codebook.yaml", text));
    let parsed = codebook::parse(Arc::clone(&source));
    let has_errors = parsed.has_errors();
    let mut found = parsed.diagnostics;
    if let Some(codebook) = parsed.codebook.filter(|_| !has_errors) {
        let look = Look::new(&codebook, Settings::default());
        found.extend(lint::codebook(&look, &Levels::default()));
        found = lint::sift(&codebook, found, |_| true).left;
    }
    let mut out = Vec::new();
    for fault in &found {
        render::human(fault, &mut out).expect("memory takes all that is written");
    }
    let _ = mend(&source, &found);
});
