//! What a query finds in one transcript.

use super::Retrieval;
use super::places::{Beside, Stretch};
use super::plan::{Plan, Test};
use super::segments::{Segment, segments};
use super::tree::Relation;
use crate::analysis::coded::{Coded, Coder, Scratch};
use crate::codebook::{CodeIndex, Unit};
use crate::coding::Hit;
use crate::matcher::Matcher;
use crate::study::Study;
use crate::text::Span;
use crate::transcript::Units;

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
}

/// A query at work: its texts compiled once for all transcripts.
#[derive(Debug)]
pub struct Work<'r> {
    retrieval: &'r Retrieval,
    matcher: Option<Matcher<'r>>,
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
            matcher: self
                .texts
                .as_ref()
                .map(|texts| Matcher::new(&texts.codebook, unit)),
            unit,
            asked,
        }
    }
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
        let segments = segments(coded, &scratch.units, self.unit);
        let spans: Vec<Span> = segments.iter().map(|it| it.span).collect();
        let ground = Ground {
            study: coder.study,
            coded,
            units: &scratch.units,
            asked: &self.asked,
            texts: &texts,
            segments: &segments,
            spans: &spans,
        };
        let set = ground.find(&self.retrieval.plan, &[]);
        take(&ground, set)
    }
}

/// What a part of a query stands for.
struct Set<'a> {
    /// By segment, whether it is in.
    segments: Vec<bool>,
    /// In the order of the text, each span once.
    stretches: Vec<Stretch<'a>>,
    /// What is shown of it, in no order.
    shown: Vec<Span>,
}

/// One transcript with everything that a query looks at.
struct Ground<'a> {
    study: &'a Study,
    coded: &'a Coded<'a>,
    units: &'a Units,
    asked: &'a [bool],
    texts: &'a [Hit],
    segments: &'a [Segment],
    /// Those of the segments.
    spans: &'a [Span],
}

impl<'a> Ground<'a> {
    /// What a part stands for, its hits being so. What has no hits must lie where something is coded so.
    fn find(&self, plan: &Plan, tests: &[&Test]) -> Set<'a> {
        let (own, others): (Vec<&Test>, Vec<&Test>) =
            tests.iter().partition(|test| plan.takes(test));
        let mut set = match plan {
            Plan::Codes(codes) => self.hits(&self.coded.hits, |hit| {
                codes.contains(&hit.code.0) && self.is_asked(hit) && hold(&own, hit)
            }),
            Plan::Hits(test) => self.hits(&self.coded.hits, |hit| {
                self.is_asked(hit) && test.holds(hit) && hold(&own, hit)
            }),
            Plan::Text(number) => {
                self.hits(self.texts, |hit| hit.code.0 == *number && hold(&own, hit))
            }
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
                self.is_asked(hit) && hold(&others, hit)
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

fn hold(tests: &[&Test], hit: &Hit) -> bool {
    tests.iter().all(|test| test.holds(hit))
}

fn both(mine: &mut [bool], theirs: &[bool]) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine &= theirs;
    }
}

fn parts<'s>(stretches: &'s [Stretch<'_>]) -> impl Iterator<Item = Span> + 's {
    stretches.iter().flat_map(|it| it.parts.iter().copied())
}
