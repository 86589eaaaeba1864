//! What pages repeat at their upper and lower edge and what is no content: running headers and footers, page numbers.
//!
//! Nothing of it is known by its words. A header is text that stands at the same place on many pages and nowhere else;
//! page numbers count pages. What somebody says is neither, however often it begins a page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::label;
use super::numbers::{self, PAGE_NUMBERS};
use super::pattern::pattern;

/// What titles and dates at the edge of pages are counted as.
pub(in crate::transcript::read) const RUNNING: &str = "headers and footers";

/// No head or foot has more lines.
const DEEPEST: usize = 5;
/// A line longer than this is no part of a head, even if it is repeated.
const LONGEST: usize = 160;
/// Fewer pages are no evidence: two may begin alike by chance, or because somebody speaks on both.
const FEWEST: usize = 3;
/// Heights that differ by less, in the page's unit, are the same.
const SAME_HEIGHT: f32 = 3.0;

/// A page, as its edges are looked at.
#[derive(Debug, Default)]
pub(in crate::transcript::read) struct Sheet<'a> {
    /// Its number, from 1 in the file.
    pub number: u32,
    /// Its lines, in the order of reading.
    pub lines: Vec<Placed<'a>>,
}

/// A line, as far as it matters whether it is a header.
#[derive(Clone, Copy, Debug)]
pub(in crate::transcript::read) struct Placed<'a> {
    /// Its text.
    pub text: &'a str,
    /// How far below the upper edge it stands, and the size of its letters, where both are known; else the order counts.
    pub at: Option<(f32, f32)>,
}

/// A line that is no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::transcript::read) struct Taken {
    /// Which page of those given, from 0.
    pub page: usize,
    /// Which of its lines, from 0.
    pub line: usize,
    /// What it is counted as.
    pub kind: &'static str,
}

/// An edge of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Top,
    Bottom,
}

/// Finds the lines that are no content, in the order of pages and lines. Where nothing else is left, they are the text.
pub(in crate::transcript::read) fn find(sheets: &[Sheet]) -> Vec<Taken> {
    let mut search = Search::new(sheets);
    for edge in [Edge::Bottom, Edge::Top] {
        search.named_numbers(edge);
        search.alike_on_two(edge);
    }
    for edge in [Edge::Top, Edge::Bottom] {
        search.repeated(edge);
    }
    for edge in [Edge::Bottom, Edge::Top] {
        search.page_numbers(edge);
    }
    // What stood outside of the page number may have hidden a footer.
    for edge in [Edge::Top, Edge::Bottom] {
        search.repeated(edge);
    }
    if search.left.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    search.taken.sort_unstable();
    search.taken
}

/// What a line at the edge of a page is counted as.
pub(in crate::transcript::read) fn kind(text: &str) -> &'static str {
    match numbers::page_number(text) {
        Some(_) => PAGE_NUMBERS,
        None => RUNNING,
    }
}

pub(super) struct Search<'a> {
    pub sheets: &'a [Sheet<'a>],
    /// The lines of each page that are not blank and were not taken, from top to bottom.
    pub left: Vec<Vec<usize>>,
    /// The text of each line with its numbers made alike.
    pub patterns: Vec<Vec<Cow<'a, str>>>,
    /// Pages that say something of their edges: of pages that are copies, the first.
    pub originals: Vec<usize>,
    /// Labels that begin several different lines.
    speakers: HashSet<&'a str>,
    taken: Vec<Taken>,
}

impl<'a> Search<'a> {
    fn new(sheets: &'a [Sheet<'a>]) -> Self {
        let left = sheets.iter().map(downwards).collect();
        let patterns: Vec<Vec<Cow<str>>> = sheets
            .iter()
            .map(|sheet| {
                sheet
                    .lines
                    .iter()
                    .map(|line| pattern_of(line.text))
                    .collect()
            })
            .collect();
        Self {
            sheets,
            left,
            originals: originals(sheets, &patterns),
            speakers: speakers(sheets, &patterns),
            patterns,
            taken: Vec::new(),
        }
    }

    /// The lines of a page from an edge inwards.
    pub fn at_edge(&self, page: usize, edge: Edge) -> Vec<usize> {
        let left = &self.left[page];
        match edge {
            Edge::Top => left.iter().take(DEEPEST).copied().collect(),
            Edge::Bottom => left.iter().rev().take(DEEPEST).copied().collect(),
        }
    }

    /// Takes a line away.
    pub fn take(&mut self, page: usize, line: usize, kind: &'static str) {
        self.left[page].retain(|other| *other != line);
        self.taken.push(Taken { page, line, kind });
    }

    /// How many pages must have the same at their edge. Left and right pages may differ, and chapters.
    fn enough(&self) -> usize {
        let pages = self.left.iter().filter(|lines| !lines.is_empty()).count();
        let placed = self.sheets.iter().flat_map(|sheet| &sheet.lines);
        let share = if placed.into_iter().all(|line| line.at.is_some()) {
            pages / 4
        } else {
            pages.div_ceil(3)
        };
        share.max(FEWEST)
    }

    /// Takes text away that stands at the same place on many pages.
    fn repeated(&mut self, edge: Edge) {
        let enough = self.enough();
        if self.originals.len() < enough {
            return;
        }
        // The heights of a text at the edge, page by page.
        let mut places: HashMap<&str, Vec<Option<f32>>> = HashMap::new();
        for page in &self.originals {
            let mut seen = HashSet::new();
            for line in self.at_edge(*page, edge) {
                let pattern = self.patterns[*page][line].as_ref();
                if self.may_run(*page, line) && seen.insert(pattern) {
                    let height = self.sheets[*page].lines[line].at.map(|at| at.0);
                    places.entry(pattern).or_default().push(height);
                }
            }
        }
        places.retain(|_, heights| heights.len() >= enough);
        let everywhere = self.everywhere(&places);
        let is_header = |page: usize, line: usize| {
            let pattern = self.patterns[page][line].as_ref();
            let height = self.sheets[page].lines[line].at.map(|at| at.0);
            let (Some(heights), Some(all)) = (places.get(pattern), everywhere.get(pattern)) else {
                return false;
            };
            let same = heights.iter().filter(|other| is_same(**other, height));
            let same = same.count();
            // A header's text is hardly anywhere else.
            same >= enough && *all <= same + same / 4
        };
        let mut headers = Vec::new();
        for page in 0..self.sheets.len() {
            let lines = self.at_edge(page, edge).into_iter();
            headers.extend(
                lines
                    .take_while(|line| is_header(page, *line))
                    .map(|line| (page, line)),
            );
        }
        for (page, line) in headers {
            self.take(page, line, kind(self.sheets[page].lines[line].text));
        }
    }

    /// Whether a line may be a header at all: it is no number, nobody's label, and nobody who is known to speak says it.
    pub fn may_run(&self, page: usize, line: usize) -> bool {
        let Placed { text, at } = self.sheets[page].lines[line];
        let text = text.trim();
        let asks = at.is_none() && text.ends_with('?');
        !matches!(self.patterns[page][line].as_ref(), "" | "#")
            && text.len() <= LONGEST
            && !text.ends_with(':')
            && !asks
            && label::of(text).is_none_or(|label| !self.speakers.contains(label))
    }

    /// How many lines all over have a text that stands at the edge of many pages.
    fn everywhere(&self, places: &HashMap<&str, Vec<Option<f32>>>) -> HashMap<&str, usize> {
        let mut everywhere = HashMap::new();
        for page in &self.originals {
            for line in &self.left[*page] {
                let pattern = self.patterns[*page][*line].as_ref();
                if places.contains_key(pattern) {
                    *everywhere.entry(pattern).or_default() += 1;
                }
            }
        }
        everywhere
    }
}

/// The pattern of a line that may be a header; of one that is too long, the line.
fn pattern_of(text: &str) -> Cow<'_, str> {
    if text.len() > LONGEST {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(pattern(text))
    }
}

/// The lines of a page that are not blank, from top to bottom.
fn downwards(sheet: &Sheet) -> Vec<usize> {
    let lines = &sheet.lines;
    let mut places: Vec<usize> = (0..lines.len())
        .filter(|at| !lines[*at].text.trim().is_empty())
        .collect();
    if lines.iter().all(|line| line.at.is_some()) {
        let height = |at: &usize| lines[*at].at.map_or(0.0, |at| at.0);
        places.sort_by(|one, other| height(one).total_cmp(&height(other)));
    }
    places
}

pub(super) fn is_same(one: Option<f32>, other: Option<f32>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < SAME_HEIGHT,
        _ => true,
    }
}

/// The pages that are no copies of others. Two pages with the same words at the same places are no evidence that what
/// they share runs through the file: all of it is shared.
fn originals(sheets: &[Sheet], patterns: &[Vec<Cow<str>>]) -> Vec<usize> {
    #[expect(clippy::cast_possible_truncation, reason = "pages are small")]
    let height = |line: &Placed| line.at.map_or(0, |at| at.0.round() as i32);
    let mut seen = HashSet::new();
    (0..sheets.len())
        .filter(|at| {
            let heights: Vec<i32> = sheets[*at].lines.iter().map(height).collect();
            seen.insert((heights, &patterns[*at]))
        })
        .collect()
}

/// The labels that begin lines with different words: whoever has such a label speaks.
fn speakers<'a>(sheets: &'a [Sheet<'a>], patterns: &[Vec<Cow<str>>]) -> HashSet<&'a str> {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let mut speakers = HashSet::new();
    for (line, pattern) in sheets
        .iter()
        .flat_map(|sheet| &sheet.lines)
        .zip(patterns.iter().flatten())
    {
        if let Some(label) = label::of(line.text)
            && *first.entry(label).or_insert(pattern) != pattern
        {
            speakers.insert(label);
        }
    }
    speakers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which lines of each page stay.
    fn kept(pages: &[&[&str]]) -> Vec<Vec<String>> {
        let sheets: Vec<Sheet> = pages
            .iter()
            .zip(1..)
            .map(|(lines, number)| Sheet {
                number,
                lines: lines.iter().map(|text| Placed { text, at: None }).collect(),
            })
            .collect();
        let taken = find(&sheets);
        let stays = |page: usize, line: usize| {
            !taken
                .iter()
                .any(|taken| (taken.page, taken.line) == (page, line))
        };
        pages
            .iter()
            .enumerate()
            .map(|(page, lines)| {
                let lines = lines.iter().enumerate();
                let stay = lines.filter(|(line, _)| stays(page, *line));
                stay.map(|(_, text)| (*text).to_owned()).collect()
            })
            .collect()
    }

    #[test]
    fn speech_that_is_repeated_is_no_head() {
        let pages: &[&[&str]] = &[
            &["4 May", "Chair:", "Yes.", "x"],
            &["5 May", "Chair:", "No.", "y"],
            &["6 May", "Chair:", "So.", "z"],
        ];
        assert_eq!(kept(pages)[1], ["Chair:", "No.", "y"]);
        let pages: &[&[&str]] = &[
            &["Study", "Chair: Go on.", "Mo: One."],
            &["Study", "Chair: Go on.", "Mo: Two.", "Chair: Is that so?"],
            &["Study", "Chair: Go on.", "Mo: Three."],
        ];
        assert_eq!(kept(pages)[0], ["Chair: Go on.", "Mo: One."]);
    }

    #[test]
    fn a_label_that_always_says_the_same_is_a_head() {
        let pages: &[&[&str]] = &[
            &["Transcript: talk 4", "Mo: One."],
            &["Transcript: talk 4", "Mo: Two."],
            &["Transcript: talk 4", "Mo: Three."],
        ];
        assert_eq!(kept(pages)[2], ["Mo: Three."]);
    }

    #[test]
    fn two_pages_are_no_evidence() {
        let pages: &[&[&str]] = &[&["Study", "One.", "1"], &["Study", "Two.", "2"]];
        assert_eq!(kept(pages), [["Study", "One."], ["Study", "Two."]]);
    }

    #[test]
    fn copies_of_a_page_are_the_text() {
        let page: &[&str] = &["Study", "One.", "Two.", "Three."];
        assert_eq!(kept(&[page, page, page, page]), vec![page; 4]);
    }
}
