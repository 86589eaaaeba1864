//! Runs every example of `codebooks/README.md`: a block of YAML followed by a block of speech with `[brackets]` around
//! what is coded.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use thematica::codebook::{self, Unit};
use thematica::matcher::{Matcher, Scratch};
use thematica::study::{Person, Role, Voice};
use thematica::text::{Source, Span};
use thematica::transcript::read::{ReadOptions, read};
use thematica::transcript::{SpeakerIndex, Transcript, Units};

#[test]
fn every_example_of_the_reference_codes_what_it_marks() {
    let page = include_str!("../codebooks/README.md");
    let mut run = 0;
    let mut wrong = String::new();
    for (line, yaml, speech) in examples(page) {
        run += 1;
        let (text, expected) = unmarked(&speech);
        let found = coded(&yaml, &text);
        let show = |spans: &BTreeSet<Span>| {
            spans
                .iter()
                .map(|s| text[s.range()].to_owned())
                .collect::<Vec<_>>()
        };
        if found != expected {
            let _ = writeln!(
                wrong,
                "README.md:{line}\n  marked: {:?}\n  coded:  {:?}",
                show(&expected),
                show(&found)
            );
        }
    }
    assert!(run >= 11, "the page has examples: {run}");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The line, the rules and the speech of each example.
fn examples(page: &str) -> Vec<(usize, String, String)> {
    let mut examples = Vec::new();
    let mut yaml: Option<String> = None;
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines
            .by_ref()
            .map(|(_, l)| l)
            .take_while(|l| *l != "```")
            .collect();
        match (kind, yaml.take()) {
            ("yaml", _) => yaml = Some(block.join("\n")),
            ("text", Some(rules)) => examples.push((number + 1, rules, block.join("\n"))),
            _ => {}
        }
    }
    examples
}

/// The speech without its marks, and the spans that were marked. `[laughs]` is a transcriber's mark and stays.
fn unmarked(speech: &str) -> (String, BTreeSet<Span>) {
    let (mut text, mut open, mut spans) = (String::new(), Vec::new(), BTreeSet::new());
    let mut rest = speech;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("[laughs]") {
            text += "[laughs]";
            rest = &rest["[laughs]".len()..];
            continue;
        }
        match c {
            '[' => open.push(text.len()),
            ']' => drop(spans.insert(Span::new(open.pop().expect("brackets match"), text.len()))),
            c => text.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    (text, spans)
}

fn coded(rules: &str, text: &str) -> BTreeSet<Span> {
    let yaml = if rules.starts_with("codebook:") {
        rules.to_owned()
    } else {
        let indented: Vec<String> = rules.lines().map(|line| format!("      {line}")).collect();
        format!(
            "codebook: example\ncodes:\n  - id: example\n    match:\n{}\n",
            indented.join("\n")
        )
    };
    let parsed = codebook::parse(Arc::new(Source::new("example.yaml", yaml)));
    let faults: Vec<&str> = parsed
        .diagnostics
        .iter()
        .map(|d| d.message.as_str())
        .collect();
    assert!(faults.is_empty(), "{faults:?} in\n{rules}");
    let codebook = parsed.codebook.expect("it parses");
    let transcript = read(
        "t",
        "t.txt",
        text.as_bytes().to_vec(),
        &ReadOptions::default(),
    )
    .expect("it is text");
    let units = Units::of(&transcript);
    let matcher = Matcher::new(&codebook, Unit::Sentence);
    let hits = matcher.hits(
        &transcript,
        &units,
        &voices(&transcript),
        |_| true,
        &mut Scratch::default(),
    );
    hits.iter()
        .filter(|hit| hit.stopped.is_none())
        .map(|hit| hit.span)
        .collect()
}

fn voices(transcript: &Transcript) -> Vec<Voice> {
    let voice = |speaker| Voice {
        person: Person::Undeclared(SpeakerIndex(speaker)),
        role: Role::Participant,
        guessed: true,
    };
    (0..).take(transcript.speakers.len()).map(voice).collect()
}
