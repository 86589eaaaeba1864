//! Choosing codes, naming new ones, memos, the mouse.

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::super::app::Mode;
use super::super::event::Wanted;
use super::super::history::MemoOf;
use super::*;

#[test]
fn typing_finds_codes_by_label_id_and_path_and_never_a_retired_one() {
    let mut app = app();
    for (typed, wanted) in [
        ("wait", "waiting"),
        ("TRUST", "trust"),
        ("enablers.tr", "trust"),
        ("long lists", "waiting"),
    ] {
        press(&mut app, &["Enter", typed]);
        let Mode::Palette(palette) = &app.mode else {
            panic!()
        };
        let found = palette
            .chosen()
            .map(|it| app.book.codebook.code(it).id.clone());
        assert_eq!(found.as_deref(), Some(wanted), "{typed}");
        press(&mut app, &["Esc"]);
    }
    press(&mut app, &["Enter", "qqq", "Esc", "Enter"]);
    let Mode::Palette(palette) = &app.mode else {
        panic!()
    };
    assert_eq!(palette.found.len(), 3);
}

#[test]
fn number_keys_keep_their_codes_while_one_codes_with_them() {
    let mut app = app();
    press(
        &mut app,
        &[
            "Enter", "wait", "Enter", "→", "Enter", "trust", "Enter", "→",
        ],
    );
    assert_eq!(app.recent, ["trust", "waiting"]);
    press(&mut app, &["2", "1"]);
    assert_eq!(app.recent, ["trust", "waiting"]);
    assert_eq!(coded(&app).len(), 4);
    press(&mut app, &["9"]);
    assert!(app.notice.as_ref().unwrap().starts_with("no code is on 9"));
    // Whoever opens the transcript again finds them where they were.
    let again = App {
        ledger: app.ledger.clone(),
        ..blank()
    }
    .begun(80, 24);
    assert_eq!(again.recent.len(), 2);
}

#[test]
fn the_same_code_on_the_same_words_is_there_already() {
    let mut app = app();
    press(&mut app, &["Enter", "trust", "Enter"]);
    let effects = press(&mut app, &["1"]);
    assert!(effects.is_empty());
    assert_eq!(
        app.notice.as_deref(),
        Some("“Trusting relationship” is there already")
    );
}

#[test]
fn a_new_code_is_named_by_the_words_and_can_be_put_under_another() {
    let mut app = app();
    press(&mut app, &["i", " it is", "Tab", "Tab", "trus"]);
    let effects = press(&mut app, &["Enter"]);
    let Effect::NewCode(wanted) = &effects[0] else {
        panic!()
    };
    let expected = Wanted {
        id: "how-did-it-begin-it".to_owned(),
        label: "How did it begin it is".to_owned(),
        parent: Some("trust".to_owned()),
    };
    assert_eq!(*wanted, expected);
    // It could not be written: what was typed is still there.
    update(&mut app, Event::Codebook(Err("no".to_owned())));
    assert!(matches!(app.mode, Mode::NewCode(_)));
    press(&mut app, &["Enter"]);
    let text = format!("{BOOK}  - id: how-did-it-begin-it\n    label: New\n");
    let source = Arc::new(Source::new("codebook.yaml", text));
    let codebook = thematica::codebook::parse(source).codebook.unwrap();
    let effects = update(&mut app, Event::Codebook(Ok(Arc::new(codebook))));
    assert_eq!(coded(&app), [("how-did-it-begin-it", "How did it begin?")]);
    assert!(written(&effects).is_some());
    assert_eq!(app.book.label("how-did-it-begin-it"), "New");
}

#[test]
fn an_id_that_is_taken_or_empty_is_refused() {
    let mut app = app();
    press(&mut app, &["i", "Tab", "Ctrl+U", "trust", "Enter"]);
    assert_eq!(
        app.notice.as_deref(),
        Some("there is a code `trust` already")
    );
    press(&mut app, &["Ctrl+U", "Enter"]);
    assert_eq!(app.notice.as_deref(), Some("a code needs a name and an id"));
    press(&mut app, &["x", "Tab", "zzz", "Enter"]);
    assert_eq!(app.notice.as_deref(), Some("no code is called “zzz”"));
}

#[test]
fn memos_are_written_on_codings_codes_and_transcripts() {
    let mut app = app();
    press(&mut app, &["Enter", "trust", "Enter"]);
    let effects = press(&mut app, &["E", "line one", "Enter", "two", "Ctrl+S"]);
    let [Effect::Save(_, Work::Memo { of, before, text })] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(
        (of, before.as_str(), text.as_str()),
        (&MemoOf::Code("trust".to_owned()), "", "line one\ntwo\n")
    );
    update(&mut app, Event::Paste("x".to_owned()));
    press(&mut app, &["M"]);
    update(&mut app, Event::Paste("pasted\r\ntext".to_owned()));
    press(&mut app, &["Esc"]);
    assert_eq!(app.memo, "pasted\ntext\n");
    let effects = update(
        &mut app,
        Event::Edited(MemoOf::Transcript, Ok(String::new())),
    );
    assert!(
        matches!(&effects[..], [Effect::Save(_, Work::Memo { before, text, .. })] if before == "pasted\ntext\n" && text.is_empty())
    );
    press(&mut app, &["u"]);
    assert_eq!(app.memo, "pasted\ntext\n");
}

fn mouse(app: &mut App, kind: MouseEventKind, column: u16, row: u16) {
    let event = MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    };
    update(app, Event::Mouse(event));
}

#[test]
fn a_click_selects_dragging_selects_freely_and_the_wheel_scrolls() {
    let mut app = app();
    let (text, _) = drawn(&app);
    let row = text
        .lines()
        .position(|line| line.contains("It took weeks"))
        .unwrap();
    let (row, column) = (u16::try_from(row).unwrap(), 2);
    mouse(
        &mut app,
        MouseEventKind::Down(MouseButton::Left),
        column + 20,
        row,
    );
    assert_eq!(selected(&app), "She would not open the door at first.");
    mouse(
        &mut app,
        MouseEventKind::Drag(MouseButton::Left),
        column + 4,
        row,
    );
    assert_eq!(selected(&app), "took weeks. She would");
    mouse(
        &mut app,
        MouseEventKind::Up(MouseButton::Left),
        column + 4,
        row,
    );
    app.resize(80, 9);
    let top = app.view.top;
    mouse(&mut app, MouseEventKind::ScrollDown, 5, 5);
    assert_eq!(app.view.top, top + 3);
    assert_eq!(selected(&app), "took weeks. She would");
    mouse(&mut app, MouseEventKind::ScrollUp, 5, 5);
    assert_eq!(app.view.top, top);
}

#[test]
fn a_name_that_a_code_has_already_is_no_second_code() {
    let mut app = app();
    press(&mut app, &["i", "Ctrl+U", "trusting  relationship"]);
    let shown = drawn(&app).0;
    assert!(
        shown.contains("The codebook has “Trusting relationship” already"),
        "{shown}"
    );
    let effects = press(&mut app, &["Enter"]);
    assert!(!effects.iter().any(|it| matches!(it, Effect::NewCode(_))));
    assert_eq!(coded(&app), [("trust", "How did it begin?")]);
    // The same name below another theme is another code.
    press(
        &mut app,
        &[
            "i",
            "Ctrl+U",
            "Trusting relationship",
            "Tab",
            "Tab",
            "waiting",
        ],
    );
    let effects = press(&mut app, &["Enter"]);
    assert!(
        matches!(&effects[..], [Effect::NewCode(it)] if it.parent.as_deref() == Some("waiting"))
    );
    // One that is retired is not taken up again by mistake.
    press(&mut app, &["Esc", "i", "Ctrl+U", "old"]);
    assert!(press(&mut app, &["Enter"]).is_empty());
    assert!(app.notice.as_ref().unwrap().contains("another name"));
}

#[test]
fn a_search_that_finds_nothing_says_what_to_do() {
    let mut app = app();
    press(&mut app, &["Enter", "qqq zzz"]);
    let shown = drawn(&app).0;
    assert!(
        shown.contains("No code fits “qqq zzz”. Enter makes a new code of that name"),
        "{shown}"
    );
    let effects = press(&mut app, &["Enter", "Enter"]);
    assert!(matches!(&effects[..], [Effect::NewCode(it)] if it.label == "qqq zzz"));
}
