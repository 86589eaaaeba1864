//! How a YAML text is written: where each dash, colon, quote and comment stands.
//!
//! A [`Node`](super::Node) says what a text means. Who changes a text by hand's rules, leaving alone what is not meant to
//! change, has to know how it is written as well. So the same scanner that reads the tree is asked once more, for its
//! tokens, and they are put into a tree of pieces. What a text means is not asked here.

mod build;
mod piece;
mod scan;

pub(super) use piece::{Block, Chomping, Item, Pair, Piece, Style, What, Writing};

use crate::text::{Source, Span};

/// How one text is written. Made by [`Layout::read`]; edits are methods of it.
#[derive(Debug)]
pub struct Layout<'s> {
    pub(super) source: &'s Source,
    /// The one value of the document.
    pub(super) root: Piece,
    /// Where the `---` stands, if there is one.
    pub(super) marker: Option<usize>,
    comments: Vec<Comment>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands, from its `#` to the end of its line.
    pub span: Span,
    /// What it says after the `#`, without white space around it.
    pub text: String,
    /// The number of its line, from 1.
    pub line: usize,
    /// Whether nothing else stands on its line.
    pub whole_line: bool,
}

impl<'s> Layout<'s> {
    /// Finds out how a text is written. `None` where [`read`](super::read) finds a fault of syntax, and for several
    /// documents in one text.
    #[must_use]
    pub fn read(source: &'s Source) -> Option<Self> {
        let scanned = scan::scan(source)?;
        let root = build::build(&scanned.tokens)?;
        Some(Self {
            source,
            root,
            marker: scanned.marker,
            comments: scanned.comments,
        })
    }

    /// All comments in the order written. A `#` in a plain, quoted or block scalar is none.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Whether a comment stands in this span, or begins in it.
    pub(super) fn has_comment(&self, span: Span) -> bool {
        let next = self
            .comments
            .partition_point(|comment| comment.span.end <= span.start);
        self.comments
            .get(next)
            .is_some_and(|comment| comment.span.start < span.end)
    }
}

#[cfg(test)]
mod tests;
