//! Web pages, and what word processors save as such, also under the name of a Word document (`.doc`).
//!
//! The tokens are those of the HTML standard ([`html5gum`]); which elements they open and close goes by rules of our own
//! that follow the standard where it matters for text: what ends a paragraph, an item, a row or a cell, bold that goes on
//! through badly nested tags, white space that collapses. Elements are counted and never recursed into.
//!
//! Scripts, styles, menus, the page's own head and foot, hidden elements and comments are left out and counted. Pages of
//! a PDF that was converted are put together again: see [`pages`](super::pages).

use super::decode::{self, Kindred};
use super::extract::{Extract, File, Warning};
use super::{How, ReadError, Reader};
use crate::transcript::Format;

mod aside;
mod attributes;
mod elements;
mod flow;
mod paged;
mod sheet;
mod style;
mod tag;
mod walk;

pub(super) const READER: Reader = Reader {
    format: Format::Html,
    endings: &["html", "htm", "xhtml"],
    how: How::Extract(extract),
};

fn extract(file: File) -> Result<Extract, ReadError> {
    let decoded = decode::decode(file.name, file.bytes, file.encoding, Kindred::Markup)?;
    let mut read = walk::read(&decoded.text, walk::Hidden::LeftOut);
    if read.hidden > read.shown * MOSTLY {
        // A transcript that a reader of the page has to unfold is not hidden from anybody.
        read = walk::read(&decoded.text, walk::Hidden::Read);
    }
    let doubts = decoded.doubts.into_iter();
    let doubts: Vec<Warning> = doubts.map(|it| it.warning(&decoded.text)).collect();
    drop(decoded.text);
    let mut document = read.flow.document();
    document.warnings.extend(doubts);
    document.extract(file.name, &decoded.encoding)
}

/// So many times more hidden words than others are what the page is for.
const MOSTLY: usize = 4;

#[cfg(test)]
mod tests;
