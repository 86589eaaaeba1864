//! A quote that was changed inside: where it is now, as far as that is one coding still.

use std::ops::Range;

use super::context::Context;
use super::plain::Plain;
use super::whole::Ends;
use super::{Finder, Finding, SIMILAR, TOLD, near, split};
use crate::coding::record::Anchor;
use crate::text::Span;

impl Finder {
    /// Where the words are that were changed, as far as one coding can be there.
    pub(super) fn changed(&self, anchor: &Anchor, quote: &Plain, context: &Context) -> Finding {
        let ends = Ends::of(anchor);
        let nearest = self.nearest(quote, context, ends);
        let parts = split::place(&self.plain, quote, context, ends);
        let has_both = |place: &Range<usize>| {
            let whole = self.plain.span(place);
            let found = nearest.span();
            found.is_some_and(|it| it.start <= whole.start && it.end >= whole.end)
        };
        let nearest = match parts.filter(|place| !has_both(place)) {
            Some(whole) => self.of_parts(quote, &whole),
            None => nearest,
        };
        match nearest {
            Finding::Changed { span, .. } if self.is_anothers(anchor, span) => {
                Finding::Ambiguous(vec![span])
            }
            nearest => nearest,
        }
    }

    /// A quote that stands in two parts: changed where so little is between them that most of the letters are still the same.
    fn of_parts(&self, quote: &Plain, whole: &Range<usize>) -> Finding {
        let span = self.plain.span(whole);
        let similarity = near::similarity(quote.text(), &self.plain.text()[whole.clone()]);
        if similarity < SIMILAR {
            return Finding::Ambiguous(vec![span]);
        }
        Finding::Changed { span, similarity }
    }

    /// Whether a place reaches over the words of several speakers, and the quote did not.
    fn is_anothers(&self, anchor: &Anchor, span: Span) -> bool {
        let mut speakers = self.said.iter().filter(|(it, _)| it.overlaps(span));
        let Some((_, first)) = speakers.next() else {
            return false;
        };
        let begins_turn = |line: &str| {
            let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
            self.labels.iter().any(|label| line.starts_with(&**label))
        };
        speakers.any(|(_, speaker)| speaker != first)
            && !anchor.quote.lines().skip(1).any(begins_turn)
    }

    fn nearest(&self, quote: &Plain, context: &Context, ends: Ends) -> Finding {
        let found = near::places(&self.plain, quote, context, ends);
        let spans = |found: &[near::Near]| {
            let told = found.iter().take(TOLD);
            told.map(|near| self.plain.span(&near.place)).collect()
        };
        match &found[..] {
            [] => Finding::Lost,
            [best, second, ..] if best.rank() - second.rank() < near::LEAD => {
                let alike = found.partition_point(|it| best.rank() - it.rank() < near::LEAD);
                Finding::Ambiguous(spans(&found[..alike]))
            }
            [best, ..] if best.is_short_and_stray() => Finding::Ambiguous(spans(&found[..1])),
            [best, ..] => Finding::Changed {
                span: self.plain.span(&best.place),
                similarity: best.similarity,
            },
        }
    }
}
