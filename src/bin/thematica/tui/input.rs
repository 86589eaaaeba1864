//! A text that is being typed, of one line or several.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation as _;

/// A text with a place where the next character goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// What was typed.
    text: String,
    /// The byte before which the next character goes.
    at: usize,
}

impl Input {
    /// Begins with a text; what is typed goes to its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            at: text.len(),
            text,
        }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte before which the next character goes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Puts in a text, as by pasting it.
    pub fn insert(&mut self, text: &str) {
        self.text.insert_str(self.at, text);
        self.at += text.len();
    }

    /// Does what a key does in a text of one line; whether it does anything.
    pub fn type_line(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let word = control || key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Char('u') if control => {
                self.text.drain(..self.at);
                self.at = 0;
            }
            KeyCode::Char('w') if control => self.cut(self.word_before()),
            KeyCode::Char('a') if control => self.at = self.line_start(),
            KeyCode::Char(c) if !word => self.insert(c.encode_utf8(&mut [0; 4])),
            KeyCode::Backspace if word => self.cut(self.word_before()),
            KeyCode::Backspace => self.cut(self.before()),
            KeyCode::Delete => {
                let end = self.after();
                self.text.drain(self.at..end);
            }
            KeyCode::Left if word => self.at = self.word_before(),
            KeyCode::Right if word => self.at = self.word_after(),
            KeyCode::Left => self.at = self.before(),
            KeyCode::Right => self.at = self.after(),
            KeyCode::Home => self.at = self.line_start(),
            KeyCode::End => self.at = self.line_end(),
            _ => return false,
        }
        true
    }

    /// Does what a key does in a text of several lines; whether it does anything.
    pub fn type_lines(&mut self, key: KeyEvent) -> bool {
        match key.code {
            KeyCode::Enter => self.insert("\n"),
            KeyCode::Up => self.at = self.line_up(),
            KeyCode::Down => self.at = self.line_down(),
            _ => return self.type_line(key),
        }
        true
    }

    fn cut(&mut self, from: usize) {
        self.text.drain(from..self.at);
        self.at = from;
    }

    fn before(&self) -> usize {
        let last = self.text[..self.at].grapheme_indices(true).next_back();
        last.map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let next = self.text[self.at..].graphemes(true).next();
        self.at + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.at].unicode_word_indices();
        words.next_back().map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let next = self.text[self.at..].unicode_word_indices().next();
        next.map_or(self.text.len(), |(at, word)| self.at + at + word.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.at].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let end = self.text[self.at..].find('\n');
        end.map_or(self.text.len(), |at| self.at + at)
    }

    fn line_up(&self) -> usize {
        let start = self.line_start();
        let Some(end) = start.checked_sub(1) else {
            return 0;
        };
        let above = self.text[..end].rfind('\n').map_or(0, |at| at + 1);
        self.column_in(above, end)
    }

    fn line_down(&self) -> usize {
        let end = self.line_end();
        if end == self.text.len() {
            return end;
        }
        let below = self.text[end + 1..].find('\n');
        self.column_in(end + 1, below.map_or(self.text.len(), |at| end + 1 + at))
    }

    /// The place in another line that is as many characters from its start.
    fn column_in(&self, start: usize, end: usize) -> usize {
        let column = self.text[self.line_start()..self.at]
            .graphemes(true)
            .count();
        let line = self.text[start..end].graphemes(true);
        start + line.take(column).map(str::len).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pressed = (KeyCode, KeyModifiers);
    /// What is pressed in which text, and what it is then.
    type Case = (&'static [Pressed], &'static str, &'static str);

    fn typed(keys: &[Pressed], text: &str) -> Input {
        let mut input = Input::new(text);
        for (code, modifiers) in keys {
            input.type_lines(KeyEvent::new(*code, *modifiers));
        }
        input
    }

    #[test]
    fn each_key_does_what_it_does_in_every_editor() {
        use KeyCode::{Backspace, Char, Delete, Down, End, Enter, Home, Left, Right, Up};
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
        const CASES: &[Case] = &[
            (&[(Char('x'), NONE)], "ab", "abx"),
            (&[(Left, NONE), (Char('x'), NONE)], "ab", "axb"),
            (&[(Home, NONE), (Delete, NONE)], "ab", "b"),
            (&[(Backspace, NONE)], "ae\u{301}", "a"),
            (&[(Char('w'), CONTROL)], "one two", "one "),
            (&[(Char('u'), CONTROL)], "one two", ""),
            (&[(Left, CONTROL), (Char('x'), NONE)], "one two", "one xtwo"),
            (
                &[(Home, NONE), (Right, CONTROL), (Char('x'), NONE)],
                "one two",
                "onex two",
            ),
            (&[(Enter, NONE), (Char('x'), NONE)], "a", "a\nx"),
            (&[(Up, NONE), (Char('x'), NONE)], "abc\nde", "abxc\nde"),
            (
                &[(Up, NONE), (Down, NONE), (Char('x'), NONE)],
                "abc\nde",
                "abc\ndex",
            ),
            (
                &[(Up, NONE), (End, NONE), (Char('x'), NONE)],
                "abc\nde",
                "abcx\nde",
            ),
            (&[(Up, NONE), (Char('x'), NONE)], "abc", "xabc"),
        ];
        for (keys, text, wanted) in CASES {
            assert_eq!(typed(keys, text).text(), *wanted, "{keys:?}");
        }
    }
}
