//! The segments of a transcript that a query is asked of.

use crate::analysis::coded::Coded;
use crate::codebook::Unit;
use crate::matcher::for_each_segment;
use crate::text::Span;
use crate::transcript::{Transcript, Turn, Units};

/// One segment of a turn that counts.
pub(super) struct Segment {
    pub span: Span,
    pub turn: u32,
    /// Whether a word is in it; `not` and fields give no others.
    pub speaks: bool,
}

/// All segments of the turns that count, in order.
pub(super) fn segments(coded: &Coded<'_>, units: &Units, unit: Unit) -> Vec<Segment> {
    let transcript = &coded.transcript;
    let mut segments = Vec::new();
    for (number, turn) in (0..).zip(&transcript.turns) {
        if !coded.counts(turn) {
            continue;
        }
        let whole = transcript.span_of(turn);
        for_each_segment(transcript, units, unit, number, whole, |span| {
            segments.push(Segment {
                span,
                turn: number,
                speaks: speaks(transcript, units, turn, span),
            });
        });
    }
    segments
}

/// Whether a word of the turn's speech is in a segment: labels between its paragraphs are no speech.
fn speaks(transcript: &Transcript, units: &Units, turn: &Turn, segment: Span) -> bool {
    let speech = transcript.paragraphs_of(turn).iter();
    let speech = speech.filter(|paragraph| paragraph.span.overlaps(segment));
    speech
        .map(|it| {
            Span::new(
                it.span.start.max(segment.start),
                it.span.end.min(segment.end),
            )
        })
        .any(|part| units.word_count(part) > 0)
}
