//! How long a key takes in a long transcript with many codings: what it changes and the whole screen drawn anew.
//!
//! `cargo bench --bench annotating` takes a few seconds. The measure is a sixtieth of a second, 16.7 ms: what is done in it is
//! seen at once. Three hours of talk are about 27,000 words.

#[path = "corpus/mod.rs"]
#[expect(dead_code, reason = "the other corpora are other benchmarks'")]
mod corpus;
#[path = "../src/bin/thematica/tui/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    reason = "what the loop around the screen needs is not measured"
)]
mod tui;

use std::sync::Arc;

use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use thematica::coding::ledger::Ledger;
use thematica::coding::record::{Anchor, Record, Stamp, hash};
use thematica::text::Source;
use thematica::transcript::read::{ReadOptions, read};
use tui::app::App;
use tui::book::Book;
use tui::draw::draw;
use tui::event::Event;
use tui::script::{Grain, Script};
use tui::update::update;

fn main() {
    divan::main();
}

const CODINGS: usize = 5_000;
const CODES: usize = 100;
const WIDTH: u16 = 120;
const HEIGHT: u16 = 40;

/// Three interviews, one after the other: about 27,000 words.
fn script() -> Script {
    let text = corpus::interviews(3).concat();
    let mut options = ReadOptions::default();
    options.declare(&["INT".to_owned()]);
    let transcript = read("long", "long.txt", text, &options).expect("it is plain text");
    Script::new(transcript).expect("somebody speaks in it")
}

fn ledger(script: &Script, book: &Book) -> Ledger {
    let hash = hash(script.text());
    let sentences = script.units(Grain::Sentence);
    let codes = &book.codebook.codes;
    let lines = (0..CODINGS).map(|number| {
        let span = sentences[number * 7 % sentences.len()];
        let made = Stamp {
            time: "2026-01-01T00:00:00Z".to_owned(),
            with: "annotate".to_owned(),
        };
        let code = codes[(number / sentences.len() + number) % codes.len()]
            .id
            .as_str();
        let mut record = Record::new(code, Anchor::of(script.source(), span, &hash), made);
        record.id = record.name(0);
        record.to_string()
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let source = Arc::new(Source::new("long.jsonl", text));
    Ledger::parse(&source, &mut Vec::new()).ledger
}

fn app() -> App {
    let script = script();
    let source = Arc::new(Source::new(
        "codebook.yaml",
        corpus::described_codebook(CODES),
    ));
    let codebook = thematica::codebook::parse(source)
        .codebook
        .expect("it has no errors");
    let book = Book::new(Arc::new(codebook));
    let ledger = ledger(&script, &book);
    assert!(
        ledger.all().len() > CODINGS * 9 / 10,
        "{}",
        ledger.all().len()
    );
    let clock = || "2026-11-30T16:39:43Z".to_owned();
    let mut app = App::new(script, book, "ann".to_owned(), clock);
    app.ledger = ledger;
    app.color = true;
    let mut app = app.begun(WIDTH, HEIGHT);
    for _ in 0..400 {
        press(&mut app, KeyCode::Right);
    }
    app
}

fn press(app: &mut App, code: KeyCode) {
    let key = KeyEvent::new(code, KeyModifiers::NONE);
    black_box(update(app, Event::Key(key)));
}

fn key(bencher: Bencher<'_, '_>, codes: &[KeyCode]) {
    let mut app = app();
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    let mut turn = codes.iter().cycle();
    bencher.bench_local(|| {
        press(&mut app, *turn.next().expect("it goes round"));
        buffer.reset();
        draw(&app, black_box(&mut buffer));
    });
}

/// Another sentence is selected.
#[divan::bench]
fn moving(bencher: Bencher<'_, '_>) {
    key(bencher, &[KeyCode::Right, KeyCode::Left]);
}

/// A sentence is coded, and the code is taken away again: both hand all codings to whoever writes.
#[divan::bench]
fn coding(bencher: Bencher<'_, '_>) {
    key(bencher, &[KeyCode::Char('1'), KeyCode::Char('d')]);
}

/// The same undone and done again.
#[divan::bench]
fn undoing(bencher: Bencher<'_, '_>) {
    let mut app = app();
    press(&mut app, KeyCode::Char('1'));
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    let mut turn = ['u', 'U'].iter().cycle();
    bencher.bench_local(|| {
        press(
            &mut app,
            KeyCode::Char(*turn.next().expect("it goes round")),
        );
        buffer.reset();
        draw(&app, black_box(&mut buffer));
    });
}

/// A letter is typed in the search for a code.
#[divan::bench]
fn searching_a_code(bencher: Bencher<'_, '_>) {
    let mut app = app();
    press(&mut app, KeyCode::Enter);
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    let mut turn = [KeyCode::Char('e'), KeyCode::Backspace].iter().cycle();
    bencher.bench_local(|| {
        press(&mut app, *turn.next().expect("it goes round"));
        buffer.reset();
        draw(&app, black_box(&mut buffer));
    });
}

/// The window gets another width: all of the text is broken into rows anew.
#[divan::bench]
fn resizing(bencher: Bencher<'_, '_>) {
    let mut app = app();
    let mut turn = [WIDTH - 20, WIDTH].iter().cycle();
    bencher.bench_local(|| {
        let width = *turn.next().expect("it goes round");
        black_box(update(&mut app, Event::Resize(width, HEIGHT)));
    });
}
