//! Where sentences end.
//!
//! A sentence ends after `.`, `?`, `!`, `…` (or their like in other scripts) and the quotes and brackets that close with
//! it, when white space follows and what comes next does not start in lower case; and at the end of its paragraph. A
//! full stop ends none after an abbreviation (`Dr.`), an initial (`J. Smith`), or inside a number. `I don't... trust
//! them` is one sentence: in speech, dots that go on in lower case are hesitation.
//!
//! The rules follow UAX #29, with what it leaves to tailoring: abbreviations and initials.

use std::ops::Range;

use super::{Landmarks, Span};

/// Abbreviations that a name or more text follows, in lower case, without their last stop.
const ABBREVIATIONS: &[&str] = &[
    "dr", "mr", "mrs", "ms", "mx", "prof", "rev", "st", "sr", "jr", "hon", "e.g", "i.e", "vs",
    "cf", "approx", "dept", "vol", "fig", "bzw", "z.b", "d.h", "nr", "str", "mme", "mlle",
];

/// The end of the sentence that the byte `from` belongs to, in a paragraph that ends at `to`.
///
/// White space after the sentence is not part of it.
#[must_use]
pub fn end(text: &str, landmarks: &Landmarks, from: usize, to: usize) -> usize {
    let mut at = from;
    while let Some(stop) = landmarks.next_stop(at, to) {
        // A letter or a digit right behind it, as in "3.30": no end, and no need to look closer.
        if landmarks.is_word(stop + 1) && stop + 1 < to {
            at = stop + 1;
            continue;
        }
        let after = skip(text, stop, to, is_stop);
        let closed = skip(text, after, to, closes);
        if closed >= to {
            break;
        }
        if ends_here(text, landmarks, from..stop, after, closed..to) {
            return closed;
        }
        at = after;
    }
    let end = text[from..to].trim_end().len();
    from + end
}

/// The sentences of a paragraph, in order. Each starts and ends at something that is not white space.
pub fn sentences<'a>(
    text: &'a str,
    landmarks: &'a Landmarks,
    paragraph: Span,
) -> impl Iterator<Item = Span> + 'a {
    let mut at = start(text, paragraph.start, paragraph.end);
    std::iter::from_fn(move || {
        if at >= paragraph.end {
            return None;
        }
        let sentence = Span::new(at, end(text, landmarks, at, paragraph.end));
        at = start(text, sentence.end, paragraph.end);
        Some(sentence)
    })
}

/// The first byte from `from` on that is not white space; `to` where there is none.
fn start(text: &str, from: usize, to: usize) -> usize {
    skip(text, from, to, char::is_whitespace)
}

fn skip(text: &str, from: usize, to: usize, passed: impl Fn(char) -> bool) -> usize {
    text[from..to]
        .find(|c| !passed(c))
        .map_or(to, |length| from + length)
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '?' | '!' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।'
    )
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '›' | '」' | '』' | '*' | '_'
    )
}

/// Whether a stop ends its sentence. `before` is the sentence up to the stop, `after` the end of the stop, `rest` the
/// paragraph behind it and the quotes that close with it; never empty.
fn ends_here(
    text: &str,
    landmarks: &Landmarks,
    before: Range<usize>,
    after: usize,
    rest: Range<usize>,
) -> bool {
    let stop = &text[before.end..after];
    let next = text[rest.clone()]
        .chars()
        .next()
        .expect("there is more of the paragraph");
    if !next.is_whitespace() {
        return stop.starts_with(['。', '！', '？']);
    }
    match opening(text, landmarks, rest) {
        Some(c) if c.is_lowercase() => false,
        Some(_) if stop == "." => !is_abbreviated(&text[before]),
        _ => true,
    }
}

/// What the next sentence opens with: the first character past white space, quotes, brackets and transcriber's marks.
fn opening(text: &str, landmarks: &Landmarks, rest: Range<usize>) -> Option<char> {
    let mut at = rest.start;
    while at < rest.end {
        if let Some(mark) = landmarks.mark_at(at) {
            at = mark.end;
            continue;
        }
        let c = text[at..rest.end].chars().next()?;
        let passed = c.is_whitespace()
            || matches!(
                c,
                '"' | '\''
                    | '“'
                    | '‘'
                    | '('
                    | '['
                    | '«'
                    | '„'
                    | '-'
                    | '–'
                    | '—'
                    | '*'
                    | '_'
                    | '\\'
            );
        if !passed {
            return Some(c);
        }
        at += c.len_utf8();
    }
    None
}

/// Whether the word before a full stop is an abbreviation or an initial.
fn is_abbreviated(before: &str) -> bool {
    let start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '\'' | '‘'));
    let word = &before[start.map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    })..];
    let mut chars = word.chars();
    if let (Some(initial), None) = (chars.next(), chars.next()) {
        // "It was me and I. So …" is rarer than "J. Smith"; but the pronoun ends sentences.
        return initial.is_uppercase() && initial != 'I';
    }
    word.len() <= 6 && ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        let landmarks = Landmarks::of(text);
        sentences(text, &landmarks, Span::new(0, text.len()))
            .map(|span| &text[span.range()])
            .collect()
    }

    #[test]
    fn sentences_end_at_stops_before_capitals() {
        assert_eq!(
            cut("We wait. They said \"No.\" Really?! Yes"),
            ["We wait.", "They said \"No.\"", "Really?!", "Yes"]
        );
        assert_eq!(cut("  One.\nTwo.  "), ["One.", "Two."]);
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not_end_them() {
        assert_eq!(
            cut("Dr. Smith and J. R. Hill came at 3.30 p.m. on Monday."),
            ["Dr. Smith and J. R. Hill came at 3.30 p.m. on Monday."]
        );
        assert_eq!(
            cut("So did I. Then we left."),
            ["So did I.", "Then we left."]
        );
    }

    #[test]
    fn hesitation_goes_on() {
        assert_eq!(
            cut("I don't... trust them. No… no."),
            ["I don't... trust them.", "No… no."]
        );
        assert_eq!(cut("I don't... They left."), ["I don't...", "They left."]);
    }

    #[test]
    fn other_scripts_have_their_own_stops() {
        assert_eq!(
            cut("これは文です。次の文。"),
            ["これは文です。", "次の文。"]
        );
        assert_eq!(cut("هل تثق بهم؟ نعم."), ["هل تثق بهم؟", "نعم."]);
    }

    #[test]
    fn a_mark_does_not_hide_the_end_of_a_sentence() {
        assert_eq!(
            cut("The post. [laughs] And then. (pause) so"),
            ["The post.", "[laughs] And then. (pause) so"]
        );
    }

    #[test]
    fn a_mark_ends_nothing() {
        assert_eq!(
            cut("And [inaudible 0.10] Then."),
            ["And [inaudible 0.10] Then."]
        );
    }

    #[test]
    fn plain_prose_is_cut_as_unicode_cuts_it() {
        use unicode_segmentation::UnicodeSegmentation;
        let text = "I went home. It was late! Was it? \"Yes.\" She trusted me. We had 3.5 hours. (That was it.) Good.";
        let theirs: Vec<&str> = text.unicode_sentences().map(str::trim).collect();
        assert_eq!(cut(text), theirs);
    }

    proptest! {
        #[test]
        fn sentences_hold_everything_but_white_space_between_them(text in "([a-zA-Z]{1,4}|[.?!… \n\"')(’-]){0,60}") {
            let landmarks = Landmarks::of(&text);
            let spans: Vec<Span> = sentences(&text, &landmarks, Span::new(0, text.len())).collect();
            let mut at = 0;
            for span in spans {
                prop_assert!(!span.is_empty());
                prop_assert!(text[at..span.start].trim().is_empty());
                at = span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
