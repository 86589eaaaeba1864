//! Plain text: `[0:12:31] Label: words`, paragraphs separated by a blank line.

use std::fmt::Write as _;

use super::piece::{self, Piece};

pub(super) fn write(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&piece::clock(piece));
        if let Some(label) = piece.label {
            // Writing to a text cannot fail.
            let _ = write!(out, "{label}: ");
        }
        out.push_str(&piece.words);
        out.push('\n');
    }
    out
}
