//! The numbers of pages.

use std::collections::HashMap;

use super::furniture::{Edge, Search, is_same, kind};
use super::label;

/// What they are counted as.
pub(in crate::transcript::read) const PAGE_NUMBERS: &str = "page numbers";

impl Search<'_> {
    /// Takes the numbers at an edge away that count the pages.
    pub fn page_numbers(&mut self, edge: Edge) {
        let found: Vec<Option<(usize, i64)>> = (0..self.sheets.len())
            .map(|page| {
                let line = *self.at_edge(page, edge).first()?;
                let number = page_number(self.sheets[page].lines[line].text)?;
                Some((line, number - i64::from(self.sheets[page].number)))
            })
            .collect();
        let mut offsets: HashMap<i64, usize> = HashMap::new();
        for (_, offset) in found.iter().flatten() {
            *offsets.entry(*offset).or_default() += 1;
        }
        let most = offsets
            .iter()
            .max_by_key(|(offset, count)| (**count, -offset.abs(), **offset));
        let Some((offset, count)) = most.map(|(offset, count)| (*offset, *count)) else {
            return;
        };
        let pages = self.sheets.len();
        // On a single page, a number is a page's only where it stands apart.
        let alone = pages == 1 && !(offset == 0 && self.stands_apart(0, edge));
        if count * 2 < pages || count < 2 && (alone || pages > 2) {
            return;
        }
        for (page, found) in found.into_iter().enumerate() {
            if let Some((line, _)) = found.filter(|found| found.1 == offset) {
                self.take(page, line, PAGE_NUMBERS);
            }
        }
    }

    /// Takes lines away that stand apart at an edge and name the number of their page, among other words perhaps:
    /// `Transcribed by … Page 3`. One page is enough for that.
    pub fn named_numbers(&mut self, edge: Edge) {
        let found: Vec<Option<(usize, i64)>> = (0..self.sheets.len())
            .map(|page| {
                let line = *self.at_edge(page, edge).first()?;
                let text = self.sheets[page].lines[line].text;
                let number = named_number(text).filter(|_| label::of(text).is_none())?;
                Some((line, number - i64::from(self.sheets[page].number)))
            })
            .collect();
        let height = |page: usize, line: usize| self.sheets[page].lines[line].at.map(|at| at.0);
        let apart: Vec<(i64, Option<f32>)> = (0..found.len())
            .filter(|page| self.stands_apart(*page, edge))
            .filter_map(|page| found[page].map(|(line, offset)| (offset, height(page, line))))
            .collect();
        // On other pages the text may reach down to the footer, which is then known by its height.
        let of_page: Vec<(usize, usize)> = (0..found.len())
            .filter_map(|page| {
                let (line, offset) = found[page]?;
                let same = |(other, at): &(i64, Option<f32>)| {
                    *other == offset && is_same(*at, height(page, line))
                };
                apart.iter().any(same).then_some((page, line))
            })
            .collect();
        if of_page.len() * 2 < self.sheets.len() {
            return;
        }
        for (page, line) in of_page {
            self.take(page, line, kind(self.sheets[page].lines[line].text));
        }
    }

    /// Whether the outermost line is farther from the next than lines and paragraphs are from each other.
    pub fn stands_apart(&self, page: usize, edge: Edge) -> bool {
        let at = |line: usize| self.sheets[page].lines[line].at;
        let places: Option<Vec<(f32, f32)>> =
            self.left[page].iter().map(|line| at(*line)).collect();
        let Some(places) = places.filter(|places| places.len() > 1) else {
            return false;
        };
        let mut gaps: Vec<f32> = places
            .windows(2)
            .map(|pair| pair[1].0 - pair[0].0)
            .collect();
        let outer = match edge {
            Edge::Top => gaps.remove(0),
            Edge::Bottom => gaps.pop().unwrap_or(0.0),
        };
        let size = match edge {
            Edge::Top => places[0].1,
            Edge::Bottom => places[places.len() - 1].1,
        };
        gaps.sort_by(f32::total_cmp);
        // A title may stand apart as well.
        let widest = gaps.get(gaps.len() * 9 / 10).copied().unwrap_or(0.0);
        outer > 2.0 * size && outer > 1.2 * widest
    }
}

/// The number of a page that a line names at its start or end: `Page 3`, `3 of 7`, `Page 3/7`.
fn named_number(text: &str) -> Option<i64> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | '(' | ')' | '[' | ']'))
        .filter(|word| !word.is_empty())
        .collect();
    let longest = words.len().min(4);
    (2..=longest)
        .rev()
        .flat_map(|many| [&words[words.len() - many..], &words[..many]])
        .find_map(named)
}

fn named(words: &[&str]) -> Option<i64> {
    let number = |word: &str| -> Option<i64> {
        let short = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        short.then(|| word.parse().ok())?
    };
    let of = |word: &str| ["of", "von", "de", "di", "sur", "van", "av", "af", "/"].contains(&word);
    let page = |word: &str| {
        let word = word.to_lowercase();
        let stem = word.trim_end_matches('.');
        is_page_word(stem) && (stem.len() > 2 || word.ends_with('.') || stem == "pg")
    };
    // `3/7`
    let both = |word: &str| {
        let (one, all) = word.split_once('/')?;
        within(number(one)?, number(all)?)
    };
    match words {
        [word, one] if page(word) => number(one).or_else(|| both(one)),
        [one, word, all] if of(word) => within(number(one)?, number(all)?),
        [first, one, word, all] if page(first) && of(word) => within(number(one)?, number(all)?),
        _ => None,
    }
}

fn within(one: i64, all: i64) -> Option<i64> {
    (1..=all).contains(&one).then_some(one)
}

/// The number that a line gives a page: `7`, `- 7 -`, `Page 7 of 9`, `7/9`, `vii`.
pub(super) fn page_number(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(roman) = roman(inner) {
        return Some(roman);
    }
    let words: Vec<&str> = inner
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '.' | ':'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &&&str| word.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<&&str> = words.iter().filter(is_number).collect();
    let others = words.len() - numbers.len();
    // `Page`, `of`; other languages have one word each as well.
    let few = match numbers.len() {
        1 => others <= 1,
        2 => others <= 2,
        _ => false,
    };
    let named = others == 0 || words.iter().any(|word| is_page_word(word)) || numbers.len() == 2;
    if !few || !named || numbers.iter().any(|number| number.len() > 5) {
        return None;
    }
    numbers.first()?.parse().ok()
}

fn is_page_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "page", "pg", "p", "seite", "s", "página", "pagina", "pág", "side", "sida", "strona",
        "str", "sivu", "blz",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

/// The value of a Roman number in small letters.
fn roman(text: &str) -> Option<i64> {
    const TENS: [&str; 4] = ["", "x", "xx", "xxx"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    if text.is_empty() || text.len() > 7 {
        return None;
    }
    (1..40_usize)
        .find(|number| {
            let rest = text.strip_prefix(TENS[number / 10]);
            rest == Some(ONES[number % 10])
        })
        .and_then(|number| i64::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_written_in_many_ways() {
        for (text, number) in [
            ("7", Some(7)),
            ("- 7 -", Some(7)),
            ("Page 7 of 9", Some(7)),
            ("Seite 7", Some(7)),
            ("7/9", Some(7)),
            ("vii", Some(7)),
            ("xiv", Some(14)),
            ("Maria 7", None),
            ("7 people came", None),
            ("Yes.", None),
            ("2024 2025 2026", None),
            ("", None),
        ] {
            assert_eq!(page_number(text), number, "{text}");
        }
    }

    #[test]
    fn a_line_may_name_its_page_among_other_words() {
        for (text, number) in [
            ("Transcribed by FastType Ltd Page 1", Some(1)),
            ("Study 4 | Confidential | 2 of 7", Some(2)),
            ("Page 3 of 7 - Interview 9", Some(3)),
            ("p. 3 Confidential", Some(3)),
            ("Seite 2/7", Some(2)),
            ("Interview 3", None),
            ("8 of 7", None),
            ("on page 3 they say so", None),
        ] {
            assert_eq!(named_number(text), number, "{text}");
        }
    }
}
