//! What a query finds in one transcript.

use super::Retrieval;
use super::ground::{Ground, Set};
use super::memos::Memos;
use super::segments::segments;
use super::texts::Texts;
use crate::analysis::coded::{Coded, Coder, Scratch};
use crate::codebook::{CodeIndex, Unit};
use crate::matcher::Matcher;
use crate::text::Span;

/// A segment that a query finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The segment.
    pub segment: Span,
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// The stretches in the segment that the query asked for, in order, each once: hits of codes and words of the talk.
    /// Empty where it asked for circumstances alone.
    pub stretches: Vec<Span>,
    /// What people wrote on codings in it, where the query asks for memos, each once.
    pub memos: Vec<String>,
}

/// A query at work: its texts compiled once for all transcripts.
#[derive(Debug)]
pub struct Work<'r> {
    retrieval: &'r Retrieval,
    matcher: Option<Matcher<'r>>,
    in_memos: Option<Matcher<'r>>,
    unit: Unit,
    /// By code of the study's codebook: whether its hits are looked at.
    asked: Vec<bool>,
}

impl Retrieval {
    /// Makes it ready. `unit` is what a segment is; hits of codes that are not among `codes` are not looked at.
    #[must_use]
    pub fn ready(&self, unit: Unit, codes: &[CodeIndex]) -> Work<'_> {
        let most = codes.iter().map(|code| code.0 as usize + 1).max();
        let mut asked = vec![false; most.unwrap_or(0)];
        for code in codes {
            asked[code.0 as usize] = true;
        }
        Work {
            retrieval: self,
            matcher: matcher(self.texts.as_ref(), unit),
            in_memos: matcher(self.in_memos.as_ref(), unit),
            unit,
            asked,
        }
    }
}

fn matcher(texts: Option<&Texts>, unit: Unit) -> Option<Matcher<'_>> {
    texts.map(|texts| Matcher::new(&texts.codebook, unit))
}

impl Work<'_> {
    /// The segments of a transcript that the query finds, in order. `scratch` is what the transcript was coded with.
    #[must_use]
    pub fn find(&self, coder: &Coder<'_>, coded: &Coded<'_>, scratch: &mut Scratch) -> Vec<Found> {
        self.with_set(coder, coded, scratch, |ground, set| {
            let mut shown = set.shown;
            shown.sort_unstable();
            shown.dedup();
            // What overlaps a segment is found without looking at all: the greatest ends so far rise.
            let mut last = 0;
            let ends = shown.iter().map(|span| {
                last = last.max(span.end);
                last
            });
            let ends: Vec<usize> = ends.collect();
            let stretches = |segment: Span| {
                let first = ends.partition_point(|&end| end <= segment.start);
                let starting = shown[first..].iter().copied();
                let inside = starting.take_while(|span| span.start < segment.end);
                inside.filter(|span| span.overlaps(segment)).collect()
            };
            let numbered = ground.segments.iter().zip(set.segments);
            let found = numbered.filter(|(_, is_in)| *is_in);
            found
                .map(|(segment, _)| Found {
                    segment: segment.span,
                    turn: segment.turn,
                    stretches: stretches(segment.span),
                    memos: ground.memos_in(segment.span),
                })
                .collect()
        })
    }

    /// The stretches that the query finds, with their turns, in the order of the text: hits of codes and words of the talk.
    #[must_use]
    pub fn stretches(
        &self,
        coder: &Coder<'_>,
        coded: &Coded<'_>,
        scratch: &mut Scratch,
    ) -> Vec<(u32, Span)> {
        self.with_set(coder, coded, scratch, |_, set| {
            let stretches = set.stretches.iter();
            stretches.map(|it| (it.turn, it.span)).collect()
        })
    }

    fn with_set<R>(
        &self,
        coder: &Coder<'_>,
        coded: &Coded<'_>,
        scratch: &mut Scratch,
        take: impl FnOnce(&Ground<'_>, Set<'_>) -> R,
    ) -> R {
        let texts = match &self.matcher {
            Some(matcher) => coder.code_again(matcher, coded, scratch).hits,
            None => Vec::new(),
        };
        let memos = if self.retrieval.asks_memos {
            let memos = coder.memos(coded, &scratch.units);
            Memos::new(memos, self.in_memos.as_ref())
        } else {
            Memos::default()
        };
        let segments = segments(coded, &scratch.units, self.unit);
        let spans: Vec<Span> = segments.iter().map(|it| it.span).collect();
        let ground = Ground {
            study: coder.study,
            coded,
            units: &scratch.units,
            asked: &self.asked,
            texts: &texts,
            memos: &memos,
            segments: &segments,
            spans: &spans,
        };
        let set = ground.find(&self.retrieval.plan, &[]);
        take(&ground, set)
    }
}
