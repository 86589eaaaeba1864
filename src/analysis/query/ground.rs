//! One transcript under a query: what each part of it stands for.

use super::memos::Memos;
use super::places::{Beside, Stretch};
use super::plan::{Plan, Test};
use super::segments::Segment;
use super::tree::Relation;
use crate::analysis::coded::Coded;
use crate::coding::Hit;
use crate::study::Study;
use crate::text::Span;
use crate::transcript::Units;

/// What a part of a query stands for.
pub(super) struct Set<'a> {
    /// By segment, whether it is in.
    pub segments: Vec<bool>,
    /// In the order of the text, each span once.
    pub stretches: Vec<Stretch<'a>>,
    /// What is shown of it, in no order.
    pub shown: Vec<Span>,
}

/// One transcript with everything that a query looks at.
pub(super) struct Ground<'a> {
    pub study: &'a Study,
    pub coded: &'a Coded<'a>,
    pub units: &'a Units,
    pub asked: &'a [bool],
    pub texts: &'a [Hit],
    pub memos: &'a Memos,
    pub segments: &'a [Segment],
    /// Those of the segments.
    pub spans: &'a [Span],
}

impl<'a> Ground<'a> {
    /// What a part stands for, its hits being so. What has no hits must lie where something is coded so.
    pub fn find(&self, plan: &Plan, tests: &[&Test]) -> Set<'a> {
        let (own, others): (Vec<&Test>, Vec<&Test>) =
            tests.iter().partition(|test| plan.takes(test));
        let mut set = match plan {
            Plan::Codes(codes) => self.hits(&self.coded.hits, |hit| {
                codes.contains(&hit.code.0) && self.is_asked(hit) && self.hold(&own, hit)
            }),
            Plan::Hits(test) => self.hits(&self.coded.hits, |hit| {
                self.is_asked(hit) && test.holds(hit, self.memos) && self.hold(&own, hit)
            }),
            Plan::Text(number) => self.hits(self.texts, |hit| {
                hit.code.0 == *number && self.hold(&own, hit)
            }),
            Plan::Holds(circumstance) => {
                // It is the same for all turns of a speaker; the last place is for turns without a label.
                let mut of_speaker = vec![None; self.coded.transcript.speakers.len() + 1];
                let mut speaks = |segment: &Segment| {
                    let turn = &self.coded.transcript.turns[segment.turn as usize];
                    let known = &mut of_speaker[self.coded.speaker(turn)];
                    segment.speaks
                        && *known
                            .get_or_insert_with(|| circumstance.holds(self.study, self.coded, turn))
                };
                self.whole(self.segments.iter().map(&mut speaks).collect())
            }
            Plan::Not(plan) => {
                let without = self.find(plan, &[]).segments;
                let segments = self.segments.iter().zip(without);
                self.whole(segments.map(|(it, is_in)| it.speaks && !is_in).collect())
            }
            Plan::Any(all) => self.any(all.iter().map(|it| self.find(it, &own)).collect()),
            Plan::All(all, of_hits) => self.all(all, of_hits, &own),
            Plan::Beside(left, how, right) => {
                let left = self.find(left, &own);
                self.beside(left, *how, self.find(right, &[]))
            }
        };
        if !others.is_empty() {
            let coded = self.hits(&self.coded.hits, |hit| {
                self.is_asked(hit) && self.hold(&others, hit)
            });
            both(&mut set.segments, &coded.segments);
            set.stretches.retain(|it| self.reaches(it, &coded.segments));
        }
        set
    }

    fn beside(&self, left: Set<'a>, how: Relation, right: Set<'a>) -> Set<'a> {
        let beside = Beside::new(&right.stretches);
        let is_so = |it: &Stretch<'_>| beside.has(how, it, self.units);
        let mut kept = left.stretches;
        kept.retain(is_so);
        let mut segments = self.reached(&kept);
        both(&mut segments, &left.segments);
        let of_kept = Beside::new(&kept);
        let mut shown = left.shown;
        shown.retain(|span| of_kept.overlaps(*span));
        shown.extend(right.shown);
        Set {
            segments,
            stretches: kept,
            shown,
        }
    }

    fn hold(&self, tests: &[&Test], hit: &Hit) -> bool {
        tests.iter().all(|test| test.holds(hit, self.memos))
    }

    /// What people wrote on codings that reach into a segment.
    pub fn memos_in(&self, segment: Span) -> Vec<String> {
        if self.memos.is_empty() {
            return Vec::new();
        }
        let hits = self.coded.hits.iter();
        let inside = hits.filter(|hit| hit.span.overlaps(segment) && self.is_asked(hit));
        let mut memos: Vec<String> = Vec::new();
        for memo in inside.flat_map(|hit| self.memos.on(hit)) {
            if !memos.iter().any(|known| known == memo) {
                memos.push(memo.to_owned());
            }
        }
        memos
    }

    fn is_asked(&self, hit: &Hit) -> bool {
        self.asked.get(hit.code.0 as usize) == Some(&true)
    }

    /// The hits that count and are so.
    fn hits(&self, hits: &'a [Hit], is_so: impl Fn(&Hit) -> bool) -> Set<'a> {
        let counting = hits.iter().filter(|hit| hit.stopped.is_none());
        let mut stretches: Vec<Stretch<'a>> = counting
            .filter(|hit| is_so(hit))
            .map(|hit| Stretch {
                span: hit.span,
                turn: hit.turn,
                parts: hit.matched(),
            })
            .collect();
        let segments = self.reached(&stretches);
        let shown = parts(&stretches).collect();
        stretches.sort_by_key(|it| it.span);
        stretches.dedup_by_key(|it| it.span);
        Set {
            segments,
            stretches,
            shown,
        }
    }

    /// Whole segments, with nothing to show.
    fn whole(&self, segments: Vec<bool>) -> Set<'a> {
        let numbered = self.spans.iter().zip(self.segments).zip(&segments);
        let stretches = numbered.filter(|(_, is_in)| **is_in);
        let stretches = stretches.map(|((span, segment), _)| Stretch {
            span: *span,
            turn: segment.turn,
            parts: std::slice::from_ref(span),
        });
        Set {
            stretches: stretches.collect(),
            segments,
            shown: Vec::new(),
        }
    }

    fn any(&self, sets: Vec<Set<'a>>) -> Set<'a> {
        let mut any = Set {
            segments: vec![false; self.segments.len()],
            stretches: Vec::new(),
            shown: Vec::new(),
        };
        for set in sets {
            for (mine, theirs) in any.segments.iter_mut().zip(set.segments) {
                *mine |= theirs;
            }
            any.stretches.extend(set.stretches);
            any.shown.extend(set.shown);
        }
        any.stretches.sort_by_key(|it| it.span);
        any.stretches.dedup_by_key(|it| it.span);
        any
    }

    /// What is in all of them. Where one of them alone finds something, its stretches stay.
    fn all(&self, all: &[Plan], own: &[Test], tests: &[&Test]) -> Set<'a> {
        let mut segments = vec![true; self.segments.len()];
        let (mut shown, mut found) = (Vec::new(), None);
        let is_single = all.iter().filter(|plan| plan.finds()).count() == 1;
        for plan in all {
            let tests: Vec<&Test> = own
                .iter()
                .chain(tests.iter().copied())
                .filter(|test| plan.takes(test))
                .collect();
            let set = self.find(plan, &tests);
            both(&mut segments, &set.segments);
            shown.extend(set.shown);
            if is_single && plan.finds() {
                found = Some(set.stretches);
            }
        }
        let Some(mut stretches) = found else {
            return Set {
                shown,
                ..self.whole(segments)
            };
        };
        stretches.retain(|it| self.reaches(it, &segments));
        Set {
            segments,
            stretches,
            shown,
        }
    }

    /// By segment, whether a part of one of the stretches is in it.
    fn reached(&self, stretches: &[Stretch<'_>]) -> Vec<bool> {
        let mut reached = vec![false; self.segments.len()];
        for part in parts(stretches) {
            for number in self.touched(part) {
                reached[number] = true;
            }
        }
        reached
    }

    fn reaches(&self, stretch: &Stretch<'_>, segments: &[bool]) -> bool {
        let mut touched = stretch.parts.iter().flat_map(|part| self.touched(*part));
        touched.any(|number| segments[number])
    }

    /// The segments that share text with a stretch.
    fn touched(&self, stretch: Span) -> std::ops::Range<usize> {
        let first = self.spans.partition_point(|it| it.end <= stretch.start);
        let until = self.spans.partition_point(|it| it.start < stretch.end);
        first..until.max(first)
    }
}

fn both(mine: &mut [bool], theirs: &[bool]) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine &= theirs;
    }
}

fn parts<'s>(stretches: &'s [Stretch<'_>]) -> impl Iterator<Item = Span> + 's {
    stretches.iter().flat_map(|it| it.parts.iter().copied())
}
