//! Where lines begin: on the left, or on the right as in Arabic and Hebrew.

use super::super::{Run, Style};

/// Where a text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    FromLeft,
    FromRight,
}

/// That of the first letter.
pub(super) fn direction<'t>(texts: impl Iterator<Item = &'t str>) -> Direction {
    let mut letters = texts.flat_map(str::chars);
    match letters.find(|c| c.is_alphabetic()) {
        Some(letter) if is_from_right(letter) => Direction::FromRight,
        _ => Direction::FromLeft,
    }
}

/// That of a text in the language of the codes, which may begin with a word of another; the strong words before it are the
/// report's own.
pub(super) fn of_definition(language: &str, runs: &[Run]) -> Direction {
    if is_language_from_right(language) {
        return Direction::FromRight;
    }
    let said = runs.iter().filter(|run| run.style != Style::Strong);
    direction(said.map(|run| run.text.as_str()))
}

/// That of a heading, which is a code's name in the language of the codes, or the report's own and without a letter of it.
pub(super) fn of_heading(language: &str, text: &str) -> Direction {
    if is_language_from_right(language) && text.chars().any(is_from_right) {
        Direction::FromRight
    } else {
        direction(std::iter::once(text))
    }
}

/// Hebrew, Arabic, Syriac and their kin, and their forms for presentation.
fn is_from_right(letter: char) -> bool {
    let is_of_script =
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    is_of_script && letter.is_alphabetic()
}

/// Languages that are written from the right, by their ISO 639-1 codes.
fn is_language_from_right(language: &str) -> bool {
    matches!(
        language,
        "ar" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_of_the_language_of_the_codes() {
        let runs = |text: &str| vec![Run::strong("Use it for:"), Run::plain(text)];
        assert_eq!(
            of_definition("he", &runs(" NHS אמון")),
            Direction::FromRight
        );
        assert_eq!(of_definition("en", &runs(" אמון")), Direction::FromRight);
        assert_eq!(of_definition("en", &runs(" NHS אמון")), Direction::FromLeft);
    }

    #[test]
    fn the_reports_own_headings_stay_on_the_left() {
        assert_eq!(of_heading("ar", "Summary"), Direction::FromLeft);
        assert_eq!(of_heading("ar", "NHS ثقة"), Direction::FromRight);
        assert_eq!(of_heading("en", "NHS ثقة"), Direction::FromLeft);
    }
}
