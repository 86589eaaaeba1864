//! Key words in context: each place where something stands, with what is said before and after it.
//!
//! A line never leaves its turn: what somebody else says is no context of a word. The form is that of concordances in corpus
//! linguistics (key word in context; Luhn, H. P. (1960), Key word-in-context index for technical literature, *American
//! Documentation* 11, 288–295), and so are the orders: by what stands to the right, or to the left read backwards.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::coding::{Hit, Maker};
use crate::text::{Span, fold, one_line};
use crate::transcript::Transcript;

/// One place where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// What stands there.
    pub key: Span,
    /// What is said before it in the turn, on one line.
    left: String,
    /// What is said after it.
    right: String,
}

/// A stretch of a code that one or several coders drew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// From where the first of them begins to where the last ends.
    pub span: Span,
    /// Who drew a part of it, each once.
    pub by: BTreeSet<Maker>,
}

/// The hits that count, those of the same code that share text as one, in the order of the text. Two people who draw the line
/// a word apart mean one passage. What several codes have in exactly the same place is there once; other hits of different codes
/// stay apart.
#[must_use]
pub fn joined<'h>(hits: impl Iterator<Item = &'h Hit>) -> Vec<Drawn> {
    let mut counting: Vec<&Hit> = hits.filter(|hit| hit.stopped.is_none()).collect();
    counting.sort_by_key(|hit| (hit.code, hit.turn, hit.span));
    let mut all: BTreeMap<(u32, Span), BTreeSet<Maker>> = BTreeMap::new();
    for of_code in counting.chunk_by(|one, next| one.code == next.code) {
        let mut of_code = of_code.iter().peekable();
        while let Some(first) = of_code.next() {
            let (turn, mut span) = (first.turn, first.span);
            let mut by = BTreeSet::from([first.made_by]);
            while let Some(next) =
                of_code.next_if(|next| next.turn == turn && span.overlaps(next.span))
            {
                span = span.cover(next.span);
                by.insert(next.made_by);
            }
            all.entry((turn, span)).or_default().extend(by);
        }
    }
    let drawn = |((turn, span), by)| Drawn { turn, span, by };
    all.into_iter().map(drawn).collect()
}

/// How lines are ordered; those that are alike stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the transcripts.
    Place,
    /// By the words to the left, the nearest first.
    Left,
    /// By the words to the right, the nearest first.
    Right,
}

/// By how many words lines are ordered.
const COMPARED: usize = 8;

impl Line {
    /// The line of a stretch of a turn.
    #[must_use]
    pub fn of(transcript: &Transcript, turn: u32, key: Span) -> Self {
        let (mut left, mut right) = (String::new(), String::new());
        let source = &transcript.source;
        for paragraph in transcript.paragraphs_of(&transcript.turns[turn as usize]) {
            let span = paragraph.span;
            let before = Span::new(span.start, span.end.min(key.start).max(span.start));
            let after = Span::new(span.start.max(key.end).min(span.end), span.end);
            for (side, part) in [(&mut left, before), (&mut right, after)] {
                if !part.is_empty() {
                    if !side.is_empty() {
                        side.push(' ');
                    }
                    side.push_str(source.slice(part));
                }
            }
        }
        let text = source.text();
        let joined = |at: Option<char>| at.is_some_and(|c| !c.is_whitespace());
        let mut line = Self {
            turn,
            key,
            left: one_line(&left),
            right: one_line(&right),
        };
        // A space stands before the key, unless it begins in a word or behind a quote.
        if !line.left.is_empty() && !joined(text[..key.start].chars().next_back()) {
            line.left.push(' ');
        }
        if !line.right.is_empty() && !joined(text[key.end..].chars().next()) {
            line.right.insert(0, ' ');
        }
        line
    }

    /// The last whole words before the key that fit into so many columns of characters.
    #[must_use]
    pub fn left(&self, width: usize) -> &str {
        let mut room = width;
        let mut start = self.left.len();
        for (at, c) in self.left.char_indices().rev() {
            let Some(left) = room.checked_sub(c.width().unwrap_or(0)) else {
                break;
            };
            room = left;
            start = at;
        }
        let shown = &self.left[start..];
        let is_cut = self.left[..start]
            .chars()
            .next_back()
            .is_some_and(|c| !c.is_whitespace());
        match shown.split_once(' ') {
            Some((_, whole)) if is_cut && !whole.is_empty() => whole,
            _ => shown,
        }
    }

    /// The first whole words after the key that fit into so many columns of characters.
    #[must_use]
    pub fn right(&self, width: usize) -> &str {
        let mut room = width;
        let mut end = 0;
        for (at, c) in self.right.char_indices() {
            let Some(left) = room.checked_sub(c.width().unwrap_or(0)) else {
                break;
            };
            room = left;
            end = at + c.len_utf8();
        }
        let shown = &self.right[..end];
        let is_cut = self.right[end..]
            .chars()
            .next()
            .is_some_and(|c| !c.is_whitespace());
        match shown.rsplit_once(' ') {
            Some((whole, _)) if is_cut && !whole.trim().is_empty() => whole,
            _ => shown,
        }
    }

    /// What lines are compared by in an order.
    #[must_use]
    pub fn compared(&self, order: Order) -> Vec<String> {
        let words = |side: &str| -> Vec<String> {
            let words = side.split_whitespace().map(fold::folded);
            let bare =
                words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
            bare.filter(|word| !word.is_empty()).collect()
        };
        match order {
            Order::Place => Vec::new(),
            Order::Left => {
                let words = words(&self.left);
                words.into_iter().rev().take(COMPARED).collect()
            }
            Order::Right => words(&self.right).into_iter().take(COMPARED).collect(),
        }
    }
}

/// A text moved to the right end of so many columns of characters. No-break spaces, because tables trim the others.
#[must_use]
pub fn at_right(text: &str, width: usize) -> String {
    let text = text.trim_end();
    let room = width.saturating_sub(text.width());
    format!("{}{text}", "\u{A0}".repeat(room))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::read::{ReadOptions, read};

    fn line(key: &str) -> Line {
        let text = "P1: One two,\nthree “key” four\n\nP1: five. Six\n\nP2: Seven eight.\n";
        let transcript = read("t", "t.txt", text.into(), &ReadOptions::default()).unwrap();
        let start = transcript.source.text().find(key).unwrap();
        let turn = u32::from(key == "eight");
        Line::of(&transcript, turn, Span::new(start, start + key.len()))
    }

    #[test]
    fn a_line_is_what_its_turn_says_around_the_key() {
        let key = line("key");
        assert_eq!(key.left(100), "One two, three “");
        assert_eq!(key.right(100), "” four five. Six");
        let five = line("five");
        assert_eq!(five.left(100), "One two, three “key” four ");
        assert_eq!(five.right(100), ". Six");
        assert_eq!(line("eight").left(100), "Seven ");
    }

    #[test]
    fn stretches_of_a_code_that_share_text_are_one_of_all_who_drew_them() {
        let hit_of = |code, turn, start, end, person| Hit {
            code: crate::codebook::CodeIndex(code),
            made_by: Maker::Person(person),
            span: Span::new(start, end),
            parts: Box::default(),
            turn,
            negated: None,
            stopped: None,
        };
        let hit = |turn, start, end, person| hit_of(0, turn, start, end, person);
        let hits = [
            // Of another code: one that overlaps, and one in the same place.
            hit_of(1, 0, 18, 26, 0),
            hit_of(1, 1, 22, 30, 1),
            hit(0, 8, 14, 1),
            hit(0, 0, 10, 0),
            hit(0, 12, 20, 0),
            hit(0, 20, 24, 1),
            hit(1, 22, 30, 0),
        ];
        let joined = joined(hits.iter());
        let spans: Vec<(Span, usize)> = joined.iter().map(|it| (it.span, it.by.len())).collect();
        assert_eq!(
            spans,
            [
                (Span::new(0, 20), 2),
                (Span::new(18, 26), 1),
                (Span::new(20, 24), 1),
                (Span::new(22, 30), 2)
            ]
        );
    }

    #[test]
    fn words_are_shown_whole_where_there_is_room_for_one() {
        let five = line("five");
        assert_eq!(five.left(9), "four ");
        assert_eq!(five.left(11), "“key” four ");
        assert_eq!(five.left(3), "ur ");
        let two = line("two");
        assert_eq!(two.right(9), ", three");
        assert_eq!(two.right(7), ", three");
        assert_eq!(two.right(4), ",");
        assert_eq!(at_right("four ", 6), "\u{A0}\u{A0}four");
    }

    #[test]
    fn lines_are_compared_by_their_nearest_words() {
        let key = line("key");
        assert_eq!(key.compared(Order::Left), ["three", "two", "one"]);
        assert_eq!(key.compared(Order::Right), ["four", "five", "six"]);
        assert!(key.compared(Order::Place).is_empty());
    }
}
