//! Proposals, other coders, and what is undone.

use thematica::coding::record::State;

use super::super::event::{Kind, Merged, Saved};
use super::super::marks::Item;
use super::*;

#[test]
fn an_accepted_proposal_says_which_rule_it_was() {
    let mut app = app();
    let effects = press(&mut app, &["]", "a"]);
    let ledger = written(&effects).unwrap();
    let line = ledger.text();
    assert!(
        line.contains(r#""code":"trust","start":90,"end":103,"quote":"Then she did.""#),
        "{line}"
    );
    assert!(
        line.contains(r#""made":"2026-11-30T16:39:43Z","with":"rules 1.2.0: trust rule 1""#),
        "{line}"
    );
    assert_eq!(app.open_proposals().count(), 2);
}

#[test]
fn a_rejected_proposal_is_kept_so_that_it_does_not_come_back() {
    let mut app = app();
    press(&mut app, &["]", "x"]);
    assert_eq!(app.ledger.all()[0].state, State::Rejected);
    let again = App {
        ledger: app.ledger.clone(),
        ..blank()
    }
    .begun(80, 24);
    assert_eq!(again.open_proposals().count(), 2);
    // Who thinks again takes it all the same.
    press(&mut app, &["Enter", "trust", "Enter"]);
    assert_eq!(coded(&app), [("trust", "Then she did.")]);
    assert_eq!(app.ledger.all().len(), 1);
}

#[test]
fn a_proposal_that_is_moved_away_is_not_proposed_at_its_old_place() {
    let mut app = app();
    press(&mut app, &["]", "→"]);
    assert_eq!(selected(&app), "And then?");
    let offered = "m lays the proposal “Trusting relationship” here";
    assert_eq!(app.notice.as_deref(), Some(offered));
    press(&mut app, &["m"]);
    assert_eq!(coded(&app), [("trust", "And then?")]);
    let states: Vec<State> = app.ledger.all().iter().map(|it| it.state).collect();
    assert_eq!(states, [State::Rejected, State::Coded]);
}

#[test]
fn a_proposal_that_was_left_far_behind_is_not_moved() {
    let mut app = app();
    press(&mut app, &["]", "}", "}", "}", "m"]);
    assert!(coded(&app).is_empty());
    assert_eq!(selected(&app), "Thank you.");
}

#[test]
fn everything_is_undone_and_redone_step_by_step() {
    let mut app = app();
    press(
        &mut app,
        &[
            "Enter", "trust", "Enter", "e", "why", "Ctrl+S", "}", "1", "]", "a", "f", "M", "note",
            "Esc",
        ],
    );
    press(&mut app, &["d"]);
    let end = (app.ledger.text(), app.memo.clone(), app.finished.is_some());
    let mut texts = Vec::new();
    for _ in 0..7 {
        press(&mut app, &["u"]);
        texts.push(app.ledger.text());
    }
    assert!(app.ledger.is_empty() && app.memo.is_empty() && app.finished.is_none());
    press(&mut app, &["u"]);
    assert_eq!(app.notice.as_deref(), Some("there is nothing to undo"));
    for _ in 0..7 {
        press(&mut app, &["U"]);
    }
    assert_eq!(
        (app.ledger.text(), app.memo.clone(), app.finished.is_some()),
        end
    );
    press(&mut app, &["U"]);
    assert_eq!(app.notice.as_deref(), Some("there is nothing to redo"));
    assert!(texts.len() == 7);
}

#[test]
fn what_another_coder_has_is_taken_over_or_refused_and_says_from_whom() {
    for (key, state) in [("a", State::Coded), ("x", State::Rejected)] {
        let mut app = app();
        press(&mut app, &[">", key]);
        let record = &app.ledger.all()[0];
        assert_eq!(record.state, state);
        assert_eq!(
            record.from,
            [format!("ben/{}", app.others[0].records[0].id)]
        );
        assert!(app.disagreements().is_empty());
    }
}

#[test]
fn what_a_coder_who_finished_left_out_is_a_disagreement() {
    let mut app = app();
    press(&mut app, &["Enter", "waiting", "Enter", "G"]);
    let mine = app
        .disagreements()
        .into_iter()
        .filter(|(_, item)| matches!(item, Item::Mine(_)));
    assert_eq!(mine.count(), 1);
    app.others[0].finished = false;
    assert_eq!(app.disagreements().len(), 1);
}

#[test]
fn a_coding_of_another_extent_takes_the_others() {
    let mut app = app();
    app.select_at(span("She would").start);
    press(&mut app, &["w", "Enter", "trust", "Enter"]);
    assert_eq!(coded(&app), [("trust", "She")]);
    app.select_at(span("open the door").start);
    press(&mut app, &["s", "a"]);
    assert_eq!(
        coded(&app),
        [("trust", "She would not open the door at first.")]
    );
    press(&mut app, &["u"]);
    assert_eq!(coded(&app), [("trust", "She")]);
}

#[test]
fn what_one_has_already_is_not_taken_over_at_the_cost_of_another_coding() {
    let mut mine = Ledger::default();
    mine.add(record("trust", "It took weeks. She would not open"));
    mine.add(record("trust", "She would not open the door at first."));
    let mut app = App {
        ledger: mine,
        ..blank()
    }
    .begun(80, 24);
    let before = app.ledger.text();
    let theirs = Item::Theirs {
        other: 0,
        record: 0,
    };
    app.take(theirs);
    assert_eq!(app.notice.as_deref(), Some("you agree already"));
    assert_eq!(app.ledger.text(), before);
}

#[test]
fn what_was_removed_before_is_refused_all_the_same() {
    let mut mine = Ledger::default();
    let words = "She would not open the door at first.";
    let id = mine.add(record("trust", words)).id().to_owned();
    mine.remove(&id, "2026-01-02T00:00:00Z");
    let mut app = App {
        ledger: mine,
        ..blank()
    }
    .begun(80, 24);
    press(&mut app, &[">", "x"]);
    let record = &app.ledger.all()[0];
    assert_eq!((&record.id, record.state), (&id, State::Rejected));
    assert_eq!(
        record.from,
        [format!("ben/{}", app.others[0].records[0].id)]
    );
    press(&mut app, &["u"]);
    assert_eq!(app.ledger.all()[0].state, State::Removed);
}

#[test]
fn what_another_coded_is_taken_over_on_other_words() {
    let mut app = App {
        by: Some("cy".to_owned()),
        ..blank()
    }
    .begun(80, 24);
    let from = format!("ben/{}", app.others[0].records[0].id);
    // Some of its words.
    press(&mut app, &[">", "w", "m"]);
    assert_eq!(coded(&app), [("trust", "She")]);
    let record = &app.ledger.all()[0];
    assert_eq!(record.from, [from.as_str()]);
    assert_eq!(record.by.as_deref(), Some("cy"));
    assert!(app.disagreements().is_empty());
    press(&mut app, &["u"]);
    assert!(app.ledger.is_empty());
    // Quite other words: where the other has it, it is not.
    press(&mut app, &["Home", ">", "→"]);
    let offered = "m takes “Trusting relationship” of ben over here";
    assert_eq!(app.notice.as_deref(), Some(offered));
    press(&mut app, &["m"]);
    assert_eq!(coded(&app), [("trust", "Then she did.")]);
    let states: Vec<State> = app.ledger.all().iter().map(|it| it.state).collect();
    assert_eq!(states, [State::Rejected, State::Coded]);
    assert!(app.ledger.all().iter().all(|it| it.from == [from.as_str()]));
    let places = app.disagreements();
    assert!(places.iter().all(|(_, it)| matches!(it, Item::Mine(_))));
}

#[test]
fn what_another_coded_is_taken_over_sentence_by_sentence() {
    let mut theirs = Ledger::default();
    theirs.add(record(
        "trust",
        "It took weeks. She would not open the door at first.",
    ));
    let mut app = app();
    app.others[0].records = theirs.all().to_vec();
    app.find_others();
    app.lay_out();
    press(&mut app, &[">", "b"]);
    assert_eq!(
        coded(&app),
        [
            ("trust", "It took weeks."),
            ("trust", "She would not open the door at first.")
        ]
    );
    let from = format!("ben/{}", app.others[0].records[0].id);
    assert!(app.ledger.all().iter().all(|it| it.from == [from.as_str()]));
    assert!(app.disagreements().is_empty());
    // What comes next is about one's own.
    assert!(matches!(app.focus, Some(Item::Mine(_))));
}

#[test]
fn what_is_not_ones_own_says_how_it_would_be() {
    let mut app = app();
    press(&mut app, &[">", "e"]);
    let told = "this coding is ben's: a takes it over, x refuses it";
    assert_eq!(app.notice.as_deref(), Some(told));
    press(&mut app, &["d"]);
    assert_eq!(app.notice.as_deref(), Some(told));
    press(&mut app, &["b"]);
    let told = "it is one sentence; a takes it over";
    assert_eq!(app.notice.as_deref(), Some(told));
    press(&mut app, &["]", "d"]);
    let told = "this is only proposed: a takes it over, x refuses it";
    assert_eq!(app.notice.as_deref(), Some(told));
}

#[test]
fn who_decides_for_others_is_named() {
    let mut app = App {
        by: Some("cy".to_owned()),
        ..blank()
    }
    .begun(80, 24);
    press(&mut app, &[">", "a"]);
    assert_eq!(app.ledger.all()[0].by.as_deref(), Some("cy"));
}

/// A ledger with two versions of one coding.
fn apart() -> Ledger {
    let mut base = Ledger::default();
    let id = base.add(record("trust", "It took weeks.")).id().to_owned();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.change(&id, "2026-02-02T00:00:00Z", |it| {
        it.memo = Some("ours".to_owned());
    });
    theirs.change(&id, "2026-02-01T00:00:00Z", |it| {
        it.memo = Some("theirs".to_owned());
    });
    thematica::coding::ledger::three_way(&base, &ours, &theirs)
}

#[test]
fn two_versions_of_a_coding_are_shown_and_decided_between() {
    for (key, memo) in [("a", "theirs"), ("x", "ours")] {
        let mut app = App {
            ledger: apart(),
            ..blank()
        }
        .begun(80, 24);
        assert_eq!(app.ledger.rivals().len(), 1);
        press(&mut app, &[">"]);
        assert_eq!(selected(&app), "It took weeks.");
        let effects = press(&mut app, &[key]);
        let ledger = written(&effects).unwrap();
        assert!(ledger.rivals().is_empty());
        assert_eq!(ledger.all()[0].memo.as_deref(), Some(memo));
        press(&mut app, &["u"]);
        assert_eq!(app.ledger.rivals().len(), 1);
    }
}

#[test]
fn blind_means_that_nobody_elses_codings_are_there() {
    let mut app = App {
        others: Vec::new(),
        ..blank()
    }
    .begun(80, 24);
    press(&mut app, &[">"]);
    assert_eq!(
        app.notice.as_deref(),
        Some("nobody else has coded this transcript")
    );
}

#[test]
fn leaving_waits_for_the_disk_and_an_error_keeps_the_screen() {
    let mut app = app();
    let mut effects = press(&mut app, &["Enter", "trust", "Enter"]);
    assert_eq!(app.saving.status(), "saving…");
    assert!(press(&mut app, &["q"]).is_empty());
    let left = save_all(&mut app, &effects);
    assert!(matches!(left[..], [Effect::Leave(_)]));
    assert_eq!(app.saving.status(), "saved");

    effects = press(&mut app, &["Esc", "d"]);
    press(&mut app, &["q"]);
    let Effect::Save(number, _) = effects[0] else {
        panic!()
    };
    let failed = Saved {
        number,
        kind: Kind::Codings,
        result: Err("the disk is full".to_owned()),
    };
    assert!(update(&mut app, Event::Saved(failed)).is_empty());
    assert_eq!(app.saving.status(), "NOT SAVED: the disk is full");
    assert!(
        drawn(&app)
            .0
            .lines()
            .next()
            .unwrap()
            .contains("NOT SAVED: the disk is full")
    );
    // Leaving tries again.
    let again = press(&mut app, &["q"]);
    assert!(written(&again).is_some());
    assert!(matches!(save_all(&mut app, &again)[..], [Effect::Leave(_)]));
}

#[test]
fn what_another_program_wrote_meanwhile_is_shown() {
    let mut app = app();
    let effects = press(&mut app, &["Enter", "trust", "Enter"]);
    let sent = written(&effects).unwrap();
    press(&mut app, &["}", "1"]);
    let mut both = sent.clone();
    both.add(record("waiting", "Thank you."));
    let merged = Merged::Codings {
        sent: Box::new(sent),
        written: Box::new(both),
    };
    let saved = Saved {
        number: 1,
        kind: Kind::Codings,
        result: Ok(Some(merged)),
    };
    update(&mut app, Event::Saved(saved));
    assert_eq!(coded(&app).len(), 3);
}
