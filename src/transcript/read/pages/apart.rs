//! What stands apart at the edge of a page: one page or two are enough to know that it is no content.

use super::furniture::{Edge, Search, is_same, kind};
use super::label;
use super::numbers::is_page_word;

impl Search<'_> {
    /// Takes away what stands alike and apart at an edge of both pages of a file of two.
    pub fn alike_on_two(&mut self, edge: Edge) {
        let [one, other] = self.originals[..] else {
            return;
        };
        let outermost = |page: usize| {
            let line = *self.at_edge(page, edge).first()?;
            let may_be = self.may_run(page, line)
                && label::of(self.sheets[page].lines[line].text).is_none()
                && self.stands_apart(page, edge);
            may_be.then_some(line)
        };
        let (Some(first), Some(second)) = (outermost(one), outermost(other)) else {
            return;
        };
        let height = |page: usize, line: usize| self.sheets[page].lines[line].at.map(|at| at.0);
        let alike = self.patterns[one][first] == self.patterns[other][second]
            && is_same(height(one, first), height(other, second));
        if self.sheets.len() == 2 && alike {
            for (page, line) in [(one, first), (other, second)] {
                self.take(page, line, kind(self.sheets[page].lines[line].text));
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
        // What stands at the other edge may be apart from the text as well, and so may a title.
        match edge {
            Edge::Top if gaps.len() > 1 => drop(gaps.pop()),
            Edge::Bottom if gaps.len() > 1 => drop(gaps.remove(0)),
            Edge::Top | Edge::Bottom => {}
        }
        gaps.sort_by(f32::total_cmp);
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

#[cfg(test)]
mod tests {
    use super::*;

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
