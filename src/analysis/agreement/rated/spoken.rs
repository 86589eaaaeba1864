//! Sentences, paragraphs or turns in a row, with their words.

use std::ops::Range;

use super::sweep::{Stretch, union};
use super::{Line, Mark};
use crate::codebook::Unit;
use crate::text::Span;
use crate::transcript::{Transcript, Turn, Units};

/// The segments of a transcript that have a word, of turns that count.
pub(in crate::analysis) struct Spoken {
    /// All words of the segments, in order.
    words: Vec<Span>,
    /// By word: the number of its segment.
    segment_of: Vec<u32>,
    segments: Vec<Segment>,
    /// How much of a segment's words has to be covered, in percent.
    overlap: u32,
}

struct Segment {
    span: Span,
    turn: u32,
    /// How many words it has.
    words: usize,
}

impl Spoken {
    pub fn of(
        transcript: &Transcript,
        units: &Units,
        unit: Unit,
        counts: impl Fn(&Turn) -> bool,
    ) -> Self {
        let mut spoken = Self {
            words: Vec::new(),
            segment_of: Vec::new(),
            segments: Vec::new(),
            overlap: 0,
        };
        let turns = (0..).zip(&transcript.turns);
        for (number, turn) in turns.filter(|(_, turn)| counts(turn)) {
            let paragraphs = transcript.paragraphs_of(turn).iter().map(|it| it.span);
            match unit {
                Unit::Sentence => paragraphs
                    .flat_map(|paragraph| units.sentences_in(paragraph))
                    .for_each(|sentence| spoken.add(units, number, *sentence, [*sentence])),
                Unit::Paragraph => {
                    paragraphs.for_each(|span| spoken.add(units, number, span, [span]));
                }
                Unit::Turn => spoken.add(units, number, transcript.span_of(turn), paragraphs),
            }
        }
        spoken
    }

    pub fn covered_by(self, overlap: u32) -> Self {
        Self { overlap, ..self }
    }

    /// Adds a segment, unless it has no word.
    fn add(
        &mut self,
        units: &Units,
        turn: u32,
        span: Span,
        speech: impl IntoIterator<Item = Span>,
    ) {
        let first = self.words.len();
        for stretch in speech {
            let landmarks = units.landmarks();
            landmarks.for_each_word(stretch, |start, length| {
                self.words.push(Span::new(start, start + length));
            });
        }
        let words = self.words.len() - first;
        if words > 0 {
            let number = u32::try_from(self.segments.len()).expect("segments have 32 bits");
            self.segment_of.resize(self.words.len(), number);
            self.segments.push(Segment { span, turn, words });
        }
    }

    pub fn covers(&self, mark: Mark) -> bool {
        !self.words_in(mark.span).is_empty()
    }

    /// The segments that a stretch codes: those with a word that it covers.
    pub fn segments_of(&self, stretch: Span) -> impl Iterator<Item = Span> + '_ {
        let words = self.words_in(stretch);
        let numbers = if words.is_empty() {
            0..0
        } else {
            self.segment_of[words.start] as usize..self.segment_of[words.end - 1] as usize + 1
        };
        self.segments[numbers].iter().map(|segment| segment.span)
    }

    /// The words that a stretch covers, as one span in each turn, with what stands beside them in the stretch and belongs to
    /// their segment: a full stop, a quotation mark.
    pub fn stretches_of(&self, stretch: Span) -> impl Iterator<Item = (u32, Span)> + '_ {
        let mut rest = self.words_in(stretch);
        let turn = |word: usize| self.segments[self.segment_of[word] as usize].turn;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let first = rest.start;
            let same = rest.clone().take_while(|word| turn(*word) == turn(first));
            rest.start += same.count();
            Some((turn(first), self.span_of(first..rest.start, stretch)))
        })
    }

    /// Words of a stretch with what stands beside them.
    fn span_of(&self, words: Range<usize>, stretch: Span) -> Span {
        let (first, last) = (words.start, words.end - 1);
        let segment = |word: usize| self.segments[self.segment_of[word] as usize].span;
        let before = first.checked_sub(1).map_or(0, |word| self.words[word].end);
        let after = self
            .words
            .get(words.end)
            .map_or(usize::MAX, |word| word.start);
        let start = stretch.start.max(segment(first).start).max(before);
        let end = stretch.end.min(segment(last).end).min(after);
        // A stretch that holds no whole word touches one: that is all of it then.
        Span::new(
            start.min(self.words[first].start),
            end.max(self.words[last].end),
        )
    }

    /// The words that lie wholly in a stretch; where there is none, those that it touches.
    fn words_in(&self, span: Span) -> Range<usize> {
        let whole = self.words.partition_point(|word| word.start < span.start)
            ..self.words.partition_point(|word| word.end <= span.end);
        if whole.start < whole.end {
            return whole;
        }
        let touched = self.words.partition_point(|word| word.end <= span.start)
            ..self.words.partition_point(|word| word.start < span.end);
        touched.start..touched.end.max(touched.start)
    }

    /// The segments of which enough words are covered.
    fn well_covered(&self, words: &[Stretch]) -> Vec<Stretch> {
        let mut covered: Vec<(u32, usize)> = Vec::new();
        for at in words.iter().flat_map(|it| it.begin..it.end) {
            let segment = self.segment_of[index(at)];
            match covered.last_mut() {
                Some((last, count)) if *last == segment => *count += 1,
                _ => covered.push((segment, 1)),
            }
        }
        let is_enough = |&(segment, count): &(u32, usize)| {
            count * 100 >= self.segments[segment as usize].words * self.overlap as usize
        };
        let enough = covered.into_iter().filter(is_enough);
        union(enough.map(|(segment, _)| of_one(u64::from(segment))))
    }
}

impl Line for Spoken {
    fn length(&self) -> u64 {
        self.segments.len() as u64
    }

    fn rated(&self, marks: &[Mark]) -> Vec<Stretch> {
        let words = marks.iter().map(|mark| self.words_in(mark.span));
        let words = words.filter(|words| !words.is_empty());
        if self.overlap > 0 {
            let words = words.map(|it| Stretch::new(it.start as u64, it.end as u64));
            return self.well_covered(&union(words));
        }
        let segment = |word: usize| u64::from(self.segment_of[word]);
        union(words.map(|it| Stretch::new(segment(it.start), segment(it.end - 1) + 1)))
    }

    fn pieces(&self, stretch: Stretch) -> Vec<(Span, u32)> {
        let segments = &self.segments[index(stretch.begin)..index(stretch.end)];
        segments.iter().map(|it| (it.span, it.turn)).collect()
    }
}

fn of_one(unit: u64) -> Stretch {
    Stretch::new(unit, unit + 1)
}

fn index(number: u64) -> usize {
    usize::try_from(number).expect("units are in memory")
}
