//! What a query found, as codings: so it is counted as everything else is.

use super::Found;
use crate::analysis::coded::{self, Coded};
use crate::codebook::{CodeIndex, RuleIndex};
use crate::coding::{Coding, Hit, Maker};
use crate::matcher::Segments;
use crate::text::Span;

/// The segments as one code's, the first of a codebook that has no other: each is a hit of itself.
#[must_use]
pub fn laid(found: &[Found]) -> coded::Found {
    let hit = |it: &Found| Hit {
        code: CodeIndex(0),
        made_by: Maker::Rule(RuleIndex(0)),
        span: it.segment,
        parts: Box::default(),
        turn: it.turn,
        negated: None,
        stopped: None,
    };
    let coding = |(number, it): (u32, &Found)| Coding {
        code: CodeIndex(0),
        segment: it.segment,
        turn: it.turn,
        hits: number..number + 1,
    };
    let hits: Vec<Hit> = found.iter().map(hit).collect();
    coded::Found {
        segments: Segments {
            codings: (0..).zip(found).map(coding).collect(),
            hits: (0..).zip(&hits).map(|(number, _)| number).collect(),
        },
        hits,
    }
}

/// What is coded in the segments that were found: the codings that lie on them, and the hits that reach into one.
#[must_use]
pub fn codes_in(coded: &Coded<'_>, found: &[Found]) -> coded::Found {
    let is_found = |segment: Span| {
        let at = found.binary_search_by_key(&segment, |it| it.segment);
        at.is_ok()
    };
    let reaches = |span: Span| {
        let first = found.partition_point(|it| it.segment.end <= span.start);
        found
            .get(first)
            .is_some_and(|it| it.segment.start < span.end)
    };
    let codings = coded.segments.codings.iter();
    let hits = coded.hits.iter().filter(|hit| hit.stopped.is_none());
    coded::Found {
        hits: hits.filter(|hit| reaches(hit.span)).cloned().collect(),
        segments: Segments {
            codings: codings
                .filter(|coding| is_found(coding.segment))
                .cloned()
                .collect(),
            // The numbers of hits are those of the transcript's own, of which some are left out.
            hits: Vec::new(),
        },
    }
}
