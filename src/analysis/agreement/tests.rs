//! What holds for every coefficient and all ratings: a finite number of at most 1, or a reason.

use proptest::prelude::*;

use super::linearized::Coefficient;
use super::unitizing::linear::Coincidences;
use super::unitizing::{Continuum, Segment, characters, joined, squared};
use super::*;

#[test]
fn agreement_that_chance_makes_certain_is_undefined_and_not_perfect() {
    let certain = ChanceCorrected {
        observed: 1.0,
        expected: 1.0,
    };
    assert_eq!(certain.value(), Err(Undefined::OneCategoryUsed));
    let half = ChanceCorrected {
        observed: 0.75,
        expected: 0.5,
    };
    assert_eq!(half.value(), Ok(0.5));
}

/// Ratings of up to four coders, few enough units and categories that all that is undefined comes up.
fn any_ratings() -> impl Strategy<Value = Ratings> {
    (0_usize..=4, 1_u32..=3).prop_flat_map(|(coders, categories)| {
        let cell = prop_oneof![2 => (0..categories).prop_map(Some), 1 => Just(None)];
        let unit = prop::collection::vec(cell, coders);
        prop::collection::vec(unit, 0..7).prop_map(move |units| {
            let units = units.iter().map(Vec::as_slice);
            Ratings::from_units(coders, categories as usize, units)
        })
    })
}

/// A text of up to 40 characters with up to three coders' segments of two codes, those of one code joined.
fn any_text() -> impl Strategy<Value = Continuum> {
    let segment = (0_u64..38, 1_u64..12, 0_u32..2).prop_map(|(begin, length, code)| Segment {
        begin,
        end: (begin + length).min(40),
        code,
    });
    let coder = prop::collection::vec(segment, 0..5).prop_map(joined);
    let coders = prop::collection::vec(coder, 0..4);
    coders.prop_map(|coders| Continuum::new(40, coders).unwrap())
}

/// All coefficients of more than two coders.
fn coefficients(tally: &Tally) -> [Result<ChanceCorrected, Undefined>; 6] {
    [
        fleiss::kappa(tally),
        fleiss::kappa_of_complete_units(tally),
        conger::kappa(tally),
        gwet::ac1(tally),
        brennan_prediger::coefficient(tally),
        krippendorff::nominal_alpha(tally),
    ]
}

fn is_sound(value: Result<f64, Undefined>) -> bool {
    value.is_ok_and(|value| value.is_finite() && value < 1.0 + 1e-9) || value.is_err()
}

fn is_sound_pair(table: &Crosstab) -> bool {
    let margins = table.margins();
    let kappa = cohen::kappa(&margins).and_then(ChanceCorrected::value);
    let pi = scott::pi(&margins).and_then(ChanceCorrected::value);
    let interval = cohen::interval(table, 0.95);
    // Without a difference to agree on, none of what depends on chance exists.
    kappa.is_ok() == cohen::kappa_max(&margins).is_ok()
        && kappa.is_ok() == cohen::standard_error(table).is_ok()
        && [kappa, pi, cohen::kappa_max(&margins)].map(is_sound) == [true; 3]
        && interval.is_ok_and(|it| it.lower < it.upper) | interval.is_err()
}

proptest! {
    #[test]
    fn no_coefficient_of_ratings_is_ever_no_number(ratings in any_ratings()) {
        let tally = Tally::of(&ratings);
        for found in coefficients(&tally) {
            prop_assert!(is_sound(found.and_then(ChanceCorrected::value)), "{found:?}");
            prop_assert!(is_sound(found.map(|it| it.observed)), "{found:?}");
        }
        prop_assert!(is_sound(conger::light_kappa(&tally)));
        for (first, second) in tally.pairs() {
            prop_assert!(is_sound_pair(&ratings.crosstab(first, second)));
        }
        for coefficient in [
            Coefficient::Ac1,
            Coefficient::BrennanPrediger,
            Coefficient::Fleiss,
            Coefficient::Conger,
            Coefficient::Krippendorff,
        ] {
            let found = linearized::interval(&ratings, coefficient, 0.95);
            prop_assert!(is_sound(found.map(|it| it.lower)), "{coefficient:?} {found:?}");
        }
    }

    #[test]
    fn for_two_coders_who_rated_everything_coefficients_meet(
        units in prop::collection::vec((0_u32..3, 0_u32..3), 1..9)
    ) {
        let mut ratings = Ratings::new(2, 3);
        for (first, second) in units {
            ratings.push(&[Some(first), Some(second)]);
        }
        let tally = Tally::of(&ratings);
        let margins = tally.pair(0, 1);
        let value = |it: Result<ChanceCorrected, _>| it.and_then(ChanceCorrected::value);
        let pairs = [
            (value(scott::pi(&margins)), value(fleiss::kappa(&tally))),
            (value(cohen::kappa(&margins)), value(conger::kappa(&tally))),
            (value(cohen::kappa(&margins)), conger::light_kappa(&tally)),
        ];
        for (one, other) in pairs {
            let is_same = match (one, other) {
                (Ok(one), Ok(other)) => (one - other).abs() < 1e-9,
                (one, other) => one == other,
            };
            prop_assert!(is_same, "{one:?} and {other:?}");
        }
    }

    #[test]
    fn no_coefficient_of_segments_is_ever_no_number(text in any_text()) {
        for code in 0..2 {
            let alpha = squared::disagreements(&text, code).and_then(squared::Disagreements::alpha);
            prop_assert!(is_sound(alpha));
            let one = Coincidences::of(&text.only(code), 2).unwrap();
            let value = one.u_alpha().and_then(ChanceCorrected::value);
            prop_assert!(is_sound(value));
            prop_assert!(is_sound(one.binary_u_alpha().and_then(ChanceCorrected::value)));
        }
        if let Ok(all) = Coincidences::of(&text, 2) {
            prop_assert!(is_sound(all.u_alpha().and_then(ChanceCorrected::value)));
            prop_assert!(is_sound(all.cu_alpha().and_then(ChanceCorrected::value)));
            for code in 0..2 {
                prop_assert!(is_sound(all.code_alpha(code).map(|it| it.value)));
            }
        }
        let characters = characters::tally(&text);
        prop_assert_eq!(characters.units_rated_by(text.coders().len()), 40);
    }
}
