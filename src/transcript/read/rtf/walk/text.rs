//! The text of an RTF file: bytes and Unicode characters, and where the words go.

use super::super::charset;
use super::super::words::{self, Place};
use super::Walk;

/// Of what is left out, so much is kept as an example.
const EXAMPLE: usize = 240;

/// Old programs fill the end of a file with white space and control characters.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

impl Walk {
    pub(super) fn unicode(&mut self, code: i32) {
        self.passing = self.state.fallback;
        // Numbers above 32767 are written as negative ones.
        let code = if code < 0 { code + 0x1_0000 } else { code };
        let half = u16::try_from(code).ok();
        if let Some(half) = half.filter(|half| (0xD800..0xDC00).contains(half)) {
            self.high = Some(half);
            return;
        }
        let decoded = match (self.high.take(), half) {
            (Some(high), Some(low)) => char::decode_utf16([high, low]).next().and_then(Result::ok),
            _ => None,
        };
        let whole = || char::from_u32(u32::try_from(code).ok()?);
        let c = decoded
            .or_else(whole)
            .unwrap_or(char::REPLACEMENT_CHARACTER);
        let byte = |c: char| u8::try_from(u32::from(c).checked_sub(0xF000)?).ok();
        let c = byte(c).and_then(charset::symbol).unwrap_or(c);
        if c != '\0' {
            self.push(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Text as it stands in the file.
    pub(super) fn text(&mut self, text: &[u8]) {
        if self.state.place == Place::Nothing {
            return;
        }
        let passed = text.len().min(self.passing as usize);
        let plain = &text[passed..];
        match std::str::from_utf8(plain) {
            Ok(ascii) if self.bytes.is_empty() && !self.state.symbols && ascii.is_ascii() => {
                self.passing -= u32::try_from(passed).unwrap_or(0);
                self.push(ascii);
            }
            _ => self.text_bytes(text),
        }
    }

    pub(super) fn text_bytes(&mut self, text: &[u8]) {
        let passed = text.len().min(self.passing as usize);
        self.passing -= u32::try_from(passed).unwrap_or(0);
        if self.state.place != Place::Nothing {
            self.bytes.extend_from_slice(&text[passed..]);
        }
    }

    /// Decodes the bytes that wait.
    pub(super) fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.state.symbols {
            for byte in &bytes {
                let c = charset::symbol(*byte).unwrap_or(char::from(*byte));
                self.push(c.encode_utf8(&mut [0; 4]));
            }
        } else {
            let (text, _) = self.state.encoding.decode_without_bom_handling(&bytes);
            self.push(&text);
        }
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Puts decoded text where it belongs.
    pub(super) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.high = None;
        match self.state.place {
            Place::Styles if self.style_name.len() < EXAMPLE => self.style_name.push_str(text),
            Place::Nothing | Place::Fonts | Place::Styles => {}
            Place::Aside(what) => self.leave_out(what, text),
            Place::Body if self.state.deleted => self.leave_out(words::DELETED, text),
            Place::Body if self.state.hidden => self.leave_out(words::HIDDEN, text),
            Place::Body => {
                self.end_aside();
                if self.closed && !text.trim_matches(is_blank).is_empty() {
                    self.behind.get_or_insert(self.flow.paragraphs + 1);
                }
                self.flow.push(text, self.state.bold);
            }
        }
    }

    fn leave_out(&mut self, what: &'static str, text: &str) {
        if self.aside.as_ref().is_some_and(|(open, _)| *open != what) {
            self.end_aside();
        }
        let (_, example) = self.aside.get_or_insert_with(|| (what, String::new()));
        if example.len() < EXAMPLE {
            example.extend(text.chars().take(EXAMPLE));
        }
    }

    pub(super) fn end_aside(&mut self) {
        if let Some((what, example)) = self.aside.take()
            && !example.trim().is_empty()
        {
            self.flow.document.leave_out(what, &example);
        }
    }
}
