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
        let spoken = script.paragraph_around(Span::new(start, next)).is_some();
        if next > start && spoken {
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
            To::Next if is_unit || units[here].start < span.end => {
                let after = units.partition_point(|unit| unit.start < span.end);
                after.min(units.len() - 1)
            }
            To::Previous | To::Next => here,
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
        let (anchor, head) = (self.anchor, self.head);
        let grows = (head >= anchor) == (to == To::Next);
        let found = match to {
            // The right end stands at ends of words, the left end at starts.
            To::Next if grows => words.iter().map(|it| it.end).find(|end| *end > head),
            To::Previous if grows => words.iter().rev().map(|it| it.start).find(|at| *at < head),
            To::Next => words.iter().map(|it| it.start).find(|at| *at > head),
            To::Previous => words.iter().rev().map(|it| it.end).find(|end| *end < head),
        };
        // One word is left at least.
        let is_fine = |at: &usize| grows || (head >= anchor) == (*at > anchor) && *at != anchor;
        let head = found.filter(is_fine).unwrap_or(head);
        self.with_head(script, head)
    }

    /// Its moving end one character of speech further: labels and what else is not shown are stepped over.
    #[must_use]
    pub fn by_character(self, script: &Script, to: To) -> Self {
        let is_right = self.head > self.anchor || (self.head == self.anchor && to == To::Next);
        let next = step(script, self.head, to);
        let head = if next == self.anchor {
            next
        } else if is_right {
            right_end(script, self.head, to)
        } else {
            left_end(script, self.head, to)
        };
        self.with_head(script, head)
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

/// Where the right end of a selection goes from a byte: it stands behind a character of speech.
fn right_end(script: &Script, byte: usize, to: To) -> usize {
    let paragraphs = script.units(Grain::Paragraph);
    if to == To::Next {
        let at = paragraphs.iter().find(|it| it.end > byte);
        return at.map_or(byte, |it| step(script, byte.max(it.start), to));
    }
    let next = step(script, byte, to);
    let before = paragraphs.iter().rev().find(|it| it.start < next);
    before.map_or(byte, |it| next.min(it.end))
}

/// Where the left end goes: it stands before a character of speech.
fn left_end(script: &Script, byte: usize, to: To) -> usize {
    let paragraphs = script.units(Grain::Paragraph);
    if to == To::Previous {
        let at = paragraphs.iter().rev().find(|it| it.start < byte);
        return at.map_or(byte, |it| step(script, byte.min(it.end), to));
    }
    let next = step(script, byte, to);
    let after = paragraphs.iter().find(|it| it.end > next);
    after.map_or(byte, |it| next.max(it.start))
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

#[cfg(test)]
mod tests {
    use super::super::tests::{script, span};
    use super::*;

    fn words(script: &Script, selection: Selection) -> &str {
        script.source().slice(selection.span(script))
    }

    #[test]
    fn an_end_moves_by_words_and_one_word_is_left() {
        let script = script(super::super::tests::TEXT);
        let would = Selection::over(span("would"), Grain::Word);
        let longer = would.by_word(&script, To::Next);
        assert_eq!(words(&script, longer), "would not");
        assert_eq!(longer.by_word(&script, To::Previous), would);
        assert_eq!(would.by_word(&script, To::Previous), would);
        let left = would.turned().by_word(&script, To::Previous);
        assert_eq!(words(&script, left), "She would");
        assert_eq!(words(&script, left.by_word(&script, To::Next)), "would");
        assert_eq!(
            left.by_word(&script, To::Next)
                .by_word(&script, To::Next)
                .span(&script),
            span("would")
        );
    }

    #[test]
    fn an_end_steps_over_what_is_not_shown() {
        let script = script(super::super::tests::TEXT);
        let last = Selection::over(span("did."), Grain::Word);
        let further = last.by_character(&script, To::Next);
        assert!(words(&script, further).ends_with(": A"), "{further:?}");
        assert_eq!(further.by_character(&script, To::Previous), last);
        let by_word = last.by_word(&script, To::Next);
        assert!(words(&script, by_word).ends_with("Interviewer: And"));

        let first = Selection::over(span("And"), Grain::Word).turned();
        let further = first.by_character(&script, To::Previous);
        assert!(words(&script, further).starts_with(".\n"), "{further:?}");
        assert_eq!(further.by_character(&script, To::Next), first);

        // Where both ends meet, one character of speech is left, and not one that nobody sees.
        let end = span("did.").end;
        let mut selection = Selection::over(Span::new(end - 1, end), Grain::Word);
        selection = selection.turned().by_character(&script, To::Next);
        assert_eq!(words(&script, selection), ".");
        let mut selection = Selection::over(span("And"), Grain::Word);
        for _ in 0..4 {
            selection = selection.by_character(&script, To::Previous);
        }
        assert!(words(&script, selection).starts_with(".\n"));
    }

    #[test]
    fn it_grows_from_words_to_turns_and_shrinks_again() {
        let script = script(super::super::tests::TEXT);
        let mut selection = Selection::over(span("months"), Grain::Word);
        let mut seen = Vec::new();
        for _ in 0..5 {
            selection = selection.grown(&script);
            seen.push(words(&script, selection).len());
        }
        let wanted = [
            "Eight months it was, and nobody rang her.",
            "The waiting list was long. Eight months it was, and nobody rang her.",
        ];
        let turn = script.unit(Grain::Turn, span("months").start).len();
        assert_eq!(seen, [wanted[0].len(), wanted[1].len(), turn, turn, turn]);
        assert_eq!(words(&script, selection.shrunk(&script)), wanted[1]);
    }

    #[test]
    fn nothing_leaves_the_speech() {
        let script = script(super::super::tests::TEXT);
        let last = Selection::over(span("Thank you."), Grain::Sentence);
        assert_eq!(last.moved(&script, To::Next), last);
        assert_eq!(last.by_character(&script, To::Next), last);
        assert_eq!(last.by_word(&script, To::Next), last);
    }
}
