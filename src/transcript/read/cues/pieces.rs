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

/// Tags that have nothing but classes behind their names.
const BARE: &[&str] = &[
    "b", "br", "c", "em", "i", "p", "rt", "ruby", "s", "strong", "u",
];

/// Tags that have a name, a language or attributes behind theirs.
const ANNOTATED: &[&str] = &["font", "lang", "p", "span", "v"];

/// No tag is longer: what is, is somebody's words after a `<`.
const LONGEST: usize = 400;

/// The length of a tag at the start of a text: `<b>`, `</c>`, `<v Name>`, `<00:17.500>`, `{\an8}`. Only tags that subtitles
/// have are some: `<well, I do not know>` is what somebody said.
fn tag(text: &str) -> Option<usize> {
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    if bytes.starts_with(b"{\\") {
        return memchr::memchr(b'}', bytes).map(|at| at + 1);
    }
    let inside = bytes.strip_prefix(b"<")?;
    let length = memchr::memchr(b'>', inside)?;
    let inside = std::str::from_utf8(&inside[..length]).ok()?;
    let is_time = !inside.is_empty()
        && inside
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
        && inside.contains(':');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let inside = inside.strip_suffix('/').unwrap_or(inside).trim_end();
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at(end);
    let is_one_of = |known: &[&str]| known.iter().any(|it| it.eq_ignore_ascii_case(name));
    let is_tag = match rest.chars().next() {
        None => is_one_of(BARE) || is_one_of(ANNOTATED),
        Some('.') if is_one_of(BARE) => !rest.contains(char::is_whitespace),
        Some('.') => is_one_of(&["lang", "v"]),
        Some(' ' | '\t') => is_one_of(ANNOTATED),
        Some(_) => false,
    };
    (is_time || is_tag).then_some(length + 2)
}

/// The name in a voice tag: `<v Name>`, `<v.loud Name>`.
fn voice(tag: &str) -> Option<String> {
    let inside = tag.strip_prefix("<v")?.strip_suffix('>')?;
    let name = match inside.strip_prefix('.') {
        Some(classes) => classes.split_once(char::is_whitespace)?.1,
        None => inside.strip_prefix([' ', '\t'])?,
    };
    let name = entities::decoded(name);
    let name = crate::text::one_line(&name);
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
    #[test]
    fn words_in_angle_brackets_are_words() {
        for words in [
            "I said <well I do not know> and he went.",
            "<less than 100 pounds> <3 you and me> <two or three> <i think>",
            "<unknown> a < b and c > d {x} <",
        ] {
            assert_eq!(pieces(words)[0].words, words);
        }
        let tags = "<i>a</i> <c.yellow.bg_blue>b</c> <font color=\"red\">d</font> <br/><lang en-GB>e</lang>{\\an8}";
        assert_eq!(pieces(tags)[0].words, "a b d e");
    }
}
