//! The characters of all speech that counts, in a row.

use super::sweep::{Stretch, union};
use super::{Line, Mark};
use crate::text::{Span, count_code_points};
use crate::transcript::{Transcript, Turn};

/// The paragraphs of turns that count, one right behind the other: labels, headings and other turns are not there.
pub(super) struct Characters<'t> {
    text: &'t str,
    paragraphs: Vec<Paragraph>,
    length: u64,
}

struct Paragraph {
    span: Span,
    turn: u32,
    /// How many characters stand before it.
    before: u64,
}

impl<'t> Characters<'t> {
    pub fn of(transcript: &'t Transcript, counts: impl Fn(&Turn) -> bool) -> Self {
        let mut line = Self {
            text: transcript.source.text(),
            paragraphs: Vec::new(),
            length: 0,
        };
        let turns = (0..).zip(&transcript.turns);
        for (turn, of) in turns.filter(|(_, turn)| counts(turn)) {
            for paragraph in transcript.paragraphs_of(of) {
                line.paragraphs.push(Paragraph {
                    span: paragraph.span,
                    turn,
                    before: line.length,
                });
                line.length += line.characters(paragraph.span);
            }
        }
        line
    }

    pub fn covers(&self, mark: Mark) -> bool {
        self.stretch(mark.span).is_some()
    }

    /// The characters of a stretch of the text; `None` where none of them counts.
    pub fn stretch(&self, span: Span) -> Option<Stretch> {
        let first = self
            .paragraphs
            .partition_point(|paragraph| paragraph.span.end <= span.start);
        let end = self
            .paragraphs
            .partition_point(|paragraph| paragraph.span.start < span.end);
        if first >= end {
            return None;
        }
        let begin = self.position(&self.paragraphs[first], span.start);
        let end = self.position(&self.paragraphs[end - 1], span.end);
        (begin < end).then(|| Stretch::new(begin, end))
    }

    fn position(&self, paragraph: &Paragraph, byte: usize) -> u64 {
        let Span { start, end } = paragraph.span;
        paragraph.before + self.characters(Span::new(start, byte.clamp(start, end)))
    }

    fn characters(&self, span: Span) -> u64 {
        count_code_points(&self.text.as_bytes()[span.range()]) as u64
    }

    /// The byte of a character of a paragraph.
    fn byte(&self, paragraph: &Paragraph, at: u64) -> usize {
        let speech = &self.text[paragraph.span.range()];
        let mut bytes = speech.char_indices().map(|(byte, _)| byte);
        let number = usize::try_from(at - paragraph.before).expect("a paragraph is in memory");
        paragraph.span.start + bytes.nth(number).unwrap_or(speech.len())
    }
}

impl Line for Characters<'_> {
    fn length(&self) -> u64 {
        self.length
    }

    fn rated(&self, marks: &[Mark]) -> Vec<Stretch> {
        union(marks.iter().filter_map(|mark| self.stretch(mark.span)))
    }

    fn pieces(&self, stretch: Stretch) -> Vec<(Span, u32)> {
        let end_of = |paragraph: &Paragraph| paragraph.before + self.characters(paragraph.span);
        let paragraphs = self.paragraphs.iter();
        let inside = paragraphs
            .filter(|it| it.before < stretch.end && end_of(it) > stretch.begin)
            .map(|it| {
                let begin = self.byte(it, stretch.begin.max(it.before));
                let end = self.byte(it, stretch.end.min(end_of(it)));
                (Span::new(begin, end), it.turn)
            });
        inside.collect()
    }
}
