//! Where places are, written into what was drawn.

use super::super::visibly;
use crate::diagnostic::Place;

/// Stands around the number of a location until it is written. Nothing that is drawn can have it in it, as every text goes
/// through [`visible`](crate::text::visible), and it is none of what that leaves alone.
const MARK: char = '\u{91}';

/// The locations of one diagnostic.
#[derive(Debug, Default)]
pub(super) struct Locations(Vec<String>);

impl Locations {
    /// What is drawn in the stead of where a place is.
    pub(super) fn mark(&mut self, place: &Place) -> String {
        self.0.push(written(place));
        format!("{MARK}{}{MARK}", self.0.len() - 1)
    }

    /// Writes the locations where they are marked, over the lines and columns behind the marks: those were counted in what
    /// was cut out of the source.
    pub(super) fn write(&self, drawn: &str) -> String {
        let mut written = String::with_capacity(drawn.len());
        for (nth, part) in drawn.split(MARK).enumerate() {
            if nth == 0 {
                written.push_str(part);
            } else if nth % 2 == 1 {
                let number: usize = part.parse().expect("a mark has a number");
                written.push_str(&self.0[number]);
            } else {
                let counted = |c: char| c == ':' || c.is_ascii_digit();
                written.push_str(part.trim_start_matches(counted));
            }
        }
        written
    }
}

/// `file`, `file:line` or `file:line:column`, as far as it is known.
fn written(place: &Place) -> String {
    let file = visibly(place.file());
    match place {
        Place::File(_) => file,
        Place::Line(_, line) => format!("{file}:{line}"),
        Place::Point(_, position) => format!("{file}:{}:{}", position.line, position.column),
        Place::Span(source, span) => {
            let position = source.position(span.start);
            format!("{file}:{}:{}", position.line, position.column)
        }
    }
}
