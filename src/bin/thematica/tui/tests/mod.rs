//! A small transcript with what every key needs, and keys to be pressed in it.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use thematica::coding::ledger::Ledger;
use thematica::coding::record::{Anchor, Record, Stamp, hash};
use thematica::text::{Source, Span};
use thematica::transcript::read::{ReadOptions, read};

use super::app::{App, Other};
use super::book::Book;
use super::event::{Effect, Event, Saved, Work};
use super::keys::Key;
use super::proposals::Proposal;
use super::script::Script;
use super::update::update;

mod changed;
mod decisions;
mod every_key;
mod linear;
mod lost;
mod screens;
mod typing;

pub const TEXT: &str = "Interviewer: How did it begin?\n\n\
Ann: It took weeks. She would not open the door at first. Then she did.\n\n\
Interviewer: And then?\n\n\
Ann: The waiting list was long. Eight months it was, and nobody rang her.\n\n\
Ann: So I rang her myself.\n\n\
Interviewer: Thank you.\n";

pub const BOOK: &str = "codebook: b\nversion: 1.2.0\ncodes:\n  - id: enablers\n    label: Enablers\n    codes:\n      - id: trust\n        label: Trusting relationship\n        definition: The client comes to trust the link worker.\n        include: Opening the door.\n        exclude: The NHS Trust.\n        examples: [They trust me.]\n  - id: waiting\n    label: Long waiting lists\n  - id: old\n    label: Old\n    retired: true\n";

/// The place of some words.
pub fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

pub fn record(code: &str, words: &str) -> Record {
    let source = Source::new("t", TEXT);
    let made = Stamp {
        time: "2026-01-01T00:00:00Z".to_owned(),
        with: "annotate".to_owned(),
    };
    Record::new(code, Anchor::of(&source, span(words), &hash(TEXT)), made)
}

fn proposal(code: &str, words: &str) -> Proposal {
    Proposal {
        code: code.to_owned(),
        span: span(words),
        matched: vec![Span::new(span(words).start, span(words).start + 3)],
        with: format!("rules 1.2.0: {code} rule 1"),
        rules: vec!["a rule".to_owned()],
        negated: false,
        decided: false,
    }
}

pub fn script(text: &str) -> Script {
    let mut options = ReadOptions::default();
    options.declare(&["Ann".to_owned(), "Interviewer".to_owned()]);
    let transcript = read("t", "t.txt", text.as_bytes().to_vec(), &options).unwrap();
    Script::new(transcript).unwrap()
}

pub fn book() -> Book {
    let source = Arc::new(Source::new("codebook.yaml", BOOK));
    Book::new(Arc::new(
        thematica::codebook::parse(source).codebook.unwrap(),
    ))
}

/// A transcript with what others coded and the rules propose, still to be begun.
pub fn blank() -> App {
    let mut theirs = Ledger::default();
    theirs.add(record("trust", "She would not open the door at first."));
    let clock = || "2026-11-30T16:39:43Z".to_owned();
    App {
        others: vec![Other {
            name: "ben".to_owned(),
            is_version: false,
            finished: true,
            records: theirs.all().to_vec(),
            places: vec![None],
        }],
        proposals: vec![
            proposal("trust", "Then she did."),
            proposal("waiting", "The waiting list was long."),
            proposal(
                "trust",
                "The waiting list was long. Eight months it was, and nobody rang her.",
            ),
        ],
        ..App::new(script(TEXT), book(), "ann".to_owned(), clock)
    }
}

pub fn app() -> App {
    blank().begun(80, 24)
}

/// Presses keys, each written as it is printed: `Enter`, `Ctrl+R`, or letters in a row.
pub fn press(app: &mut App, keys: &[&str]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys {
        for event in events(key) {
            effects.extend(update(app, Event::Key(event)));
        }
    }
    effects
}

fn events(key: &str) -> Vec<KeyEvent> {
    let plain = |code| vec![KeyEvent::new(code, KeyModifiers::NONE)];
    let named = [
        ("Enter", KeyCode::Enter),
        ("Esc", KeyCode::Esc),
        ("Tab", KeyCode::Tab),
        ("→", KeyCode::Right),
        ("←", KeyCode::Left),
        ("↑", KeyCode::Up),
        ("↓", KeyCode::Down),
        ("PgDn", KeyCode::PageDown),
        ("PgUp", KeyCode::PageUp),
        ("Home", KeyCode::Home),
        ("End", KeyCode::End),
        ("Backspace", KeyCode::Backspace),
        ("Del", KeyCode::Delete),
        ("Space", KeyCode::Char(' ')),
    ];
    let code = |name: &str| {
        named
            .iter()
            .find(|(it, _)| *it == name)
            .map(|(_, code)| *code)
    };
    if let Some(code) = code(key) {
        return plain(code);
    }
    if key == "Shift+Tab" {
        return plain(KeyCode::BackTab);
    }
    if let Some(name) = key.strip_prefix("Shift+") {
        return vec![KeyEvent::new(code(name).unwrap(), KeyModifiers::SHIFT)];
    }
    if let Some(letter) = key.strip_prefix("Ctrl+") {
        let letter = letter.to_lowercase().chars().next().unwrap();
        return vec![KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)];
    }
    let letters = key.chars().map(KeyCode::Char);
    letters
        .map(|code| KeyEvent::new(code, KeyModifiers::NONE))
        .collect()
}

/// Presses a key of the table.
pub fn press_key(app: &mut App, key: Key) -> Vec<Effect> {
    match key {
        Key::Digit => press(app, &["1"]),
        key => press(app, &[&key.name()]),
    }
}

/// The words that are selected.
pub fn selected(app: &App) -> &str {
    app.script.source().slice(app.selected())
}

/// The codings that stand, as code and words.
pub fn coded(app: &App) -> Vec<(&str, &str)> {
    let standing = app.ledger.standing();
    standing
        .map(|it| (it.code.as_str(), it.anchor.quote.as_str()))
        .collect()
}

/// The codings that are to be written: those that changed, or all.
pub fn written(effects: &[Effect]) -> Option<Ledger> {
    let mut ledger = None;
    for effect in effects {
        match effect {
            Effect::Save(_, Work::Codings(changed)) => {
                let ledger = ledger.get_or_insert_with(Ledger::default);
                for (id, record) in changed {
                    ledger.restore(id, record.clone());
                }
            }
            Effect::Save(_, Work::Ledger(all)) => ledger = Some(Ledger::clone(all)),
            _ => {}
        }
    }
    ledger
}

/// Says that everything was written.
pub fn save_all(app: &mut App, effects: &[Effect]) -> Vec<Effect> {
    let mut further = Vec::new();
    for effect in effects {
        if let Effect::Save(number, work) = effect {
            let saved = Saved {
                number: *number,
                kind: work.kind(),
                result: Ok(None),
            };
            further.extend(update(app, Event::Saved(saved)));
        }
    }
    further
}

/// The screen as text, a line for each row.
pub fn drawn(app: &App) -> (String, Buffer) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.view.width, app.view.height));
    super::draw::draw(app, &mut buffer);
    (text_of(&buffer), buffer)
}

pub fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for row in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for column in 0..buffer.area.width {
            let symbol = buffer[(column, row)].symbol();
            if skip == 0 {
                line += symbol;
                skip = super::cells::width(symbol).saturating_sub(1);
            } else {
                skip -= 1;
            }
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}
