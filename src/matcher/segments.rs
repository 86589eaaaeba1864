//! From hits to codings: a code on each segment in which one of its matched words stands.

use crate::codebook::Unit;
use crate::coding::{Coding, Hit};
use crate::text::{Landmarks, Span, sentences};
use crate::transcript::{Transcript, Turn};

/// The codings of one transcript and which hits each rests on.
#[derive(Debug, Default)]
pub struct Segments {
    /// Ordered by place, then by code.
    pub codings: Vec<Coding>,
    /// Indices into the hits; [`Coding::hits`] points in here.
    pub hits: Vec<u32>,
}

/// Lays the codes of all hits that count on the segments of the transcript.
///
/// A hit whose words stand in several segments codes each of them.
#[must_use]
pub fn codings(
    transcript: &Transcript,
    landmarks: &Landmarks,
    unit: Unit,
    hits: &[Hit],
) -> Segments {
    let mut laid: Vec<(Span, u32, u32)> = Vec::new();
    let mut cutter = Cutter {
        transcript,
        landmarks,
        sentence: Span::default(),
    };
    for (number, hit) in (0..).zip(hits).filter(|(_, hit)| hit.stopped.is_none()) {
        for part in hit.matched() {
            cutter.for_each_segment(unit, hit.turn, *part, |segment| {
                laid.push((segment, hit.code.0, number))
            });
        }
    }
    laid.sort_unstable();
    laid.dedup();
    let mut segments = Segments::default();
    for (segment, code, hit) in laid {
        let at = u32::try_from(segments.hits.len()).expect("a transcript has fewer than 2^32 hits");
        segments.hits.push(hit);
        match segments.codings.last_mut() {
            Some(last) if last.segment == segment && last.code.0 == code => last.hits.end = at + 1,
            _ => segments.codings.push(Coding {
                code: crate::codebook::CodeIndex(code),
                segment,
                turn: hits[hit as usize].turn,
                hits: at..at + 1,
            }),
        }
    }
    segments
}

struct Cutter<'a> {
    transcript: &'a Transcript,
    landmarks: &'a Landmarks,
    /// The sentence found last: the next hit is mostly in the same one.
    sentence: Span,
}

impl Cutter<'_> {
    fn for_each_segment(&mut self, unit: Unit, turn: u32, part: Span, mut found: impl FnMut(Span)) {
        let turn = &self.transcript.turns[turn as usize];
        match unit {
            Unit::Turn => found(self.transcript.span_of(turn)),
            Unit::Paragraph => self.paragraphs(turn, part).for_each(found),
            Unit::Sentence => {
                if self.sentence.contains(part) {
                    return found(self.sentence);
                }
                let text = self.transcript.source.text();
                for paragraph in self.paragraphs(turn, part).collect::<Vec<_>>() {
                    let all = sentences::sentences(text, self.landmarks, paragraph);
                    for sentence in all
                        .skip_while(|s| s.end <= part.start)
                        .take_while(|s| s.start < part.end)
                    {
                        self.sentence = sentence;
                        found(sentence);
                    }
                }
            }
        }
    }

    fn paragraphs<'s>(&'s self, turn: &Turn, part: Span) -> impl Iterator<Item = Span> + use<'s> {
        let paragraphs = self.transcript.paragraphs_of(turn);
        let first = paragraphs.partition_point(|paragraph| paragraph.span.end <= part.start);
        paragraphs[first..]
            .iter()
            .map(|paragraph| paragraph.span)
            .take_while(move |span| span.start < part.end)
    }
}
