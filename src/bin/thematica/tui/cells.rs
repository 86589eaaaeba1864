//! What a piece of text is on a terminal: which characters are shown, and how many columns they take.

use std::borrow::Cow;

use thematica::text::{is_direction, visible};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// One character as a reader sees it, with its place in the text.
pub struct Cell<'t> {
    /// The byte of the text that it starts at.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// What is shown; nothing that steers a terminal.
    pub shown: Cow<'t, str>,
    /// How many columns that takes.
    pub width: usize,
}

impl Cell<'_> {
    /// Whether a line may be broken after it.
    pub fn is_space(&self) -> bool {
        self.shown == " "
    }
}

/// The characters of a text. `base` is where in the whole text it starts.
pub fn cells(text: &str, base: usize) -> impl Iterator<Item = Cell<'_>> {
    text.grapheme_indices(true).map(move |(at, written)| {
        let shown = shown(written);
        Cell {
            start: base + at,
            end: base + at + written.len(),
            width: if shown.is_ascii() {
                shown.len()
            } else {
                shown.width()
            },
            shown,
        }
    })
}

fn shown(grapheme: &str) -> Cow<'_, str> {
    if grapheme == "\r\n" {
        return Cow::Borrowed(" ");
    }
    if grapheme.chars().all(|c| visible(c) == c) {
        Cow::Borrowed(grapheme)
    } else {
        // They would reach over the end of the text into the margin; a sign in their place would take room in a word.
        let kept = grapheme.chars().filter(|c| !is_direction(*c));
        Cow::Owned(kept.map(visible).collect())
    }
}

/// A text of the user's as it may be shown.
pub fn clean(text: &str) -> String {
    cells(text, 0).map(|cell| cell.shown.into_owned()).collect()
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    cells(text, 0).map(|cell| cell.width).sum()
}

/// As much of a text as fits into so many columns; what is cut off is told by `…`.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return clean(text);
    }
    let mut fitted = String::new();
    let mut taken = 1;
    for cell in cells(text, 0) {
        taken += cell.width;
        if taken > columns {
            break;
        }
        fitted += &cell.shown;
    }
    if columns > 0 {
        fitted.push('…');
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_steer_the_terminal_is_shown_instead() {
        assert_eq!(clean("a\u{1b}[31m\r\nb\u{202e}c"), "a␛[31m bc");
    }

    #[test]
    fn wide_characters_take_two_columns_and_are_never_cut() {
        assert_eq!(width("日本"), 4);
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(width("e\u{301}"), 1);
    }
}
