//! Any text as a term, as a regular expression and as a stem: it is compiled and tried on itself.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use thematica::codebook::{self, Pattern, Unit};
use thematica::lint::trial::{ANYONE, Trial};
use thematica::text::Source;
use thematica::yaml;

fuzz_target!(|text: &str| {
    let _ = Pattern::parse(text);
    for kind in ["term", "regex", "stem"] {
        let scalar = yaml::scalar(text);
        let book = format!("codebook: f\ncodes: [{{id: a, match: [{{{kind}: {scalar}}}]}}]\n");
        let parsed = codebook::parse(Arc::new(Source::new("codebook.yaml", book)));
        if parsed.has_errors() {
            continue;
        }
        if let Some(codebook) = parsed.codebook {
            let mut trial = Trial::new(&codebook, Unit::Sentence);
            for hit in trial.hits(&[(text, ANYONE)]).iter().flatten() {
                assert!(text.get(hit.span.range()).is_some(), "a hit is a stretch of the text");
            }
        }
    }
});
