//! Text that is set aside while a document is walked through: passages that are deleted, hidden or no speech.

use super::document::Document;

/// The passage that is being set aside.
#[derive(Debug, Default)]
pub(super) struct Aside {
    what: &'static str,
    text: String,
}

/// An example needs no more bytes of a passage.
const ENOUGH: usize = 400;

impl Aside {
    /// Sets text aside; it goes on with the passage before it where that is of the same kind and nothing came between.
    pub fn put(&mut self, what: &'static str, text: &str, document: &mut Document) {
        if self.what != what {
            self.close(document);
            self.what = what;
        }
        if self.text.len() < ENOUGH {
            self.text.push_str(text);
        }
    }

    /// Counts the passage, unless it is blank.
    pub fn close(&mut self, document: &mut Document) {
        if !self.text.trim().is_empty() {
            document.leave_out(self.what, &self.text);
        }
        self.text.clear();
        self.what = "";
    }
}
