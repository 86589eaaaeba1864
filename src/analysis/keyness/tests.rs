use super::*;

fn contrast(here: u64, words_here: u64, there: u64, words_there: u64) -> Contrast {
    Contrast {
        here,
        there,
        words_here,
        words_there,
    }
}

#[test]
fn both_log_likelihoods_are_those_of_the_calculators() {
    for (contrast, two, four) in [
        (contrast(30, 10_000, 10, 12_000), 14.443_346, 14.469_001),
        (contrast(0, 8_000, 12, 9_000), 15.263_730, 15.271_265),
        // scipy 1.17.1: `power_divergence` of two cells, `chi2_contingency` of four.
        (contrast(45, 28_136, 3, 8_415), 9.917_436, 9.927_453),
        (contrast(1, 28_136, 6, 8_415), 12.406_001, 12.408_975),
    ] {
        assert!((contrast.log_likelihood() - two).abs() < 1e-6);
        assert!((contrast.log_likelihood_of_four_cells() - four).abs() < 1e-6);
    }
}

#[test]
fn a_word_is_key_where_it_is_more_often_than_expected() {
    let often = contrast(30, 10_000, 10, 12_000);
    assert!(often.is_key_here() && !often.is_small());
    assert!((often.expected_here() - 40.0 * 10_000.0 / 22_000.0).abs() < 1e-12);
    assert!((often.per_thousand_here() - 3.0).abs() < 1e-12);
    // 3 and 0.8333 of 1,000: 3.6 times.
    assert!((often.log_ratio() - 3.6_f64.log2()).abs() < 1e-12);
    let seldom = contrast(0, 8_000, 12, 9_000);
    assert!(!seldom.is_key_here());
    assert!(contrast(3, 100, 0, 100).is_small());
    // Half an occurrence in the place of none.
    assert!((contrast(4, 100, 0, 100).log_ratio() - 3.0).abs() < 1e-12);
}

#[test]
fn no_stop_word_is_listed_twice_and_negations_are_none() {
    use crate::codebook::Language;
    for language in [
        Language::English,
        Language::German,
        Language::French,
        Language::Spanish,
        Language::Dutch,
    ] {
        let words = stop_words(language).unwrap();
        let mut once = words.to_vec();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), words.len(), "{language:?}");
    }
    let english = stop_words(Language::English).unwrap();
    assert!(
        !["never", "not", "no", "up"]
            .iter()
            .any(|it| english.contains(it))
    );
    assert_eq!(stop_words(Language::Finnish), None);
}
