//! What pages repeat at their upper and lower edge: titles, dates, page numbers.

use std::collections::HashMap;
use std::ops::Range;

/// No head or foot has more lines.
const MOST_LINES: usize = 5;
/// A line longer than this is no part of a head, even if it is repeated.
const LONGEST: usize = 160;

/// Which lines of each page are no head and no foot.
///
/// A line is furniture where the same stands at the same edge of at least a third of the pages (left and right pages may
/// differ, and chapters), numbers apart. Only lines without a break from the edge on are taken off, and never a line that
/// ends in a colon: that is somebody who begins to speak.
pub(super) fn kept(pages: &[Vec<&str>]) -> Vec<Range<usize>> {
    let filled = pages.iter().filter(|page| !page.is_empty()).count();
    let enough = (filled.div_ceil(3)).max(2);
    let heads = repeated(pages.iter().map(|page| page.iter().take(MOST_LINES)));
    let feet = repeated(pages.iter().map(|page| page.iter().rev().take(MOST_LINES)));
    let kept: Vec<Range<usize>> = pages
        .iter()
        .map(|page| {
            let start = page
                .iter()
                .take(MOST_LINES)
                .take_while(|line| is_furniture(line, &heads, enough))
                .count();
            let rest = &page[start..];
            let end = rest
                .iter()
                .rev()
                .take(MOST_LINES)
                .take_while(|line| is_furniture(line, &feet, enough))
                .count();
            start..page.len() - end
        })
        .collect();
    // Where nothing else is left, what is repeated is the text.
    if kept.iter().all(Range::is_empty) {
        return pages.iter().map(|page| 0..page.len()).collect();
    }
    kept
}

fn is_furniture(line: &str, repeated: &HashMap<String, usize>, enough: usize) -> bool {
    line.trim().is_empty()
        || key(line).is_some_and(|key| repeated.get(&key).is_some_and(|count| *count >= enough))
}

/// On how many pages each line stands.
fn repeated<'a, L: Iterator<Item = &'a &'a str>>(
    pages: impl Iterator<Item = L>,
) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for page in pages {
        let mut keys: Vec<String> = page.filter_map(|line| key(line)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    counts
}

/// A line without what differs from page to page: its numbers.
fn key(line: &str) -> Option<String> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST || line.ends_with([':', '?']) {
        return None;
    }
    let mut key = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        if is_roman(word) {
            key.push('#');
            continue;
        }
        for c in word.chars() {
            if c.is_numeric() {
                if !key.ends_with('#') {
                    key.push('#');
                }
            } else {
                key.extend(c.to_lowercase());
            }
        }
    }
    Some(key)
}

/// `iv`, as pages of forewords are numbered. `I` alone is somebody.
fn is_roman(word: &str) -> bool {
    word.len() < 7 && word.bytes().all(|byte| b"ivxl".contains(&byte))
}
