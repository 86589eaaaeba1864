//! Rules that look for a transcriber's mark find it wherever it stands.

use std::sync::Arc;

use thematica::codebook::{self, Unit};
use thematica::coding::Hit;
use thematica::matcher::{Matcher, Scratch};
use thematica::text::Source;
use thematica::transcript::Units;
use thematica::transcript::read::{ReadOptions, read};

/// What a rule finds in what somebody says.
fn hits(rule: &str, speech: &str) -> Vec<(String, Hit)> {
    let yaml = format!("codebook: c\ncodes:\n  - id: a\n    match: [{rule}]\n");
    let parsed = codebook::parse(Arc::new(Source::new("c.yaml", yaml)));
    let book = parsed.codebook.expect("it is a codebook");
    let options = ReadOptions {
        speakers: vec!["P1".into()],
        ..ReadOptions::default()
    };
    let text = format!("P1: {speech}").into_bytes();
    let transcript = read("t", "t.txt", text, &options).expect("it is text");
    let units = Units::of(&transcript);
    let matcher = Matcher::new(&book, Unit::Sentence);
    let hits = matcher.hits(&transcript, &units, &[], |_| true, &mut Scratch::default());
    let said = |hit: &Hit| transcript.source.slice(hit.span).to_owned();
    hits.into_iter().map(|hit| (said(&hit), hit)).collect()
}

fn found(rule: &str, speech: &str) -> Vec<String> {
    hits(rule, speech).into_iter().map(|it| it.0).collect()
}

#[test]
fn a_mark_is_found_at_the_beginning_in_the_middle_and_at_the_end() {
    for speech in [
        "[laughs] Yes, well.",
        "So [Laughs] we went.",
        "So[laughs]we went.",
        "We went. [laughs] Then home.",
        "We went [laughs].",
        "We went [laughs]",
        "[laughs]",
    ] {
        for rule in [
            "'[laughs]'",
            "'[laugh*]'",
            r"'\[laughs\]'",
            r"{regex: '\[laugh(s|ter)\]'}",
        ] {
            let found = found(rule, speech);
            assert_eq!(found.len(), 1, "{rule} in {speech}");
            assert!(
                found[0].eq_ignore_ascii_case("[laughs]"),
                "{rule} in {speech}"
            );
        }
    }
}

#[test]
fn words_around_a_mark_are_found_with_it() {
    assert_eq!(
        found(
            "'well [laughs] no'",
            "Well [laughs] no. Well no. Well [coughs] no."
        ),
        ["Well [laughs] no"]
    );
    assert_eq!(
        found("'((door bangs))'", "So ((door  bangs)) he"),
        ["((door  bangs))"]
    );
    assert_eq!(
        found("'[inaudible ??:??]'", "I [inaudible 10:02] it"),
        ["[inaudible 10:02]"]
    );
}

#[test]
fn a_mark_is_a_term_of_near_and_all_and_of_an_exclusion() {
    let speech = "[laughs] I trust them. I trust [coughs] you. [laughs] Yes.";
    let all = "{all: ['[laughs]', trust]}";
    assert_eq!(found(all, speech), ["[laughs] I trust"]);
    let near = "{near: {terms: [trust, '[laughs]'], within: 1}}";
    let both = ["[laughs] I trust", "trust [coughs] you. [laughs]"];
    assert_eq!(found(near, speech), both);
    let unless = "{term: trust, unless: [{term: '[laughs]', in: sentence}]}";
    let stopped: Vec<bool> = hits(unless, speech)
        .iter()
        .map(|it| it.1.stopped.is_some())
        .collect();
    assert_eq!(stopped, [true, false]);
}

#[test]
fn to_other_rules_a_mark_is_white_space_and_never_words() {
    assert_eq!(
        found("felt safe", "I felt [laughs] safe."),
        ["felt [laughs] safe"]
    );
    for speech in ["Well [laughs] no", "Well, no [laughs]"] {
        assert_eq!(found("laughs", speech), [""; 0], "{speech}");
        assert_eq!(found(r"{regex: '\blaughs'}", speech), [""; 0], "{speech}");
    }
}

#[test]
fn nothing_negates_a_mark() {
    let hits = hits("'[laughs]', trust*", "I don't trust [laughs] them.");
    let negated: Vec<(&str, bool)> = hits
        .iter()
        .map(|(said, hit)| (&said[..], hit.negated.is_some()))
        .collect();
    assert_eq!(negated, [("trust", true), ("[laughs]", false)]);
}
