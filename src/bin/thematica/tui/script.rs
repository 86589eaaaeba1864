//! A transcript as it is read by a person: its turns, paragraphs, sentences and words, each found by place.

use std::sync::Arc;

use thematica::text::{Source, Span};
use thematica::transcript::{Hours, Transcript, Units, clock};
use unicode_segmentation::UnicodeSegmentation as _;

/// What the selection moves by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// One word.
    Word,
    /// One sentence.
    Sentence,
    /// One paragraph.
    Paragraph,
    /// All that one speaker says before another does.
    Turn,
}

impl Grain {
    /// From the smallest to the largest.
    pub const ALL: [Self; 4] = [Self::Word, Self::Sentence, Self::Paragraph, Self::Turn];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Turn => "turn",
        }
    }
}

/// A transcript, cut into what can be selected.
#[derive(Debug)]
pub struct Script {
    /// The transcript.
    pub transcript: Transcript,
    /// By [`Grain`]: the stretches in order.
    units: [Vec<Span>; 4],
    /// By turn: whether it is of somebody whose talk is studied.
    counts: Vec<bool>,
}

impl Script {
    /// Takes a transcript; `None` where nobody says anything in it.
    pub fn new(transcript: Transcript) -> Option<Self> {
        let text = transcript.source.text();
        let paragraphs: Vec<Span> = transcript.paragraphs.iter().map(|it| it.span).collect();
        let words = paragraphs.iter().flat_map(|span| {
            let words = text[span.range()].unicode_word_indices();
            words.map(|(at, word)| {
                let start = span.start + at;
                Span::new(start, start + word.len())
            })
        });
        let words = words.collect();
        let sentences = Units::of(&transcript).sentences().to_vec();
        let turns = transcript.turns.iter();
        let turns: Vec<Span> = turns.map(|turn| transcript.span_of(turn)).collect();
        let is_empty = sentences.is_empty() || turns.is_empty();
        (!is_empty).then_some(Self {
            counts: vec![true; turns.len()],
            transcript,
            units: [words, sentences, paragraphs, turns],
        })
    }

    /// Says of each turn whether it is of somebody whose talk is studied; where none is, all are.
    #[must_use]
    pub fn counting(mut self, counts: Vec<bool>) -> Self {
        if counts.contains(&true) && counts.len() == self.counts.len() {
            self.counts = counts;
        }
        self
    }

    /// Whether a turn is of somebody whose talk is studied.
    pub fn counts(&self, turn: usize) -> bool {
        self.counts[turn]
    }

    /// Whether nobody whose talk is studied says any of a stretch.
    pub fn is_beside(&self, span: Span) -> bool {
        let paragraphs = self.transcript.paragraphs.iter();
        let mut turns = paragraphs.filter(|it| it.span.overlaps(span));
        !turns.any(|it| self.counts(it.turn as usize))
    }

    /// The text that all places are in.
    pub fn source(&self) -> &Arc<Source> {
        &self.transcript.source
    }

    /// The words of the text.
    pub fn text(&self) -> &str {
        self.transcript.source.text()
    }

    /// All stretches of a size, in order; of words there may be none.
    pub fn units(&self, grain: Grain) -> &[Span] {
        &self.units[grain as usize]
    }

    /// Which stretch a byte stands in, else the next one, else the last; `None` where there are none.
    pub fn unit_at(&self, grain: Grain, byte: usize) -> Option<usize> {
        let units = self.units(grain);
        let at = units.partition_point(|unit| unit.end <= byte);
        Some(at.min(units.len().checked_sub(1)?))
    }

    /// The stretch of a size that a byte stands in or that is next to it. Words give way to sentences where there are none.
    pub fn unit(&self, grain: Grain, byte: usize) -> Span {
        let at = self.unit_at(grain, byte);
        at.map_or_else(
            || self.unit(Grain::Sentence, byte),
            |at| self.units(grain)[at],
        )
    }

    /// Which turn a byte stands in or before.
    pub fn turn_at(&self, byte: usize) -> usize {
        self.unit_at(Grain::Turn, byte).unwrap_or(0)
    }

    /// The sentences that share text with a stretch.
    pub fn sentences_in(&self, stretch: Span) -> &[Span] {
        let sentences = self.units(Grain::Sentence);
        let from = sentences.partition_point(|it| it.end <= stretch.start);
        let to = sentences.partition_point(|it| it.start < stretch.end);
        &sentences[from..to.max(from)]
    }

    /// The paragraph that a stretch lies in; `None` where some of it is not speech of one paragraph.
    pub fn paragraph_around(&self, stretch: Span) -> Option<Span> {
        let at = self.unit_at(Grain::Paragraph, stretch.start)?;
        let paragraph = self.units(Grain::Paragraph)[at];
        paragraph.contains(stretch).then_some(paragraph)
    }

    /// From the first to the last byte of speech.
    pub fn speech(&self) -> Span {
        let turns = self.units(Grain::Turn);
        turns[0].cover(turns[turns.len() - 1])
    }

    /// What stands above a turn: its number, who speaks, and when.
    pub fn head(&self, turn: usize) -> String {
        let it = &self.transcript.turns[turn];
        let speaker = self.transcript.label(it).unwrap_or("(no label)");
        let time = it
            .time
            .map(|time| format!("  {}", clock(time.start, Hours::Padded)));
        format!("{} {speaker}{}", turn + 1, time.unwrap_or_default())
    }

    /// The words of a stretch on one line.
    pub fn one_line(&self, span: Span) -> String {
        let words = self.source().slice(span).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }
}
