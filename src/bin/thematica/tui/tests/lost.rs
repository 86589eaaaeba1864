//! Codings whose words are not in the text any more.

use super::super::app::{Listed, Mode};
use super::super::linear::hear;
use super::*;

/// A transcript with a coding whose words are gone, and one whose words stand there twice.
fn with_lost() -> App {
    let mut ledger = Ledger::default();
    let mut gone = record("trust", "It took weeks.");
    gone.anchor.hash = "0".to_owned();
    gone.anchor.quote = "Quite other words, which nobody ever said here.".to_owned();
    gone.memo = Some("a turning point".to_owned());
    ledger.add(gone);
    let mut twice = record("waiting", "rang her");
    twice.anchor.hash = "0".to_owned();
    twice.anchor.points = None;
    twice.anchor.prefix = String::new();
    twice.anchor.suffix = String::new();
    ledger.add(twice);
    let mut app = App { ledger, ..blank() }.begun(80, 24);
    app.welcome(None);
    app
}

#[test]
fn what_was_lost_is_told_listed_and_kept() {
    let mut app = with_lost();
    let told = "2 lost codings: F lists what is not found in the text any more";
    assert_eq!(app.notice.as_deref(), Some(told));
    assert!(drawn(&app).0.contains("2 lost"));
    press(&mut app, &["F", "↓"]);
    let (text, _) = drawn(&app);
    for shown in [
        "2 of 2 lost codings",
        "“Quite other words, which nobody ever said here.”",
        "Memo: a turning point",
        "These words are not in the transcript any more.",
    ] {
        assert!(
            text.contains(shown) || shown.starts_with("2 of"),
            "{shown}: {text}"
        );
    }
    press(&mut app, &["Esc"]);
    let effects = press(&mut app, &["Enter", "trust", "Enter"]);
    assert_eq!(written(&effects).unwrap().all().len(), 1);
    assert_eq!(app.ledger.all().len(), 3);
}

/// Goes to the lost coding of a code and takes it in hand.
fn take_in_hand(app: &mut App, code: &str) {
    press(app, &["F"]);
    let Mode::List { items, kind, .. } = &app.mode else {
        panic!("nothing is listed");
    };
    assert_eq!(*kind, Listed::Lost);
    let number = items.iter().position(|it| app.code_of(*it) == code);
    let down = vec!["↓"; number.unwrap()];
    press(app, &["PgUp"]);
    press(app, &down);
    press(app, &["Enter"]);
}

#[test]
fn a_lost_coding_is_laid_on_new_words_with_its_name_and_history() {
    let mut app = with_lost();
    let before = app.ledger.all().iter().find(|it| it.code == "trust");
    let before = before.unwrap().clone();
    take_in_hand(&mut app, "trust");
    press(&mut app, &["→"]);
    let offered = "m lays the lost “Trusting relationship” here, Esc leaves it";
    assert_eq!(app.notice.as_deref(), Some(offered));
    let effects = press(&mut app, &["m"]);
    let after = written(&effects).unwrap().all()[0].clone();
    assert_eq!(after.id, before.id);
    assert_eq!(after.memo, before.memo);
    assert_eq!(after.made, before.made);
    assert_eq!(after.changed.len(), 1);
    assert_eq!(after.anchor.quote, "It took weeks.");
    assert_eq!(after.was.as_deref(), Some(before.anchor.quote.as_str()));
    assert_eq!(
        app.notice.as_deref(),
        Some("laid “Trusting relationship” here; 1 lost coding left: F")
    );
    assert_eq!(app.lost().count(), 1);
    press(&mut app, &["u"]);
    assert_eq!(app.lost().count(), 2);
}

#[test]
fn what_is_said_is_read_to_its_end_in_a_narrow_window() {
    let mut app = with_lost();
    app.resize(40, 16);
    let (text, _) = drawn(&app);
    let last: Vec<&str> = text.lines().rev().take(2).collect();
    let told = format!("{} {}", last[1].trim(), last[0].trim());
    assert_eq!(
        told,
        "2 lost codings: F lists what is not found in the text any more"
    );
}

#[test]
fn a_lost_coding_that_is_let_be_stays_as_it_is() {
    let mut app = with_lost();
    let before = app.ledger.text();
    take_in_hand(&mut app, "trust");
    press(&mut app, &["→", "Esc", "m"]);
    assert_eq!(app.ledger.text(), before);
}

#[test]
fn the_places_that_may_be_it_are_gone_through() {
    let mut app = with_lost();
    take_in_hand(&mut app, "waiting");
    assert!(app.notice.as_ref().unwrap().starts_with("n goes through"));
    assert_eq!(selected(&app), "rang her");
    let first = app.selected();
    press(&mut app, &["n"]);
    assert_eq!(selected(&app), "rang her");
    assert_ne!(app.selected(), first);
    press(&mut app, &["m"]);
    assert_eq!(coded(&app).iter().filter(|it| it.0 == "waiting").count(), 1);
    assert_eq!(app.lost().count(), 1);
}

#[test]
fn a_lost_coding_is_placed_in_words() {
    let mut app = with_lost();
    let said = hear(&mut app, "lost").lines.join("\n");
    assert!(said.contains("memo: a turning point"), "{said}");
    let number = if said.starts_with("  1 Trusting") {
        1
    } else {
        2
    };
    hear(&mut app, "sentence 1");
    let said = hear(&mut app, &format!("place {number}")).lines.join("\n");
    assert_eq!(
        said,
        "laid “Trusting relationship” here; 1 lost coding left: `lost`"
    );
    assert_eq!(
        hear(&mut app, "place 9").lines,
        ["write a number from 1 to 1"]
    );
}
