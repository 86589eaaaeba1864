//! Gives every line of values its indentation, by the level of what it begins with.

use super::line::{Kind, Level, Mark, Page, STEP};
use crate::yaml::layout::{Block, Chomping, Item, Layout, Pair, Piece, Style, What, Writing};

/// Where something stands: in which collection, and in which column when it begins its line.
#[derive(Clone, Copy)]
struct Context {
    level: Option<usize>,
    column: usize,
}

impl Page<'_> {
    /// Places all lines but those of comments. Gives the places of the items that have to stand apart from what is above
    /// them: those of block lists below the key `apart`.
    pub fn place(&mut self, layout: &Layout<'_>, apart: &str) -> Vec<usize> {
        let root = &layout.root;
        let context = Context {
            level: None,
            column: 0,
        };
        if let Some(marker) = layout.marker {
            self.put(marker, context);
            self.gap(marker + 3, root.start(), 1);
        }
        let mut placer = Placer {
            page: self,
            key: apart,
            apart: Vec::new(),
        };
        placer.piece(root, context);
        placer.apart
    }

    /// Gives the line that begins at a place its indentation, and remembers the place for comments.
    fn put(&mut self, at: usize, context: Context) {
        let level = context.level;
        self.marks.push(Mark { at, level });
        let index = self.index(at);
        if self.lines[index].first == at {
            self.lines[index].kind = Kind::Placed(context.column);
        }
    }

    /// The column of a place, in characters.
    fn column(&self, at: usize) -> usize {
        let line = &self.lines[self.index(at)];
        self.source.text()[line.span.start..at].chars().count()
    }

    fn enter(&mut self, at: usize, context: Context, is_list: bool) -> usize {
        self.levels.push(Level {
            parent: context.level,
            old: self.column(at),
            new: context.column,
            is_list,
        });
        self.levels.len() - 1
    }
}

struct Placer<'p, 's> {
    page: &'p mut Page<'s>,
    key: &'p str,
    apart: Vec<usize>,
}

impl Placer<'_, '_> {
    fn piece(&mut self, piece: &Piece, context: Context) {
        for property in &piece.properties {
            self.page.put(property.start, context);
        }
        match &piece.what {
            What::Nothing => {}
            What::List(Writing::Block, items) => self.list(items, context, false),
            What::Map(Writing::Block, pairs) => self.map(pairs, context),
            What::Scalar(Style::Block(block)) => {
                self.page.put(piece.span.start, context);
                self.block(piece, *block, context);
            }
            What::Scalar(_) => {
                self.page.put(piece.span.start, context);
                self.scalar(piece);
                let lines = self.lines_below(piece);
                for index in lines {
                    if self.page.lines[index].kind != Kind::Empty {
                        self.page.lines[index].kind = Kind::Placed(self.inside(context));
                    }
                }
            }
            What::Alias => self.page.put(piece.span.start, context),
            _ => {
                self.page.put(piece.span.start, context);
                self.flow(piece, context);
            }
        }
    }

    fn map(&mut self, pairs: &[Pair], context: Context) {
        let first = pairs.first().map_or(0, Pair::start);
        let level = Some(self.page.enter(first, context, false));
        let here = Context { level, ..context };
        let inside = Context {
            level,
            column: context.column + STEP,
        };
        for pair in pairs {
            if let Some(question) = pair.question {
                self.page.put(question, here);
            }
            if pair.key.is_written() {
                if let Some(question) = pair.question {
                    self.page.gap(question + 1, pair.key.start(), 1);
                }
                let at = if pair.question.is_some() {
                    inside
                } else {
                    here
                };
                self.piece(&pair.key, at);
            }
            if let Some(colon) = pair.colon {
                if let (None, What::Scalar(_)) = (pair.question, &pair.key.what) {
                    self.page.gap(pair.key.end(), colon, 0);
                }
                self.page.put(colon, here);
                if pair.value.is_written() {
                    self.page.gap(colon + 1, pair.value.start(), 1);
                    self.value(pair, inside);
                }
            }
        }
    }

    fn value(&mut self, pair: &Pair, context: Context) {
        let key = self
            .page
            .source
            .slice(pair.key.span)
            .trim_matches(['"', '\'']);
        let is_apart = key == self.key;
        match &pair.value.what {
            What::List(Writing::Block, items) if is_apart && pair.value.properties.is_empty() => {
                self.list(items, context, true);
            }
            _ => self.piece(&pair.value, context),
        }
    }

    fn list(&mut self, items: &[Item], context: Context, is_apart: bool) {
        let dash = |item: &Item| item.mark.unwrap_or(item.piece.span.start);
        let first = items.first().map_or(0, dash);
        let level = Some(self.page.enter(first, context, true));
        let here = Context { level, ..context };
        let inside = Context {
            level,
            column: context.column + STEP,
        };
        for item in items {
            self.page.put(dash(item), here);
            if item.piece.is_written() {
                self.page.gap(dash(item) + 1, item.piece.start(), 1);
                self.piece(&item.piece, inside);
            }
        }
        if is_apart {
            let is_long = |item: &Item| {
                self.page.index(dash(item)) < self.page.index(item.end(Writing::Block))
            };
            // A blank line below a block that keeps them would belong to it.
            let keeps = |item: &Item| {
                let block = item.piece.last_block();
                block.is_some_and(|block| block.chomping == Chomping::Keep)
            };
            let apart = items
                .windows(2)
                .filter(|pair| pair.iter().any(is_long) && !keeps(&pair[0]));
            let apart: Vec<usize> = apart.map(|pair| dash(&pair[1])).collect();
            self.apart.extend(apart);
        }
    }

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
    fn scalar(&mut self, piece: &Piece) {
        let lines = self.lines_below(piece);
        let is_double = matches!(piece.what, What::Scalar(Style::Double));
        for index in lines {
            self.page.lines[index - 1].ends_in_quotes = is_double;
            if self.page.lines[index].kind == Kind::Blank {
                self.page.lines[index].kind = Kind::Empty;
            }
        }
    }

    /// What stands in brackets moves as a whole, but never further left than it may stand.
    fn flow(&mut self, piece: &Piece, context: Context) {
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
                self.scalar(child);
            }
            self.scalars_inside(child);
        }
    }

    fn block(&mut self, piece: &Piece, block: Block, context: Context) {
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
