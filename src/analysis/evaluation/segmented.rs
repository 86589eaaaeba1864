//! One transcript cut into segments, with who laid which code on each: the rules, and one coder.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::agreement::rated::{Mark, Spoken};
use crate::analysis::coded::Coded;
use crate::codebook::{CodeIndex, Codebook, RuleIndex, Unit};
use crate::matcher::for_each_segment;
use crate::text::Span;
use crate::transcript::{Transcript, Turn, Units};

/// The segments of the turns that count, in order.
#[derive(Clone, Debug, Default)]
pub struct Segmented {
    /// Those with a word in them.
    pub segments: Vec<Segment>,
    /// Marks that lie on no segment that counts: on a moderator's words, on a heading, on white space.
    pub beside: usize,
}

/// One segment, with what was laid on it.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Where it is.
    pub span: Span,
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// The rules that fired on it, with the numbers of their hits, by code.
    pub rules: BTreeMap<CodeIndex, BTreeMap<RuleIndex, Vec<u32>>>,
    /// The codes that the coder laid on it.
    pub coder: BTreeSet<CodeIndex>,
    /// How many segments it stands for: 1, unless it is of a sample.
    pub weight: f64,
}

/// Who says that a code is on a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rules and the coder.
    Both,
    /// The rules alone: a false positive.
    RulesOnly,
    /// The coder alone: a false negative.
    CoderOnly,
    /// Neither.
    Neither,
}

impl Segment {
    /// Who lays a code, or one below it, on this segment.
    #[must_use]
    pub fn verdict(&self, codebook: &Codebook, code: CodeIndex) -> Verdict {
        let below = codebook.code(code).subtree.clone();
        self.verdict_within(CodeIndex(below.start), CodeIndex(below.end))
    }

    /// Who lays a code itself on this segment.
    #[must_use]
    pub fn verdict_on(&self, code: CodeIndex) -> Verdict {
        self.verdict_within(code, CodeIndex(code.0 + 1))
    }

    fn verdict_within(&self, from: CodeIndex, to: CodeIndex) -> Verdict {
        let rules = self.rules.range(from..to).next().is_some();
        let coder = self.coder.range(from..to).next().is_some();
        match (rules, coder) {
            (true, true) => Verdict::Both,
            (true, false) => Verdict::RulesOnly,
            (false, true) => Verdict::CoderOnly,
            (false, false) => Verdict::Neither,
        }
    }

    /// The rules of a code and of those below it that fired here.
    pub fn rules_below<'s>(
        &'s self,
        codebook: &Codebook,
        code: CodeIndex,
    ) -> impl Iterator<Item = (RuleIndex, &'s [u32])> + use<'s> {
        let below = codebook.code(code).subtree.clone();
        let rules = self
            .rules
            .range(CodeIndex(below.start)..CodeIndex(below.end));
        rules.flat_map(|(_, rules)| rules.iter().map(|(rule, hits)| (*rule, hits.as_slice())))
    }
}

impl Segmented {
    /// Lays what the rules found and what a coder marked on the segments of a transcript.
    ///
    /// A rule codes the segments with a word character that it matched. A coder's mark codes the segments that it codes
    /// where coders are compared ([agreement's ratings](crate::analysis::agreement::rated)), by the words that lie wholly
    /// inside of it: a mark over three sentences codes all three, and one letter too many does not code the next one.
    #[must_use]
    pub fn of(coded: &Coded<'_>, units: &Units, unit: Unit, marks: &[Mark]) -> Self {
        let transcript = &coded.transcript;
        let counts = |turn: &Turn| coded.counts(turn);
        let mut segmented = Self {
            segments: segments(transcript, units, unit, counts),
            beside: 0,
        };
        segmented.lay_hits(coded, units, unit);
        let spoken = Spoken::of(transcript, units, unit, counts);
        for mark in marks {
            let mut is_laid = false;
            for span in spoken.segments_of(mark.span) {
                if let Some(segment) = segmented.segment_mut(span) {
                    segment.coder.insert(mark.code);
                    is_laid = true;
                }
            }
            segmented.beside += usize::from(!is_laid);
        }
        segmented
    }

    fn lay_hits(&mut self, coded: &Coded<'_>, units: &Units, unit: Unit) {
        let counting = (0..).zip(&coded.hits);
        for (number, hit) in counting.filter(|(_, hit)| hit.stopped.is_none()) {
            for part in hit.matched() {
                let transcript = &coded.transcript;
                for_each_segment(transcript, units, unit, hit.turn, *part, |span| {
                    let Some(segment) = self.segment_mut(span) else {
                        return;
                    };
                    let Some(rule) = hit.rule() else {
                        return;
                    };
                    let rules = segment.rules.entry(hit.code).or_default();
                    let hits: &mut Vec<u32> = rules.entry(rule).or_default();
                    if hits.last() != Some(&number) {
                        hits.push(number);
                    }
                });
            }
        }
    }

    fn segment_mut(&mut self, span: Span) -> Option<&mut Segment> {
        let found = self.segments.binary_search_by_key(&span, |it| it.span);
        found.ok().map(|at| &mut self.segments[at])
    }
}

/// All segments with a word in them of the turns that are wanted, in order, with nothing laid on them.
pub fn segments(
    transcript: &Transcript,
    units: &Units,
    unit: Unit,
    wanted: impl Fn(&Turn) -> bool,
) -> Vec<Segment> {
    let mut found = Vec::new();
    for (number, turn) in (0..).zip(&transcript.turns) {
        if !wanted(turn) {
            continue;
        }
        let mut add = |span: Span| {
            let speech = transcript.paragraphs_of(turn).iter();
            let speech = speech.filter(|paragraph| paragraph.span.overlaps(span));
            let speaks = speech
                .map(|paragraph| common(paragraph.span, span))
                .any(|part| units.word_count(part) > 0);
            if speaks {
                found.push(Segment {
                    span,
                    turn: number,
                    rules: BTreeMap::new(),
                    coder: BTreeSet::new(),
                    weight: 1.0,
                });
            }
        };
        match unit {
            Unit::Turn => add(transcript.span_of(turn)),
            Unit::Paragraph => {
                let paragraphs = transcript.paragraphs_of(turn).iter();
                paragraphs.for_each(|paragraph| add(paragraph.span));
            }
            Unit::Sentence => {
                let whole = transcript.span_of(turn);
                units.sentences_in(whole).iter().copied().for_each(add);
            }
        }
    }
    found
}

/// What two stretches that overlap have in common.
fn common(a: Span, b: Span) -> Span {
    Span::new(a.start.max(b.start), a.end.min(b.end))
}
