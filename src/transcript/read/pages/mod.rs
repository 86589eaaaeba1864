//! Pages of paper as they are found in files: placed lines, repeated heads and feet, paragraphs that a page cuts in two.
//!
//! PDFs and web pages that were made of them have both. [`furniture`] finds what pages repeat, for all of them. Converters
//! give lines with their places, or the paragraphs of each page; their lines are put together here to the paragraphs that
//! they were before somebody set them.

use self::furniture::{Placed, Sheet};
use super::document::{Block, Paragraph};

mod apart;
pub(super) mod furniture;
pub(super) mod label;
mod numbers;
mod pattern;
mod unwrap;

/// A page and its lines, in the order of reading.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its number from 1.
    pub number: u32,
    /// Its lines.
    pub lines: Vec<PlacedLine>,
}

/// A line at its place on a page. The unit of lengths is the page's own; only their relation matters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PlacedLine {
    /// Its text.
    pub text: String,
    /// The ranges of it that are bold, in order.
    pub bold: Vec<(usize, usize)>,
    /// Whether the file says that it is a heading.
    pub heading: bool,
    /// How far it stands from the left edge.
    pub left: f32,
    /// How far it stands from the upper edge; lower lines have greater numbers.
    pub top: f32,
    /// Where it ends, if that is known.
    pub right: Option<f32>,
    /// The size of its letters; 0 where it is not known.
    pub size: f32,
    /// The rows of a table that stands in the place of a line and is read as a table.
    pub rows: Vec<Vec<String>>,
}

impl PlacedLine {
    /// A line of which no more is known.
    pub fn new(text: String, left: f32, top: f32, size: f32) -> Self {
        Self {
            text,
            left,
            top,
            size,
            ..Self::default()
        }
    }
}

/// What was taken off, with what it is counted as.
pub(super) type Taken = Vec<(&'static str, String)>;

/// The paragraphs of pages of lines, and the lines that were taken off as heads and feet.
pub(super) fn of_lines(mut pages: Vec<Page>) -> (Vec<Block>, Taken) {
    for page in &mut pages {
        page.lines = unwrap::whole_lines(std::mem::take(&mut page.lines));
    }
    let found = furniture::find(&sheets(pages.iter().map(|page| {
        (
            page.number,
            page.lines.iter().map(|line| line.text.as_str()),
        )
    })));
    let taken = take(&found, |page, line| pages[page].lines.remove(line).text);
    (unwrap::blocks(pages), taken)
}

/// The blocks of numbered pages as one document, and the texts that were taken off as heads and feet.
pub(super) fn of_blocks(mut pages: Vec<(u32, Vec<Block>)>) -> (Vec<Block>, Taken) {
    let texts: Vec<Vec<String>> = pages
        .iter()
        .map(|(_, page)| page.iter().map(text).collect())
        .collect();
    let found = furniture::find(&sheets(
        pages
            .iter()
            .zip(&texts)
            .map(|((number, _), page)| (*number, page.iter().map(String::as_str))),
    ));
    let taken = take(&found, |page, line| text(&pages[page].1.remove(line)));
    let mut blocks: Vec<Block> = Vec::new();
    for (_, page) in pages {
        let mut body = page.into_iter().peekable();
        if let Some(Block::Paragraph(before)) = blocks.last_mut()
            && let Some(Block::Paragraph(after)) = body
                .next_if(|block| matches!(block, Block::Paragraph(after) if goes_on(before, after)))
        {
            join(before, &after);
        }
        blocks.extend(body);
    }
    (blocks, taken)
}

/// Numbered pages of texts, as their edges are looked at. Web pages do not say reliably how high a line stands.
fn sheets<'a, L: Iterator<Item = &'a str>>(
    pages: impl Iterator<Item = (u32, L)>,
) -> Vec<Sheet<'a>> {
    pages
        .map(|(number, texts)| Sheet {
            number,
            lines: texts.map(|text| Placed { text, at: None }).collect(),
        })
        .collect()
}

/// Takes lines off with `remove`, from the last on so that the places of those before stay.
fn take(found: &[furniture::Taken], mut remove: impl FnMut(usize, usize) -> String) -> Taken {
    let mut taken: Taken = found
        .iter()
        .rev()
        .map(|found| (found.kind, remove(found.page, found.line)))
        .collect();
    taken.reverse();
    taken
}

/// The text of a block.
fn text(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Table { rows, .. } => rows
            .iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// A paragraph shorter than this ends where its writer wanted.
const SHORTEST_CUT: usize = 40;

/// Whether a paragraph at the end of a page goes on with the first one of the next.
fn goes_on(before: &Paragraph, after: &Paragraph) -> bool {
    let end = before.text.trim_end();
    let begins_bold = after.bold.first().is_some_and(|(start, _)| *start == 0);
    before.text.len() >= SHORTEST_CUT
        && !before.heading
        && !after.heading
        && !begins_bold
        && !ends_sentence(end)
        && !begins_with_label(&after.text)
        && !after.text.trim().is_empty()
}

/// Whether a text ends as sentences do.
fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»')
    });
    end.ends_with(['.', '?', '!', ':', '…', '—', '–', '。', '？', '！', '؟'])
}

/// Whether a text may begin with a label: a short one with a colon after it.
fn begins_with_label(text: &str) -> bool {
    const LONGEST: usize = 40;
    let start: String = text.chars().take(LONGEST).collect();
    start.split_once(':').is_some_and(|(label, after)| {
        let words = label.split_whitespace().count();
        (1..=4).contains(&words)
            && label.starts_with(|c: char| {
                c.is_uppercase() || c.is_ascii_digit() || c == '[' || c == '('
            })
            && (after.is_empty() || after.starts_with(char::is_whitespace))
    })
}

/// Adds a text to a paragraph that it goes on with.
fn join(before: &mut Paragraph, after: &Paragraph) {
    let kept = before.text.trim_end().len();
    before.text.truncate(kept);
    if before.text.ends_with('\u{AD}') {
        before.text.pop();
    } else if !is_cut_word(&before.text, &after.text) {
        before.text.push(' ');
    }
    let moved = before.text.len();
    let cut = after.text.len() - after.text.trim_start().len();
    before.text.push_str(&after.text[cut..]);
    let ranges = after.bold.iter().filter(|(_, end)| *end > cut);
    before
        .bold
        .extend(ranges.map(|(start, end)| (start.max(&cut) - cut + moved, end - cut + moved)));
}

/// Whether a line ends in a hyphen in the middle of a word. The hyphen stays: it may be the word's own.
fn is_cut_word(before: &str, after: &str) -> bool {
    let mut end = before.chars().rev();
    end.next().is_some_and(|c| matches!(c, '-' | '\u{2010}'))
        && end.next().is_some_and(char::is_alphanumeric)
        && after.trim_start().starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
