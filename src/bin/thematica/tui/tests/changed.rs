//! A transcript that is changed on the disk while it is open.

use super::super::linear::hear;
use super::*;

fn changed() -> App {
    let mut app = app();
    app.select_at(span("She would").start);
    press(&mut app, &["Enter", "trust", "Enter"]);
    update(&mut app, Event::Changed(true));
    app
}

#[test]
fn nothing_is_laid_on_words_that_are_not_on_the_disk_any_more() {
    let told = "changed on the disk: R reads it again before you go on";
    for keys in [
        &["1"][..],
        &["Enter"],
        &["c"],
        &["i"],
        &["Home", "m"],
        &["]", "a"],
        &["]", "x"],
        &["]", "m"],
        &["]", "b"],
        &[">", "a"],
        &["w", "m"],
        &["P", "a"],
        &["f"],
    ] {
        let mut app = changed();
        let before = (app.ledger.text(), app.finished.is_some());
        let effects = press(&mut app, keys);
        assert!(effects.is_empty(), "{keys:?}");
        assert_eq!((app.ledger.text(), app.finished.is_some()), before);
        press(&mut app, &["Esc"]);
        assert_eq!(app.notice.as_deref(), Some(told), "{keys:?}");
        assert!(
            drawn(&app)
                .0
                .lines()
                .next()
                .unwrap()
                .contains("CHANGED ON DISK: R")
        );
    }
}

#[test]
fn a_memo_that_is_being_written_is_kept_and_a_coding_may_be_taken_away() {
    let mut app = changed();
    press(&mut app, &["e", "why", "Ctrl+S"]);
    assert_eq!(app.ledger.all()[0].memo.as_deref(), Some("why"));
    press(&mut app, &["d"]);
    assert!(coded(&app).is_empty());
}

#[test]
fn what_is_again_as_it_was_may_be_coded() {
    let mut app = changed();
    update(&mut app, Event::Changed(false));
    press(&mut app, &["Home", "1"]);
    assert_eq!(coded(&app).len(), 2);
}

#[test]
fn what_was_selected_is_found_again() {
    let mut app = changed();
    let place = app.bookmark();
    press(&mut app, &["Home"]);
    app.resume(&place);
    assert_eq!(selected(&app), "She would not open the door at first.");
    app.notice = None;
    app.welcome_again();
    let told = "read again; 1 coding, all found in the text";
    assert_eq!(app.notice.as_deref(), Some(told));
}

#[test]
fn in_words_it_is_told_in_words() {
    let mut app = changed();
    hear(&mut app, "turn 4");
    let said = hear(&mut app, "code trust").lines.join("\n");
    let told = "changed on the disk: `reread` reads it again before you go on";
    assert_eq!(said, told);
    assert_eq!(coded(&app).len(), 1);
}
