//! The nearest words: where a quote stands that was changed inside.
//!
//! Places to look at are found by what is left of the quote (three words in a row, or one long word) and by its context; in
//! each, the stretch is taken that needs the fewest letters put in, left out or changed (the distance of Levenshtein, as
//! Sellers 1980 finds it in a longer text).

use std::ops::Range;

use super::SIMILAR;
use super::context::{Context, Fit};
use super::plain::Plain;
use super::whole::Ends;

/// By how much one place has to be better than the next.
pub(super) const LEAD: f64 = 0.1;

/// A quote of fewer letters than this is found in another surrounding by chance.
const SHORT: usize = 16;

/// Quotes of more letters are looked for by their first and last so many: their whole would take too long.
const LONG: usize = 1000;

/// So many places are looked at, those with the most of the quote's words first.
const LOOKED_AT: usize = 24;

/// A place that is like the quote.
#[derive(Clone, Debug)]
pub(super) struct Near {
    pub place: Range<usize>,
    /// How much of the quote's letters is the same, from 0 to 1.
    pub similarity: f64,
    fit: Fit,
    letters: usize,
}

impl Near {
    /// How good it is: the words first, then the surroundings.
    pub fn rank(&self) -> f64 {
        self.similarity + self.fit.both() / 4.0
    }

    /// Whether it is too short to be known without its surroundings, and those are others.
    pub fn is_short_and_stray(&self) -> bool {
        self.letters < SHORT && self.fit.side() < super::SIDE
    }
}

/// All places that are like a quote, the best first, no two overlapping.
pub(super) fn places(text: &Plain, quote: &Plain, context: &Context, ends: Ends) -> Vec<Near> {
    let wanted: Vec<char> = quote.text().chars().collect();
    let mut found: Vec<Near> = Vec::new();
    for window in windows(text, quote, context) {
        let Some(best) = best_in(text, window, &wanted) else {
            continue;
        };
        let Some((place, similarity)) = with_whole_words(text, best, &wanted, ends) else {
            continue;
        };
        if similarity >= SIMILAR {
            found.push(Near {
                fit: context.closely(text, place.clone()),
                place,
                similarity,
                letters: wanted.len(),
            });
        }
    }
    found.sort_by(|a, b| {
        let better = b.rank().total_cmp(&a.rank());
        better.then_with(|| a.place.start.cmp(&b.place.start))
    });
    let mut apart: Vec<Near> = Vec::new();
    for near in found {
        let overlaps =
            |other: &Near| other.place.start < near.place.end && near.place.start < other.place.end;
        if !apart.iter().any(overlaps) {
            apart.push(near);
        }
    }
    apart
}

/// The stretch with whole words where the quote had them, and how much of the quote's letters it has.
fn with_whole_words(
    text: &Plain,
    (place, similar): (Range<usize>, f64),
    wanted: &[char],
    ends: Ends,
) -> Option<(Range<usize>, f64)> {
    if similar < SIMILAR || ends.fit(text.text(), &place) {
        return Some((place, similar));
    }
    let whole = ends.whole(text.text(), &place, wanted)?;
    let wanted: String = wanted.iter().collect();
    let similar = similarity(&wanted, &text.text()[whole.clone()]);
    Some((whole, similar))
}

/// How much of a quote's letters is the same in other words, from 0 to 1.
pub(super) fn similarity(quote: &str, words: &str) -> f64 {
    let [wanted, there] = [quote, words].map(|it| it.chars().collect::<Vec<char>>());
    let distance = distance(&wanted, &there);
    (1.0 - distance as f64 / wanted.len() as f64).max(0.0)
}

/// Stretches of the text that may hold the quote, those with the most signs of it first.
fn windows(text: &Plain, quote: &Plain, context: &Context) -> Vec<Range<usize>> {
    let length = quote.text().len();
    let room = length / 2 + 16;
    // Where the quote would begin, by each sign of it.
    let mut begins: Vec<usize> = Vec::new();
    let mut sign = |piece: &str, before: usize| {
        for place in text.places(piece).into_iter().take(LOOKED_AT * 4) {
            begins.push(place.start.saturating_sub(before));
        }
    };
    for piece in pieces(quote.text()) {
        sign(&quote.text()[piece.clone()], piece.start);
    }
    let before = last_letters(context.before.text(), 16);
    if before.len() >= 8 {
        sign(before, 0);
    }
    let after = first_letters(context.after.text(), 16);
    if after.len() >= 8 {
        sign(after, length);
    }
    begins.sort_unstable();
    let mut grouped: Vec<(usize, usize)> = Vec::new();
    for begin in begins {
        match grouped.last_mut() {
            Some((first, signs)) if begin - *first <= room => *signs += 1,
            _ => grouped.push((begin, 1)),
        }
    }
    grouped.sort_by_key(|&(begin, signs)| (std::cmp::Reverse(signs), begin));
    let windows = grouped.into_iter().take(LOOKED_AT);
    windows
        .map(|(begin, _)| {
            let start = floor(text.text(), begin.saturating_sub(room));
            let end = ceiling(text.text(), begin + 2 * room + length);
            start..end
        })
        .collect()
}

/// What a changed quote still has: every three words in a row, and each long word.
fn pieces(quote: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for word in quote.split(' ') {
        words.push(at..at + word.len());
        at += word.len() + 1;
    }
    let runs = words.windows(3).map(|run| run[0].start..run[2].end);
    let long = words.iter().filter(|word| word.len() >= 5).cloned();
    // A quote of hundreds of words has signs enough at every third one.
    let step = (words.len() / 64).max(1);
    runs.chain(long).step_by(step).collect()
}

pub(super) fn last_letters(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last();
    &text[start.map_or(0, |(at, _)| at)..]
}

pub(super) fn first_letters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceiling(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The stretch of a window that is most like what is wanted, without spaces at its ends.
fn best_in(text: &Plain, window: Range<usize>, wanted: &[char]) -> Option<(Range<usize>, f64)> {
    let letters: Vec<(usize, char)> = text.text()[window.clone()]
        .char_indices()
        .map(|(at, c)| (window.start + at, c))
        .collect();
    let there: Vec<char> = letters.iter().map(|(_, c)| *c).collect();
    let (range, distance) = if wanted.len() <= LONG {
        nearest_stretch(wanted, &there)
    } else {
        let part = LONG / 2;
        let (head, first) = nearest_stretch(&wanted[..part], &there);
        let tail = &there[head.start.min(there.len())..];
        let (end, last) = nearest_stretch(&wanted[wanted.len() - part..], tail);
        let range = head.start..head.start + end.end;
        // The middle is as different as its length tells, at least.
        let between = range.len().abs_diff(wanted.len());
        (range, first + last + between)
    };
    let is_space = |at: &usize| there[*at] == ' ';
    let start = range.clone().find(|at| !is_space(at))?;
    let last = range.clone().rev().find(|at| !is_space(at))?;
    let similarity = 1.0 - distance as f64 / wanted.len() as f64;
    let (at, c) = letters[last];
    Some((letters[start].0..at + c.len_utf8(), similarity.max(0.0)))
}

/// The stretch of `there` with the least distance from `wanted`, the first of several, and that distance.
fn nearest_stretch(wanted: &[char], there: &[char]) -> (Range<usize>, usize) {
    // By how many letters of `wanted` were used: the least distance, and where its stretch begins.
    let mut column: Vec<(usize, usize)> = (0..=wanted.len()).map(|used| (used, 0)).collect();
    let mut best = (wanted.len(), 0..0);
    for (at, c) in there.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, at + 1);
        for used in 1..=wanted.len() {
            let above = column[used - 1];
            let left = column[used];
            let same = (diagonal.0 + usize::from(wanted[used - 1] != *c), diagonal.1);
            let least = same.min((left.0 + 1, left.1)).min((above.0 + 1, above.1));
            diagonal = left;
            column[used] = least;
        }
        // A letter can only be matched at or after the stretch's beginning.
        let (distance, start) = column[wanted.len()];
        if distance < best.0 {
            best = (distance, start..at + 1);
        }
    }
    (best.1, best.0)
}

/// The least distance between all of `wanted` and any beginning of `there`.
pub(super) fn distance_from_start(wanted: &[char], there: &[char]) -> usize {
    distances(wanted, there).0
}

/// The distance between all of both. Of long ones it is at least this: their ends say which is nearer.
pub(super) fn distance(wanted: &[char], there: &[char]) -> usize {
    if wanted.len() <= LONG {
        return distances(wanted, there).1;
    }
    let part = LONG / 2;
    let ends = |all: &[char]| -> [Vec<char>; 2] {
        let count = part.min(all.len());
        let last = all[all.len() - count..].iter().rev().copied();
        [all[..count].to_vec(), last.collect()]
    };
    let [first, last] = ends(wanted);
    let [head, tail] = ends(there);
    distances(&first, &head).1 + distances(&last, &tail).1 + wanted.len().abs_diff(there.len())
}

/// The least distance between all of `wanted` and any beginning of `there`, and that to all of it.
fn distances(wanted: &[char], there: &[char]) -> (usize, usize) {
    let mut row: Vec<usize> = (0..=wanted.len()).collect();
    let mut best = wanted.len();
    for (at, c) in there.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for used in 1..=wanted.len() {
            let above = row[used];
            let least = (diagonal + usize::from(wanted[used - 1] != *c))
                .min(above + 1)
                .min(row[used - 1] + 1);
            diagonal = above;
            row[used] = least;
        }
        best = best.min(row[wanted.len()]);
    }
    (best, row[wanted.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_nearest_stretch_is_found_with_its_distance() {
        let there = letters("we never trsut them at all");
        let (range, distance) = nearest_stretch(&letters("trust them"), &there);
        assert_eq!(there[range].iter().collect::<String>(), "trsut them");
        assert_eq!(distance, 2);
        assert_eq!(nearest_stretch(&letters("xyz"), &letters("abc")).1, 3);
    }

    #[test]
    fn the_distance_from_the_start_does_not_ask_where_it_ends() {
        assert_eq!(distance_from_start(&letters("abc"), &letters("abcdef")), 0);
        assert_eq!(distance_from_start(&letters("abc"), &letters("abxcdef")), 1);
        assert_eq!(distance_from_start(&letters("abc"), &[]), 3);
    }
}
