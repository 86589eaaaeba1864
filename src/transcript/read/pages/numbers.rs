//! The numbers of pages.

use std::collections::HashMap;

use super::furniture::{Edge, Search};

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

pub(super) fn is_page_word(word: &str) -> bool {
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
}
