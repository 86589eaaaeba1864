//! A quote that something was put into: its first words and its last are there, and more between them than an edit leaves.

use std::ops::Range;

use super::SIDE;
use super::context::{Context, FAR, Fit};
use super::plain::Plain;
use super::whole::Ends;

/// By so many words a part of the quote is looked for.
const SIGN: usize = 3;

/// So many places of a part are looked at.
const LOOKED_AT: usize = 24;

/// The stretch from a quote's first word to its last, where all of its words stand in two parts and the surroundings are those
/// of the coding.
pub(super) fn place(
    text: &Plain,
    quote: &Plain,
    context: &Context,
    ends: Ends,
) -> Option<Range<usize>> {
    let words: Vec<&str> = quote.text().split(' ').collect();
    if words.len() <= SIGN {
        return None;
    }
    let first = words[..SIGN].join(" ");
    let last = words[words.len() - SIGN..].join(" ");
    let from_first = text.places(&first).into_iter().take(LOOKED_AT);
    let from_first = from_first.filter_map(|sign| onwards(text.text(), quote.text(), sign.start));
    let from_last = text.places(&last).into_iter().take(LOOKED_AT);
    let from_last = from_last.filter_map(|sign| backwards(text.text(), quote.text(), sign.end));
    let found = from_first.chain(from_last);
    let fits = found.filter(|place| ends.fit(text.text(), place));
    let mut fits: Vec<Fit> = fits.map(|place| context.closely(text, place)).collect();
    fits.sort_by(Fit::better_first);
    let best = fits.into_iter().next()?;
    (best.side() >= SIDE).then_some(best.place)
}

/// As much of the quote as stands at a place, in whole words, and the rest further on.
fn onwards(text: &str, quote: &str, start: usize) -> Option<Range<usize>> {
    let same = text[start..].chars().zip(quote.chars());
    let same = same.take_while(|(a, b)| a == b);
    let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let head = quote[..same].rfind(' ')?;
    let rest = quote[head..].trim_start();
    let after = start + head;
    let far = text[after..].char_indices().nth(FAR + rest.len());
    let far = far.map_or(text.len(), |(at, _)| after + at);
    let found = after + text[after..far].find(rest)?;
    Some(start..found + rest.len())
}

/// As much of the quote as stands before a place, in whole words, and the rest further back.
fn backwards(text: &str, quote: &str, end: usize) -> Option<Range<usize>> {
    let same = text[..end].chars().rev().zip(quote.chars().rev());
    let same = same.take_while(|(a, b)| a == b);
    let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let tail = quote.len() - same;
    let tail = tail + quote[tail..].find(' ')?;
    let rest = quote[..tail].trim_end();
    let before = end - (quote.len() - tail);
    let far = text[..before].char_indices().rev().nth(FAR + rest.len());
    let far = far.map_or(0, |(at, _)| at);
    let found = far + text[far..before].rfind(rest)?;
    Some(found..end)
}
