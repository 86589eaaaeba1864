//! Which brackets are a transcriber's marks and which hold words of the transcript.
//!
//! `[laughs]`, `[inaudible 00:10:02]`, `(pause)`, `[00:12:31]`, `[...]` and anything in double parentheses are marks.
//! `[name removed]`, `[GP practice]` or `(you know)` are words: brackets also stand for omissions and clarifications.

use crate::text::Span;

/// The longest mark, in bytes. A longer bracket is somebody's text.
const LONGEST: usize = 80;

/// What the words of a mark begin with, in lower case.
const STEMS: &[&str] = &[
    "applau",
    "breath",
    "chuckl",
    "clears throat",
    "cough",
    "cries",
    "cross talk",
    "cross-talk",
    "crosstalk",
    "crying",
    "door ",
    "exhal",
    "giggl",
    "inaud",
    "indisc",
    "indist",
    "inhal",
    "interrupt",
    "laugh",
    "long pause",
    "music",
    "nods",
    "noise",
    "overlap",
    "pause",
    "phone ",
    "short pause",
    "sigh",
    "silence",
    "smil",
    "snort",
    "sob",
    "sniff",
    "speaking over",
    "talking over",
    "tuts",
    "unclear",
    "unintell",
    "whisper",
    "yawn",
];

/// What people put before such a word: "both laugh", "everyone laughing".
const LEADS: &[&str] = &[
    "all", "both", "brief", "everyone", "general", "group", "long", "short", "slight", "they",
];

/// The mark that starts at a bracket; `None` where the bracket holds words.
pub fn at(text: &str, open: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let double = bytes[open..].starts_with(b"((");
    let close = if bytes[open] == b'[' { b']' } else { b')' };
    let window = &bytes[open + 1..bytes.len().min(open + 1 + LONGEST)];
    let length = memchr::memchr(close, window)?;
    // A bracket is ASCII, so both ends are character boundaries.
    let content = &text[open + 1..open + 1 + length];
    if double {
        return window
            .get(length + 1)
            .filter(|&&b| b == b')')
            .map(|_| Span::new(open, open + length + 3));
    }
    let content = content.trim().trim_matches(['*', '_', '\\']);
    (has_no_letters(content) || is_mark_word(&content.to_ascii_lowercase()))
        .then(|| Span::new(open, open + length + 2))
}

fn is_mark_word(content: &str) -> bool {
    let led = content
        .split_once(' ')
        .filter(|(lead, _)| LEADS.contains(lead))
        .map_or(content, |(_, rest)| rest);
    STEMS.iter().any(|stem| led.starts_with(stem))
}

/// A time, dots, question marks, nothing: but not a lone number, which may be a footnote or an amount.
fn has_no_letters(content: &str) -> bool {
    let punctuation = |c: char| matches!(c, ':' | '.' | '…' | '?' | '-' | ',' | ' ' | '#');
    content
        .chars()
        .all(|c| c.is_ascii_digit() || punctuation(c))
        && (content.is_empty() || content.contains(punctuation))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_mark(text: &str) -> bool {
        at(text, 0) == Some(Span::new(0, text.len()))
    }

    #[test]
    fn sounds_times_and_gaps_are_marks() {
        for mark in [
            "[laughs]",
            "(Laughter)",
            "[both laugh]",
            "[00:12:31]",
            "(1:05)",
            "[...]",
            "[?]",
            "((a door bangs))",
            "[]",
        ] {
            assert!(is_mark(mark), "{mark}");
        }
    }

    #[test]
    fn clarifications_and_omissions_are_words() {
        for words in [
            "[name removed]",
            "[GP practice]",
            "(you know)",
            "[the client]",
            "(2)",
            "[unclosed",
        ] {
            assert!(!is_mark(words), "{words}");
        }
    }
}
