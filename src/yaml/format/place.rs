//! Gives every line of values its indentation, by the level of what it begins with.

use super::line::{Kind, Level, Mark, Page, STEP};
use crate::yaml::layout::{Chomping, Item, Layout, Pair, Piece, Style, What, Writing};

/// Where something stands: in which collection, and in which column when it begins its line.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub level: Option<usize>,
    pub column: usize,
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

pub(super) struct Placer<'p, 's> {
    pub page: &'p mut Page<'s>,
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
                self.scalar(piece, context);
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
}
