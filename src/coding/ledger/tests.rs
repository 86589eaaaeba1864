use super::*;
use crate::coding::record::Stamp;

fn coding(code: &str, start: usize, quote: &str) -> Record {
    let points = start..start + quote.chars().count();
    let anchor = Anchor {
        points: Some(points),
        quote: quote.to_owned(),
        ..Anchor::default()
    };
    let made = Stamp {
        time: "2026-01-01T00:00:00Z".to_owned(),
        with: "annotate".to_owned(),
    };
    Record::new(code, anchor, made)
}

fn parse(text: &str) -> (Parsed, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let source = Arc::new(Source::new("c.jsonl", text));
    (Ledger::parse(&source, &mut faults), faults)
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.add(coding("trust", 10, "they trust us"));
    ledger.add(coding("time", 2, "weeks"));
    ledger
}

#[test]
fn lines_are_sorted_by_place_and_come_back() {
    let mut ledger = ledger();
    ledger.add(coding("a", 10, "they"));
    let text = ledger.text();
    let codes: Vec<_> = ledger.all().iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["time", "trust", "a"]);
    let (parsed, faults) = parse(&text);
    assert!(faults.is_empty() && parsed.whole);
    assert_eq!(parsed.ledger.text(), text);
    // The order of the lines is no matter.
    let mut lines: Vec<&str> = text.lines().collect();
    lines.reverse();
    assert_eq!(parse(&lines.join("\n")).0.ledger.text(), text);
}

#[test]
fn the_same_code_on_the_same_words_is_one_coding() {
    let mut ledger = ledger();
    let there = ledger.add(coding("trust", 10, "they trust us"));
    assert!(matches!(&there, Added::There(_)));
    let id = there.id().to_owned();
    assert!(ledger.remove(&id, "t2"));
    assert!(!ledger.remove(&id, "t3"));
    assert_eq!(ledger.standing().count(), 1);
    assert_eq!(ledger.all().len(), 2);
    assert_eq!(
        ledger.add(coding("trust", 10, "they trust us")),
        Added::Again(id.clone())
    );
    assert_eq!(ledger.get(&id).unwrap().changed.len(), 2);
    assert_eq!(ledger.standing().count(), 2);
}

#[test]
fn a_name_stays_when_the_coding_moves_and_is_not_given_twice() {
    let mut ledger = ledger();
    let id = ledger.all()[1].id.clone();
    ledger.change(&id, "t2", |record| record.anchor.points = Some(90..103));
    let again = ledger.add(coding("trust", 10, "they trust us"));
    assert!(matches!(&again, Added::New(new) if *new != id));
}

#[test]
fn of_two_branches_the_one_that_goes_on_wins() {
    let base = ledger();
    let id = base.all()[1].id.clone();
    let mut removed = base.clone();
    removed.remove(&id, "2026-02-01T00:00:00Z");
    // As git's union of both: the old line and the new one.
    for text in [base.text() + &removed.text(), removed.text() + &base.text()] {
        let (parsed, faults) = parse(&text);
        assert!(faults.is_empty());
        assert_eq!(parsed.ledger.text(), removed.text());
    }
}

#[test]
fn two_versions_that_went_apart_are_both_kept_and_told() {
    let base = ledger();
    let id = base.all()[1].id.clone();
    let (mut a, mut b) = (base.clone(), base.clone());
    a.change(&id, "2026-02-01T00:00:00Z", |it| {
        it.memo = Some("a".to_owned());
    });
    b.change(&id, "2026-02-02T00:00:00Z", |it| {
        it.memo = Some("b".to_owned());
    });
    for text in [a.text() + &b.text(), b.text() + &a.text()] {
        let (parsed, faults) = parse(&text);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].rule, "coding-changed-twice");
        assert_eq!(parsed.ledger.get(&id).unwrap().memo.as_deref(), Some("b"));
        assert_eq!(parsed.ledger.rivals()[0].memo.as_deref(), Some("a"));
        assert_eq!(parsed.ledger.text().lines().count(), 3);
    }
    let merged = three_way(&base, &a, &b);
    assert_eq!((merged.all().len(), merged.rivals().len()), (2, 1));
    let mut settled = merged;
    let chosen = settled.rivals()[0].clone();
    settled.settle(chosen, "2026-03-01T00:00:00Z");
    assert!(settled.rivals().is_empty());
    let (parsed, faults) = parse(&(settled.text() + &a.text() + &b.text()));
    assert_eq!(parsed.ledger.get(&id).unwrap().memo.as_deref(), Some("a"));
    // What was decided goes on from `b`; `a`, which it was made of, is told once more.
    assert!(faults.len() <= 1);
}

#[test]
fn changes_of_different_codings_come_together() {
    let base = ledger();
    let [time, trust] = [0, 1].map(|at: usize| base.all()[at].id.clone());
    let (mut a, mut b) = (base.clone(), base.clone());
    a.remove(&time, "t2");
    b.change(&trust, "t3", |it| it.memo = Some("m".to_owned()));
    b.add(coding("new", 40, "x"));
    a.restore(&trust, base.get(&trust).cloned());
    for merged in [three_way(&base, &a, &b), three_way(&base, &b, &a)] {
        assert!(merged.rivals().is_empty());
        assert_eq!(merged.all().len(), 3);
        assert_eq!(merged.get(&time).unwrap().state, State::Removed);
        assert_eq!(merged.get(&trust).unwrap().memo.as_deref(), Some("m"));
    }
    // What was undone is gone on one side alone.
    let mut undone = base.clone();
    undone.restore(&time, None);
    assert_eq!(three_way(&base, &undone, &base).all().len(), 1);
}

#[test]
fn a_line_that_is_no_coding_is_told_and_the_others_are_kept() {
    let (parsed, faults) = parse(
        "{\"code\": \"a\", \"quote\": \"x\", \"later\": 1}\nno\n\n{\"code\": \"b\", \"quote\": \"y\"}\n",
    );
    assert!(!parsed.whole);
    let mut lines: Vec<usize> = parsed.lines.into_values().collect();
    lines.sort_unstable();
    assert_eq!(lines, [1, 4]);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].place.position().unwrap().line, 2);
    assert_eq!(faults[0].message, "this line is no coding: expected ident");
}

#[test]
fn a_fault_is_told_at_its_own_character() {
    let (_, faults) = parse("{\"code\": \"é\", quote: \"x\"}\n");
    let at = faults[0].place.position().unwrap();
    assert_eq!((at.line, at.column), (1, 15));
}

#[test]
fn marks_of_git_are_called_by_their_name() {
    let (_, faults) = parse("<<<<<<< HEAD\n");
    let help = faults[0].help.as_deref().unwrap_or_default();
    assert!(help.starts_with("git left this"));
}

#[test]
fn what_is_said_of_a_coding_that_is_there_is_taken_over() {
    let mut ledger = ledger();
    let mut again = coding("trust", 10, "they trust us");
    again.memo = Some("a memo".to_owned());
    assert!(matches!(ledger.add(again.clone()), Added::Changed(_)));
    assert!(matches!(ledger.add(again.clone()), Added::There(_)));
    again.memo = Some("another".to_owned());
    let id = ledger.add(again.clone()).id().to_owned();
    assert_eq!(
        ledger.get(&id).unwrap().memo.as_deref(),
        Some("a memo\n\nanother")
    );
    // One that stands is not taken away by a row of a table.
    again.state = State::Removed;
    assert!(matches!(ledger.add(again), Added::There(_)));
    assert_eq!(ledger.standing().count(), 2);
}

#[test]
fn many_codings_are_added_as_each_by_itself_is() {
    let mut one_by_one = ledger();
    let removed = one_by_one.all()[1].id.clone();
    one_by_one.remove(&removed, "t2");
    let mut many = one_by_one.clone();
    let mut other_text = coding("trust", 10, "they trust us");
    other_text.anchor.hash = "another".to_owned();
    other_text.anchor.prefix = "other words ".to_owned();
    let records = [
        coding("trust", 10, "they trust us"),
        coding("trust", 0, "they"),
        coding("trust", 0, "they"),
        other_text,
        coding("time", 2, "weeks"),
    ];
    let added: Vec<Added> = records
        .iter()
        .map(|it| one_by_one.add(it.clone()))
        .collect();
    let mut adding = many.adding();
    let again: Vec<Added> = records.iter().map(|it| adding.add(it.clone())).collect();
    assert!(matches!(
        adding.add_to(&removed, records[0].clone(), "t3"),
        Added::There(_)
    ));
    drop(adding);
    assert_eq!(again, added);
    assert_eq!(many.text(), one_by_one.text());
    assert_eq!(many.all().len(), one_by_one.all().len());
    let sorted: Vec<&str> = many.all().iter().map(|it| it.id.as_str()).collect();
    let as_read = parse(&many.text()).0.ledger;
    let read: Vec<&str> = as_read.all().iter().map(|it| it.id.as_str()).collect();
    assert_eq!(sorted, read);
}

#[test]
fn a_refusal_of_what_was_removed_is_kept() {
    let mut ledger = ledger();
    let id = ledger.all()[1].id.clone();
    ledger.remove(&id, "t2");
    let before = ledger.clone();
    let mut refused = coding("trust", 10, "they trust us");
    refused.state = State::Rejected;
    assert_eq!(ledger.add(refused.clone()), Added::Again(id.clone()));
    let kept = ledger.get(&id).unwrap();
    assert_eq!((kept.state, kept.changed.len()), (State::Rejected, 2));
    assert!(before.get(&id).unwrap().goes_before(kept));
    assert_eq!(ledger.add(refused.clone()), Added::There(id.clone()));
    // What stands is not refused by a row of a table, and what is refused not forgotten.
    ledger.add(coding("trust", 10, "they trust us"));
    assert_eq!(ledger.add(refused.clone()), Added::There(id.clone()));
    ledger.change(&id, "t3", |it| it.state = State::Rejected);
    refused.state = State::Removed;
    assert_eq!(ledger.add(refused), Added::There(id));
}

#[test]
fn the_same_words_at_the_same_place_of_another_text_are_another_coding() {
    let mut ledger = ledger();
    let mut other = coding("trust", 10, "they trust us");
    other.anchor.hash = "another".to_owned();
    other.anchor.prefix = "other words ".to_owned();
    assert!(matches!(ledger.add(other), Added::New(_)));
    assert_eq!(ledger.all().len(), 3);
}

#[test]
fn an_edit_by_hand_does_not_lose_against_a_change_that_knows_nothing_of_it() {
    let base = ledger();
    let id = base.all()[1].id.clone();
    let mut removed = base.clone();
    removed.remove(&id, "2026-02-01T00:00:00Z");
    let by_hand = base
        .text()
        .replace("trust us\"", "trust us\",\"memo\":\"by hand\"");
    let (parsed, faults) = parse(&(by_hand + &removed.text()));
    let told: Vec<_> = faults.iter().map(|it| it.rule).collect();
    assert_eq!(told, ["coding-changed-twice"]);
    let rivals = parsed.ledger.rivals();
    assert_eq!(rivals[0].memo.as_deref(), Some("by hand"));
}
