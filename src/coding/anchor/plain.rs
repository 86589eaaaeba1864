//! A text as it is compared: white space, marks of quotation and dashes do not differ.

use std::ops::Range;

use memchr::memmem;

use crate::text::Span;

/// A text with its runs of white space made one space and its typography made plain, and the way back.
#[derive(Debug)]
pub(super) struct Plain {
    text: String,
    /// By byte of `text`, where in the original its character begins.
    starts: Vec<usize>,
    /// By byte of `text`, where in the original its character ends.
    ends: Vec<usize>,
}

impl Plain {
    pub fn of(original: &str) -> Self {
        let mut plain = Self {
            text: String::with_capacity(original.len()),
            starts: Vec::with_capacity(original.len()),
            ends: Vec::with_capacity(original.len()),
        };
        let mut gap: Option<Range<usize>> = None;
        for (at, c) in original.char_indices() {
            let end = at + c.len_utf8();
            if is_space(c) {
                gap = Some(gap.map_or(at, |gap| gap.start)..end);
                continue;
            }
            if is_nothing(c) {
                continue;
            }
            // White space at the ends is no part of what is compared.
            if let Some(gap) = gap.take().filter(|_| !plain.text.is_empty()) {
                plain.push(' ', gap);
            }
            for c in simple(c) {
                plain.push(c, at..end);
            }
        }
        plain
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        self.text.push(c);
        self.starts.resize(self.text.len(), from.start);
        self.ends.resize(self.text.len(), from.end);
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// All places where a plain text stands, overlapping ones among them.
    pub fn places(&self, wanted: &str) -> Vec<Range<usize>> {
        let finder = memmem::Finder::new(wanted);
        let bytes = self.text.as_bytes();
        let mut places = Vec::new();
        let mut from = 0;
        while let Some(at) = finder.find(&bytes[from..]) {
            let at = from + at;
            places.push(at..at + wanted.len());
            from = at + 1;
        }
        places
    }

    /// The stretch of the original that a stretch of this text is.
    pub fn span(&self, place: &Range<usize>) -> Span {
        Span::new(self.starts[place.start], self.ends[place.end - 1])
    }

    /// As [`span`](Self::span), for a stretch that may be empty: then it is the place where something would be put in.
    pub fn stretch(&self, place: &Range<usize>) -> Span {
        if !place.is_empty() {
            return self.span(place);
        }
        let before = place.start.checked_sub(1);
        let at = before.map_or(0, |before| self.ends[before]);
        Span::new(at, at)
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Characters that only steer how a text is broken or shown.
fn is_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// A character as programs write it that know no typography.
fn simple(c: char) -> impl Iterator<Item = char> {
    let plain = match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '`' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    };
    let dots = if c == '\u{2026}' { 3 } else { 1 };
    std::iter::repeat_n(if dots == 3 { '.' } else { plain }, dots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_and_typography_do_not_differ() {
        for text in [
            "We don't \u{2013} ever\u{2026}",
            " We  don\u{2019}t\r\n- ever...",
            "We don`t\u{a0}\u{2014}\tev\u{ad}er\u{2026}",
        ] {
            assert_eq!(Plain::of(text).text(), "We don't - ever...");
        }
    }

    #[test]
    fn a_place_leads_back_to_the_original() {
        let original = "  “Oh…”\r\n\r\n  she\u{a0}said";
        let plain = Plain::of(original);
        assert_eq!(plain.text(), "\"Oh...\" she said");
        let place = plain.places("...\" she").remove(0);
        assert_eq!(&original[plain.span(&place).range()], "…”\r\n\r\n  she");
        assert_eq!(Plain::of("aaa").places("aa").len(), 2);
    }
}
