use super::super::cohen;
use super::*;

fn assert_same(found: f64, by_hand: f64) {
    assert!((found - by_hand).abs() < 1e-12, "{found} {by_hand}");
}

/// Both, only the first, only the second, neither.
fn code(both: u64, first: u64, second: u64, neither: u64) -> Tally {
    let mut tally = Tally::empty(2, 2);
    tally.count(&[Some(1), Some(1)], both);
    tally.count(&[Some(1), Some(0)], first);
    tally.count(&[Some(0), Some(1)], second);
    tally.count(&[Some(0), Some(0)], neither);
    tally
}

fn transcripts() -> Vec<OfTranscript> {
    vec![
        vec![code(4, 1, 1, 4), code(1, 1, 0, 8), code(0, 0, 0, 10)],
        vec![code(3, 0, 1, 6), code(0, 0, 1, 9), code(0, 0, 0, 10)],
    ]
}

fn asked(figures: &[Figure]) -> Asked<'_> {
    Asked {
        figures,
        pooled: &[0, 1, 2],
        bootstrap: None,
    }
}

#[test]
fn codes_come_first_and_then_three_ways_of_pooling_them() {
    let rows = summarise(&transcripts(), asked(&[Figure::Kappa, Figure::Percent]));
    let [first, second, unused, stacked, averaged, mean] = &rows[..] else {
        panic!("{rows:?}")
    };
    let kappa = |row: &Row| row.figures[0].number().unwrap();
    let by_hand = |tally: &Tally| cohen::kappa(&tally.pair(0, 1)).unwrap();
    let (a, b) = (code(7, 1, 2, 10), code(1, 1, 1, 17));
    assert_eq!(first.tally.as_ref(), Some(&a));
    assert_same(kappa(first), by_hand(&a).value().unwrap());
    assert_eq!(unused.figures[0].value, Some(Err(Undefined::CodeNotUsed)));
    // Percent agreement would be 1 by its formula.
    assert_eq!(unused.figures[1].value, unused.figures[0].value);
    assert!(unused.is_unused && !first.is_unused && !second.is_unused);
    assert_same(kappa(stacked), by_hand(&code(8, 2, 3, 27)).value().unwrap());
    let (a, b) = (by_hand(&a), by_hand(&b));
    // With both at 1, the code that nobody used would change nothing here.
    let observed = (a.observed + b.observed + 1.0) / 3.0;
    let expected = (a.expected + b.expected + 1.0) / 3.0;
    assert_same(kappa(averaged), (observed - expected) / (1.0 - expected));
    // Percent agreement has no chance to be averaged.
    assert_eq!(averaged.figures[1].value, None);
    assert_same(kappa(mean), f64::midpoint(kappa(first), kappa(second)));
    let percent = |row: &Row| row.figures[1].number().unwrap();
    assert_same(
        percent(mean),
        f64::midpoint(percent(first), percent(second)),
    );
}

#[test]
fn where_nobody_used_anything_there_is_nothing_to_pool() {
    let idle = vec![vec![code(0, 0, 0, 10), code(0, 0, 0, 10)]];
    let two = Asked {
        pooled: &[0, 1],
        ..asked(&[Figure::Ac1, Figure::Prevalence])
    };
    for row in summarise(&idle, two) {
        assert!(row.is_unused);
        assert_eq!(row.figures[0].value, Some(Err(Undefined::CodeNotUsed)));
    }
    assert_eq!(summarise(&idle, two)[0].figures[1].value, Some(Ok(0.0)));
}

#[test]
fn of_a_single_code_nothing_is_pooled() {
    let one = Asked {
        pooled: &[0],
        ..asked(&[Figure::Alpha])
    };
    assert_eq!(summarise(&transcripts(), one).len(), 3);
}

#[test]
fn intervals_are_over_transcripts_and_only_of_what_has_a_value() {
    let options = Options {
        replicates: 200,
        seed: 1,
        confidence: 0.95,
    };
    let with = Asked {
        bootstrap: Some(options),
        ..asked(&[Figure::Alpha, Figure::Prevalence])
    };
    let rows = summarise(&transcripts(), with);
    let found = rows[0].figures[0].interval.unwrap();
    let interval = found.interval.unwrap();
    assert!(interval.lower < interval.upper);
    // In half of the samples of two transcripts one of them was drawn twice; code 1 then has no agreement to speak of.
    assert_eq!(rows[2].figures[0].interval, None);
    assert_eq!(rows[0].figures[1].interval, None);
    let alone = summarise(&transcripts()[..1], with);
    assert_eq!(
        alone[0].figures[0].interval.unwrap().interval,
        Err(Undefined::FewerThanTwoClusters)
    );
}

#[test]
fn intervals_of_a_pair_are_over_the_transcripts_that_both_rated() {
    let of_three = |cells: &[([Option<u32>; 3], u64)]| {
        let mut tally = Tally::empty(3, 2);
        for (unit, times) in cells {
            tally.count(unit, *times);
        }
        vec![tally]
    };
    let both = of_three(&[
        ([Some(1), Some(1), None], 3),
        ([Some(1), Some(0), None], 1),
        ([Some(0), Some(0), None], 4),
    ]);
    let also = of_three(&[
        ([Some(1), Some(1), None], 1),
        ([Some(0), Some(1), None], 2),
        ([Some(0), Some(0), None], 5),
    ]);
    let other = of_three(&[([Some(1), None, Some(1)], 2), ([Some(0), None, Some(0)], 6)]);
    let with = Asked {
        figures: &[Figure::Alpha],
        pooled: &[],
        bootstrap: Some(Options {
            replicates: 200,
            seed: 1,
            confidence: 0.95,
        }),
    };
    let interval = |transcripts: &[OfTranscript]| {
        let rows = summarise(&of_pair(transcripts, 0, 1), with);
        rows[0].figures[0].interval.unwrap()
    };
    let two = interval(&[both.clone(), also.clone()]);
    assert_eq!(two.degenerate, 0);
    let more = [both.clone(), other.clone(), also, other.clone()];
    assert_eq!(interval(&more), two);
    assert_eq!(
        interval(&[both, other]).interval,
        Err(Undefined::FewerThanTwoClusters)
    );
}

#[test]
fn a_pair_is_two_coders_on_the_units_that_both_rated() {
    let mut three = Tally::empty(3, 2);
    three.count(&[Some(1), Some(0), Some(1)], 3);
    three.count(&[Some(1), None, Some(1)], 5);
    three.count(&[Some(0), Some(0), None], 7);
    let of = |first, second| of_pair(&[vec![three.clone()]], first, second)[0][0].clone();
    assert_eq!(of(0, 1), code(0, 3, 0, 7));
    assert_eq!(of(0, 2), code(8, 0, 0, 0));
}
