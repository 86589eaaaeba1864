//! Any text as a query: it is parsed, and its names are held against a small codebook.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use thematica::analysis::query::{Names, Query};
use thematica::codebook::{self, Unit};
use thematica::diagnostic::{Diagnostic, Place};
use thematica::study::Study;
use thematica::text::Source;

fuzz_target!(|text: &str| {
    let told_in_place = |fault: &Diagnostic| {
        let Place::Span(source, span) = &fault.place else {
            panic!("what is wrong with a query has a place in it");
        };
        assert!(source.text().get(span.range()).is_some(), "it is a place of the query");
    };
    let query = match Query::parse(text) {
        Ok(query) => query,
        Err(fault) => return told_in_place(&fault),
    };
    let book = "codebook: f\ncodes: [{id: a, codes: [{id: b}, {id: and}]}]\n";
    let parsed = codebook::parse(Arc::new(Source::new("codebook.yaml", book)));
    let codebook = parsed.codebook.expect("it is written here");
    let names = Names {
        study: &Study::default(),
        codebook: &codebook,
        people: &["ann"],
        has_rules: true,
    };
    match query.resolve(&names) {
        Ok(retrieval) => drop(retrieval.ready(Unit::Sentence, &[])),
        Err(faults) => faults.iter().for_each(told_in_place),
    }
});
