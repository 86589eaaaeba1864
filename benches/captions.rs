//! What reading subtitles, plain text and the JSON of speech recognition costs.
//!
//! `cargo bench --bench captions` runs everything. The bar of plain text and subtitles is 200 MB a second; the one of JSON is
//! twice what `json_values` takes, which parses the same bytes into values that say nothing of who speaks.

use std::fmt::Write as _;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use serde_json::{Value, json};
use thematica::transcript::read::{ReadOptions, read};

fn main() {
    divan::main();
}

/// How many utterances are in a file: some thirty hours of talk.
const UTTERANCES: usize = 20_000;

const WORDS: &str =
    "so we went down to the river and it was all quite different from what I had thought";

const NAMES: [&str; 2] = ["Interviewer", "Maren"];

/// A clock time, from seconds.
fn clock(seconds: usize, comma: char) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!(
        "{:02}:{:02}:{seconds:02}{comma}250",
        minutes / 60,
        minutes % 60
    )
}

/// Subtitles: a cue each, of one person.
fn cues(head: &str, comma: char, label: impl Fn(&str) -> String) -> String {
    let mut text = head.to_owned();
    for at in 0..UTTERANCES {
        let (start, end) = (clock(at * 5, comma), clock(at * 5 + 4, comma));
        let label = label(NAMES[at % 2]);
        write!(text, "{}\n{start} --> {end}\n{label}{WORDS}.\n\n", at + 1)
            .expect("a string takes all that is written");
    }
    text
}

static TXT: LazyLock<String> = LazyLock::new(|| {
    let turn = |at: usize| format!("{}: {WORDS}, and {WORDS}.\n\n", NAMES[at % 2]);
    (0..UTTERANCES).map(turn).collect()
});

static VTT: LazyLock<String> =
    LazyLock::new(|| cues("WEBVTT\n\n", '.', |name| format!("<v {name}>")));

static SRT: LazyLock<String> = LazyLock::new(|| cues("", ',', |name| format!("{name}: ")));

/// As a recogniser that tells speakers apart writes it, every word with its time.
static JSON: LazyLock<String> = LazyLock::new(|| {
    let words: Vec<&str> = WORDS.split(' ').collect();
    let segment = |at: usize| {
        let start = (at * 5) as f64;
        let speaker = format!("SPEAKER_0{}", at % 2);
        let word = |(nth, word): (usize, &&str)| {
            let start = start + nth as f64 * 0.2;
            json!({"word": word, "start": start, "end": start + 0.18, "score": 0.87, "speaker": speaker})
        };
        let words: Vec<Value> = words.iter().enumerate().map(word).collect();
        json!({"start": start, "end": start + 4.0, "text": WORDS, "speaker": speaker, "words": words})
    };
    let segments: Vec<Value> = (0..UTTERANCES / 10).map(segment).collect();
    json!({"segments": segments, "language": "en"}).to_string()
});

fn read_file(bencher: Bencher, name: &str, text: &str) {
    bencher
        .counter(BytesCount::of_str(text))
        .with_inputs(|| text.as_bytes().to_vec())
        .bench_values(|bytes| {
            let transcript = read("t", name, bytes, &ReadOptions::default());
            transcript.expect("it is a transcript").turns.len()
        });
}

#[divan::bench]
fn txt(bencher: Bencher) {
    read_file(bencher, "t.txt", &TXT);
}

#[divan::bench]
fn vtt(bencher: Bencher) {
    read_file(bencher, "t.vtt", &VTT);
}

#[divan::bench]
fn srt(bencher: Bencher) {
    read_file(bencher, "t.srt", &SRT);
}

#[divan::bench]
fn json_read(bencher: Bencher) {
    read_file(bencher, "t.json", &JSON);
}

#[divan::bench]
fn json_values(bencher: Bencher) {
    bencher
        .counter(BytesCount::of_str(JSON.as_str()))
        .bench(|| serde_json::from_str::<Value>(&JSON).expect("it is JSON"));
}
