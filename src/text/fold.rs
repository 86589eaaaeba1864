//! Which texts count as equal for matching.
//!
//! Folded are case (Unicode simple folding), curly and straight quotes and apostrophes, and composed and decomposed
//! accents (canonical decomposition). Soft hyphens, zero-width joiners and their like are nothing. White space and
//! hyphens between words are the matcher's business, because they carry word boundaries.
//!
//! Text is folded one character at a time while it is walked, so that a match ends where the original does: see [`next`].

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// Whether a character joins words like a hyphen: hyphen-minus, hyphen, no-break hyphen, en dash.
///
/// An em dash parts clauses and is none.
#[must_use]
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

/// Whether a character is an apostrophe or a single quote, which look the same in transcripts.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}'
            | '\u{2019}'
            | '\u{201B}'
            | '\u{02BC}'
            | '\u{02B9}'
            | '\u{FF07}'
            | '`'
            | '\u{B4}'
    )
}

/// Whether a character counts as nothing: it neither parts words nor belongs to them.
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether a character belongs to words: a letter, a digit, an accent, `_`.
#[must_use]
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        // Unicode counts some apostrophes among the letters; here they end words like the others.
        (c.is_alphanumeric() && !is_apostrophe(c)) || is_mark(c)
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !is_ignorable(c)
}

/// Folds the character that starts `text`, with the accents that follow it, into `out`, and returns how many bytes of
/// `text` that was; 0 at the end of the text. Ignorable characters add nothing to `out`.
///
/// Accents are taken together with what they stand on, because their order may differ between equal texts.
pub fn next(text: &str, out: &mut String) -> usize {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else {
        return 0;
    };
    let mut length = first.len_utf8();
    if first.is_ascii() {
        out.push(fold_char(first));
        // An accent after an ASCII letter is the next call's first character: it decomposes to itself.
        return length;
    }
    let mut marks: Vec<char> = Vec::new();
    decompose_into(first, out, &mut marks);
    for (at, c) in chars {
        if is_base(c) && !is_ignorable(c) {
            break;
        }
        if !is_ignorable(c) {
            decompose_canonical(c, |part| marks.push(part));
        }
        length = at + c.len_utf8();
    }
    // Canonical order: by class, equal classes in the order written (Unicode Standard, 3.11, D109).
    marks.sort_by_key(|&mark| canonical_combining_class(mark));
    out.extend(marks.into_iter().map(fold_char));
    length
}

/// Whether a character begins anew what accents stand on. Three Tibetan vowel signs have the class of such a character and
/// decompose into accents alone (Unicode Standard, non-starter decompositions).
fn is_base(c: char) -> bool {
    canonical_combining_class(c) == 0 && !matches!(c, '\u{F73}' | '\u{F75}' | '\u{F81}')
}

fn decompose_into(c: char, out: &mut String, marks: &mut Vec<char>) {
    if is_ignorable(c) {
        return;
    }
    decompose_canonical(c, |part| {
        if canonical_combining_class(part) == 0 {
            out.push(fold_char(part));
        } else {
            marks.push(part);
        }
    });
}

/// Folds a whole text.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        rest = &rest[next(rest, &mut out)..];
    }
    out
}

fn fold_char(c: char) -> char {
    match c {
        'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        c if is_apostrophe(c) => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{FF02}' => '"',
        c if c.is_ascii() => c,
        c => fold_case(c),
    }
}

/// Unicode simple case folding: the lower case of the upper case, where both are single characters.
fn fold_case(c: char) -> char {
    // Dotless i has an upper case (I) but no folding: CaseFolding.txt leaves it alone outside Turkic.
    if c == 'ı' {
        return c;
    }
    let single =
        |mut chars: Box<dyn Iterator<Item = char>>| chars.next().filter(|_| chars.next().is_none());
    let upper = single(Box::new(c.to_uppercase())).unwrap_or(c);
    single(Box::new(upper.to_lowercase())).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn case_quotes_and_accents_are_equal() {
        assert_eq!(folded("Didn’t"), "didn't");
        assert_eq!(folded("CAFÉ"), folded("cafe\u{301}"));
        assert_eq!(folded("“ΣΊΣΥΦΟΣ”"), folded("\"σίσυφος\""));
        assert_eq!(folded("co\u{AD}operate"), "cooperate");
        assert_eq!(folded("\u{212A}elvin"), "kelvin");
        assert_eq!(folded("ſ"), "s");
    }

    #[test]
    fn an_apostrophe_is_no_letter_whichever_it_is() {
        for c in [
            '\'', '\u{2019}', '\u{2BC}', '\u{2B9}', '\u{FF07}', '`', '\u{B4}',
        ] {
            assert!(is_apostrophe(c) && !is_word(c), "{c}");
        }
        assert_eq!(folded("don\u{2BC}t"), folded("don't"));
    }

    #[test]
    fn accents_are_equal_in_any_order() {
        assert_eq!(folded("é\u{323}"), folded("ẹ\u{301}"));
        assert_eq!(
            folded("\u{1F5D}\u{F73}"),
            folded("\u{3C5}\u{314}\u{301}\u{F71}\u{F72}")
        );
    }

    proptest! {
        #[test]
        fn canonically_equal_texts_fold_alike(text in "[a-zA-Zéàçñüößœ’\u{301}\u{323} 가-힣אבג]{0,20}") {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(folded(&composed), folded(&decomposed));
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
        }
    }
}
