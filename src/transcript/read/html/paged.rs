//! Web pages that a PDF was converted to: its pages and lines are put together again.

use super::super::document::{Block, Document, Paragraph};
use super::super::pages::{self, Page, PlacedLine};
use super::elements::Spot;

/// Where a block of the document stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub block: usize,
    pub page: u32,
    pub spot: Option<Spot>,
}

/// The height of a line where nothing says it.
const LINE: f32 = 16.0;

/// Puts the pages of a document together, if it has such. `lined` says that line breaks are those of the paper.
pub(super) fn joined(mut document: Document, marks: &[Mark], lined: bool) -> Document {
    let placed = marks.iter().filter(|mark| mark.spot.is_some()).count();
    let pages = marks.iter().map(|mark| mark.page).max().unwrap_or(0);
    let placed = placed > 1 && placed * 10 >= document.blocks.len() * 6;
    let (blocks, furniture) = if placed || (lined && pages > 1) {
        let blocks = std::mem::take(&mut document.blocks);
        pages::of_lines(placed_pages(blocks, marks))
    } else if pages > 1 {
        let blocks = std::mem::take(&mut document.blocks);
        pages::of_blocks(split(blocks, marks))
    } else {
        return document;
    };
    document.blocks = blocks;
    for (kind, line) in furniture {
        document.leave_out(kind, &line);
    }
    document
}

/// The blocks, page by page.
fn split(blocks: Vec<Block>, marks: &[Mark]) -> Vec<(u32, Vec<Block>)> {
    let mut pages: Vec<(u32, Vec<Block>)> = vec![(0, Vec::new())];
    let mut last = 0;
    let mut marks = marks.iter().peekable();
    for (at, block) in blocks.into_iter().enumerate() {
        if let Some(mark) = marks.next_if(|mark| mark.block == at)
            && mark.page != last
        {
            last = mark.page;
            pages.push((last, Vec::new()));
        }
        let page = pages.last_mut().expect("there is a first page");
        page.1.push(block);
    }
    pages
}

/// The lines of the pages, where they stand.
fn placed_pages(blocks: Vec<Block>, marks: &[Mark]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut number = 0;
    let mut spot = Spot {
        left: 0.0,
        top: 0.0,
        size: 0.0,
    };
    let mut marks = marks.iter().peekable();
    for (at, block) in blocks.into_iter().enumerate() {
        if let Some(mark) = marks.next_if(|mark| mark.block == at) {
            number = mark.page;
            // Where nothing says how far a paragraph stands from the one above, it is a line.
            spot.top += LINE;
            spot = mark.spot.unwrap_or(spot);
        }
        if pages.last().is_none_or(|page| page.number != number) {
            pages.push(Page {
                number,
                lines: Vec::new(),
            });
        }
        let lines = &mut pages.last_mut().expect("a page has just been added").lines;
        match block {
            Block::Paragraph(paragraph) => place_paragraph(lines, &paragraph, &mut spot),
            Block::Table { rows, .. } => place_table(lines, rows, spot),
        }
    }
    pages
}

/// Adds the lines of a paragraph, one below the other.
fn place_paragraph(lines: &mut Vec<PlacedLine>, paragraph: &Paragraph, spot: &mut Spot) {
    let mut from = 0;
    for content in paragraph.text.split('\n') {
        let to = from + content.len();
        let inside = paragraph
            .bold
            .iter()
            .filter(|(start, end)| *start < to && *end > from);
        let bold = inside
            .map(|(start, end)| ((*start).max(from) - from, (*end).min(to) - from))
            .collect();
        let line = PlacedLine::new(content.to_owned(), spot.left, spot.top, spot.size);
        lines.push(PlacedLine {
            bold,
            heading: paragraph.heading,
            ..line
        });
        spot.top += spot.height();
        from = to + 1;
    }
}

/// Adds a table, which stays one: its rows are no lines that go on with each other.
fn place_table(lines: &mut Vec<PlacedLine>, rows: Vec<Vec<String>>, spot: Spot) {
    let cells = rows.iter().flatten().map(String::as_str);
    let text = cells.collect::<Vec<_>>().join(" ");
    let line = PlacedLine::new(text, spot.left, spot.top, spot.size);
    lines.push(PlacedLine { rows, ..line });
}

impl Spot {
    /// From line to line.
    fn height(self) -> f32 {
        if self.size > 0.0 {
            self.size * 1.2
        } else {
            LINE
        }
    }
}
