use super::super::super::unitizing::overlap::{Matches, Overlap, ShareOf};
use super::*;

const HALF: Overlap = Overlap {
    percent: 50,
    of: ShareOf::Union,
};

#[test]
fn free_spans_match_when_they_share_enough_of_what_both_cover() {
    let room = room();
    let first = vec![
        room.mark(TRUST, "They trust us 👍."),
        room.mark(THREAT, "Targets"),
        room.mark(THREAT, "Targets"),
    ];
    // Of 16 characters 8, and of 33 characters 7.
    let second = vec![
        room.mark(TRUST, "trust us"),
        room.mark(THREAT, "Targets. Always targets. No more."),
        room.mark(HELP, "Mod: What helps"),
    ];
    let spans = room.spans(&[Some(first), Some(second), None]);
    assert_eq!(spans.outside, 1);
    let all = spans.matches((0, 1), 0..4, Alike::SameCode, HALF);
    assert_eq!((all.first, all.first_matched), (2, 1));
    assert_eq!((all.second, all.second_matched), (2, 1));
    let with_nobody = spans.matches((0, 2), 0..4, Alike::SameCode, HALF);
    assert_eq!(with_nobody, Matches::default());
    let differing = spans.differences(HALF);
    let texts: Vec<_> = differing
        .iter()
        .map(|it| {
            (
                &room.transcript.source.text()[it.span.range()],
                &it.coders[..],
            )
        })
        .collect();
    let expected: [(&str, &[Option<bool>]); 2] = [
        ("Targets", &[Some(true), Some(false), None]),
        (
            "Targets. Always targets. No more.",
            &[Some(false), Some(true), None],
        ),
    ];
    assert_eq!(texts, expected);
}

#[test]
fn spans_of_a_theme_are_those_of_its_codes_joined() {
    let room = room();
    let first = vec![room.mark(TRUST, "They trust"), room.mark(TIME, "trust us")];
    let second = vec![room.mark(HELP, "They trust us")];
    let spans = room.spans(&[Some(first), Some(second)]);
    let theme = spans.of_codes(&[0, 1], 0..3);
    assert_eq!(theme.coders()[0], theme.coders()[1]);
    let matched = |alike| spans.matches((0, 1), 0..3, alike, HALF).first_matched;
    assert_eq!(matched(Alike::AnyOfThem), 2);
    assert_eq!(matched(Alike::SameCode), 0);
    let all = spans.all(&[0, 1]);
    assert_eq!(all.coders()[0].len(), 2);
    assert_eq!(spans.of_codes(&[1], 3..4).coders(), [Vec::new()]);
}

#[test]
fn what_overlaps_is_one_stretch_and_what_only_touches_is_two() {
    let room = room();
    let first = vec![
        room.mark(TRUST, "They trust"),
        room.mark(TRUST, " us"),
        room.mark(TRUST, "trust"),
        room.mark(TIME, "They trust us"),
    ];
    let second = vec![room.mark(TRUST, "They trust us")];
    let spans = room.spans(&[Some(first), Some(second)]);
    let told = spans.neighbours(&[0, 1]);
    assert_eq!((told.joined, told.touching), (1, 1));
    assert_eq!(spans.neighbours(&[1]), Neighbours::default());
    let trust = spans.of_codes(&[0, 1], 1..2);
    let ends: Vec<_> = trust.coders()[0]
        .iter()
        .map(|it| (it.begin, it.end))
        .collect();
    assert_eq!(ends, [(15, 25), (25, 28)]);
    // Each of the pieces is held against the whole: 10 and 3 of its 13 characters.
    let matched = spans.matches((0, 1), 1..2, Alike::SameCode, HALF);
    assert_eq!((matched.first, matched.first_matched), (3, 1));
}
