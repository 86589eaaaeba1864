//! The text side of matching: moving over one paragraph by characters, words and gaps.

use crate::text::{Landmarks, Span, fold};

/// One paragraph and its landmarks.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub text: &'a str,
    pub landmarks: &'a Landmarks,
    /// Where the paragraph starts.
    pub from: usize,
    /// Where it ends: nothing matches past it.
    pub to: usize,
}

impl<'a> Ground<'a> {
    pub fn new(text: &'a str, landmarks: &'a Landmarks, paragraph: Span) -> Self {
        Self {
            text,
            landmarks,
            from: paragraph.start,
            to: paragraph.end,
        }
    }

    pub fn byte(&self, at: usize) -> Option<u8> {
        (at < self.to).then(|| self.text.as_bytes()[at])
    }

    pub fn char(&self, at: usize) -> Option<char> {
        (at < self.to)
            .then(|| self.text[at..].chars().next())
            .flatten()
    }

    pub fn is_word(&self, at: usize) -> bool {
        at < self.to && self.landmarks.is_word(at)
    }

    /// The end of the word run at `at`; `at` itself where no word is.
    pub fn word_end(&self, at: usize) -> usize {
        if self.is_word(at) {
            self.landmarks.word_end(at).min(self.to)
        } else {
            at
        }
    }

    /// The end of the word at `at` as people see it: apostrophes with letters behind them belong to it.
    pub fn whole_word_end(&self, at: usize) -> usize {
        let mut end = self.word_end(at);
        // An apostrophe joins what stands right before it to what stands right behind it.
        while end > self.from && self.is_word(end - 1) {
            let apostrophe = self.skip_ignorable(end);
            let Some(c) = self.char(apostrophe).filter(|&c| fold::is_apostrophe(c)) else {
                break;
            };
            let after = self.skip_ignorable(apostrophe + c.len_utf8());
            if !self.is_word(after) {
                break;
            }
            end = self.word_end(after);
        }
        end
    }

    /// Past what parts two words of a phrase: white space with transcriber's marks in it, or one hyphen.
    pub fn gap(&self, at: usize) -> Option<usize> {
        // Nearly always a space before a word.
        if self.byte(at)? == b' ' && self.is_word(at + 1) {
            return Some(at + 1);
        }
        let at = self.skip_ignorable(at);
        let first = self.char(at)?;
        let spaced = if fold::is_hyphen(first) {
            let after = self.skip_ignorable(at + first.len_utf8());
            // A hyphen may end a line; one with a space behind it is a dash.
            match self.char(after)? {
                '\n' | '\r' => self.skip_space(after),
                c if c.is_whitespace() => return None,
                _ => after,
            }
        } else {
            self.skip_space(at)
        };
        (spaced > at && spaced < self.to).then_some(spaced)
    }

    /// Past what counts as nothing.
    fn skip_ignorable(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(c) = self.char(at).filter(|&c| fold::is_ignorable(c)) {
            at += c.len_utf8();
        }
        at
    }

    /// Past the character at `at` and the accents on it, soft hyphens and their like passed over; `None` at the end.
    pub fn next_char(&self, at: usize) -> Option<usize> {
        let at = self.skip_ignorable(at);
        let mut end = at + self.char(at)?.len_utf8();
        while self.is_accent(self.skip_ignorable(end)) {
            end = self.skip_ignorable(end);
            end += self.char(end).map_or(0, char::len_utf8);
        }
        Some(end)
    }

    /// Whether an accent stands here, which belongs to the character before.
    pub fn is_accent(&self, at: usize) -> bool {
        // Every accent is at least U+0300, which starts with the byte 0xCC.
        self.byte(at).is_some_and(|byte| byte >= 0xCC)
            && self
                .char(at)
                .is_some_and(unicode_normalization::char::is_combining_mark)
    }

    /// Whether a match may end here: not inside a word.
    pub fn is_word_edge(&self, at: usize) -> bool {
        !self.is_word(at) || at == self.from || !self.is_word(at - 1)
    }

    /// Past a folded text, where the paragraph has it here.
    pub fn text_end(&self, folded: &str, at: usize) -> Option<usize> {
        let mut wanted = folded.as_bytes();
        let mut at = at;
        let mut buffer = String::new();
        while let Some(&first) = wanted.first() {
            let byte = self.byte(at)?;
            if byte.is_ascii_lowercase() || byte.is_ascii_digit() {
                if byte != first {
                    return None;
                }
                wanted = &wanted[1..];
                at += 1;
                continue;
            }
            buffer.clear();
            at += fold::next(&self.text[at..self.to], &mut buffer);
            wanted = wanted.strip_prefix(buffer.as_bytes())?;
        }
        (!self.is_accent(at)).then_some(at)
    }

    /// Past white space and transcriber's marks; `from` itself where there is none.
    pub fn skip_space(&self, from: usize) -> usize {
        let (mut at, mut space) = (from, from);
        while let Some(c) = self.char(at) {
            at = match c {
                c if fold::is_ignorable(c) => {
                    at += c.len_utf8();
                    // By itself it parts nothing.
                    space = if space > from { at } else { space };
                    continue;
                }
                c if c.is_whitespace() => at + c.len_utf8(),
                '[' | '(' | '\\' => match self.landmarks.mark_at(at) {
                    Some(mark) => mark.end,
                    None => return space,
                },
                _ => return space,
            };
            space = at;
        }
        space
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(text: &str) -> Option<usize> {
        let landmarks = Landmarks::of(text);
        Ground::new(text, &landmarks, Span::new(0, text.len())).gap(1)
    }

    #[test]
    fn space_breaks_marks_and_hyphens_are_gaps() {
        for (text, end) in [
            ("a b", 2),
            ("a \n  b", 5),
            ("a\u{A0}b", 3),
            ("a [laughs] b", 11),
            ("a-b", 2),
            ("a‑b", 4),
        ] {
            assert_eq!(gap(text), Some(end), "{text}");
        }
    }

    #[test]
    fn dashes_and_other_punctuation_are_none() {
        for text in ["a - b", "a—b", "a, b", "a. b", "ab", "a ", "a [b] c"] {
            assert!(
                gap(text)
                    .is_none_or(|end| text.as_bytes()[end] == b'-' || text.as_bytes()[end] == b'['),
                "{text}"
            );
        }
    }

    #[test]
    fn an_accent_more_is_another_letter() {
        let text = "cafe\u{301}";
        let landmarks = Landmarks::of(text);
        let ground = Ground::new(text, &landmarks, Span::new(0, text.len()));
        assert_eq!(ground.text_end("cafe", 0), None);
        assert_eq!(ground.text_end("cafe\u{301}", 0), Some(text.len()));
    }
}
