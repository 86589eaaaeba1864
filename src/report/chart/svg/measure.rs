//! How much room letters take: the metrics of the bundled font.
//!
//! The font is `DejaVu` Sans, the widest of the usual faces: what fits in it fits in those that
//! a reader's machine puts in its place. Letters that it lacks are taken to be as wide as they are high, which holds for
//! Chinese, Japanese, Korean and emoji.

use unicode_bidi::BidiClass;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::font;
use crate::text::{one_line, visible};

/// The faces that texts are set in, the bundled one first.
pub(in crate::report::chart) const FAMILY: &str =
    "'DejaVu Sans', Verdana, Arial, Helvetica, sans-serif";

/// Lines that fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fitted {
    /// One or more lines; the last ends with `…` where something was left out.
    pub lines: Vec<String>,
    /// The whole, where something was left out.
    pub whole: Option<String>,
}

/// The width of a text that [`clean`] gave, in the unit of the font size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let ems = text.chars().map(|c| match c.width() {
        Some(0) | None => 0.0,
        Some(_) => font::advance(c).unwrap_or(1.0),
    });
    ems.sum::<f64>() * size
}

/// The text as it may stand in a picture: on one line, with what steers made visible and what XML cannot hold replaced.
pub(in crate::report::chart) fn clean(text: &str) -> String {
    let shown = text.chars().map(|c| match c {
        // What turns the direction of all that follows would reach out of the label.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => visible(c),
    });
    one_line(&shown.collect::<String>())
}

/// Whether the first letter with a direction runs from right to left (Unicode Standard Annex 9, rules P2 and P3).
pub(super) fn is_right_to_left(text: &str) -> bool {
    let strong = text.chars().map(unicode_bidi::bidi_class);
    let mut strong =
        strong.filter(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    matches!(strong.next(), Some(BidiClass::R | BidiClass::AL))
}

/// The text in at most so many lines that are no wider than the room. It is broken at spaces, then behind marks inside words,
/// then anywhere between letters.
pub(super) fn fitted(text: &str, size: f64, room: f64, most: usize) -> Fitted {
    let text = clean(text);
    let mut rest = text.as_str();
    let mut lines = Vec::new();
    while !rest.is_empty() && lines.len() < most {
        if lines.len() + 1 == most && width(rest, size) > room {
            lines.push(cut(rest, size, room));
            return Fitted {
                lines,
                whole: Some(text),
            };
        }
        let end = line_end(rest, size, room);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    Fitted { lines, whole: None }
}

/// How much of a text stands on its first line: at least one letter.
fn line_end(text: &str, size: f64, room: f64) -> usize {
    let (mut used, mut good, mut mark) = (0.0, 0, 0);
    for (at, letter) in text.grapheme_indices(true) {
        if letter == " " {
            good = at + 1;
        }
        used += width(letter, size);
        if used > room && letter != " " {
            let end = [good, mark].into_iter().find(|end| *end > 0);
            return end.unwrap_or(if at == 0 { letter.len() } else { at });
        }
        // Chinese and Japanese are broken behind any letter.
        if letter.width() == 2 {
            good = at + letter.len();
        }
        if matches!(letter, "/" | "-" | "_" | "," | "–") {
            mark = at + letter.len();
        }
    }
    text.len()
}

/// The beginning of a text that is too wide, with what says so.
fn cut(text: &str, size: f64, room: f64) -> String {
    let room = room - width("…", size);
    let (mut used, mut end) = (0.0, 0);
    for (at, letter) in text.grapheme_indices(true) {
        used += width(letter, size);
        if used > room {
            break;
        }
        end = at + letter.len();
    }
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_are_those_of_the_letters() {
        assert!((width("im", 2048.0) - 2564.0).abs() < 1e-6);
        assert!(
            (width("信頼", 12.0) - 24.0).abs() < 1e-9,
            "letters that the font lacks"
        );
        let marked = width("e\u{301}\u{200b}", 10.0);
        assert!(
            (marked - width("e", 10.0)).abs() < 1e-9,
            "marks have no width"
        );
    }

    #[test]
    fn a_long_label_is_broken_and_then_cut() {
        let fitted = |text, room, most| fitted(text, 12.0, room, most).lines;
        assert_eq!(
            fitted("Empowerment rather than dependency", 130.0, 2),
            ["Empowerment rather", "than dependency"]
        );
        assert_eq!(
            fitted("Empowerment rather than dependency", 100.0, 2),
            ["Empowerment", "rather than de…"]
        );
        assert_eq!(fitted("phase-1/focus", 60.0, 2), ["phase-1/", "focus"]);
        assert_eq!(fitted("", 60.0, 2), [""; 0]);
        assert_eq!(super::fitted("a b", 12.0, 100.0, 2).whole, None);
    }

    #[test]
    fn nothing_in_a_label_steers() {
        assert_eq!(
            clean("a\u{1b}b\u{202e}c\u{2067}\n\u{ffff}d"),
            "a␛b\u{fffd}c\u{fffd} \u{fffd}d"
        );
        assert!(
            is_right_to_left("(אמון 2)") && !is_right_to_left("a אמון") && !is_right_to_left("12")
        );
        assert!(is_right_to_left("الثقة"));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in "[a-zé日א /-]{0,50}", room in 30.0..200.0_f64, most in 1_usize..4) {
            let fitted = fitted(&text, 12.0, room, most);
            prop_assert!(fitted.lines.len() <= most);
            for line in &fitted.lines {
                prop_assert!(width(line, 12.0) <= room + 1e-9, "{line:?} in {room}");
            }
            if fitted.whole.is_none() {
                let bare = |text: &str| text.replace(' ', "");
                prop_assert_eq!(bare(&fitted.lines.concat()), bare(&text));
            }
        }
    }
}
