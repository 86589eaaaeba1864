//! What may be a speaker's label at the start of a line. Whether it is one, the whole file decides: see
//! [`super::evidence`].

use memchr::{memchr, memchr_iter, memchr2, memchr2_iter};

use super::line::{Line, is_space};
use super::{chat, clock};

/// Something at the start of a line that may say who speaks or when. Offsets are bytes from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// How it is written.
    pub kind: Kind,
    /// The label; empty where only a time stands.
    pub label: (usize, usize),
    /// Where the words begin when the label is one.
    pub words: usize,
    /// Where the words begin when it is none: after a leading time, or at the start of the line.
    pub unlabelled_words: usize,
    /// When it was said, in milliseconds.
    pub time: Option<i64>,
    /// Whether the label is bold.
    pub bold: bool,
}

impl Mark {
    /// Whether nobody is named.
    pub fn label_is_empty(&self) -> bool {
        self.label.0 == self.label.1
    }
}

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Given by the format itself: a voice tag, a column.
    Given,
    /// `Name: words`.
    Colon,
    /// `Name  0:22` alone on its line, `[00:12:31] Name: words`, `Name (00:00:00):`.
    Timed,
    /// `00:22 Name` alone on its line.
    TimeFirst,
    /// `(00:01:46):` or `[00:12:31]`, with words or without, and no name.
    Time,
    /// `A; words`.
    Semicolon,
    /// `[id1] words`.
    Bracket,
    /// `Mr. LEAHY. words`, `Q. words`.
    Stop,
    /// `Name` alone on its line.
    Bare,
    /// As the researcher's pattern says.
    Declared,
    /// In a chat, after the date and the time of a message.
    Stamped,
}

/// Only so many bytes of a line are looked at.
const WINDOW: usize = 96;

/// A line longer than this is not a label alone on its line.
const LONGEST_BARE: usize = 48;

/// Looks for a mark at the start of a line.
pub(crate) fn find(text: &str, line: &Line) -> Option<Mark> {
    let whole = &text.as_bytes()[line.start..line.end];
    if line.given > 0 {
        return Some(given(whole, line));
    }
    if line.stamp > 0 {
        return Some(chat::mark(text, line));
    }
    let mut cursor = Cursor {
        bytes: whole,
        at: 0,
        bold: false,
    };
    if line.heading {
        cursor.at = whole.iter().take_while(|byte| **byte == b'#').count();
    }
    cursor.skip();
    let at_label = cursor.at;
    let mut time = None;
    if let Some(clock) = clock::any(&whole[cursor.at..]) {
        cursor.at += clock.len;
        time = Some(clock.at);
        cursor.skip_separators();
    }
    let found = after_time(whole, cursor, time).or_else(|| {
        // A time with nothing that may be a label: the time alone is the mark.
        let words = skip_colon(whole, cursor.at);
        time.filter(|_| cursor.at > at_label).map(|_| Mark {
            kind: Kind::Time,
            label: (words, words),
            words,
            unlabelled_words: words,
            time,
            bold: cursor.bold,
        })
    })?;
    let bold = found.bold || (line.bold as usize >= found.label.1 && line.bold > 0);
    Some(Mark {
        label: (line.start + found.label.0, line.start + found.label.1),
        words: line.start + found.words,
        unlabelled_words: if time.is_some() {
            line.start + found.unlabelled_words
        } else {
            line.start
        },
        bold,
        ..found
    })
}

/// The same for a line of a cue, where only a colon or a bracket makes a label.
pub(crate) fn find_in_cue(text: &str, line: &Line) -> Option<Mark> {
    let whole = &text.as_bytes()[line.start..line.end];
    let window = &whole[..whole.len().min(WINDOW)];
    let may_be =
        line.given > 0 || window.first() == Some(&b'[') || memchr2(b':', 0xEF, window).is_some();
    may_be.then(|| find(text, line))?
}

fn given(whole: &[u8], line: &Line) -> Mark {
    let label = line.given as usize;
    let words = (label + 2).min(whole.len());
    Mark {
        kind: Kind::Given,
        label: (line.start, line.start + label),
        words: line.start + words,
        unlabelled_words: line.start,
        time: line.time.as_ref().map(|time| time.start),
        bold: false,
    }
}

#[derive(Clone, Copy)]
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    bold: bool,
}

impl Cursor<'_> {
    /// Steps over white space and the stars of bold text.
    fn skip(&mut self) {
        loop {
            match &self.bytes[self.at..] {
                [b' ' | b'\t', ..] => self.at += 1,
                [0xC2, 0xA0, ..] => self.at += 2,
                [0xEF, 0xBB, 0xBF, ..] => self.at += 3,
                [b'*', b'*', ..] | [b'_', b'_', ..] => {
                    self.at += 2;
                    self.bold = true;
                }
                _ => return,
            }
        }
    }

    /// Steps over what stands between a time and a name.
    fn skip_separators(&mut self) {
        self.skip();
        while let Some(b'-' | b'|' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
            self.skip();
        }
    }
}

/// Looks for a label from the cursor on; `time` is what stood before it.
fn after_time(whole: &[u8], cursor: Cursor, time: Option<i64>) -> Option<Mark> {
    let start = cursor.at;
    let window = &whole[start..whole.len().min(start + WINDOW)];
    if let Some(mark) = before_colon(whole, window, cursor, time) {
        return Some(mark);
    }
    let first = *window.first()?;
    if first == b'[' {
        return bracket(whole, window, cursor, time);
    }
    if let Some(semicolon) = memchr(b';', &window[..window.len().min(16)]) {
        let label = trim(window, 0, semicolon);
        return (label.1 > label.0 && !window[..semicolon].contains(&b' ')).then_some(Mark {
            kind: Kind::Semicolon,
            label: (start + label.0, start + label.1),
            words: start + words_from(window, semicolon + 1),
            unlabelled_words: start,
            time,
            bold: cursor.bold,
        });
    }
    if let Some(mark) = before_stop(window, cursor, time) {
        return Some(mark);
    }
    if window.len() > LONGEST_BARE
        || matches!(
            whole.last(),
            Some(b'.' | b'?' | b'!' | b',' | b';' | b'"' | b'\'' | b')')
        )
    {
        return None;
    }
    let label = trim(window, 0, window.len());
    if window.iter().any(|byte| matches!(byte, b':' | b'?' | b'"')) {
        return None;
    }
    let kind = if time.is_some() {
        Kind::TimeFirst
    } else {
        Kind::Bare
    };
    (label.1 > label.0 && (first.is_ascii_alphanumeric() || first >= 0x80)).then_some(Mark {
        kind,
        label: (start + label.0, start + label.1),
        words: whole.len(),
        unlabelled_words: start,
        time,
        bold: cursor.bold,
    })
}

/// `Name:`, `Name (00:12):`, `Name: [00:12]`, `Name 0:22`.
fn before_colon(whole: &[u8], window: &[u8], cursor: Cursor, time: Option<i64>) -> Option<Mark> {
    let start = cursor.at;
    for colon in memchr2_iter(b':', 0xEF, window) {
        // The wide colon of Chinese and Japanese is three bytes.
        let wide = window[colon] == 0xEF;
        if wide && !window[colon..].starts_with("：".as_bytes()) {
            continue;
        }
        let colon_end = colon + if wide { 3 } else { 1 };
        let before = window[..colon].last().copied().unwrap_or(b' ');
        let after = window.get(colon_end).copied();
        if before.is_ascii_digit() && after.is_some_and(|byte| byte.is_ascii_digit()) {
            if let Some(mark) = around_clock(whole, window, colon, cursor, time) {
                return Some(mark);
            }
            continue;
        }
        let label = trim(window, 0, colon);
        if label.0 == label.1 || matches!(after, Some(b'/' | b')' | b'(' | b'\\' | b':')) {
            return None;
        }
        let mut words = words_from(window, colon_end);
        let mut time = time;
        let mut kind = if time.is_some() {
            Kind::Timed
        } else {
            Kind::Colon
        };
        let rest = &whole[start + words..];
        if let Some(clock) = clock::any(rest) {
            // A time with nothing in brackets around it is one only where nothing follows it on the line.
            if !rest[0].is_ascii_digit() || rest[clock.len..].iter().all(u8::is_ascii_whitespace) {
                time = time.or(Some(clock.at));
                kind = Kind::Timed;
                words += clock.len;
                words += words_from(&whole[start + words..], 0);
            }
        }
        let bold = cursor.bold || window[..colon].ends_with(b"**");
        return Some(Mark {
            kind,
            label: (start + label.0, start + label.1),
            words: start + words,
            unlabelled_words: start,
            time,
            bold,
        });
    }
    None
}

/// `Name (00:00:00):`, `Name [00:12] words`, `Name  0:22` with nothing behind it; `colon` is the first of the clock.
fn around_clock(
    whole: &[u8],
    window: &[u8],
    colon: usize,
    cursor: Cursor,
    time: Option<i64>,
) -> Option<Mark> {
    let digits = window[..colon]
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let mut open = colon - digits;
    if open > 0 && matches!(window[open - 1], b'(' | b'[' | b'<' | b'{' | b'#') {
        open -= 1;
        if open > 0 && window[open - 1] == b'\\' {
            open -= 1;
        }
    }
    let clock = clock::any(&window[open..])?;
    let bracketed = !window[open].is_ascii_digit();
    let label = trim(window, 0, open);
    // The clock stands apart from the name: `Name 0:22`, never `Name0:22`.
    if label.0 == label.1 || (label.1 == open && !bracketed) {
        return None;
    }
    let start = cursor.at;
    let after = start + open + clock.len;
    let words = after + words_from(&whole[after..], 0);
    let in_columns = open > 0 && window[open - 1] == b'\t' && whole[after..].starts_with(b"\t");
    let colon_follows = words < whole.len() && whole[words] == b':';
    let words = if colon_follows {
        words + 1 + words_from(&whole[words + 1..], 0)
    } else {
        words
    };
    (bracketed || colon_follows || words == whole.len() || in_columns).then_some(Mark {
        kind: Kind::Timed,
        label: (start + label.0, start + label.1),
        words,
        unlabelled_words: start,
        time: time.or(Some(clock.at)),
        bold: cursor.bold,
    })
}

/// `Q. words`, `Mr. LEAHY. words`: the word before the full stop has no small letter.
fn before_stop(window: &[u8], cursor: Cursor, time: Option<i64>) -> Option<Mark> {
    let label_window = &window[..window.len().min(32)];
    if !label_window.first().is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    for stop in memchr_iter(b'.', label_window) {
        let word = label_window[..stop]
            .iter()
            .rposition(u8::is_ascii_whitespace)
            .map_or(0, |at| at + 1);
        let word_bytes = &label_window[word..stop];
        let capitals = !word_bytes.is_empty()
            && word_bytes
                .iter()
                .all(|byte| byte.is_ascii_uppercase() || *byte == b'-');
        let alone = word == 0 && matches!(word_bytes, b"Q" | b"A");
        if capitals && (alone || word_bytes.len() > 2) && label_window.get(stop + 1) == Some(&b' ')
        {
            let start = cursor.at;
            return Some(Mark {
                kind: Kind::Stop,
                label: (start, start + stop),
                words: start + words_from(window, stop + 1),
                unlabelled_words: start,
                time,
                bold: cursor.bold,
            });
        }
    }
    None
}

/// `[id1] words` and `[P1]: words`.
fn bracket(whole: &[u8], window: &[u8], cursor: Cursor, time: Option<i64>) -> Option<Mark> {
    let close = memchr(b']', window)?;
    let inside = &window[1..close];
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || b" .-_".contains(byte);
    let is_code = (2..=12).contains(&inside.len())
        && inside.iter().all(u8::is_ascii_alphanumeric)
        && inside[0].is_ascii_alphabetic()
        && inside.iter().any(u8::is_ascii_digit);
    let is_name = (1..=30).contains(&inside.len())
        && inside[0].is_ascii_uppercase()
        && inside.iter().all(name);
    let start = cursor.at;
    let words = start + words_from(window, close + 1);
    ((is_code || is_name) && words < whole.len()).then_some(Mark {
        kind: Kind::Bracket,
        label: (start + 1, start + close),
        words,
        unlabelled_words: start,
        time,
        bold: cursor.bold,
    })
}

/// The range of a label without the white space, stars, dashes and brackets around it.
fn trim(window: &[u8], start: usize, end: usize) -> (usize, usize) {
    let (mut start, mut end) = (start, end);
    while start < end && matches!(window[start], b' ' | b'\t' | b'*' | b'_') {
        start += 1;
    }
    loop {
        match &window[start..end] {
            [.., b' ' | b'\t' | b'*' | b'_' | b'-' | b',' | b'|'] => end -= 1,
            [.., 0xC2, 0xA0] => end -= 2,
            // `[P1]: words`
            [b'[', inside @ .., b']'] if !inside.contains(&b'[') => {
                start += 1;
                end -= 1;
            }
            _ => return (start, end),
        }
    }
}

/// The first byte from `at` that is not white space or the end of bold text.
fn words_from(bytes: &[u8], at: usize) -> usize {
    let mut at = at.min(bytes.len());
    loop {
        match &bytes[at..] {
            [b' ' | b'\t', ..] => at += 1,
            [0xC2, 0xA0, ..] | [b'*', b'*', ..] | [b'_', b'_', ..] => at += 2,
            _ => return at,
        }
    }
}

fn skip_colon(whole: &[u8], at: usize) -> usize {
    match whole.get(at) {
        Some(b':') => at + 1 + words_from(&whole[at + 1..], 0),
        _ => at,
    }
}

/// A label with its inner white space made one blank and without a soft hyphen: `Interviewer\u{A0} 1` is `Interviewer 1`.
pub(crate) fn normalised(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for word in label.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| *c != '\u{AD}'));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::speakers::line::split;

    /// Kind, label, words and time of the only line of a text.
    fn mark(text: &str) -> Option<(Kind, &str, &str, Option<i64>)> {
        let line = split(text).remove(0);
        find(text, &line).map(|mark| {
            (
                mark.kind,
                &text[mark.label.0..mark.label.1],
                &text[mark.words..line.end],
                mark.time,
            )
        })
    }

    #[test]
    fn a_label_stands_before_a_colon() {
        assert_eq!(mark("P1: Yes."), Some((Kind::Colon, "P1", "Yes.", None)));
        assert_eq!(
            mark("  Mary Ann : Yes."),
            Some((Kind::Colon, "Mary Ann", "Yes.", None))
        );
        assert_eq!(
            mark("MSM:\tWhen?"),
            Some((Kind::Colon, "MSM", "When?", None))
        );
        assert_eq!(mark("[P1]: Yes."), Some((Kind::Colon, "P1", "Yes.", None)));
        assert_eq!(mark("https://example.org"), None);
    }

    #[test]
    fn bold_marks_are_no_part_of_label_or_words() {
        assert_eq!(
            mark("**Ann:** Yes."),
            Some((Kind::Colon, "Ann", "Yes.", None))
        );
        assert_eq!(
            mark("**Ann**: Yes."),
            Some((Kind::Colon, "Ann", "Yes.", None))
        );
        assert_eq!(
            mark("**Ann:** 00:00:10"),
            Some((Kind::Timed, "Ann", "", Some(10_000)))
        );
    }

    #[test]
    fn a_time_may_stand_on_any_side() {
        let timed = Some((Kind::Timed, "Ann", "Yes.", Some(12_000)));
        assert_eq!(mark("[00:00:12] Ann: Yes."), timed);
        assert_eq!(mark("00:00:12\tAnn:\tYes."), timed);
        assert_eq!(mark("Ann (00:12): Yes."), timed);
        assert_eq!(mark("Ann [00:12] Yes."), timed);
        assert_eq!(mark("Ann: [00:12] Yes."), timed);
        assert_eq!(mark("#00:00:12-5# Ann: Yes."), timed);
        assert_eq!(
            mark("Ann  0:12"),
            Some((Kind::Timed, "Ann", "", Some(12_000)))
        );
        assert_eq!(
            mark("0:12 Ann"),
            Some((Kind::TimeFirst, "Ann", "", Some(12_000)))
        );
    }

    #[test]
    fn a_time_without_a_name_is_a_mark_of_its_own() {
        assert_eq!(
            mark("(00:01:46):"),
            Some((Kind::Time, "", "", Some(106_000)))
        );
        assert_eq!(
            mark("[00:12] And then I left, because it was late."),
            Some((
                Kind::Time,
                "",
                "And then I left, because it was late.",
                Some(12_000)
            ))
        );
    }

    #[test]
    fn clock_times_in_speech_are_not_labels() {
        assert_eq!(mark("I got out of bed at 2:00 and then it was 3:00."), None);
        assert_eq!(mark("The meeting was at 9:43 a.m."), None);
    }

    #[test]
    fn other_labels_are_candidates() {
        assert_eq!(mark("A; Yes."), Some((Kind::Semicolon, "A", "Yes.", None)));
        assert_eq!(
            mark("[id1] Yes."),
            Some((Kind::Bracket, "id1", "Yes.", None))
        );
        assert_eq!(mark("[laughs] Yes."), None);
        assert_eq!(mark("Mary"), Some((Kind::Bare, "Mary", "", None)));
    }
}
