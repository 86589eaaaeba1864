//! Whole words: a coding that began and ended between words does so wherever it is found.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::near::distance;
use crate::coding::record::Anchor;

/// At which ends a quote had whole words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    start: bool,
    end: bool,
}

impl Ends {
    pub fn of(anchor: &Anchor) -> Self {
        let Anchor {
            quote,
            prefix,
            suffix,
            ..
        } = anchor;
        Self {
            start: !joins(prefix.chars().next_back(), quote.chars().next()),
            end: !joins(quote.chars().next_back(), suffix.chars().next()),
        }
    }

    /// Whether a place of a text has whole words where the quote had.
    pub fn fit(self, text: &str, place: &Range<usize>) -> bool {
        !(self.start && is_inside(text, place.start) || self.end && is_inside(text, place.end))
    }

    /// The stretch with whole words that is nearest to the quote: a word that a place cuts is taken in or left out. Nothing
    /// where no word is left.
    pub fn whole(self, text: &str, place: &Range<usize>, wanted: &[char]) -> Option<Range<usize>> {
        let mut starts = vec![place.start];
        let mut ends = vec![place.end];
        if self.start && is_inside(text, place.start) {
            starts = vec![back(text, place.start), on(text, place.start)];
        }
        if self.end && is_inside(text, place.end) {
            ends = vec![on(text, place.end), back(text, place.end)];
        }
        let trimmed = |start: usize, end: usize| {
            let words = text.get(start..end)?;
            let start = end - words.trim_start().len();
            let end = start + text[start..end].trim_end().len();
            (start < end).then_some(start..end)
        };
        let pairs = starts
            .iter()
            .flat_map(|&start| ends.iter().map(move |&end| (start, end)));
        let all = pairs.filter_map(|(start, end)| trimmed(start, end));
        all.min_by_key(|it| {
            let there: Vec<char> = text[it.clone()].chars().collect();
            distance(wanted, &there)
        })
    }
}

/// Whether a place lies inside of a word.
fn is_inside(text: &str, at: usize) -> bool {
    joins(text[..at].chars().next_back(), text[at..].chars().next())
}

/// Where the word begins that a place lies in.
fn back(text: &str, at: usize) -> usize {
    let mut at = at;
    while is_inside(text, at) {
        at -= text[..at].chars().next_back().map_or(1, char::len_utf8);
    }
    at
}

/// Where the word ends that a place lies in.
fn on(text: &str, at: usize) -> usize {
    let mut at = at;
    while is_inside(text, at) {
        at += text[at..].chars().next().map_or(1, char::len_utf8);
    }
    at
}

/// Whether two characters beside each other are of one word. Scripts that put no space between words have one in each place.
fn joins(a: Option<char>, b: Option<char>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return false;
    };
    let are_letters = a.is_alphanumeric() && b.is_alphanumeric();
    are_letters && String::from_iter([a, b]).split_word_bounds().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_cut_is_taken_in_or_left_out() {
        let ends = Ends {
            start: true,
            end: true,
        };
        let text = "Really? They call it redesigning";
        let wanted: Vec<char> = "They call it redesign".chars().collect();
        let place = 3..text.len() - 3;
        assert!(!ends.fit(text, &place));
        let whole = ends.whole(text, &place, &wanted).unwrap();
        assert_eq!(&text[whole], "? They call it redesigning");
        assert!(ends.whole("word", &(1..2), &wanted).is_some());
    }

    #[test]
    fn scripts_without_spaces_may_be_cut_anywhere() {
        assert!(!joins(Some('信'), Some('任')) && joins(Some('é'), Some('x')));
        assert!(!joins(None, Some('x')) && !joins(Some('.'), Some('x')));
    }
}
