use super::*;
use crate::coding::record::{Anchor, Stamp};

/// Codings of the form (code, start, end); one that begins with `-` was rejected.
fn records(codings: &[(&str, usize, usize)]) -> Vec<Record> {
    let record = |(number, &(code, start, end)): (usize, &(&str, usize, usize))| {
        let anchor = Anchor {
            points: Some(start..end),
            quote: "x".repeat(end - start),
            ..Anchor::default()
        };
        let mut record = Record::new(code.trim_start_matches('-'), anchor, Stamp::default());
        record.id = (number + 1).to_string();
        if code.starts_with('-') {
            record.state = State::Rejected;
        }
        record
    };
    codings.iter().enumerate().map(record).collect()
}

/// A coder with their codings.
type Coded<'a> = (&'a str, &'a [(&'a str, usize, usize)]);

/// What becomes of the codings of those who have finished.
fn merged(sides: &[Coded<'_>], policy: &Policy) -> Merged {
    let records: Vec<Vec<Record>> = sides.iter().map(|(_, it)| records(it)).collect();
    let sides = sides
        .iter()
        .zip(&records)
        .map(|((coder, _), records)| Side {
            coder,
            records,
            finished: true,
        });
    merge(&sides.collect::<Vec<_>>(), policy)
}

fn told(merged: &Merged) -> Vec<(&str, Range<usize>, String)> {
    let codings = merged.codings.iter();
    codings
        .map(|it| (it.code.as_str(), it.points.clone(), it.from.join(" ")))
        .collect()
}

#[test]
fn a_union_is_all_that_anyone_coded_and_what_only_touches_stays_apart() {
    let ann: &[_] = &[("a", 0, 10), ("a", 20, 30), ("b", 0, 4)];
    let ben: &[_] = &[("a", 5, 15), ("a", 30, 40)];
    let merged = merged(&[("ann", ann), ("ben", ben)], &Policy::Union);
    assert_eq!(
        told(&merged),
        [
            ("b", 0..4, "ann/3".to_owned()),
            ("a", 0..15, "ann/1 ben/1".to_owned()),
            ("a", 20..30, "ann/2".to_owned()),
            ("a", 30..40, "ben/2".to_owned()),
        ]
    );
    assert_eq!(merged.conflicts.len(), 4);
    let conflict = &merged.conflicts[1];
    assert_eq!(
        conflict.by,
        [("ann".to_owned(), 0..10), ("ben".to_owned(), 5..15)]
    );
    assert!(conflict.not_by.is_empty() && !conflict.is_open);
}

#[test]
fn a_majority_is_the_stretch_that_more_than_half_cover() {
    let coded: [(&str, &[_]); 3] = [
        ("ann", &[("a", 0, 10), ("b", 0, 5)]),
        ("ben", &[("a", 4, 12), ("a", 6, 9)]),
        ("cat", &[("a", 11, 20)]),
    ];
    let majority = merged(&coded, &Policy::Majority);
    assert_eq!(
        told(&majority),
        [
            ("a", 4..10, "ann/1 ben/1 ben/2".to_owned()),
            ("a", 11..12, "ben/1 cat/1".to_owned()),
        ]
    );
    // Of two, both have to.
    let two = merged(&coded[..2], &Policy::Majority);
    assert_eq!(told(&two), [("a", 4..10, "ann/1 ben/1 ben/2".to_owned())]);
    let b = two.conflicts.iter().find(|it| it.code == "b").unwrap();
    assert_eq!(
        (b.not_by.as_slice(), b.result.len()),
        (["ben".to_owned()].as_slice(), 0)
    );
}

#[test]
fn who_has_not_finished_has_no_vote_in_a_majority() {
    let (ann, ben) = (records(&[("a", 0, 10)]), records(&[]));
    let side = |coder, records, finished| Side {
        coder,
        records,
        finished,
    };
    let sides = [side("ann", &ann, true), side("ben", &ben, false)];
    let merged = merge(&sides, &Policy::Majority);
    assert_eq!(told(&merged), [("a", 0..10, "ann/1".to_owned())]);
    assert!(merged.conflicts.is_empty());
    let sides = [side("ann", &ann, false), side("ben", &ben, true)];
    assert!(merge(&sides, &Policy::Majority).codings.is_empty());
    let union = merge(&sides, &Policy::Union);
    assert_eq!(
        (union.codings.len(), union.conflicts[0].not_by.as_slice()),
        (1, ["ben".to_owned()].as_slice())
    );
    // Who has not finished may not have looked, which is no difference.
    let sides = [side("ann", &ann, true), side("ben", &ben, false)];
    assert!(merge(&sides, &Policy::Union).conflicts.is_empty());
}

#[test]
fn an_adjudicator_decides_where_they_said_something() {
    let ann = records(&[("a", 0, 10), ("a", 20, 30), ("a", 40, 50), ("a", 60, 70)]);
    let ben = records(&[("a", 5, 12), ("a", 40, 50)]);
    let eve = records(&[("a", 0, 12), ("-a", 20, 30)]);
    let side = |coder, records, finished| Side {
        coder,
        records,
        finished,
    };
    let policy = Policy::Adjudicator("eve".to_owned());
    let sides = |finished| {
        [
            side("ann", &ann, true),
            side("ben", &ben, true),
            side("eve", &eve, finished),
        ]
    };
    let some = merge(&sides(false), &policy);
    // Theirs; nothing of what they rejected; what both coded; and the last is open.
    assert_eq!(
        told(&some),
        [
            ("a", 0..12, "ann/1 ben/1 eve/1".to_owned()),
            ("a", 40..50, "ann/3 ben/2".to_owned()),
        ]
    );
    let by: Vec<Option<&str>> = some.codings.iter().map(|it| it.by.as_deref()).collect();
    assert_eq!(by, [Some("eve"), None]);
    let open: Vec<_> = some.conflicts.iter().filter(|it| it.is_open).collect();
    assert_eq!((open.len(), open[0].points.clone()), (1, 60..70));
    // Where they have finished, what they left uncoded is not there.
    let all = merge(&sides(true), &policy);
    assert_eq!(told(&all), told(&some)[..1]);
    assert!(all.conflicts.iter().all(|it| !it.is_open));
}

#[test]
fn an_adjudicator_decides_no_more_than_their_codings_cover() {
    let ann = records(&[("a", 0, 100), ("b", 0, 100)]);
    let ben = records(&[("a", 40, 100), ("b", 0, 100)]);
    let eve = records(&[("a", 50, 60), ("-b", 30, 40)]);
    let side = |coder, records, finished| Side {
        coder,
        records,
        finished,
    };
    let sides = |finished| {
        [
            side("ann", &ann, true),
            side("ben", &ben, true),
            side("eve", &eve, finished),
        ]
    };
    let policy = Policy::Adjudicator("eve".to_owned());
    let merged = merge(&sides(false), &policy);
    let coded: Vec<_> = merged
        .codings
        .iter()
        .map(|it| (it.code.as_str(), it.points.clone(), it.by.as_deref()))
        .collect();
    assert_eq!(
        coded,
        [
            ("b", 0..30, None),
            ("a", 40..50, None),
            ("b", 40..100, None),
            ("a", 50..60, Some("eve")),
            ("a", 60..100, None),
        ]
    );
    // What ann alone coded is open; what eve rejected is decided.
    let conflicts: Vec<_> = merged
        .conflicts
        .iter()
        .map(|it| (it.code.as_str(), it.points.clone(), it.is_open))
        .collect();
    assert_eq!(conflicts, [("a", 0..50, true), ("b", 30..40, false)]);
    // Where they have finished, what they left uncoded is decided as well.
    let all = merge(&sides(true), &policy);
    assert_eq!(told(&all), [("a", 50..60, "ann/1 ben/1 eve/1".to_owned())]);
}

#[test]
fn what_all_coded_alike_is_no_conflict() {
    let coded: &[_] = &[("a", 0, 10)];
    for policy in [Policy::Union, Policy::Majority] {
        let merged = merged(&[("ann", coded), ("ben", coded)], &policy);
        assert_eq!((merged.codings.len(), merged.conflicts.len()), (1, 0));
    }
}

#[test]
fn the_order_of_the_coders_changes_nothing() {
    let ann: (&str, &[_]) = ("ann", &[("a", 0, 10), ("b", 3, 9)]);
    let ben: (&str, &[_]) = ("ben", &[("a", 4, 12)]);
    for policy in [Policy::Union, Policy::Majority] {
        let [forth, back] = [[ann, ben], [ben, ann]].map(|it| merged(&it, &policy));
        assert_eq!(forth, back);
    }
}
