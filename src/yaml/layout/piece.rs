//! The pieces of a layout.

use crate::text::Span;
use crate::yaml::{Node, Value};

/// A value as it is written.
#[derive(Clone, Debug)]
pub(in crate::yaml) struct Piece {
    /// Its anchors and tags, in the order written.
    pub properties: Vec<Span>,
    /// Where it stands without them. Empty where nothing is written.
    pub span: Span,
    /// Where its node starts: a block scalar's behind its header, a list's that is not indented behind its dash.
    pub node_start: usize,
    /// What is written.
    pub what: What,
}

/// What is written.
#[derive(Clone, Debug)]
pub(in crate::yaml) enum What {
    Nothing,
    Alias,
    Scalar(Style),
    List(Writing, Vec<Item>),
    Map(Writing, Vec<Pair>),
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::yaml) enum Style {
    Plain,
    Single,
    Double,
    /// A block after `|` or `>`. The piece's span goes from the header to the end of the last line with something on it.
    Block(Block),
}

/// A scalar written as a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::yaml) struct Block {
    /// All the scanner takes for content: from the first line's first character to where the block is seen to end.
    pub taken: Span,
    /// Whether lines are joined: `>`.
    pub folded: bool,
    /// What happens to the line breaks at its end.
    pub chomping: Chomping,
    /// The digit in the header.
    pub indentation: Option<usize>,
}

/// What happens to the line breaks at the end of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::yaml) enum Chomping {
    /// One is kept.
    Clip,
    /// `-`: none is kept.
    Strip,
    /// `+`: all are kept, so that blank lines after the block belong to it.
    Keep,
}

/// How a list or a mapping is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::yaml) enum Writing {
    /// By indentation.
    Block,
    /// In brackets.
    Flow,
    /// A pair in a flow list without braces of its own: `[a: b]`.
    Bare,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub(in crate::yaml) struct Item {
    /// Where its dash stands; in a flow list, the comma after it.
    pub mark: Option<usize>,
    pub piece: Piece,
}

/// A pair of a mapping.
#[derive(Clone, Debug)]
pub(in crate::yaml) struct Pair {
    /// Where its `?` stands.
    pub question: Option<usize>,
    pub key: Piece,
    /// Where its `:` stands.
    pub colon: Option<usize>,
    pub value: Piece,
}

impl Piece {
    /// Where it starts, with its anchor and its tag.
    pub fn start(&self) -> usize {
        self.properties
            .first()
            .map_or(self.span.start, |it| it.start)
    }

    /// Where it ends.
    pub fn end(&self) -> usize {
        let properties = self.properties.last().map_or(0, |it| it.end);
        self.span.end.max(properties)
    }

    /// Whether anything is written.
    pub fn is_written(&self) -> bool {
        !matches!(self.what, What::Nothing) || !self.properties.is_empty()
    }

    /// The block scalar that it ends with, on which the lines below it depend.
    pub fn last_block(&self) -> Option<Block> {
        match &self.what {
            What::Scalar(Style::Block(block)) => Some(*block),
            What::List(_, items) => items.last()?.piece.last_block(),
            What::Map(_, pairs) => {
                let last = pairs.last()?;
                let written = last.colon.is_some() || last.value.is_written();
                if written { &last.value } else { &last.key }.last_block()
            }
            _ => None,
        }
    }

    /// Whether it is what a node was read from, as far as the shapes go.
    pub fn is_like(&self, node: &Node) -> bool {
        let is_tagged = !self.properties.is_empty();
        match (&self.what, &node.value) {
            (What::Nothing, Value::Scalar { .. }) => is_tagged,
            (What::Alias, _)
            | (What::Nothing, Value::Null)
            | (What::Scalar(_), Value::Scalar { .. } | Value::Null) => true,
            (What::List(_, items), Value::List(nodes)) => {
                let mut both = items.iter().zip(nodes);
                items.len() == nodes.len() && both.all(|(item, node)| item.piece.is_like(node))
            }
            (What::Map(_, pairs), Value::Map(nodes)) => {
                let mut both = pairs.iter().zip(nodes);
                pairs.len() == nodes.len()
                    && both.all(|(pair, (key, value))| {
                        pair.key.is_like(key) && pair.value.is_like(value)
                    })
            }
            _ => false,
        }
    }

    /// The pieces inside.
    pub fn children(&self) -> Vec<&Piece> {
        match &self.what {
            What::List(_, items) => items.iter().map(|item| &item.piece).collect(),
            What::Map(_, pairs) => pairs.iter().flat_map(|it| [&it.key, &it.value]).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it or anything inside satisfies a condition.
    pub fn any(&self, is: &impl Fn(&Piece) -> bool) -> bool {
        is(self) || self.children().into_iter().any(|child| child.any(is))
    }
}

impl Item {
    /// Where an item of a block list ends: behind its dash, when there is nothing else.
    pub fn end(&self, writing: Writing) -> usize {
        let dash = match (writing, self.mark) {
            (Writing::Block, Some(dash)) => dash + 1,
            _ => 0,
        };
        self.piece.end().max(dash)
    }
}

impl Pair {
    /// Where it starts.
    pub fn start(&self) -> usize {
        let key = self.key.is_written().then(|| self.key.start());
        let marks = [self.question, key, self.colon];
        let first = marks.into_iter().flatten().min();
        first.unwrap_or(self.key.span.start)
    }

    /// Where it ends.
    pub fn end(&self) -> usize {
        let marks = [self.question, self.colon];
        let marks = marks.into_iter().flatten().map(|mark| mark + 1);
        let pieces = [&self.key, &self.value].into_iter();
        let pieces = pieces.filter(|piece| piece.is_written()).map(Piece::end);
        marks.chain(pieces).fold(self.start(), usize::max)
    }
}
