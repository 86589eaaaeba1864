//! Choosing a code by typing.

use thematica::codebook::CodeIndex;

use super::book::Book;
use super::input::Input;

/// A search for a code.
#[derive(Debug)]
pub struct Palette {
    /// What is typed.
    pub input: Input,
    /// The codes that fit, best first.
    pub found: Vec<CodeIndex>,
    /// Which of them is chosen.
    pub at: usize,
}

impl Palette {
    /// Begins with all codes, those used last first.
    pub fn new(book: &Book, recent: &[String]) -> Self {
        let mut palette = Self {
            input: Input::default(),
            found: Vec::new(),
            at: 0,
        };
        palette.search(book, recent);
        palette
    }

    /// Searches anew after something was typed.
    pub fn search(&mut self, book: &Book, recent: &[String]) {
        self.found = book.search(self.input.text());
        self.at = 0;
        if self.input.text().trim().is_empty() {
            let first: Vec<CodeIndex> = recent.iter().filter_map(|id| book.index(id)).collect();
            self.found.retain(|code| !first.contains(code));
            self.found.splice(0..0, first);
        }
    }

    /// The code that is chosen.
    pub fn chosen(&self) -> Option<CodeIndex> {
        self.found.get(self.at).copied()
    }

    /// Chooses another.
    pub fn step(&mut self, rows: isize) {
        let last = self.found.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(rows).min(last);
    }
}
