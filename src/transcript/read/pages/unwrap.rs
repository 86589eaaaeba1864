//! From lines to paragraphs.

use super::super::document::{Block, Paragraph};
use super::{Page, PlacedLine, begins_with_label, ends_sentence, goes_on, join};

/// Puts pieces at the same height together to lines, and lines that stand out of order into it.
pub(super) fn whole_lines(mut lines: Vec<PlacedLine>) -> Vec<PlacedLine> {
    let falls = lines
        .windows(2)
        .filter(|pair| pair[1].top + tolerance(&pair[0]) < pair[0].top)
        .count();
    // A head or foot that comes last in the file is put in its place; columns stay one after the other.
    if falls > 0 && falls <= 2 {
        lines.sort_by(|one, other| one.top.total_cmp(&other.top));
    }
    let mut whole: Vec<PlacedLine> = Vec::with_capacity(lines.len());
    for line in lines {
        match whole.last_mut() {
            Some(last)
                if last.is_text()
                    && line.is_text()
                    && (last.top - line.top).abs() <= tolerance(last)
                    && line.left >= last.left =>
            {
                append(last, &line);
            }
            _ => whole.push(line),
        }
    }
    whole
}

/// Lines that differ less in height are one.
fn tolerance(line: &PlacedLine) -> f32 {
    if line.size > 0.0 {
        line.size * 0.4
    } else {
        4.0
    }
}

impl PlacedLine {
    /// Whether it is a line, and no table.
    fn is_text(&self) -> bool {
        self.rows.is_empty()
    }
}

fn append(line: &mut PlacedLine, piece: &PlacedLine) {
    let apart =
        line.text.ends_with(char::is_whitespace) || piece.text.starts_with(char::is_whitespace);
    if !apart && !line.text.is_empty() {
        line.text.push(' ');
    }
    let moved = line.text.len();
    line.text.push_str(&piece.text);
    line.bold.extend(
        piece
            .bold
            .iter()
            .map(|(start, end)| (start + moved, end + moved)),
    );
    line.right = piece.right;
    line.size = line.size.max(piece.size);
}

/// What is usual in a document.
struct Usual {
    /// From line to line.
    pitch: f32,
    /// The left edge of most lines.
    left: f32,
    /// The bytes of a full line, and where it ends.
    width: usize,
    right: Option<f32>,
}

/// The paragraphs and tables of pages whose heads and feet are off.
pub(super) fn blocks(pages: Vec<Page>) -> Vec<Block> {
    let usual = Usual::of(&pages);
    let mut done: Vec<Block> = Vec::new();
    for page in pages {
        let number = page.number.max(1);
        let mut before: Option<PlacedLine> = None;
        for mut line in page.lines {
            if !line.is_text() {
                let rows = std::mem::take(&mut line.rows);
                done.push(Block::Table { rows, number });
                // Nothing goes on with a table.
                before = Some(PlacedLine::default());
                continue;
            }
            let paragraph = Paragraph {
                text: line.text.clone(),
                bold: line.bold.clone(),
                heading: line.heading,
                number,
            };
            match done.last_mut() {
                Some(Block::Paragraph(last))
                    if before.as_ref().map_or_else(
                        || goes_on(last, &paragraph),
                        |before| usual.is_one_paragraph(before, &line),
                    ) =>
                {
                    join(last, &paragraph);
                }
                _ => done.push(Block::Paragraph(paragraph)),
            }
            before = Some(line);
        }
    }
    done
}

impl Usual {
    fn of(pages: &[Page]) -> Self {
        let lines = || {
            let lines = pages.iter().flat_map(|page| &page.lines);
            lines.filter(|line| line.is_text())
        };
        let gaps = pages
            .iter()
            .flat_map(|page| page.lines.windows(2))
            .map(|pair| pair[1].top - pair[0].top);
        let mut widths: Vec<usize> = lines().map(|line| line.text.len()).collect();
        widths.sort_unstable();
        let mut rights: Vec<f32> = lines().filter_map(|line| line.right).collect();
        rights.sort_by(f32::total_cmp);
        Self {
            pitch: most_frequent(gaps.filter(|gap| *gap > 0.0)),
            left: most_frequent(lines().map(|line| line.left)),
            width: widths.get(widths.len() * 9 / 10).copied().unwrap_or(0),
            right: rights.get(rights.len() * 9 / 10).copied(),
        }
    }

    fn is_one_paragraph(&self, before: &PlacedLine, line: &PlacedLine) -> bool {
        let gap = line.top - before.top;
        let indent = line.left - before.left;
        let step = if line.size > 0.0 {
            line.size * 0.5
        } else {
            6.0
        };
        let all_bold = |line: &PlacedLine| {
            line.bold
                .first()
                .is_some_and(|(start, end)| *start == 0 && *end + 1 >= line.text.trim_end().len())
        };
        let begins_bold = line.bold.first().is_some_and(|(start, _)| *start == 0);
        let resized = before.size > 0.0
            && line.size > 0.0
            && (before.size / line.size).max(line.size / before.size) > 1.15;
        if line.text.trim().is_empty()
            || before.text.trim().is_empty()
            || before.heading != line.heading
            || resized
        {
            return false;
        }
        if (begins_bold && !all_bold(before))
            || all_bold(before) != all_bold(line)
            || begins_with_label(&line.text)
        {
            return false;
        }
        // In a new column: as from one page to the next.
        if gap < 0.0 {
            return !self.is_short(before) && !ends_sentence(&before.text);
        }
        if gap > self.pitch * 1.3 + 1.0 {
            return false;
        }
        // A line further left than most begins a paragraph that hangs; one further right begins one that is indented.
        let begins = indent.abs() > step
            && (line.left < self.left - step
                || (line.left > self.left + step
                    && indent > 0.0
                    && !begins_with_label(&before.text)));
        !(begins || self.is_short(before) && ends_sentence(&before.text))
    }

    /// Whether a line ends before the right edge.
    fn is_short(&self, line: &PlacedLine) -> bool {
        match (self.right, line.right) {
            (Some(edge), Some(right)) => right < edge - (edge - self.left) * 0.15,
            _ => line.text.len() * 100 < self.width * 75,
        }
    }
}

/// The most frequent of lengths, to whole numbers; the smaller of equals.
fn most_frequent(lengths: impl Iterator<Item = f32>) -> f32 {
    let mut rounded: Vec<f32> = lengths.map(f32::round).collect();
    rounded.sort_by(f32::total_cmp);
    let mut best = (0, 0.0);
    for same in rounded.chunk_by(|one, other| one.total_cmp(other).is_eq()) {
        if same.len() > best.0 {
            best = (same.len(), same[0]);
        }
    }
    best.1
}
