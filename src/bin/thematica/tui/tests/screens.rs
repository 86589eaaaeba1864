//! What is seen: the main views as text, in files beside the other tests.

use ratatui::style::{Color, Modifier};

use super::super::chooser::{Chooser, Entry};
use super::super::draw::draw_chooser;
use super::*;

/// Compares a screen with the file that shows how it should be.
fn check(name: &str, text: &str) {
    let path = format!("{}/tests/screens/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("THEMATICA_REWRITE").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let wanted = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        text, wanted,
        "{name}; run again with THEMATICA_REWRITE=1 where this is meant"
    );
}

/// A transcript that somebody is in the middle of.
fn begun(width: u16, height: u16) -> App {
    let mut app = blank().begun(width, height);
    app.select_at(span("It took").start);
    let effects = press(
        &mut app,
        &["Enter", "trust", "Enter", "t", "Enter", "waiting", "Enter"],
    );
    save_all(&mut app, &effects);
    press(&mut app, &["Esc", "→", "→"]);
    app
}

#[test]
fn the_main_views_look_as_they_should() {
    for (size, (width, height)) in [
        ("80x24", (80, 24)),
        ("40x12", (40, 12)),
        ("120x40", (120, 40)),
    ] {
        let mut app = begun(width, height);
        check(&format!("reading-{size}"), &drawn(&app).0);
        press(&mut app, &["Enter", "tr"]);
        check(&format!("codes-{size}"), &drawn(&app).0);
        press(&mut app, &["Esc", "P"]);
        check(&format!("proposals-{size}"), &drawn(&app).0);
        press(&mut app, &["Esc", "i"]);
        check(&format!("new-code-{size}"), &drawn(&app).0);
        press(
            &mut app,
            &["Esc", "M", "A first thought.", "Enter", "And a second."],
        );
        check(&format!("memo-{size}"), &drawn(&app).0);
        press(&mut app, &["Esc", "?"]);
        check(&format!("help-{size}"), &drawn(&app).0);
    }
}

#[test]
fn the_list_of_transcripts_looks_as_it_should() {
    for (size, (width, height)) in [("80x24", (80, 24)), ("40x12", (40, 12))] {
        let row = |id: &str, codings, finished: Option<&str>| Entry {
            id: id.to_owned(),
            codings,
            finished: finished.map(str::to_owned),
        };
        let chooser = Chooser {
            rows: vec![
                row("phase-1/groups/fg1", 120, Some("2026-11-30")),
                row("phase-1/interviews/lw01", 12, None),
                row(
                    "phase-1/interviews/a-very-long-name-of-an-interview",
                    0,
                    None,
                ),
            ],
            at: 1,
            open: None,
            coder: "ann".to_owned(),
            notice: None,
            color: false,
        };
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        draw_chooser(&chooser, &mut buffer);
        check(&format!("transcripts-{size}"), &text_of(&buffer));
    }
}

#[test]
fn without_colours_nothing_is_coloured_and_everything_is_still_told() {
    let app = begun(80, 24);
    let (_, buffer) = drawn(&app);
    let plain = |cell: &ratatui::buffer::Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
    assert!(buffer.content().iter().all(plain));
    let marked = |word: &str, modifier| {
        let (text, buffer) = drawn(&app);
        let (row, line) = text
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(word))
            .unwrap();
        let column = super::super::cells::width(&line[..line.find(word).unwrap()]);
        let at = (u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
        buffer[at].modifier.contains(modifier)
    };
    assert!(marked("It took", Modifier::UNDERLINED));
    assert!(marked("Then she", Modifier::REVERSED));
    assert!(!marked("And then", Modifier::UNDERLINED));
}

#[test]
fn a_window_of_any_size_is_drawn() {
    for width in (0..60).step_by(3) {
        for height in 0..16 {
            let mut app = begun(80, 24);
            app.resize(width, height);
            drawn(&app);
            press(&mut app, &["Enter", "t"]);
            drawn(&app);
            press(&mut app, &["Esc", "?", "PgDn"]);
            drawn(&app);
            press(&mut app, &["Esc", "P", "Esc", "i"]);
            drawn(&app);
        }
    }
    let mut app = begun(80, 24);
    app.resize(20, 5);
    assert!(drawn(&app).0.starts_with("20×5 is too small; 2"));
}

#[test]
fn foreign_scripts_and_control_characters_do_not_break_the_layout() {
    let text = "Ann: \u{1b}[2Jשלום עולם \u{202e}abc\u{202c} 日本語のテキストです。e\u{301}\u{301} 👩‍👩‍👧 end.\n\nInterviewer: Yes.\n";
    let clock = || "2026-11-30T16:39:43Z".to_owned();
    let mut app = App::new(script(text), book(), "ann".to_owned(), clock).begun(40, 12);
    press(&mut app, &["Enter", "trust", "Enter"]);
    let (text, buffer) = drawn(&app);
    check("scripts-40x12", &text);
    assert!(
        buffer
            .content()
            .iter()
            .all(|cell| !cell.symbol().chars().any(char::is_control))
    );
    // The margin begins in the same column in every row.
    let margin = app.view.areas().unwrap().margin.x;
    let row = u16::try_from(text.lines().position(|line| line.contains("שלום")).unwrap()).unwrap();
    assert_eq!(buffer[(margin, row)].symbol(), "█");
}
