//! The lines that speakers are looked for in.

use crate::text::Span;
use crate::transcript::Time;

/// One line of a text, or one paragraph, cue or row of a format that has such.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a format may say all of them of a line, and they are kept by the million"
)]
pub(crate) struct Line {
    /// Where it starts in the text.
    pub start: usize,
    /// Where it ends, without its line ending and without white space before that.
    pub end: usize,
    /// Its number in the file as people know it, from 1; 0 where the text itself is the file.
    pub number: u32,
    /// How many of its first bytes are bold or otherwise marked up.
    pub bold: u32,
    /// How many of its first bytes are a speaker's label by the format's own mark; the words follow after `: `.
    pub given: u32,
    /// From when to when, where the format says so. Apart, because lines are kept by the million and few have one.
    pub time: Option<Box<Time>>,
    /// Whether it starts a paragraph even where the line before is not blank.
    pub starts_paragraph: bool,
    /// Whether the format says that it is a heading.
    pub heading: bool,
    /// Whether the format says that it is a comment.
    pub comment: bool,
    /// Whether the format says that somebody begins to speak here and not who.
    pub anonymous: bool,
    /// In a chat: how many of its first bytes say when it was sent.
    pub stamp: u32,
}

impl Line {
    /// Whether nothing but white space is on it.
    pub fn is_blank(&self) -> bool {
        self.start == self.end
    }

    /// From when to when, where the format says so.
    pub fn time(&self) -> Option<Time> {
        self.time.as_deref().copied()
    }

    /// The place of its content.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Cuts a text into lines at LF, CR LF and lone CR.
pub(crate) fn split(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 96 + 16);
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        lines.push(Line {
            start,
            end: trimmed_end(text, start, end),
            ..Line::default()
        });
    };
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        // The LF of CR LF ends nothing: its CR did.
        if bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r' {
            start = at + 1;
            continue;
        }
        push(start, at);
        start = at + 1;
    }
    if start < bytes.len() {
        push(start, bytes.len());
    }
    lines
}

/// The end of `start..end` without white space at its end; `start` when nothing else is in it.
fn trimmed_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes[start..end].last() {
        // Most lines end in a visible ASCII character.
        Some(byte) if byte.is_ascii_graphic() => end,
        None => start,
        Some(_) => start + text[start..end].trim_end_matches(is_space).len(),
    }
}

/// White space for our purposes: also zero width spaces and byte order marks in the middle of a text.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ending_ends_a_line_once() {
        let text = "a \nb\r\n\r\nc\rd\u{A0}";
        let lines: Vec<&str> = split(text)
            .iter()
            .map(|line| &text[line.start..line.end])
            .collect();
        assert_eq!(lines, ["a", "b", "", "c", "d"]);
    }
}
