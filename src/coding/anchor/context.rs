//! How well the surroundings of a place fit those of a coding.

use std::cmp::Ordering;
use std::ops::Range;

use super::near::{self, first_letters, last_letters};
use super::plain::Plain;
use crate::coding::record::Anchor;

/// A side that fits less than this is perhaps another one.
const HALF: f64 = 0.5;

/// So many letters of a side are looked for further away, and so far.
const SIGN: usize = 12;
pub(super) const FAR: usize = 4000;

/// What stood around a coding, as it is compared.
#[derive(Debug)]
pub(super) struct Context {
    pub before: Plain,
    pub after: Plain,
}

/// A place of the text, and how well its surroundings fit: of each side from 0 to 1.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub place: Range<usize>,
    left: f64,
    right: f64,
}

impl Fit {
    /// How well the better side fits.
    pub fn side(&self) -> f64 {
        self.left.max(self.right)
    }

    /// How well both do, from 0 to 2.
    pub fn both(&self) -> f64 {
        self.left + self.right
    }

    /// Whether the sides fit so unequally that the weaker one has to be looked for.
    fn is_lopsided(&self) -> bool {
        self.left.min(self.right) < HALF
    }

    pub fn better_first(a: &Self, b: &Self) -> Ordering {
        let better = b.both().total_cmp(&a.both());
        better.then_with(|| a.place.start.cmp(&b.place.start))
    }
}

impl Context {
    pub fn of(anchor: &Anchor) -> Self {
        Self {
            before: Plain::of(&anchor.prefix),
            after: Plain::of(&anchor.suffix),
        }
    }

    /// Whether what stood on the weaker side still stands somewhere on that side, further away: text was put in between. Where
    /// it does not, the coded words were perhaps deleted, and this is another place with the same words.
    pub fn is_beside(&self, text: &Plain, fit: &Fit) -> bool {
        if !fit.is_lopsided() {
            return true;
        }
        let (before, after) = around(text, &fit.place);
        if fit.left < fit.right {
            let near = last_letters(self.before.text(), SIGN);
            let from = before.char_indices().rev().nth(FAR).map_or(0, |(at, _)| at);
            near.is_empty() || before[from..].contains(near)
        } else {
            let near = first_letters(self.after.text(), SIGN);
            let to = after
                .char_indices()
                .nth(FAR)
                .map_or(after.len(), |(at, _)| at);
            near.is_empty() || after[..to].contains(near)
        }
    }

    /// Compares up to the first letter that differs: cheap, and certain where all is the same.
    pub fn at_first_sight(&self, text: &Plain, place: Range<usize>) -> Fit {
        let (before, after) = around(text, &place);
        let same =
            |a: &mut dyn Iterator<Item = (char, char)>| a.take_while(|(a, b)| a == b).count();
        let left = same(&mut before.chars().rev().zip(self.before.text().chars().rev()));
        let right = same(&mut after.chars().zip(self.after.text().chars()));
        Fit {
            place,
            left: share(left, self.before.text(), before),
            right: share(right, self.after.text(), after),
        }
    }

    /// Compares letter by letter with what was put in and left out.
    pub fn closely(&self, text: &Plain, place: Range<usize>) -> Fit {
        let (before, after) = around(text, &place);
        let reversed = |text: &str| -> Vec<char> { text.chars().rev().collect() };
        let straight = |text: &str| -> Vec<char> { text.chars().collect() };
        let left = similarity(&reversed(self.before.text()), before.chars().rev());
        let right = similarity(&straight(self.after.text()), after.chars());
        Fit {
            place,
            left: left.unwrap_or_else(|| f64::from(u8::from(before.is_empty()))),
            right: right.unwrap_or_else(|| f64::from(u8::from(after.is_empty()))),
        }
    }
}

/// What stands before and after a place. One space between is no part of either, as the context's ends have none.
fn around<'t>(text: &'t Plain, place: &Range<usize>) -> (&'t str, &'t str) {
    let before = text.text()[..place.start].trim_end_matches(' ');
    let after = text.text()[place.end..].trim_start_matches(' ');
    (before, after)
}

/// A coding at the very beginning or end of its text has no context there, and fits where there is none.
fn share(same: usize, wanted: &str, there: &str) -> f64 {
    let count = wanted.chars().count();
    if count == 0 {
        return f64::from(u8::from(there.is_empty()));
    }
    same as f64 / count as f64
}

/// How much of the context is there, from its end at the coding on; `None` where there is no context.
fn similarity(wanted: &[char], there: impl Iterator<Item = char>) -> Option<f64> {
    if wanted.is_empty() {
        return None;
    }
    let there: Vec<char> = there.take(wanted.len() * 3 / 2).collect();
    let distance = near::distance_from_start(wanted, &there);
    Some(1.0 - distance as f64 / wanted.len() as f64)
}
