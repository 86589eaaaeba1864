//! Where the speech of one reading stands in another.

use super::piece::is_space;
use crate::text::Span;
use crate::transcript::Transcript;

/// Leads from places in the reading text of one transcript to the same speech in the reading text of another.
///
/// It is made of runs of bytes that are equal on both sides. White space may differ between the sides and, where it does,
/// lies in no run; so do labels, times and everything else that is no speech.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// In order, without overlap.
    runs: Vec<Run>,
}

/// Bytes that are the same on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    from: Span,
    /// Where they begin on the other side.
    to: usize,
}

/// Where one paragraph of speech stands on both sides, in Unicode code points of each reading text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number of its turn on the first side, from 1.
    pub turn: u32,
    /// Its own number on the first side, from 1.
    pub paragraph: usize,
    /// From where to where on the first side.
    pub from: (usize, usize),
    /// From where to where on the other side.
    pub to: (usize, usize),
}

impl OffsetMap {
    /// Lays the speech of two readings side by side; `None` where it is not the same.
    #[must_use]
    pub fn between(from: &Transcript, to: &Transcript) -> Option<Self> {
        let mut map = Self::default();
        let (text, other) = (from.source.text(), to.source.text());
        let mut letters = to.paragraphs.iter().flat_map(|paragraph| {
            let start = paragraph.span.start;
            visible(&other[paragraph.span.range()]).map(move |(at, c)| (start + at, c))
        });
        for paragraph in &from.paragraphs {
            let start = paragraph.span.start;
            let mut open = false;
            for (at, c) in visible(&text[paragraph.span.range()]) {
                let (to, same) = letters.next()?;
                if c != same {
                    return None;
                }
                let from = Span::new(start + at, start + at + c.len_utf8());
                map.push(from, to, open, text, other);
                open = true;
            }
        }
        letters.next().is_none().then_some(map)
    }

    /// The same speech on the other side; `None` where the span is empty, or begins or ends in what is not the same there.
    #[must_use]
    pub fn map(&self, span: Span) -> Option<Span> {
        if span.is_empty() {
            return None;
        }
        let start = self.run_at(span.start)?;
        let end = self.run_at(span.end - 1)?;
        Some(Span::new(
            start.to + (span.start - start.from.start),
            end.to + (span.end - end.from.start),
        ))
    }

    /// Where each paragraph of speech stands on both sides. The map must be one between these two.
    #[must_use]
    pub fn rows(&self, from: &Transcript, to: &Transcript) -> Vec<Row> {
        let mut here = CodePoints::of(from.source.text());
        let mut there = CodePoints::of(to.source.text());
        let rows = (1..).zip(&from.paragraphs).filter_map(|(number, it)| {
            let words = from.source.slice(it.span);
            let start = it.span.end - words.trim_start_matches(is_space).len();
            let end = it.span.start + words.trim_end_matches(is_space).len();
            let span = (start < end).then(|| Span::new(start, end))?;
            let other = self.map(span)?;
            Some(Row {
                turn: it.turn + 1,
                paragraph: number,
                from: (here.before(span.start), here.before(span.end)),
                to: (there.before(other.start), there.before(other.end)),
            })
        });
        rows.collect()
    }

    /// Goes on with the last run, over white space that is the same on both sides, or begins one.
    fn push(&mut self, from: Span, to: usize, open: bool, text: &str, other: &str) {
        if let Some(last) = self.runs.last_mut().filter(|_| open) {
            let end = last.to + last.from.len();
            if text[last.from.end..from.start] == other[end..to] {
                last.from.end = from.end;
                return;
            }
        }
        self.runs.push(Run { from, to });
    }

    fn run_at(&self, byte: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.from.start <= byte);
        let run = self.runs[after.checked_sub(1)?];
        (byte < run.from.end).then_some(run)
    }
}

/// The characters that are no white space, with their offsets.
fn visible(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, c)| !is_space(*c))
}

/// Counts code points before offsets that grow.
struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl<'t> CodePoints<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            byte: 0,
            count: 0,
        }
    }

    fn before(&mut self, byte: usize) -> usize {
        self.count += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.count
    }
}
