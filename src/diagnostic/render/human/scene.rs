//! What is drawn of a diagnostic: neighbouring places of one source together, the others by themselves.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::excerpt::Excerpt;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

/// The most lines that are drawn together: places that are further apart are drawn one after the other, and of a longer
/// stretch the first line is underlined.
const TALLEST: usize = 12;

/// A place, or several, as they are shown.
pub(super) enum Sight<'d> {
    /// In the lines around them.
    Scene(Scene<'d>),
    /// By name, as there is no text, with what it is.
    Name(&'d Place, Option<&'d str>),
}

/// Neighbouring lines with marks.
pub(super) struct Scene<'d> {
    /// The place that the scene is named by.
    pub(super) place: &'d Place,
    /// The lines, from 1.
    pub(super) lines: RangeInclusive<usize>,
    pub(super) marks: Vec<Mark<'d>>,
    source: &'d Arc<Source>,
}

/// A stretch that is underlined.
pub(super) struct Mark<'d> {
    pub(super) span: Span,
    pub(super) label: Option<&'d str>,
    pub(super) is_primary: bool,
}

/// The places of a diagnostic, its own first.
pub(super) fn sights(diagnostic: &Diagnostic) -> Vec<Sight<'_>> {
    let own = (&diagnostic.place, diagnostic.label.as_deref());
    let related = diagnostic.related.iter();
    let related = related.map(|(place, what)| (place, Some(what.as_str())));
    let mut sights: Vec<Sight<'_>> = Vec::new();
    for (nth, (place, label)) in std::iter::once(own).chain(related).enumerate() {
        let Place::Span(source, span) = place else {
            sights.push(Sight::Name(place, label));
            continue;
        };
        let (span, lines) = drawable(source, *span);
        let mark = Mark {
            span,
            label,
            is_primary: nth == 0,
        };
        let near = sights.iter_mut().find_map(|sight| match sight {
            Sight::Scene(scene) => scene.with(source, &lines).map(|joint| (scene, joint)),
            Sight::Name(..) => None,
        });
        if let Some((scene, joint)) = near {
            scene.lines = joint;
            scene.marks.push(mark);
        } else {
            sights.push(Sight::Scene(Scene {
                place,
                lines,
                marks: vec![mark],
                source,
            }));
        }
    }
    sights
}

impl<'d> Scene<'d> {
    /// The lines of the scene, cut around what is marked in them.
    pub(super) fn excerpt(&self) -> Excerpt<'d> {
        let marks = self.marks.iter();
        let around: Vec<usize> = marks.flat_map(|mark| self.ends(mark.span)).collect();
        Excerpt::cut(self.source, self.lines.clone(), &around)
    }

    /// What of a marked stretch has to be seen: where it starts and, if that is in another line, where it ends.
    fn ends(&self, span: Span) -> Vec<usize> {
        let line = |byte| self.source.line_number(byte);
        if line(span.start) == line(span.end) {
            vec![span.start]
        } else {
            vec![span.start, span.end]
        }
    }

    /// The lines of the scene and these, if they are so near that they are drawn together.
    fn with(
        &self,
        source: &Arc<Source>,
        lines: &RangeInclusive<usize>,
    ) -> Option<RangeInclusive<usize>> {
        let (start, end) = (
            *self.lines.start().min(lines.start()),
            *self.lines.end().max(lines.end()),
        );
        (Arc::ptr_eq(self.source, source) && end - start < TALLEST).then_some(start..=end)
    }
}

/// What of a span is underlined, and the lines that it is in: without the line endings at its end, and only its first line
/// where there are too many.
fn drawable(source: &Source, span: Span) -> (Span, RangeInclusive<usize>) {
    let first = source.line_number(span.start);
    let line = source
        .line(first)
        .expect("a span starts in a line of its source");
    let start = span.start.min(line.end);
    let text = source.slice(span);
    let bare = text.trim_end();
    let ends_lines = text[bare.len()..].contains(['\n', '\r']);
    let length = if ends_lines { bare.len() } else { text.len() };
    let end = (span.start + length).max(start);
    let last = source.line_number(end);
    if last - first < TALLEST {
        (Span::new(start, end), first..=last)
    } else {
        (Span::new(start, line.end), first..=first)
    }
}
