//! Stretches of one transcript, and how they stand to each other.

use super::tree::Relation;
use crate::text::Span;
use crate::transcript::Units;

/// A stretch that a part of a query found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    /// From its first to its last byte.
    pub span: Span,
    /// An index into the transcript's turns.
    pub turn: u32,
    /// What of it was matched: at least one.
    pub parts: &'a [Span],
}

/// Stretches in the order of the text, so prepared that what stands beside one is found without looking at all.
pub(super) struct Beside<'s, 'a> {
    all: &'s [Stretch<'a>],
    /// By place: the greatest end of it and all before.
    ends_before: Vec<usize>,
    /// By place: the smallest end of it and all behind.
    ends_behind: Vec<usize>,
    /// Ends with their turns, in order.
    by_end: Vec<(usize, u32)>,
}

impl<'s, 'a> Beside<'s, 'a> {
    pub fn new(all: &'s [Stretch<'a>]) -> Self {
        let mut last = 0;
        let ends_before = all.iter().map(|it| {
            last = last.max(it.span.end);
            last
        });
        let ends_before = ends_before.collect();
        let mut next = usize::MAX;
        let ends_behind = all.iter().rev().map(|it| {
            next = next.min(it.span.end);
            next
        });
        let mut ends_behind: Vec<usize> = ends_behind.collect();
        ends_behind.reverse();
        let mut by_end: Vec<(usize, u32)> = all.iter().map(|it| (it.span.end, it.turn)).collect();
        by_end.sort_unstable();
        Self {
            all,
            ends_before,
            ends_behind,
            by_end,
        }
    }

    /// Whether one of the stretches stands so beside this one.
    pub fn has(&self, how: Relation, left: &Stretch<'_>, units: &Units) -> bool {
        let Stretch { span, turn, .. } = *left;
        match how {
            Relation::Overlaps => self.overlaps(span),
            Relation::Within => {
                let until = self.all.partition_point(|it| it.span.start <= span.start);
                until > 0 && self.ends_before[until - 1] >= span.end
            }
            Relation::Contains => {
                let from = self.starting(span.start);
                self.ends_behind
                    .get(from)
                    .is_some_and(|&end| end <= span.end)
            }
            Relation::NearTurns(most) => {
                self.in_turns(turn.saturating_sub(most), turn.saturating_add(most))
            }
            Relation::NearWords(most) => self.near_words(left, most as usize, units),
            Relation::FollowedBy(most) => {
                let next = self.all.get(self.starting(span.end));
                next.is_some_and(|next| next.turn - turn <= most)
            }
            Relation::PrecededBy(most) => {
                let until = self.by_end.partition_point(|(end, _)| *end <= span.start);
                until > 0 && turn - self.by_end[until - 1].1 <= most
            }
            Relation::SameTurn => self.in_turns(turn, turn),
            Relation::SameSentence => {
                let sentences = units.sentences_in(span).iter();
                sentences
                    .into_iter()
                    .any(|&sentence| self.overlaps(sentence))
            }
        }
    }

    /// The place of the first that starts at a byte or behind it.
    fn starting(&self, byte: usize) -> usize {
        self.all.partition_point(|it| it.span.start < byte)
    }

    /// Whether one of the stretches shares text with this.
    pub fn overlaps(&self, span: Span) -> bool {
        let until = self.starting(span.end);
        until > 0 && self.ends_before[until - 1] > span.start
    }

    fn in_turns(&self, from: u32, to: u32) -> bool {
        let first = self.all.partition_point(|it| it.turn < from);
        self.all.get(first).is_some_and(|it| it.turn <= to)
    }

    fn near_words(&self, left: &Stretch<'_>, most: usize, units: &Units) -> bool {
        let Stretch { span, turn, .. } = *left;
        let is_near = |from: usize, to: usize| units.word_count(Span::new(from, to)) <= most;
        let behind = self.all.get(self.starting(span.end));
        let behind = behind.filter(|it| it.turn == turn);
        let until = self.by_end.partition_point(|(end, _)| *end <= span.start);
        let before = until.checked_sub(1).map(|at| self.by_end[at]);
        let before = before.filter(|(_, its)| *its == turn);
        self.overlaps(span)
            || behind.is_some_and(|it| is_near(span.end, it.span.start))
            || before.is_some_and(|(end, _)| is_near(end, span.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;
    use crate::transcript::read::{ReadOptions, read};
    use proptest::prelude::*;

    /// Turns of five words in two sentences.
    fn talk() -> Transcript {
        let turn = |number: usize| format!("P{}: aa bb cc. Dd ee.\n\n", number % 2 + 1);
        let text: String = (0..8).map(turn).collect();
        read("t", "t.txt", text.into(), &ReadOptions::default()).unwrap()
    }

    /// Whether two stretches stand so, by the plain meaning.
    fn stand(how: Relation, a: (Span, u32), b: (Span, u32), units: &Units) -> bool {
        let ((left, turn), (right, other)) = (a, b);
        let words = |from, to| units.word_count(Span::new(from, to));
        match how {
            Relation::Overlaps => left.overlaps(right),
            Relation::Within => right.contains(left),
            Relation::Contains => left.contains(right),
            Relation::NearTurns(most) => turn.abs_diff(other) <= most,
            Relation::NearWords(most) => {
                let between = if left.overlaps(right) {
                    0
                } else if left.end <= right.start {
                    words(left.end, right.start)
                } else {
                    words(right.end, left.start)
                };
                turn == other && between <= most as usize
            }
            Relation::FollowedBy(most) => left.end <= right.start && other - turn <= most,
            Relation::PrecededBy(most) => right.end <= left.start && turn - other <= most,
            Relation::SameTurn => turn == other,
            Relation::SameSentence => units
                .sentences()
                .iter()
                .any(|it| it.overlaps(left) && it.overlaps(right)),
        }
    }

    proptest! {
        #[test]
        fn what_stands_beside_is_that_of_the_plain_meaning(
            places in proptest::collection::vec((0..8u32, 0..5usize, 1..5usize), 1..12),
            (turn, from, length) in (0..8u32, 0..5usize, 1..5usize),
            how in 0..9usize,
            most in 0..4u32,
        ) {
            let transcript = talk();
            let units = Units::of(&transcript);
            let words: Vec<Vec<Span>> = transcript.turns.iter().map(|turn| {
                let mut words = Vec::new();
                units.landmarks().for_each_word(transcript.span_of(turn), |start, length| {
                    words.push(Span::new(start, start + length));
                });
                words
            }).collect();
            let span = |turn: u32, from: usize, length: usize| {
                let words = &words[turn as usize];
                words[from].cover(words[(from + length - 1).min(words.len() - 1)])
            };
            let mut right: Vec<Stretch<'_>> = places
                .iter()
                .map(|&(turn, from, length)| Stretch { span: span(turn, from, length), turn, parts: &[] })
                .collect();
            right.sort_by_key(|it| it.span);
            right.dedup_by_key(|it| it.span);
            let left = Stretch { span: span(turn, from, length), turn, parts: &[] };
            let how = [
                Relation::Overlaps,
                Relation::Within,
                Relation::Contains,
                Relation::NearTurns(most),
                Relation::NearWords(most),
                Relation::FollowedBy(most),
                Relation::PrecededBy(most),
                Relation::SameTurn,
                Relation::SameSentence,
            ][how];
            let plain = right.iter().any(|it| stand(how, (left.span, turn), (it.span, it.turn), &units));
            prop_assert_eq!(Beside::new(&right).has(how, &left, &units), plain);
        }
    }
}
