//! Which brackets are a transcriber's marks and which hold words of the transcript.
//!
//! `[laughs]`, `[inaudible 00:10:02]`, `(pause)`, `[00:12:31]`, `[...]` and anything in double parentheses are marks.
//! `[name removed]`, `[GP practice]` or `(you know)` are words: brackets also stand for omissions and clarifications.

use crate::text::Span;

/// The longest mark, in bytes. A longer bracket is somebody's text.
const LONGEST: usize = 80;

/// What is heard besides words, as transcribers write it. One of these makes a mark, with nothing beside it but
/// [`BESIDE`], digits and punctuation.
const SOUNDS: &[&str] = &[
    "applause",
    "applauds",
    "breathes",
    "breath",
    "chuckle",
    "chuckles",
    "chuckling",
    "cough",
    "coughs",
    "coughing",
    "cries",
    "crosstalk",
    "crying",
    "exhales",
    "giggle",
    "giggles",
    "giggling",
    "inaudible",
    "indiscernible",
    "indistinct",
    "inhales",
    "interruption",
    "interrupts",
    "laugh",
    "laughing",
    "laughs",
    "laughter",
    "music",
    "nods",
    "noise",
    "overlap",
    "overlapping",
    "pause",
    "pauses",
    "sigh",
    "sighs",
    "sighing",
    "silence",
    "smiles",
    "smiling",
    "sniffs",
    "snorts",
    "sob",
    "sobs",
    "sobbing",
    "tuts",
    "unclear",
    "unintelligible",
    "whispers",
    "whispering",
    "yawns",
];

/// Sounds of several words.
const PHRASES: &[&str] = &[
    "clears throat",
    "cross talk",
    "cross-talk",
    "door bangs",
    "door closes",
    "door opens",
    "knock at the door",
    "phone buzzes",
    "phone ringing",
    "phone rings",
    "speaking over each other",
    "talking over each other",
];

/// What people write beside a sound: "both laugh", "long pause", "laughs quietly", "inaudible, 3 seconds".
const BESIDE: &[&str] = &[
    "a",
    "again",
    "all",
    "and",
    "at",
    "background",
    "both",
    "brief",
    "briefly",
    "everyone",
    "for",
    "general",
    "group",
    "in",
    "long",
    "loud",
    "loudly",
    "min",
    "mins",
    "minute",
    "minutes",
    "of",
    "quietly",
    "sec",
    "second",
    "seconds",
    "secs",
    "several",
    "short",
    "slight",
    "slightly",
    "softly",
    "speech",
    "the",
    "they",
    "together",
    "voices",
    "word",
    "words",
];

/// The mark that starts at a bracket; `None` where the bracket holds words. Where Markdown keeps the brackets from being a
/// link's, as in `\[laughs\]`, the mark starts with the backslash before them.
pub fn at(text: &str, open: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let double = bytes[open..].starts_with(b"((");
    let close = if bytes[open] == b'[' { b']' } else { b')' };
    let window = &bytes[open + 1..bytes.len().min(open + 1 + LONGEST)];
    let length = memchr::memchr(close, window)?;
    // A bracket is ASCII, so both ends are character boundaries.
    let content = &text[open + 1..open + 1 + length];
    let inside = if double { &content[1..] } else { content };
    if inside.contains(['\n', '\r', '[', '(']) {
        // What closes here is another bracket: this one was never closed.
        return None;
    }
    if double {
        return window
            .get(length + 1)
            .filter(|&&b| b == b')')
            .map(|_| Span::new(open, open + length + 3));
    }
    let escaped = content.ends_with('\\') && bytes[..open].ends_with(b"\\");
    let start = open - usize::from(escaped);
    let content = content.trim().trim_matches(['*', '_', '\\']);
    (has_no_letters(content) || is_sound(&content.to_ascii_lowercase()))
        .then(|| Span::new(start, open + length + 2))
}

/// Whether the content is a sound and what people write beside one.
fn is_sound(content: &str) -> bool {
    let mut rest = content.to_owned();
    for phrase in PHRASES.iter().filter(|phrase| content.contains(*phrase)) {
        rest = rest.replace(phrase, "noise");
    }
    let is_word = |word: &&str| word.contains(|c: char| c.is_alphabetic());
    let words = || rest.split(|c: char| !c.is_alphanumeric()).filter(is_word);
    words().any(|word| SOUNDS.contains(&word))
        && words().all(|word| SOUNDS.contains(&word) || BESIDE.contains(&word) || is_duration(word))
}

/// `3s`, `10min`
fn is_duration(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && matches!(unit, "s" | "sec" | "secs" | "m" | "min" | "mins")
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
    fn the_backslashes_of_markdown_belong_to_a_mark() {
        for mark in [r"\[laughter\]", r"\(00:12\)"] {
            assert_eq!(at(mark, 1), Some(Span::new(0, mark.len())));
        }
        assert_eq!(at(r"\[laughter]", 1), Some(Span::new(1, 11)));
        assert_eq!(at(r"\[name removed\]", 1), None);
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
