//! The tables of an RTF file: its fonts with their encodings, its styles with their names, its code page.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::charset;
use super::super::words;
use super::Walk;

/// A font of the table.
#[derive(Clone, Copy, Default)]
pub(super) struct Font {
    encoding: Option<&'static Encoding>,
    symbols: bool,
}

impl Walk {
    pub(super) fn font_word(&mut self, word: &[u8], number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            b"f" => self.font = number,
            b"fcharset" => {
                let font = self.fonts.entry(self.font).or_default();
                font.encoding = charset::of_font(number);
                font.symbols = number == charset::SYMBOLS;
            }
            b"cpg" => {
                let encoding = charset::of_page(number);
                self.fonts.entry(self.font).or_default().encoding = encoding;
            }
            _ => {}
        }
    }

    pub(super) fn style_word(&mut self, word: &[u8], number: Option<i32>) {
        if word == b"s" {
            self.style = number.unwrap_or(0);
        }
    }

    /// Keeps what the name of a style says.
    pub(super) fn end_style(&mut self) {
        if words::is_heading(&self.style_name) {
            self.headings.insert(self.style, true);
        }
        self.style_name.clear();
        self.style = 0;
    }

    pub(super) fn set_font(&mut self, number: i32) {
        let Font { encoding, symbols } = self.fonts.get(&number).copied().unwrap_or_default();
        // Who asks for an encoding knows that the file is wrong about its Latin letters.
        let encoding =
            encoding.filter(|encoding| self.asked.is_none() || *encoding != WINDOWS_1252);
        self.state.encoding = encoding.unwrap_or(self.page);
        self.state.symbols = symbols;
    }

    pub(super) fn set_page(&mut self, page: Option<&'static Encoding>) {
        if let Some(page) = page.filter(|_| self.asked.is_none()) {
            self.page = page;
            self.state.encoding = page;
        }
    }
}
