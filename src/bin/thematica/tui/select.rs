//! What is selected, and how it moves and grows.

use thematica::text::Span;
use unicode_segmentation::GraphemeCursor;

use super::script::{Grain, Script};

/// A stretch of the text with a fixed end and one that moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays.
    pub anchor: usize,
    /// The end that moves.
    pub head: usize,
    /// What it moves by.
    pub grain: Grain,
}

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// Towards the end of the text.
    Next,
    /// Towards its start.
    Previous,
}

impl Selection {
    /// The stretch of a size at a byte.
    pub fn unit(script: &Script, grain: Grain, byte: usize) -> Self {
        Self::over(script.unit(grain, byte), grain)
    }

    /// Exactly this stretch.
    pub fn over(span: Span, grain: Grain) -> Self {
        Self {
            anchor: span.start,
            head: span.end,
            grain,
        }
    }

    /// What is selected: at least one character.
    pub fn span(self, script: &Script) -> Span {
        let (start, end) = (self.anchor.min(self.head), self.anchor.max(self.head));
        if start < end {
            return Span::new(start, end);
        }
        let next = step(script, start, To::Next);
        if next > start {
            Span::new(start, next)
        } else {
            Span::new(step(script, start, To::Previous), start)
        }
    }

    /// The next or the previous stretch of its size.
    #[must_use]
    pub fn moved(self, script: &Script, to: To) -> Self {
        let span = self.span(script);
        let units = script.units(self.grain);
        let Some(here) = script.unit_at(self.grain, span.start) else {
            return self;
        };
        let is_unit = units[here] == span;
        let at = match to {
            To::Previous if is_unit || units[here].start >= span.start => here.saturating_sub(1),
            To::Previous => here,
            To::Next if is_unit || units[here].start < span.end => {
                let after = units.partition_point(|unit| unit.start < span.end);
                after.min(units.len() - 1)
            }
            To::Next => here,
        };
        Self::over(units[at], self.grain)
    }

    /// The stretch of the next larger size around it.
    #[must_use]
    pub fn grown(self, script: &Script) -> Self {
        let span = self.span(script);
        let larger = Grain::ALL.into_iter().filter(|grain| *grain >= self.grain);
        for grain in larger {
            let last = last_byte(script, span);
            let around = script
                .unit(grain, span.start)
                .cover(script.unit(grain, last));
            if around.cover(span) != span {
                return Self::over(around.cover(span), grain);
            }
        }
        self
    }

    /// The first stretch of the next smaller size inside of it.
    #[must_use]
    pub fn shrunk(self, script: &Script) -> Self {
        let span = self.span(script);
        let smaller = Grain::ALL.into_iter().rev();
        for grain in smaller.filter(|grain| *grain <= self.grain) {
            let unit = script.unit(grain, span.start);
            if span.contains(unit) && unit != span {
                return Self::over(unit, grain);
            }
        }
        self
    }

    /// Its moving end one word further.
    #[must_use]
    pub fn by_word(self, script: &Script, to: To) -> Self {
        let words = script.units(Grain::Word);
        let head = match to {
            To::Next => {
                let at = words.partition_point(|word| word.end <= self.head);
                words.get(at).map_or(self.head, |word| word.end)
            }
            To::Previous if self.head > self.anchor => {
                let at = words.partition_point(|word| word.end < self.head);
                let before = at.checked_sub(1).map(|at| words[at].end);
                before.unwrap_or(self.head)
            }
            To::Previous => {
                let at = words.partition_point(|word| word.start < self.head);
                let before = at.checked_sub(1).map(|at| words[at].start);
                before.unwrap_or(self.head)
            }
        };
        self.with_head(script, head)
    }

    /// Its moving end one character further.
    #[must_use]
    pub fn by_character(self, script: &Script, to: To) -> Self {
        self.with_head(script, step(script, self.head, to))
    }

    /// Its moving end at a byte.
    #[must_use]
    pub fn with_head(self, script: &Script, byte: usize) -> Self {
        let speech = script.speech();
        Self {
            head: byte.clamp(speech.start, speech.end),
            ..self
        }
    }

    /// The other end moves from now on.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            anchor: self.head,
            head: self.anchor,
            ..self
        }
    }
}

/// The start of the last character of a stretch.
pub fn last_byte(script: &Script, span: Span) -> usize {
    step(script, span.end, To::Previous).max(span.start)
}

/// The border of characters next to a byte.
fn step(script: &Script, byte: usize, to: To) -> usize {
    let text = script.text();
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    let found = match to {
        To::Next => cursor.next_boundary(text, 0),
        To::Previous => cursor.prev_boundary(text, 0),
    };
    found.ok().flatten().unwrap_or(byte)
}
