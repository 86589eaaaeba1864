use super::super::super::published::assert_six_digits;
use super::super::published::{alex_paul_suzan, krippendorff_1995, krippendorff_2004, segment};
use super::*;

fn value(alpha: Result<ChanceCorrected, Undefined>) -> f64 {
    alpha.unwrap().value().unwrap()
}

#[test]
fn the_example_of_2016_has_its_printed_values() {
    let found = Coincidences::of(&alex_paul_suzan(), 8).unwrap();
    assert_six_digits(value(found.u_alpha()), 0.509_670);
    assert_six_digits(value(found.binary_u_alpha()), 0.413_226);
    assert_six_digits(value(found.cu_alpha()), 0.723_929);
    for (code, alpha) in [(1, 1.0), (5, 1.0), (6, 1.0), (2, 0.0), (3, 0.0), (4, 0.0)] {
        let found = found.code_alpha(code).unwrap();
        assert!((found.value - alpha).abs() < 1e-12, "({code})u-alpha");
    }
    let five = found.code_alpha(5).unwrap();
    assert!((five.coverage - 0.44).abs() < 5e-3);
    assert_eq!(found.code_alpha(7), Err(Undefined::CategoryNotUsed));
}

// Pair D of 1995 covers the whole text with one code, cut differently: perfect here, −.206849 for the alpha of 2004. But
// then there is no difference that anyone could have found, unless something is left uncovered.
#[test]
fn cutting_a_stretch_differently_is_no_disagreement() {
    let whole = krippendorff_1995(1).only(3);
    let found = Coincidences::of(&whole, 4).unwrap();
    assert_eq!(found.u_alpha(), Err(Undefined::OneCategoryUsed));
    let longer = Continuum::new(30, whole.coders().to_vec()).unwrap();
    let found = Coincidences::of(&longer, 4).unwrap();
    assert!((value(found.u_alpha()) - 1.0).abs() < 1e-12);
}

#[test]
fn for_one_code_there_is_only_one_alpha() {
    let found = Coincidences::of(&krippendorff_2004().only(0), 2).unwrap();
    let difference = value(found.u_alpha()) - value(found.binary_u_alpha());
    assert!(difference.abs() < 1e-12);
    assert_eq!(found.cu_alpha(), Err(Undefined::OneCategoryUsed));
    assert_eq!(found.code_alpha(0), Err(Undefined::OneCategoryUsed));
}

#[test]
fn overlapping_codes_are_measured_code_by_code() {
    let text = krippendorff_2004();
    assert_eq!(Coincidences::of(&text, 2), Err(Undefined::OverlappingCodes));
    assert!(Coincidences::of(&text.only(1), 2).is_ok());
}

#[test]
fn texts_add_up_to_one_long_text() {
    let text = alex_paul_suzan();
    let other = Continuum::new(40, vec![vec![segment(3, 9, 1)]; 3]).unwrap();
    let mut sum = Coincidences::empty(8);
    sum.add(&Coincidences::of(&text, 8).unwrap(), 2);
    sum.add(&Coincidences::of(&other, 8).unwrap(), 1);
    assert_eq!((sum.texts(), sum.unpaired()), (3, 0));
    let whole = Continuum::concatenated(&[text.clone(), other, text]);
    let whole = Coincidences::of(&whole, 8).unwrap();
    for alpha in [
        Coincidences::u_alpha,
        Coincidences::binary_u_alpha,
        Coincidences::cu_alpha,
    ] {
        assert!((value(alpha(&sum)) - value(alpha(&whole))).abs() < 1e-12);
    }
}

#[test]
fn a_text_that_one_coder_read_adds_nothing_and_is_counted() {
    let alone = Continuum::new(90, vec![vec![segment(0, 9, 1)]]).unwrap();
    let alone = Coincidences::of(&alone, 8).unwrap();
    assert_eq!((alone.texts(), alone.unpaired()), (1, 1));
    assert_eq!(alone.u_alpha(), Err(Undefined::FewerThanTwoCoders));
    assert_eq!(alone.cu_alpha(), Err(Undefined::FewerThanTwoCoders));
    let both = Coincidences::of(&alex_paul_suzan(), 8).unwrap();
    let mut sum = alone;
    sum.add(&both, 1);
    assert_eq!(sum.u_alpha(), both.u_alpha());
}

#[test]
fn why_there_is_no_alpha_is_said() {
    let none = Continuum::new(9, vec![Vec::new(); 2]).unwrap();
    let none = Coincidences::of(&none, 1).unwrap();
    assert_eq!(none.u_alpha(), Err(Undefined::OneCategoryUsed));
    assert_eq!(none.cu_alpha(), Err(Undefined::NoSegment));
    let empty = Continuum::new(0, vec![Vec::new(); 2]).unwrap();
    let empty = Coincidences::of(&empty, 1).unwrap();
    assert_eq!(empty.u_alpha(), Err(Undefined::EmptyText));
    let apart = vec![vec![segment(0, 2, 0)], vec![segment(4, 6, 1)]];
    let apart = Continuum::new(9, apart).unwrap();
    let apart = Coincidences::of(&apart, 2).unwrap();
    assert_eq!(apart.cu_alpha(), Err(Undefined::NoStretchMarkedByTwo));
    assert!(value(apart.u_alpha()) < 0.0);
}

#[test]
fn ten_million_characters_lose_no_precision() {
    let stretched = |factor: u64| {
        let text = alex_paul_suzan();
        let of_coder = |segments: &Vec<Segment>| {
            let stretch = |one: &Segment| segment(one.begin * factor, one.end * factor, one.code);
            segments.iter().map(stretch).collect()
        };
        let coders = text.coders().iter().map(of_coder).collect();
        let text = Continuum::new(60 * factor, coders).unwrap();
        Coincidences::of(&text, 8).unwrap()
    };
    // Only gaps know characters, and their part vanishes with the length.
    let (long, longer) = (stretched(20_000), stretched(170_000));
    let difference = value(long.u_alpha()) - value(longer.u_alpha());
    assert!(difference.abs() < 1e-5);
    let difference = value(long.cu_alpha()) - value(longer.cu_alpha());
    assert!(difference.abs() < 1e-12);
}
