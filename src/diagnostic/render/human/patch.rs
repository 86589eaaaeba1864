//! How a fix changes the lines.

use annotate_snippets::{Group, Level, Patch, Snippet};

use super::super::visibly;
use super::excerpt::Excerpt;
use crate::diagnostic::{Diagnostic, Edit, Fix, Place};
use crate::text::Source;

/// The most lines that a fix may change or write to be shown.
const TALLEST: usize = 8;
/// The longest that a line of them may be, in bytes.
const WIDEST: usize = 200;

/// Draws the fix of a diagnostic, if it is short.
pub(super) fn of(diagnostic: &Diagnostic) -> Option<Group<'static>> {
    let (Some(fix), Place::Span(source, _)) = (&diagnostic.fix, &diagnostic.place) else {
        return None;
    };
    let line = |byte| source.line_number(byte);
    let first = line(fix.edits.iter().map(|edit| edit.span.start).min()?);
    let last = line(fix.edits.iter().map(|edit| edit.span.end).max()?);
    if !is_short(fix, source, first, last) {
        return None;
    }
    let excerpt = Excerpt::whole(source, first..=last);
    // Where two begin at one place the drawing needs the one that puts text in before the other.
    let mut edits: Vec<&Edit> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let patches = edits.into_iter().map(|edit| {
        let span = excerpt.place(edit.span.start)..excerpt.place(edit.span.end);
        Patch::new(span, on_lines(&edit.text))
    });
    let patches: Vec<Patch<'_>> = patches.collect();
    let lines = Snippet::source(excerpt.text().to_owned()).line_start(first);
    let title = Level::HELP.secondary_title(visibly(&fix.what));
    Some(title.element(lines.patches(patches)))
}

fn is_short(fix: &Fix, source: &Source, first: usize, last: usize) -> bool {
    let is_narrow = |line: &str| line.len() <= WIDEST;
    let mut lines = (first..=last).filter_map(|number| source.line(number));
    let mut edits = fix.edits.iter();
    last - first < TALLEST
        && lines.all(|line| is_narrow(source.slice(line)))
        && edits
            .all(|edit| edit.text.lines().count() <= TALLEST && edit.text.lines().all(is_narrow))
}

/// The text with nothing in it that steers a terminal but the ends of its lines.
fn on_lines(text: &str) -> String {
    let lines = text.split('\n');
    let lines = lines.map(|line| visibly(line.strip_suffix('\r').unwrap_or(line)));
    lines.collect::<Vec<_>>().join("\n")
}
