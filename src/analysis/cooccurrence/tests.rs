use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::analysis::coded::trial::{Laid, Trial, document};
use crate::text::Span;

const CODES: &str = "\
codebook: t
codes:
  - id: help
    codes:
      - id: trust
        match: [trust*, 'they trust']
      - id: time
        match: [time]
  - id: threat
    match: [targets, 'time and targets']
";

const TALK: &str = "\
Moderator: Time, targets, trust?

Ann: They trust us in time. Targets.

Ben: Time and targets. Nothing.

Moderator: Mm.

Ann: [laughs]

Ben: Always targets.

Ann: No more trust.
";

const ALL: [CodeIndex; 4] = [CodeIndex(0), CodeIndex(1), CodeIndex(2), CodeIndex(3)];
const HELP: usize = 0;
const TRUST: usize = 1;
const TIME: usize = 2;
const THREAT: usize = 3;

fn counting(trial: &Trial, within: Within) -> Counting<'_> {
    Counting {
        codebook: &trial.codebook,
        codes: &ALL,
        unit: Unit::Sentence,
        within,
    }
}

fn by_rules(within: Within) -> Tally {
    let trial = Trial::new(CODES);
    let counting = counting(&trial, within);
    trial.by_rules(&document("t", &[]), TALK, |coded, units| {
        count(&counting, &[Whom::Rules], coded, units)
            .tallies
            .remove(0)
    })
}

#[test]
fn stretches_that_overlap_are_counted_in_pairs() {
    let tally = by_rules(Within::Overlap);
    // `trust` finds "They trust" and "trust" in the first turn; `threat` three times "targets" and "Time and targets".
    assert_eq!(tally.codes, [5, 3, 2, 4]);
    // "Time" lies in "Time and targets"; in "time. Targets" nothing overlaps.
    assert_eq!(tally.pair(TIME, THREAT).count, 1);
    assert_eq!(tally.pair(HELP, THREAT).count, 1);
    assert_eq!(tally.pair(TRUST, THREAT), &Together::default());
    assert_eq!((tally.units, tally.transcripts), (0, 1));
    assert_eq!(
        (
            tally.persons.count(),
            tally.pair(TIME, THREAT).persons.count()
        ),
        (2, 1)
    );
    // A code and the one above it share their stretches; those of `trust` overlap each other, too.
    assert_eq!(tally.pair(HELP, TRUST).count, 5);
}

#[test]
fn segments_that_both_are_in_are_counted_once() {
    let tally = by_rules(Within::Segment);
    assert_eq!((tally.units, &tally.codes[..]), (6, &[3, 2, 2, 3][..]));
    let pairs = [
        (TRUST, TIME),
        (TIME, THREAT),
        (HELP, THREAT),
        (TRUST, THREAT),
    ];
    assert_eq!(pairs.map(|(a, b)| tally.pair(a, b).count), [1, 1, 1, 0]);
}

#[test]
fn turns_that_both_are_in_are_counted_and_wordless_ones_are_none() {
    let tally = by_rules(Within::Turns(1));
    assert_eq!((tally.units, &tally.codes[..]), (4, &[3, 2, 2, 3][..]));
    let pairs = [
        (TRUST, TIME),
        (TIME, THREAT),
        (HELP, THREAT),
        (TRUST, THREAT),
    ];
    assert_eq!(pairs.map(|(a, b)| tally.pair(a, b).count), [1, 2, 2, 1]);
    assert_eq!(tally.pair(HELP, THREAT).persons.count(), 2);
}

#[test]
fn windows_slide_over_the_turns_that_take_room() {
    // Ann, Ben, Ben, Ann: the moderator and the laugh between them take no room.
    let tally = by_rules(Within::Turns(2));
    assert_eq!((tally.units, &tally.codes[..]), (3, &[3, 2, 2, 3][..]));
    assert_eq!(tally.pair(TRUST, THREAT).count, 2);
    let tally = by_rules(Within::Turns(9));
    assert_eq!((tally.units, tally.pair(TRUST, THREAT).count), (1, 1));
}

#[test]
fn turns_that_a_filter_leaves_out_take_room_and_those_of_moderators_do_not() {
    let mut trial = Trial::new(CODES);
    trial.filter.speakers = vec!["Ann".to_owned()];
    let counting = counting(&trial, Within::Turns(2));
    let found = trial.by_rules(&document("t", &[]), TALK, |coded, units| {
        count(&counting, &[Whom::Rules], coded, units)
    });
    // Ann, (Ben), (Ben), Ann: the window in the middle has nobody who counts.
    assert_eq!(found.tallies[0].units, 2);
}

#[test]
fn coders_are_counted_by_themselves_and_only_where_they_have_finished() {
    let trial = Trial::new(CODES);
    let start = TALK.find("They trust us").expect("it is there");
    let people: [Laid; 3] = [
        Some(vec![(1, start, 13)]),
        Some(vec![(3, start, 4), (2, start, 10)]),
        None,
    ];
    let whom = [
        Whom::Person(0),
        Whom::Person(1),
        Whom::Person(2),
        Whom::Anyone,
    ];
    let counting = counting(&trial, Within::Segment);
    let document = document("t", &[]);
    let mut all = Cooccurrence::default();
    for _ in 0..2 {
        all.add(trial.by_people(&document, TALK, &people, |coded, units| {
            count(&counting, &whom, coded, units)
        }));
    }
    let found = |tally: &Tally| {
        (
            tally.units,
            tally.pair(TRUST, THREAT).count,
            tally.pair(TIME, THREAT).count,
        )
    };
    let found: Vec<_> = all.tallies.iter().map(found).collect();
    assert_eq!(found, [(12, 0, 0), (12, 0, 2), (0, 0, 0), (12, 2, 2)]);
    assert_eq!(all.tallies[3].pair(TRUST, THREAT).transcripts, 2);
}

#[test]
fn a_code_is_related_to_those_above_and_below_it() {
    let trial = Trial::new(CODES);
    let related = |a: usize, b: usize| is_related(&trial.codebook, ALL[a], ALL[b]);
    assert!(related(HELP, TIME) && related(TIME, HELP));
    assert!(!related(TRUST, TIME) && !related(HELP, THREAT));
}

/// Everything by its definition, all codings against all codings.
fn naively(
    trial: &Trial,
    within: Within,
    coded: &Coded<'_>,
    units: &Units,
) -> (u64, Vec<u64>, Vec<u64>) {
    let spans = |code: CodeIndex| -> BTreeSet<(Span, u32)> {
        let subtree = &trial.codebook.code(code).subtree;
        let hits = coded
            .hits
            .iter()
            .filter(|hit| subtree.contains(&hit.code.0));
        hits.map(|hit| (hit.span, hit.turn)).collect()
    };
    let turn_of = |span: Span| {
        let turns = &coded.transcript.turns;
        turns
            .iter()
            .position(|it| coded.transcript.span_of(it).contains(span))
            .expect("it is said")
    };
    // Each unit as the sentences in it.
    let sentences: Vec<Span> = units
        .sentences()
        .iter()
        .copied()
        .filter(|it| units.word_count(*it) > 0)
        .collect();
    let turns: Vec<Vec<Span>> = sentences
        .chunk_by(|a, b| turn_of(*a) == turn_of(*b))
        .map(<[Span]>::to_vec)
        .collect();
    let units: Vec<Vec<Span>> = match within {
        Within::Overlap => Vec::new(),
        Within::Segment => sentences.iter().map(|it| vec![*it]).collect(),
        Within::Turns(width) if turns.len() < width as usize => vec![turns.concat()],
        Within::Turns(width) => turns
            .windows(width as usize)
            .map(<[Vec<Span>]>::concat)
            .collect(),
    };
    let is_in = |code: CodeIndex, unit: &[Span]| {
        spans(code)
            .iter()
            .any(|(span, _)| unit.iter().any(|it| it.overlaps(*span)))
    };
    let count = |wanted: &[CodeIndex]| -> u64 {
        units
            .iter()
            .filter(|unit| wanted.iter().all(|code| is_in(*code, unit)))
            .count() as u64
    };
    let (mut codes, mut pairs) = (Vec::new(), Vec::new());
    for (number, &first) in ALL.iter().enumerate() {
        codes.push(if within == Within::Overlap {
            spans(first).len() as u64
        } else {
            count(&[first])
        });
        for &second in &ALL[number + 1..] {
            let others = spans(second);
            let overlapping = |(span, _): &(Span, u32)| {
                others.iter().filter(|(it, _)| it.overlaps(*span)).count() as u64
            };
            pairs.push(if within == Within::Overlap {
                spans(first).iter().map(overlapping).sum()
            } else {
                count(&[first, second])
            });
        }
    }
    (units.len() as u64, codes, pairs)
}

proptest! {
    #[test]
    fn counts_are_those_of_all_codings_against_all(
        drawn in proptest::collection::vec((0..4u32, 0..TALK.len(), 1..60usize), 0..14),
        width in 1..6u32,
    ) {
        let trial = Trial::new(CODES);
        for within in [Within::Overlap, Within::Segment, Within::Turns(width)] {
            let counting = counting(&trial, within);
            let (found, expected) = trial.by_people(&document("t", &[]), TALK, &[Some(drawn.clone())], |coded, units| {
                let found = count(&counting, &[Whom::Person(0)], coded, units);
                (found, naively(&trial, within, coded, units))
            });
            let tally = &found.tallies[0];
            let pairs = tally.pairs.iter().map(|pair| pair.count).collect::<Vec<u64>>();
            prop_assert_eq!((tally.units, tally.codes.clone(), pairs), expected);
        }
    }
}
