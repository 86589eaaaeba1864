//! From pieces of text to lines, in the order in which they are read: down one column, then down the next.

use super::page::{Page, Piece, SPACE};
use super::rows::rows;

/// A line of a page or of one of its columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub text: String,
    /// The ranges of the text that are bold.
    pub bold: Vec<(usize, usize)>,
    /// Where its parts start that stand apart from each other.
    pub cells: Vec<Cell>,
    pub left: f32,
    pub right: f32,
    /// Its baseline, from the bottom of the page.
    pub y: f32,
    pub size: f32,
    /// The page's number, from 1.
    pub page: u32,
    /// Which column of which part of the page it is in: lines of one block follow each other downwards.
    pub block: u32,
    /// Which column it is in.
    pub column: Column,
    /// Whether the file says that it is no content.
    pub artifact: bool,
    /// Whether a number stood before it that counts paragraphs.
    pub numbered: bool,
}

/// A column of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The page has one, or the line crosses both.
    #[default]
    Only,
    Left,
    Right,
}

/// A part of a line that stands apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Where in the line's text it starts.
    pub start: usize,
    pub left: f32,
    pub right: f32,
}

/// A gap that sets a part of a line apart, in parts of the size.
const CELL: f32 = 1.0;

/// The lines of a page.
pub(super) fn lines(page: &Page, number: u32) -> Vec<Line> {
    let mut pieces: Vec<Piece> = page.pieces.clone();
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left)));
    let rows = rows(&pieces);
    let mut lines = Vec::new();
    let mut block = 0;
    let Some(gutter) = gutter(&rows) else {
        let only = |row: &Vec<Piece>| line(page, row, number, block, Column::Only);
        lines.extend(rows.iter().map(only));
        return lines;
    };
    // Bands of columns lie between rows that cross the gutter.
    let mut rights: Vec<Vec<Piece>> = Vec::new();
    let mut in_band = false;
    for row in &rows {
        if crosses(row, gutter) {
            block += u32::from(in_band);
            let right = |row: Vec<Piece>| line(page, &row, number, block, Column::Right);
            lines.extend(rights.drain(..).map(right));
            block += u32::from(in_band);
            lines.push(line(page, row, number, block, Column::Only));
            in_band = false;
            continue;
        }
        block += u32::from(!in_band);
        in_band = true;
        let (left, right): (Vec<Piece>, Vec<Piece>) =
            row.iter().partition(|piece| piece.left < gutter);
        if !left.is_empty() {
            lines.push(line(page, &left, number, block, Column::Left));
        }
        if !right.is_empty() {
            rights.push(right);
        }
    }
    block += 1;
    let right = |row: Vec<Piece>| line(page, &row, number, block, Column::Right);
    lines.extend(rights.drain(..).map(right));
    lines
}

/// Where the gap between two columns of running text is.
fn gutter(rows: &[Vec<Piece>]) -> Option<f32> {
    const FEWEST: usize = 6;
    const STEPS: usize = 60;
    let left = rows
        .iter()
        .flatten()
        .map(|p| p.left)
        .min_by(f32::total_cmp)?;
    let right = rows
        .iter()
        .flatten()
        .map(|p| p.ink)
        .max_by(f32::total_cmp)?;
    let width = right - left;
    if rows.len() < FEWEST || width <= 0.0 {
        return None;
    }
    // The candidates are in the middle half, where the fewest rows cross.
    let mut best: Option<(usize, f32)> = None;
    for step in 0..=STEPS {
        #[expect(clippy::cast_precision_loss, reason = "there are sixty steps")]
        let x = left + width * (0.25 + 0.5 * step as f32 / STEPS as f32);
        let crossing = rows.iter().filter(|row| crosses(row, x)).count();
        if best.is_none_or(|(fewest, _)| crossing < fewest) {
            best = Some((crossing, x));
        }
    }
    let (crossing, x) = best?;
    if crossing * 4 > rows.len() {
        return None;
    }
    let full = |side: &dyn Fn(&Piece) -> bool| -> Option<(usize, usize)> {
        let extents: Vec<(f32, f32)> = rows
            .iter()
            .filter(|row| !crosses(row, x))
            .filter_map(|row| extent(row.iter().filter(|piece| side(piece))))
            .collect();
        let left = extents.iter().map(|e| e.0).min_by(f32::total_cmp)?;
        let right = extents.iter().map(|e| e.1).max_by(f32::total_cmp)?;
        let wide = right - left >= 0.28 * width;
        let filled = extents.iter().filter(|e| e.1 - e.0 >= 0.7 * (right - left));
        wide.then_some((extents.len(), filled.count()))
    };
    let (left_rows, left_full) = full(&|piece| piece.left < x)?;
    let (right_rows, right_full) = full(&|piece| piece.left >= x)?;
    // A column of running text is filled by most of its lines; a column of names or of times is not.
    let running = |rows: usize, full: usize| rows >= FEWEST && full * 2 >= rows;
    (running(left_rows, left_full) && running(right_rows, right_full)).then_some(x)
}

fn crosses(row: &[Piece], x: f32) -> bool {
    row.iter().any(|piece| piece.left < x && piece.ink > x)
}

fn extent<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Option<(f32, f32)> {
    let ends =
        |(left, right): (f32, f32), piece: &Piece| (left.min(piece.left), right.max(piece.ink));
    let mut pieces = pieces.peekable();
    pieces.peek()?;
    Some(pieces.fold((f32::MAX, f32::MIN), ends))
}

/// A line of pieces from left to right.
fn line(page: &Page, pieces: &[Piece], number: u32, block: u32, column: Column) -> Line {
    let mut line = Line {
        page: number,
        block,
        column,
        artifact: pieces.iter().all(|piece| piece.artifact),
        ..Line::default()
    };
    let mut last: Option<&Piece> = None;
    for piece in pieces {
        let text = &page.text[piece.start..piece.end];
        if let Some(before) = last {
            let drawn_twice = (piece.left - before.left).abs() < 0.1 * piece.size
                && page.text[before.start..before.end] == *text;
            if drawn_twice {
                let bold = (line.text.len() - text.len(), line.text.len());
                line.bold.push(bold);
                continue;
            }
            let gap = piece.left - before.ink;
            if gap > SPACE * piece.size.min(before.size) {
                line.text.push(' ');
            }
            if gap > CELL * piece.size {
                push_cell(&mut line, piece);
            }
        } else {
            line.left = piece.left;
            push_cell(&mut line, piece);
        }
        if piece.size > line.size {
            line.size = piece.size;
            line.y = piece.y;
        }
        let start = line.text.len();
        line.text.push_str(text);
        if piece.bold {
            line.bold.push((start, line.text.len()));
        }
        line.right = line.right.max(piece.ink);
        if let Some(cell) = line.cells.last_mut() {
            cell.right = piece.ink;
        }
        last = Some(piece);
    }
    line
}

fn push_cell(line: &mut Line, piece: &Piece) {
    line.cells.push(Cell {
        start: line.text.len(),
        left: piece.left,
        right: piece.ink,
    });
}

impl Line {
    /// The text of one of its parts.
    pub fn cell(&self, at: usize) -> &str {
        let start = self
            .cells
            .get(at)
            .map_or(self.text.len(), |cell| cell.start);
        let end = self
            .cells
            .get(at + 1)
            .map_or(self.text.len(), |cell| cell.start);
        self.text[start..end].trim()
    }

    /// Takes its first part away.
    pub fn remove_first_cell(&mut self) {
        let Some(second) = self.cells.get(1).copied() else {
            return;
        };
        self.text.drain(..second.start);
        self.cells.remove(0);
        for cell in &mut self.cells {
            cell.start -= second.start;
        }
        self.bold.retain_mut(|(from, to)| {
            *from = from.saturating_sub(second.start);
            *to = to.saturating_sub(second.start);
            from < to
        });
        self.left = second.left;
    }

    /// Whether all of it is bold.
    pub fn is_bold(&self) -> bool {
        let bold: usize = self.bold.iter().map(|(from, to)| to - from).sum();
        bold * 10 >= self.text.len() * 9
    }
}
