use proptest::prelude::*;

use super::*;
use crate::analysis::coded::trial::{Trial, document};

const CODES: &str = "\
codebook: t
codes:
  - id: help
    codes:
      - id: trust
        match: [trust]
      - id: time
        match: [time]
  - id: threat
    match: [targets]
";

/// Trust, nothing, targets, time and trust, targets.
const TALK: &str = "\
Moderator: Trust?

Ann: They trust us.

Ben: Nothing.

Moderator: Time?

Ben: Targets.

Ann: Time. Trust takes time.

Cem: Targets again.
";

const ALL: [CodeIndex; 4] = [CodeIndex(0), CodeIndex(1), CodeIndex(2), CodeIndex(3)];
const HELP: usize = 0;
const TRUST: usize = 1;
const TIME: usize = 2;
const THREAT: usize = 3;

fn counting(trial: &Trial, reach: Reach) -> Counting<'_> {
    Counting {
        codebook: &trial.codebook,
        codes: &ALL,
        reach,
    }
}

fn by_rules(trial: &Trial, reach: Reach) -> Tally {
    let counting = counting(trial, reach);
    trial.by_rules(&document("t", &[]), TALK, |coded, units| {
        count(&counting, &[Whom::Rules], coded, units)
            .tallies
            .remove(0)
    })
}

#[test]
fn a_step_goes_to_the_next_turn_that_counts() {
    // Ben's two turns are two: the moderator asked in between.
    let tally = by_rules(&Trial::new(CODES), Reach::Within(1));
    assert_eq!((tally.turns, tally.transcripts), (4, 1));
    assert_eq!(tally.first, [2, 2, 1, 1]);
    assert_eq!(tally.then, [1, 1, 1, 2]);
    let step = |first: usize, then: usize| tally.steps[first][then].turns;
    assert_eq!(
        [
            step(TRUST, THREAT),
            step(THREAT, TIME),
            step(TRUST, TRUST),
            step(HELP, THREAT)
        ],
        [1, 1, 0, 1]
    );
    assert_eq!(tally, by_rules(&Trial::new(CODES), Reach::Lag(1)));
}

#[test]
fn within_several_turns_a_code_follows_once_and_at_a_lag_exactly_there() {
    let trial = Trial::new(CODES);
    let within = by_rules(&trial, Reach::Within(4));
    assert_eq!((within.turns, within.steps[TRUST][THREAT].turns), (4, 2));
    assert_eq!(within.steps[TRUST][TRUST].turns, 1);
    let lag = by_rules(&trial, Reach::Lag(2));
    assert_eq!(
        (
            lag.turns,
            lag.steps[TRUST][THREAT].turns,
            lag.steps[THREAT][THREAT].turns
        ),
        (3, 1, 1)
    );
    assert_eq!(by_rules(&trial, Reach::Lag(9)), Tally::none(4));
}

#[test]
fn a_turn_that_a_filter_leaves_out_is_a_step_and_has_no_code() {
    let mut trial = Trial::new(CODES);
    trial.filter.speakers = vec!["Ann".to_owned(), "Cem".to_owned()];
    let tally = by_rules(&trial, Reach::Within(1));
    // Ann's first turn is followed by Ben, who does not count.
    assert_eq!((tally.turns, tally.steps[TIME][THREAT].turns), (1, 1));
}

#[test]
fn coders_follow_only_themselves() {
    let trial = Trial::new(CODES);
    let at = |words: &str| TALK.find(words).expect("it is there");
    let people = [
        Some(vec![(1, at("They"), 10), (2, at("Time. T"), 5)]),
        Some(vec![(3, at("Nothing"), 7)]),
        None,
    ];
    let whom = [
        Whom::Person(0),
        Whom::Person(1),
        Whom::Person(2),
        Whom::Anyone,
    ];
    let counting = counting(&trial, Reach::Within(1));
    let mut all = Sequence::default();
    for _ in 0..2 {
        all.add(
            trial.by_people(&document("t", &[]), TALK, &people, |coded, units| {
                count(&counting, &whom, coded, units)
            }),
        );
    }
    let found: Vec<_> = all
        .tallies
        .iter()
        .map(|it| (it.turns, it.steps[TRUST][THREAT]))
        .collect();
    let none = Followed::default();
    let twice = Followed {
        turns: 2,
        transcripts: 2,
    };
    assert_eq!(found, [(8, none), (8, none), (0, none), (8, twice)]);
}

/// Every pair of turns, by the definition.
fn naively(
    trial: &Trial,
    (first, last): (usize, usize),
    coded: &Coded<'_>,
) -> (u64, Vec<Vec<u64>>) {
    let said = coded.transcript.turns.iter().enumerate();
    let turns: Vec<usize> = said
        .filter(|(_, turn)| coded.counts(turn))
        .map(|(number, _)| number)
        .collect();
    let has = |turn: usize, code: CodeIndex| {
        let subtree = &trial.codebook.code(code).subtree;
        coded
            .hits
            .iter()
            .any(|hit| hit.turn as usize == turn && subtree.contains(&hit.code.0))
    };
    let after = |place: usize| -> Vec<usize> {
        (first..=last)
            .filter_map(|step| turns.get(place + step).copied())
            .collect()
    };
    let followed: Vec<(usize, Vec<usize>)> = turns
        .iter()
        .enumerate()
        .map(|(place, turn)| (*turn, after(place)))
        .filter(|(_, after)| !after.is_empty())
        .collect();
    let count = |a: CodeIndex, b: CodeIndex| {
        followed
            .iter()
            .filter(|(turn, after)| has(*turn, a) && after.iter().any(|it| has(*it, b)))
            .count() as u64
    };
    let steps = ALL
        .iter()
        .map(|a| ALL.iter().map(|b| count(*a, *b)).collect())
        .collect();
    (followed.len() as u64, steps)
}

proptest! {
    #[test]
    fn steps_are_those_of_all_pairs_of_turns(
        drawn in proptest::collection::vec((0..4u32, 0..TALK.len(), 1..40usize), 0..12),
        turns in 1..7u32,
    ) {
        let trial = Trial::new(CODES);
        for (reach, first) in [(Reach::Within(turns), 1), (Reach::Lag(turns), turns as usize)] {
            let counting = counting(&trial, reach);
            let (found, expected) = trial.by_people(&document("t", &[]), TALK, &[Some(drawn.clone())], |coded, units| {
                let found = count(&counting, &[Whom::Person(0)], coded, units).tallies.remove(0);
                (found, naively(&trial, (first, turns as usize), coded))
            });
            let steps: Vec<Vec<u64>> = found.steps.iter().map(|row| row.iter().map(|it| it.turns).collect()).collect();
            prop_assert_eq!((found.turns, steps), expected);
        }
    }
}
