//! Reads transcripts that nobody on this project wrote and compares with counts that others made.
//!
//! They lie beside the checkout and are not part of it: where they are missing, this says so and checks nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thematica::transcript::Transcript;
use thematica::transcript::read::{ReadError, ReadOptions, read};

const FORMATS: &[&str] = &[
    "txt", "md", "docx", "vtt", "srt", "csv", "odt", "json", "html", "rtf", "pdf",
];

fn practice_set() -> Option<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    let folder = std::env::var_os("THEMATICA_PRACTICE_SET").map_or(folder, PathBuf::from);
    let Ok(expected) = std::fs::read_to_string(folder.join("expected.json")) else {
        println!("skipped: there is no practice set beside this checkout");
        return None;
    };
    let expected =
        serde_json::from_str(&expected).expect("the practice set's expectations are JSON");
    Some((folder, expected))
}

fn format_of(file: &str) -> &str {
    file.split('/').next().unwrap_or_default()
}

fn read_file(folder: &Path, file: &str) -> Result<Transcript, ReadError> {
    let bytes = std::fs::read(folder.join(file)).expect("the practice set is readable");
    read(file, file, bytes, &ReadOptions::default())
}

/// Utterances and turns of each speaker.
type Counts = BTreeMap<String, (i64, i64)>;

fn counts(transcript: &Transcript) -> Counts {
    let mut counts = Counts::new();
    for turn in &transcript.turns {
        if let Some(label) = transcript.label(turn) {
            let count = counts.entry(label.to_owned()).or_default();
            count.0 += i64::from(turn.utterances);
            count.1 += 1;
        }
    }
    counts
}

/// Counts that we read otherwise, on purpose: file, label, utterances and turns.
///
/// Twice in the Word document a bold label follows soft line breaks inside the paragraph of the speaker before. The counts
/// went by paragraphs and gave these words to that speaker.
///
/// In the `OpenDocument` text only the moderator is labelled. What the others say between is nobody's and parts the turns
/// of the moderator; the counts passed over it.
/// The speech recognition names a speaker of a segment without a word, which the counts have as an utterance.
const READ_OTHERWISE: &[(&str, &str, (i64, i64))] = &[
    (
        "docx/winnipeg_hansard_2015-03-25.docx",
        "Madam Speaker",
        (207, 191),
    ),
    (
        "docx/winnipeg_hansard_2015-03-25.docx",
        "Councillor Schreyer",
        (17, 17),
    ),
    ("odt/swj_P5_GMT20211125.odt", "MODERATOR", (8, 8)),
    ("json/aws_todayinfocus.json", "spk_0", (14, 4)),
];

/// What is expected, with the labels as they are typed: aliases are warned of and not merged.
fn expected_counts(entry: &Value) -> (Counts, bool) {
    let raw = entry["raw_labels"].as_object();
    if let Some(raw) = raw {
        let counts = raw.iter().map(|(label, count)| {
            let count = count.as_i64().unwrap();
            (label.clone(), (count, count))
        });
        return (counts.collect(), true);
    }
    let speakers = entry["speakers"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(label, count)| {
            let of = |key: &str| count[key].as_i64().unwrap();
            (label.clone(), (of("utterances"), of("turns")))
        });
    (speakers.collect(), false)
}

/// Whether the note of an entry allows these utterances: `…: LABEL 16, LABEL 15.` at its end.
fn allowed(entry: &Value, found: &Counts) -> bool {
    let note = entry["note"].as_str().unwrap_or_default();
    let reading = note.rsplit(": ").next().unwrap_or_default();
    let counts = reading.trim_end_matches('.').split(", ").map(|part| {
        let (label, count) = part.rsplit_once(' ')?;
        Some((label.to_owned(), count.parse().ok()?))
    });
    let mut counts: Option<BTreeMap<String, i64>> = counts.collect();
    for (_, label, otherwise) in READ_OTHERWISE
        .iter()
        .filter(|(file, ..)| entry["file"] == *file)
    {
        counts
            .as_mut()
            .map(|counts| counts.insert((*label).to_owned(), otherwise.0));
    }
    let found = found.iter().map(|(label, count)| (label.clone(), count.0));
    counts.is_some_and(|counts| counts == found.collect())
}

#[test]
fn the_practice_set_is_read_as_others_counted_it() {
    let Some((folder, expected)) = practice_set() else {
        return;
    };
    let mut faults = String::new();
    for entry in expected["transcripts"].as_array().unwrap() {
        let file = entry["file"].as_str().unwrap();
        if !FORMATS.contains(&format_of(file)) {
            continue;
        }
        let transcript = match read_file(&folder, file) {
            Ok(transcript) => transcript,
            Err(error) => {
                writeln!(faults, "{file}: {error}").unwrap();
                continue;
            }
        };
        let found = counts(&transcript);
        let (mut expected, aliases) = expected_counts(entry);
        for (_, label, counts) in READ_OTHERWISE.iter().filter(|(other, ..)| *other == file) {
            expected.insert((*label).to_owned(), *counts);
        }
        // Where those who counted were in doubt themselves, a reader that says so may count otherwise.
        let warned = !transcript.reading.warnings.is_empty();
        if entry["confidence"] == "ambiguous" && (warned || allowed(entry, &counts(&transcript))) {
            continue;
        }
        let slack = if entry["confidence"] == "exact" { 0 } else { 2 };
        let near = |found: i64, expected: i64| (found - expected).abs() * 100 <= expected * slack;
        for label in expected
            .keys()
            .chain(found.keys().filter(|label| !expected.contains_key(*label)))
        {
            let zero = (0, 0);
            let (one, other) = (
                found.get(label).unwrap_or(&zero),
                expected.get(label).unwrap_or(&zero),
            );
            if !near(one.0, other.0) || !near(one.1, other.1) {
                writeln!(
                    faults,
                    "{file}: `{label}` has {one:?} utterances and turns, not {other:?}"
                )
                .unwrap();
            }
        }
        if aliases
            && !transcript
                .reading
                .warnings
                .iter()
                .any(|warning| warning.rule == "speaker-alias")
        {
            writeln!(faults, "{file}: the aliases are not warned of").unwrap();
        }
        if std::env::var_os("THEMATICA_SHOW").is_some() {
            println!(
                "{file} {:#?} {} {:#?}",
                transcript.reading.labels, transcript.reading.encoding, transcript.reading.left_out
            );
            for warning in &transcript.reading.warnings {
                println!(
                    "   {} {:?} {}",
                    warning.rule,
                    warning.place.position(),
                    warning.message
                );
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Files whose words differ from those of their like: one was corrected by hand.
const CORRECTED: &[&str] = &["html/unix_condon.htm"];

/// So many words of a thousand may differ: a PDF does not say which hyphen at a line's end is a word's own, nor how far a
/// number stands from what it numbers.
const MOST_DIFFERENT: usize = 2;

/// How many words stand in one text and not in the other, and how many both have together.
fn different_words(one: &str, other: &str) -> (usize, usize) {
    let mut words: BTreeMap<&str, i64> = BTreeMap::new();
    let mut of = 0;
    for (text, sign) in [(one, 1), (other, -1)] {
        for word in text.split_whitespace() {
            *words.entry(word).or_default() += sign;
            of += 1;
        }
    }
    let different: i64 = words.values().map(|count| count.abs()).sum();
    (usize::try_from(different).unwrap(), of)
}

#[test]
fn formats_of_one_interview_agree() {
    let Some((folder, expected)) = practice_set() else {
        return;
    };
    for group in expected["must_agree_across_formats"].as_array().unwrap() {
        let files = group
            .as_array()
            .unwrap()
            .iter()
            .map(|file| file.as_str().unwrap());
        let files: Vec<&str> = files
            .filter(|file| FORMATS.contains(&format_of(file)))
            .collect();
        let read: Vec<(Counts, String)> = files
            .iter()
            .map(|file| {
                let transcript = read_file(&folder, file).unwrap();
                let words = transcript.paragraphs.iter().flat_map(|paragraph| {
                    transcript.source.slice(paragraph.span).split_whitespace()
                });
                (counts(&transcript), words.collect::<Vec<_>>().join(" "))
            })
            .collect();
        for (at, other) in read.iter().enumerate().skip(1) {
            assert_eq!(read[0].0, other.0, "{} and {}", files[0], files[at]);
            let (different, of) = different_words(&read[0].1, &other.1);
            println!(
                "{} and {}: {different} of {of} words differ",
                files[0], files[at]
            );
            assert!(
                different * 1000 <= of * MOST_DIFFERENT || CORRECTED.contains(&files[0]),
                "{} and {} have different words: {different} of {of}",
                files[0],
                files[at]
            );
        }
    }
}

#[test]
fn what_cannot_be_read_well_is_refused_or_warned_of() {
    let Some((folder, expected)) = practice_set() else {
        return;
    };
    for entry in expected["must_refuse_or_warn"].as_array().unwrap() {
        let file = entry["file"].as_str().unwrap();
        match read_file(&folder, file) {
            Err(error) => println!("{file}: {error}"),
            Ok(transcript) => assert!(
                !transcript.reading.warnings.is_empty(),
                "{file} is read without a word"
            ),
        }
    }
}
