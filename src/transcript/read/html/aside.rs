//! Text of a page, and what is left out of it.

use super::tag::Tag;
use super::walk::Walk;

/// What hidden text is counted as.
pub(super) const HIDDEN: &str = "hidden passages";
/// What is left out and not even counted.
pub(super) const NOT_COUNTED: &str = "";
/// Of what is left out, so much is kept as an example.
const EXAMPLE: usize = 240;

impl Walk {
    /// Reads text where we are.
    pub fn text(&mut self, text: &str) {
        let here = self.elements.here();
        let Some(what) = here.skip else {
            self.end_aside();
            self.shown_bytes += text.as_bytes().trim_ascii().len();
            self.flow.text(text, &here);
            return;
        };
        if what == HIDDEN {
            self.hidden_bytes += text.trim().len();
        }
        if self.elements.is_in(Tag::Style) {
            self.sheet.read(text);
        }
        if what != NOT_COUNTED {
            self.leave_out(what, text);
        }
    }

    /// Reads a comment.
    pub fn comment(&mut self, comment: &str) {
        let inside = comment.trim();
        // Word speaks to itself in conditional comments, and the clipboard in these.
        let of_programs =
            inside.starts_with('[') || matches!(inside, "StartFragment" | "EndFragment");
        if !inside.is_empty() && !of_programs && self.elements.here().skip.is_none() {
            self.flow.leave_out("comments in the markup", comment);
        }
    }

    fn leave_out(&mut self, what: &'static str, text: &str) {
        if self.aside.as_ref().is_some_and(|(open, _)| *open != what) {
            self.end_aside();
        }
        let (_, example) = self.aside.get_or_insert_with(|| (what, String::new()));
        if example.len() < EXAMPLE {
            example.extend(text.chars().take(EXAMPLE));
            example.push(' ');
        }
    }

    /// Counts what was left out up to here.
    pub fn end_aside(&mut self) {
        if let Some((what, example)) = self.aside.take()
            && !example.trim().is_empty()
        {
            self.flow.leave_out(what, &example);
        }
    }
}
