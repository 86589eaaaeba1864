//! The lines that a value goes on to: scalars over several lines, blocks, and what stands in brackets.

use super::line::{Kind, Mark, Page, STEP};
use super::place::{Context, Placer};
use crate::yaml::layout::{Block, Chomping, Piece, Style, What};

impl Placer<'_, '_> {
    /// The column of what is inside the collection that a value belongs to.
    fn inside(&self, context: Context) -> usize {
        let level = context.level.map(|level| self.page.levels[level]);
        level.map_or(0, |level| level.new + STEP)
    }

    /// The lines that a piece goes on to.
    fn lines_below(&self, piece: &Piece) -> std::ops::RangeInclusive<usize> {
        let end = piece.span.end.max(piece.span.start + 1) - 1;
        self.page.index(piece.span.start) + 1..=self.page.index(end)
    }

    /// Blank lines inside a scalar say something, and so may white space at the end of a line in quotes.
    fn keep_lines(&mut self, piece: &Piece) {
        let lines = self.lines_below(piece);
        let is_double = matches!(piece.what, What::Scalar(Style::Double));
        for index in lines {
            self.page.lines[index - 1].ends_in_quotes = is_double;
            if self.page.lines[index].kind == Kind::Blank {
                self.page.lines[index].kind = Kind::Empty;
            }
        }
    }

    /// The lines of a plain or quoted scalar stand inside what it belongs to.
    pub fn scalar(&mut self, piece: &Piece, context: Context) {
        self.keep_lines(piece);
        for index in self.lines_below(piece) {
            if self.page.lines[index].kind != Kind::Empty {
                self.page.lines[index].kind = Kind::Placed(self.inside(context));
            }
        }
    }

    /// What stands in brackets moves as a whole, but never further left than it may stand.
    pub fn flow(&mut self, piece: &Piece, context: Context) {
        self.scalars_inside(piece);
        let first = self.page.index(piece.span.start);
        let line = &self.page.lines[first];
        let old = line.first - line.span.start;
        let new = match line.kind {
            Kind::Placed(new) => new,
            _ => old,
        };
        let inside = self.inside(context);
        for index in self.lines_below(piece) {
            let line = &mut self.page.lines[index];
            if matches!(line.kind, Kind::Blank | Kind::Empty) {
                continue;
            }
            let closes = self.page.source.text()[line.first..].starts_with([']', '}']);
            let least = if closes {
                inside.saturating_sub(STEP)
            } else {
                inside
            };
            let moved = (line.first - line.span.start + new).saturating_sub(old);
            line.kind = Kind::Placed(moved.max(least));
        }
    }

    fn scalars_inside(&mut self, piece: &Piece) {
        self.page.marks.push(Mark {
            at: piece.span.start,
            level: self.page.marks.last().and_then(|mark| mark.level),
        });
        for child in piece.children() {
            if let What::Scalar(_) = child.what {
                self.keep_lines(child);
            }
            self.scalars_inside(child);
        }
    }

    /// The lines of a block scalar stand deeper than what it belongs to, by its digit or by a level.
    pub fn block(&mut self, piece: &Piece, block: Block, context: Context) {
        let level = context.level.map(|level| self.page.levels[level]);
        let lines = self.lines_of_block(piece, block);
        let spaces = |page: &Page<'_>, index: usize| {
            let line = page.source.slice(page.lines[index].span);
            (line.len() - line.trim_start_matches(' ').len(), line.len())
        };
        let found = lines.clone().map(|index| spaces(self.page, index));
        let found = found
            .filter(|(spaces, length)| spaces < length)
            .map(|it| it.0)
            .next();
        let (strip, indent) = match (block.indentation, level) {
            (Some(digit), Some(level)) => (level.old + digit, level.new + digit),
            (_, Some(level)) => (found.unwrap_or(usize::MAX), level.new + STEP),
            _ => return,
        };
        for index in lines.clone() {
            let (spaces, length) = spaces(self.page, index);
            let is_content = spaces < length || spaces > strip;
            self.page.lines[index].kind = if is_content {
                Kind::Content { strip, indent }
            } else {
                Kind::Empty
            };
        }
        if block.chomping == Chomping::Keep {
            return;
        }
        // The line breaks below the text are not part of it.
        for index in lines.rev() {
            if self.page.lines[index].kind != Kind::Empty {
                break;
            }
            self.page.lines[index].kind = Kind::Blank;
        }
    }

    fn lines_of_block(&self, piece: &Piece, block: Block) -> std::ops::Range<usize> {
        let first = self.page.index(piece.span.start) + 1;
        let lines = self.page.lines[first.min(self.page.lines.len())..].iter();
        let taken = lines.take_while(|line| {
            line.span.start < block.taken.end && line.span.end <= block.taken.end
        });
        first..first + taken.count()
    }
}
