//! What reading a web page or a Rich Text file costs, and what its tokens cost alone.
//!
//! `cargo bench --bench markup` runs everything. `read` decodes, finds the speakers and lays the text out as well; its bar
//! is twice what `tokens` takes, which does nothing with what it meets.

use std::convert::Infallible;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use thematica::transcript::read::{ReadOptions, read};

fn main() {
    divan::main();
}

/// How many turns are in a file: some thirty hours of talk.
const TURNS: usize = 20_000;

const WORDS: &str =
    "so we went down to the river and it was all quite different from what I had thought";

static HTML: LazyLock<String> = LazyLock::new(|| {
    let turn = |at: usize| {
        format!(
            "<p class=\"c3\"><span class=\"c1\">{}: </span><span class=\"c2\">{WORDS}, and &ldquo;{WORDS}&rdquo;.</span></p>\n",
            ["Ann", "Bo"][at % 2]
        )
    };
    let turns: String = (0..TURNS).map(turn).collect();
    format!("<html><head><style>.c1{{font-weight:700}}</style></head><body>{turns}</body></html>")
});

static RTF: LazyLock<String> = LazyLock::new(|| {
    let turn = |at: usize| {
        format!(
            "\\pard\\plain \\ltrpar\\s0 {{\\rtlch\\af0 \\ltrch\\b\\insrsid1 {}:}}{{\\rtlch\\af0 \\ltrch\\insrsid2  {WORDS}, and \\'93{WORDS}\\'94.}}\n\\par ",
            ["Ann", "Bo"][at % 2]
        )
    };
    let turns: String = (0..TURNS).map(turn).collect();
    format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0\\fcharset0 Times;}}}}{turns}}}")
});

fn read_file(bencher: Bencher, name: &str, text: &str) {
    bencher
        .counter(BytesCount::of_str(text))
        .with_inputs(|| text.as_bytes().to_vec())
        .bench_values(|bytes| read("t", name, bytes, &ReadOptions::default()));
}

#[divan::bench]
fn html_read(bencher: Bencher) {
    read_file(bencher, "t.html", &HTML);
}

#[divan::bench]
fn html_tokens(bencher: Bencher) {
    bencher
        .counter(BytesCount::of_str(HTML.as_str()))
        .bench(|| {
            let on_event = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                black_box(&event);
                None
            };
            let mut emitter = CallbackEmitter::new(on_event);
            emitter.naively_switch_states(true);
            let Ok(()) = Tokenizer::new_with_emitter(HTML.as_str(), emitter).finish();
        });
}

#[divan::bench]
fn rtf_read(bencher: Bencher) {
    read_file(bencher, "t.rtf", &RTF);
}
