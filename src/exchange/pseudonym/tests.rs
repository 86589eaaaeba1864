use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, Span};

pub(super) fn key(rows: &[(&str, &str)]) -> Key {
    let entry = |&(name, pseudonym): &(&str, &str)| Entry {
        name: name.to_owned(),
        pseudonym: pseudonym.to_owned(),
    };
    Key::new(rows.iter().map(entry).collect())
}

fn told(text: &str) -> (Key, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let key = Key::read(&Arc::new(Source::new("key.csv", text)), &mut faults);
    (key, faults)
}

pub(super) fn after(rows: &[(&str, &str)], text: &str) -> String {
    key(rows).replace(text).text
}

pub(super) const FAMILY: &[(&str, &str)] = &[
    ("Ann", "Beth"),
    ("Ann Lee", "Cora"),
    ("Don", "Emil"),
    ("O'Hara", "Fry"),
    ("Jean-Luc", "Gus"),
    ("José", "Hugo"),
    ("NHS", "Trust"),
    ("van Dam", "Ivor"),
];

#[test]
fn the_longest_name_is_taken_first() {
    assert_eq!(after(FAMILY, "Ann and Ann Lee"), "Beth and Cora");
    let both = &[("Mary Ann", "X"), ("Ann Leeson", "Y")];
    assert_eq!(after(both, "Mary Ann Leeson"), "Mary Y");
}

#[test]
fn a_name_inside_a_longer_word_stays() {
    let text = "Annual, Anne, Joann, Ann2, Don't, Annâ";
    assert_eq!(after(FAMILY, text), text);
    assert_eq!(after(FAMILY, "Ann Leeds"), "Beth Leeds");
}

#[test]
fn endings_marks_and_hyphens_beside_a_name_stay() {
    assert_eq!(
        after(
            FAMILY,
            "Ann's, Ann\u{2019}s, Ann'll, 'Ann', _Ann_, **Ann:** ANN'S, Ann-ish"
        ),
        "Beth's, Beth\u{2019}s, Beth'll, 'Beth', _Beth_, **Beth:** BETH'S, Beth-ish"
    );
}

#[test]
fn words_of_a_name_may_have_any_white_space_between_them_but_no_paragraph() {
    assert_eq!(after(FAMILY, "Ann\r\n  Lee, Ann\u{a0}Lee"), "Cora, Cora");
    assert_eq!(after(FAMILY, "Ann\n\nLee: No."), "Beth\n\nLee: No.");
}

#[test]
fn apostrophes_hyphens_and_accents_are_equal_however_they_are_written() {
    assert_eq!(after(FAMILY, "O\u{2019}Hara, Jean\u{2011}Luc"), "Fry, Gus");
    assert_eq!(after(FAMILY, "Jose\u{301}, José, Jose"), "Hugo, Hugo, Jose");
}

#[test]
fn more_capitals_than_the_key_has_are_the_name_and_fewer_are_told() {
    assert_eq!(after(FAMILY, "ANN LEE, Van Dam, NHS"), "CORA, Ivor, Trust");
    let replaced = key(FAMILY).replace("ann don nhs Nhs");
    assert_eq!(replaced.text, "ann don nhs Nhs");
    let passed: Vec<usize> = replaced.passed.iter().map(|it| it.entry).collect();
    assert_eq!(passed, [0, 2, 6, 6]);
}

#[test]
fn places_move_with_the_text() {
    let replaced = key(FAMILY).replace("So Ann Lee came.");
    assert_eq!(replaced.text, "So Cora came.");
    assert_eq!(
        replaced.moved(Span::new(0, 2)),
        Moved::Whole(Span::new(0, 2))
    );
    assert_eq!(
        replaced.moved(Span::new(3, 10)),
        Moved::Whole(Span::new(3, 7))
    );
    assert_eq!(
        replaced.moved(Span::new(11, 16)),
        Moved::Whole(Span::new(8, 13))
    );
    assert_eq!(
        replaced.moved(Span::new(7, 15)),
        Moved::Widened(Span::new(3, 12))
    );
}

#[test]
fn a_key_is_read_with_any_separator_and_more_columns() {
    let (key, faults) = told("Pseudonym;note;Name\nBeth;x;Ann\nBeth;;Annie\n");
    assert!(faults.is_empty(), "{faults:?}");
    let names: Vec<&str> = key.entries().iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ann", "Annie"]);
}

#[test]
fn what_is_wrong_with_a_key_is_told_at_its_place() {
    let (_, faults) = told(
        "name,pseudonym\nAnn,\n,Beth\nDon,Emil\nDon,Fred\nDon,Emil\nLee,Don\nMay Hill,Old Lee\nKit,Hill\n--,Gus\n",
    );
    let told: Vec<(&str, usize, usize)> = faults
        .iter()
        .map(|fault| {
            let at = fault.place.position().unwrap();
            (fault.rule, at.line, at.column)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("empty-cell", 2, 5),
            ("empty-cell", 3, 1),
            ("no-name", 10, 1),
            ("two-pseudonyms", 5, 5),
            ("pseudonym-is-name", 7, 5),
            ("pseudonym-is-name", 8, 10),
            ("pseudonym-like-name", 9, 5),
        ]
    );
    assert_eq!(faults.last().unwrap().severity, Severity::Warning);
    assert_eq!(self::told("a,b\n1,2\n").1.len(), 2);
}

#[test]
fn a_coding_moves_and_keeps_what_is_not_known_of_it() {
    let source = Source::new("t", "Int: Hi.\n\nP: I saw Ann Lee, and Ann.\n");
    let key = key(FAMILY);
    let replaced = key.replace(source.text());
    let line = "{\"z\": 1, \"quote\": \"Ann Lee, and\", \"start\": 19, \"end\": 31, \"prefix\": \"saw \", \"suffix\": \" Ann\", \"memo\": \"like Don\"}";
    let moved = moved_line(&key, line, Some((&source, &replaced)));
    assert_eq!(
        moved.text,
        "{\"z\": 1, \"quote\": \"Cora, and\", \"start\": 19, \"end\": 28, \"prefix\": \"saw \", \"suffix\": \" Beth\", \"memo\": \"like Emil\"}"
    );
    assert!(moved.doubts.is_empty());
    assert_eq!(moved.replaced, 3);
}

#[test]
fn a_coding_that_cuts_a_name_takes_it_in_and_one_that_does_not_fit_is_told() {
    let source = Source::new("t", "P: Ann Lee left.");
    let key = key(FAMILY);
    let replaced = key.replace(source.text());
    let move_it = |line: &str| moved_line(&key, line, Some((&source, &replaced)));
    let cut = move_it("{\"quote\":\"Lee left\",\"start\":7,\"end\":15,\"prefix\":\"Ann \"}");
    assert_eq!(
        cut.text,
        "{\"quote\":\"Cora left\",\"start\":3,\"end\":12,\"prefix\":\"Cora\"}"
    );
    assert_eq!(cut.doubts.len(), 1);
    let lost = move_it("{\"quote\":\"Ann went\",\"start\":70,\"end\":90}");
    assert_eq!(
        lost.text,
        "{\"quote\":\"Beth went\",\"start\":70,\"end\":90}"
    );
    assert_eq!(lost.doubts.len(), 1);
    let other = move_it("{\"quote\":\"x\",\"who\":\"Ann\"}");
    assert_eq!(other.text, "{\"quote\":\"x\",\"who\":\"Ann\"}");
    assert_eq!(other.doubts.len(), 1);
    let escaped = move_it("{\"quote\":\"x\",\"who\":\"\\u0041nn\"}");
    assert_eq!(escaped.doubts.len(), 1);
    let broken = move_it("Ann {");
    assert_eq!((broken.text.as_str(), broken.doubts.len()), ("Beth {", 1));
}

#[test]
fn a_log_is_written_and_read_and_a_changed_file_is_not_restored() {
    let old = "Zoë saw Ann.";
    let replaced = key(FAMILY).replace(old);
    let texts = (old, replaced.text.as_str());
    let file = LoggedFile::new(("a.docx", b"PK"), "a.txt", texts, replaced.edits(old));
    let log = Log { files: vec![file] };
    let mut bytes = Vec::new();
    log.write(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let read = Log::read("l", &text).unwrap();
    assert_eq!(read, log);
    assert_eq!(read.files[0].restore(&replaced.text).unwrap(), old);
    assert_eq!(read.files[0].restore("Zoë saw Bill."), None);
    assert!(matches!(Log::read("l", "{}"), Err(LogError::NoLog { .. })));
    let later = "{\"thematica_replacements\": 2}";
    assert!(matches!(Log::read("l", later), Err(LogError::Later { .. })));
    let broken = format!("{text}{{\n");
    assert!(matches!(
        Log::read("l", &broken),
        Err(LogError::Line { line: 3, .. })
    ));
}

/// A key without faults.
fn keys() -> impl Strategy<Value = Key> {
    let name = "[AaBÉé]{1,3}([ '-][AaBe\u{301}]{1,2})?";
    let rows = prop::collection::vec((name, "[X-Zx-zß]{1,3}( [x-z]{1,2})?"), 0..5);
    rows.prop_filter_map("a key with faults", |rows| {
        let rows = rows
            .iter()
            .map(|(name, pseudonym)| format!("{name},{pseudonym}\n"));
        let (key, faults) = told(&format!("name,pseudonym\n{}", rows.collect::<String>()));
        faults.is_empty().then_some(key)
    })
}

const TEXTS: &str = "([AaBÉée\u{301}Xx]{1,3}|[ \n'’.-]|s ){0,30}";

proptest! {
    #[test]
    fn what_was_replaced_can_be_restored(key in keys(), text in TEXTS) {
        let replaced = key.replace(&text);
        prop_assert_eq!(restored(&replaced.text, &replaced.edits(&text)), Some(text));
    }

    #[test]
    fn what_is_not_replaced_stays_as_it_is(key in keys(), text in TEXTS) {
        let replaced = key.replace(&text);
        let (mut old, mut new) = (0, 0);
        for it in &replaced.replacements {
            prop_assert_eq!(&text[old..it.from.start], &replaced.text[new..it.to.start]);
            let moved = Moved::Whole(it.to);
            prop_assert_eq!(replaced.moved(it.from), moved);
            (old, new) = (it.from.end, it.to.end);
        }
        prop_assert_eq!(&text[old..], &replaced.text[new..]);
    }

    #[test]
    fn a_second_run_changes_nothing(key in keys(), text in TEXTS) {
        let once = key.replace(&text).text;
        prop_assert_eq!(key.replace(&once).text, once);
    }

    #[test]
    fn every_span_moves_to_a_span(key in keys(), text in TEXTS, a in 0_usize..60, b in 0_usize..60) {
        let replaced = key.replace(&text);
        let ends: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
        let (a, b) = (ends[a % ends.len()], ends[b % ends.len()]);
        let (Moved::Whole(moved) | Moved::Widened(moved)) = replaced.moved(Span::new(a.min(b), a.max(b)));
        prop_assert!(replaced.text.get(moved.range()).is_some());
    }
}
