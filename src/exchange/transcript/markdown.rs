//! Markdown: `[0:12:31] **Label:** words`, and what the transcript says of itself as front matter.
//!
//! Words are written as they are. Markdown's own signs in them are not escaped, because they are read as words again.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::piece::{self, Piece};
use crate::yaml;

pub(super) fn write(pieces: &[Piece], attributes: &BTreeMap<String, String>) -> String {
    let mut out = front_matter(attributes);
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(&piece::clock(piece));
        if let Some(label) = piece.label {
            // Writing to a text cannot fail.
            let _ = write!(out, "**{label}:** ");
        }
        out.push_str(&piece.words);
        out.push('\n');
    }
    out
}

fn front_matter(attributes: &BTreeMap<String, String>) -> String {
    if attributes.is_empty() {
        return String::new();
    }
    let mut out = "---\n".to_owned();
    for (key, value) in attributes {
        let _ = writeln!(out, "{}: {}", yaml::scalar(key), yaml::scalar(value));
    }
    out.push_str("---\n\n");
    out
}
