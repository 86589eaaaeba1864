//! From hits to codings: a code on each segment in which one of its matched words stands.

use crate::codebook::Unit;
use crate::coding::{Coding, Hit};
use crate::text::Span;
use crate::transcript::{Transcript, Turn, Units};

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
pub fn codings(transcript: &Transcript, units: &Units, unit: Unit, hits: &[Hit]) -> Segments {
    let mut laid: Vec<(Span, u32, u32)> = Vec::new();
    for (number, hit) in (0..).zip(hits).filter(|(_, hit)| hit.stopped.is_none()) {
        for part in hit.matched() {
            for_each_segment(transcript, units, unit, hit.turn, *part, |segment| {
                laid.push((segment, hit.code.0, number));
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

/// Calls `found` with each segment that shares text with a stretch.
pub fn for_each_segment(
    transcript: &Transcript,
    units: &Units,
    unit: Unit,
    turn: u32,
    stretch: Span,
    mut found: impl FnMut(Span),
) {
    let turn = &transcript.turns[turn as usize];
    match unit {
        Unit::Turn => found(transcript.span_of(turn)),
        Unit::Sentence => units.sentences_in(stretch).iter().copied().for_each(found),
        Unit::Paragraph => {
            let paragraphs = transcript.paragraphs_of(turn);
            let first = paragraphs.partition_point(|paragraph| paragraph.span.end <= stretch.start);
            let spans = paragraphs[first..].iter().map(|paragraph| paragraph.span);
            spans
                .take_while(|span| span.start < stretch.end)
                .for_each(found);
        }
    }
}

/// How many segments of a turn have a word in them: all that can be coded, and what shares are out of.
#[must_use]
pub fn segments_spoken(unit: Unit, transcript: &Transcript, units: &Units, turn: &Turn) -> u64 {
    // Nearly every segment begins with a word.
    let speaks = |span: Span| units.landmarks().is_word(span.start) || units.word_count(span) > 0;
    let count = |spans: &mut dyn Iterator<Item = Span>| spans.filter(|&span| speaks(span)).count();
    let paragraphs = transcript.paragraphs_of(turn).iter();
    let spoken = match unit {
        Unit::Sentence => {
            let whole = transcript.span_of(turn);
            count(&mut units.sentences_in(whole).iter().copied())
        }
        Unit::Paragraph => count(&mut paragraphs.map(|paragraph| paragraph.span)),
        Unit::Turn => usize::from(
            paragraphs
                .map(|paragraph| units.word_count(paragraph.span))
                .sum::<usize>()
                > 0,
        ),
    };
    spoken as u64
}
