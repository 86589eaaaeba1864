//! A quote that was changed inside: where it is now, as far as that is one coding still.

use super::context::Context;
use super::plain::Plain;
use super::whole::Ends;
use super::{Finder, Finding, TOLD, near, split};
use crate::coding::record::Anchor;
use crate::text::Span;

impl Finder {
    /// Where the words are that were changed, as far as one coding can be there.
    pub(super) fn changed(&self, anchor: &Anchor, quote: &Plain, context: &Context) -> Finding {
        let ends = Ends::of(anchor);
        let nearest = self.nearest(quote, context, ends);
        let parts = split::place(&self.plain, quote, context, ends);
        if let Some(whole) = parts.map(|place| self.plain.span(&place)) {
            let has_both = |it: Span| it.start <= whole.start && it.end >= whole.end;
            if !nearest.span().is_some_and(has_both) {
                return Finding::Ambiguous(vec![whole]);
            }
        }
        match nearest {
            Finding::Changed { span, .. } if self.is_anothers(anchor, span) => {
                Finding::Ambiguous(vec![span])
            }
            nearest => nearest,
        }
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
