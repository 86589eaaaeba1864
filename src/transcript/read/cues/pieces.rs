//! The tags inside of a line of a cue: voices cut it, others vanish.

use crate::transcript::read::entities;

/// Words of one voice; without one they go on with the voice before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub voice: Option<String>,
    pub words: String,
}

/// Cuts a line of a cue at its voice tags, drops all other tags and decodes entities.
pub(super) fn pieces(content: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut piece = Piece {
        voice: None,
        words: String::with_capacity(content.len()),
    };
    let mut rest = content;
    while let Some(at) = memchr::memchr2(b'<', b'{', rest.as_bytes()) {
        piece.words.push_str(&entities::decoded(&rest[..at]));
        rest = &rest[at..];
        let Some(len) = tag(rest) else {
            piece.words.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        if let Some(voice) = voice(&rest[..len]) {
            pieces.push(std::mem::replace(
                &mut piece,
                Piece {
                    voice: Some(voice),
                    words: String::new(),
                },
            ));
        }
        rest = &rest[len..];
    }
    piece.words.push_str(&entities::decoded(rest));
    pieces.push(piece);
    pieces
}

/// The length of a tag at the start of a text: `<b>`, `</c>`, `<00:17.500>`, `{\an8}`.
fn tag(text: &str) -> Option<usize> {
    let second = *text.as_bytes().get(1)?;
    let close = match (text.as_bytes()[0], second) {
        (b'<', b'/' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') => b'>',
        (b'{', b'\\') => b'}',
        _ => return None,
    };
    memchr::memchr(close, text.as_bytes()).map(|at| at + 1)
}

/// The name in a voice tag: `<v Name>`, `<v.loud Name>`.
fn voice(tag: &str) -> Option<String> {
    let inside = tag.strip_prefix("<v")?.strip_suffix('>')?;
    let name = match inside.strip_prefix('.') {
        Some(classes) => classes.split_once(char::is_whitespace)?.1,
        None => inside.strip_prefix([' ', '\t'])?,
    };
    let name = entities::decoded(name);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_cut_a_line_and_other_tags_vanish() {
        let piece = |voice: Option<&str>, words: &str| Piece {
            voice: voice.map(str::to_owned),
            words: words.to_owned(),
        };
        assert_eq!(
            pieces("<v Ann Lee>Q&amp;A <b>no</b>w.</v> <v.loud Bo>Oh <00:01.000>3 < 4"),
            [
                piece(None, ""),
                piece(Some("Ann Lee"), "Q&A now. "),
                piece(Some("Bo"), "Oh 3 < 4")
            ]
        );
    }
}
