//! Changing a YAML text as text: what is not meant is left as it was written, with its comments and its quotes.
//!
//! Every edit is a method of [`Layout`] and gives [`Edit`]s, or nothing where it cannot be done for sure without changing
//! what stands around it. It is refused inside what has an anchor, which other places repeat, and where a tag says
//! how a value is to be taken.

mod list;
mod map;
mod scalar;
#[cfg(test)]
mod tests;

use super::Node;
use super::layout::{Block, Layout, Piece, What, Writing};
use crate::diagnostic::Edit;
use crate::text::Span;

/// A piece, and whether brackets stand around it.
#[derive(Clone, Copy)]
struct Found<'l> {
    piece: &'l Piece,
    flow: bool,
}

impl Layout<'_> {
    /// The one piece that satisfies a condition and starts at a byte; `None` also where it or what it stands in has an
    /// anchor or a tag.
    fn find(&self, start: usize, is: impl Fn(&Piece) -> bool) -> Option<Found<'_>> {
        let mut found = None;
        let mut at = Found {
            piece: &self.root,
            flow: false,
        };
        loop {
            if !at.piece.properties.is_empty() {
                return None;
            }
            if at.piece.node_start == start && is(at.piece) {
                if found.is_some() {
                    return None;
                }
                found = Some(at);
            }
            let flow = at.flow
                || matches!(at.piece.what, What::List(w, _) | What::Map(w, _) if w != Writing::Block);
            let children = at.piece.children().into_iter();
            let inside = children
                .filter(|child| child.is_written() && child.start() <= start)
                .rfind(|child| start < child.end());
            match inside {
                Some(piece) => at = Found { piece, flow },
                None => return found,
            }
        }
    }

    /// The list that a node was read from.
    fn list(&self, node: &Node) -> Option<Found<'_>> {
        self.find(node.span.start, |piece| {
            matches!(piece.what, What::List(..)) && piece.is_like(node)
        })
    }

    /// The mapping that a node was read from.
    fn map(&self, node: &Node) -> Option<Found<'_>> {
        self.find(node.span.start, |piece| {
            matches!(piece.what, What::Map(..)) && piece.is_like(node)
        })
    }

    fn text(&self) -> &str {
        self.source.text()
    }

    /// The line that a byte stands on, without its line break.
    fn line(&self, byte: usize) -> Span {
        let number = self.source.line_number(byte);
        self.source.line(number).unwrap_or_default()
    }

    /// The line that follows the one that a byte stands on.
    fn line_after(&self, byte: usize) -> Option<Span> {
        self.source.line(self.source.line_number(byte) + 1)
    }

    /// What stands before a byte on its line, when that is only spaces.
    fn indentation(&self, byte: usize) -> Option<&str> {
        let before = &self.text()[self.line(byte).start..byte];
        let before = before.trim_start_matches('\u{feff}');
        before.bytes().all(|it| it == b' ').then_some(before)
    }

    /// As many spaces as there are characters before a byte on its line: what a sibling of it is indented by.
    fn column(&self, byte: usize) -> String {
        let before = &self.text()[self.line(byte).start..byte];
        let before = before.trim_start_matches('\u{feff}');
        " ".repeat(before.chars().count())
    }

    /// Whether nothing, or a comment, stands on a line.
    fn is_bare(&self, line: Span) -> bool {
        let text = self.source.slice(line).trim_start();
        text.is_empty() || text.starts_with('#')
    }

    /// Whether lines of nothing but spaces stand below the text of a block scalar, which ends at a byte: they may belong
    /// to it or not, and nobody sees which.
    fn has_odd_end(&self, block: Block, end: usize) -> bool {
        let below = self.text().get(end..block.taken.end).unwrap_or("");
        // The last are the indentation of what follows, when something does.
        let follows = usize::from(block.taken.end < self.text().len());
        let mut lines = below.split(['\n', '\r']).rev().skip(follows);
        lines.any(|line| !line.is_empty())
    }

    /// The line break that the text uses.
    fn line_break(&self) -> &'static str {
        match self.text().find('\n') {
            Some(at) if self.text()[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }
}

fn has_anchor(piece: &Piece) -> bool {
    piece.any(&|piece| !piece.properties.is_empty())
}

fn has_alias(piece: &Piece) -> bool {
    piece.any(&|piece| matches!(piece.what, What::Alias))
}

fn edit(span: Span, text: impl Into<String>) -> Edit {
    Edit {
        span,
        text: text.into(),
    }
}
