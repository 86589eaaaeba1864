//! What each of two codebooks found in a transcript, held against each other.

use std::collections::BTreeMap;

use super::super::frequency::with_ancestors;
use super::{Cause, Change, Row, Tally, Versions};
use crate::codebook::{CodeIndex, Codebook, RuleIndex};
use crate::coding::{Hit, Stop};
use crate::matcher::Segments;
use crate::text::Span;

/// What one of the two codebooks found.
pub(super) struct Side<'a> {
    versions: &'a Versions<'a>,
    which: Which,
    hits: &'a [Hit],
    segments: &'a Segments,
    /// What is coded by each code itself: the segment, the code's pair, the coding. In order.
    own: Vec<(Span, usize, usize)>,
    /// What is coded by each code or one below it: the code's pair, the segment, the rule as the new codebook numbers it. In
    /// order.
    all: Vec<(usize, Span, u64)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Old,
    New,
}

impl<'a> Side<'a> {
    pub fn of(
        versions: &'a Versions<'a>,
        which: Which,
        hits: &'a [Hit],
        segments: &'a Segments,
    ) -> Self {
        let mut side = Self {
            versions,
            which,
            hits,
            segments,
            own: Vec::new(),
            all: Vec::new(),
        };
        for (at, coding) in segments.codings.iter().enumerate() {
            side.own.push((coding.segment, side.pair(coding.code), at));
            for code in with_ancestors(side.codebook(), coding.code) {
                let pair = side.pair(code);
                for rule in side.rules(at) {
                    side.all.push((pair, coding.segment, side.number(rule)));
                }
            }
        }
        side.own.sort_unstable();
        side.all.sort_unstable();
        side.all.dedup();
        side
    }

    fn codebook(&self) -> &'a Codebook {
        match self.which {
            Which::Old => self.versions.old,
            Which::New => self.versions.new,
        }
    }

    fn pair(&self, code: CodeIndex) -> usize {
        match self.which {
            Which::Old => self.versions.pairs.of_old(code),
            Which::New => self.versions.pairs.of_new(code),
        }
    }

    /// The code of a pair in this codebook.
    fn code(&self, pair: usize) -> Option<CodeIndex> {
        let pair = self.versions.pairs.all[pair];
        match self.which {
            Which::Old => pair.old,
            Which::New => pair.new,
        }
    }

    fn coding_hits(&self, coding: usize) -> impl Iterator<Item = &'a Hit> + use<'a> {
        let range = &self.segments.codings[coding].hits;
        let hits = &self.segments.hits[range.start as usize..range.end as usize];
        let all = self.hits;
        hits.iter().map(move |&hit| &all[hit as usize])
    }

    fn rules(&self, coding: usize) -> Vec<RuleIndex> {
        let mut rules: Vec<RuleIndex> = self.coding_hits(coding).filter_map(Hit::rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// A rule's number in the new codebook; above all those where it has none.
    fn number(&self, rule: RuleIndex) -> u64 {
        const GONE: u64 = 1 << 32;
        let after = match self.which {
            Which::Old => self.versions.rules.after(rule),
            Which::New => Some(rule),
        };
        after.map_or(GONE + u64::from(rule.0), |rule| u64::from(rule.0))
    }

    /// The rule of the other codebook that looks for the same words.
    fn other_rule(&self, rule: RuleIndex) -> Option<RuleIndex> {
        match self.which {
            Which::Old => self.versions.rules.after(rule),
            Which::New => self.versions.rules.before(rule),
        }
    }

    /// A row for a coding of this side that the other one does not have.
    fn row(&self, other: &Side<'_>, pair: usize, coding: usize) -> Row {
        let rules = self.rules(coding);
        let Segments { codings, .. } = self.segments;
        let (segment, turn) = (codings[coding].segment, codings[coding].turn);
        let parts = self.coding_hits(coding).flat_map(Hit::matched);
        let mut matched: Vec<Span> = parts
            .filter(|part| part.overlaps(segment))
            .copied()
            .collect();
        matched.sort_unstable();
        matched.dedup();
        Row {
            change: match self.which {
                Which::Old => Change::Lost,
                Which::New => Change::Gained,
            },
            cause: other.cause(self, pair, turn, segment, &rules),
            pair,
            turn,
            segment,
            rules,
            matched,
        }
    }

    /// Why this side does not code a segment that `coding` codes by these rules.
    fn cause(
        &self,
        coding: &Side<'_>,
        pair: usize,
        turn: u32,
        segment: Span,
        rules: &[RuleIndex],
    ) -> Cause {
        let Some(code) = self.code(pair) else {
            return Cause::NoCode;
        };
        if self.codebook().code(code).retired {
            return Cause::Retired;
        }
        let mine: Vec<RuleIndex> = rules
            .iter()
            .filter_map(|&rule| coding.other_rule(rule))
            .collect();
        if let Some(stop) = self.stopped(code, turn, segment, &mine) {
            return Cause::Stopped(stop);
        }
        let is_the_same = |&rule: &RuleIndex| {
            let old = if self.which == Which::Old {
                Some(rule)
            } else {
                self.versions.rules.before(rule)
            };
            old.is_some_and(|rule| self.versions.rules.is_the_same(rule))
        };
        if mine.is_empty() {
            Cause::NoRule
        } else if mine.iter().all(is_the_same) {
            Cause::SameRule
        } else {
            Cause::OtherConditions
        }
    }

    /// What stops a hit of a code in a segment: of one of these rules, else of any.
    fn stopped(
        &self,
        code: CodeIndex,
        turn: u32,
        segment: Span,
        rules: &[RuleIndex],
    ) -> Option<Stop> {
        // Hits come turn by turn.
        let first = self.hits.partition_point(|hit| hit.turn < turn);
        let of_turn = self.hits[first..].iter().take_while(|hit| hit.turn == turn);
        let there = of_turn.filter(|hit| {
            hit.code == code && hit.matched().iter().any(|part| part.overlaps(segment))
        });
        let stopped: Vec<&Hit> = there.filter(|hit| hit.stopped.is_some()).collect();
        let of_rules = stopped
            .iter()
            .find(|hit| hit.rule().is_some_and(|rule| rules.contains(&rule)));
        of_rules.or(stopped.first()).and_then(|hit| hit.stopped)
    }
}

pub(super) fn rows(old: &Side<'_>, new: &Side<'_>, asked: &[bool]) -> Vec<Row> {
    let place = |entry: &(Span, usize, usize)| (entry.0, entry.1);
    let mut rows = Vec::new();
    merge(&old.own, &new.own, place, |before, after| {
        let (side, other, one) = match (before, after) {
            ([one], []) => (old, new, one),
            ([], [one]) => (new, old, one),
            _ => return,
        };
        if asked[one.1] {
            rows.push(side.row(other, one.1, one.2));
        }
    });
    rows
}

pub(super) fn tallies(old: &Side<'_>, new: &Side<'_>) -> BTreeMap<usize, Tally> {
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for (which, side) in [(Which::Old, old), (Which::New, new)] {
        for segment in side.all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let tally = tallies.entry(segment[0].0).or_default();
            match which {
                Which::Old => tally.before += 1,
                Which::New => tally.after += 1,
            }
        }
    }
    let place = |entry: &(usize, Span, u64)| (entry.0, entry.1);
    merge(&old.all, &new.all, place, |before, after| {
        let pair = before.first().or(after.first()).map(|entry| entry.0);
        let tally = pair.and_then(|pair| tallies.get_mut(&pair));
        let tally = tally.expect("what is on a side was counted");
        if before.is_empty() {
            tally.gained += 1;
        } else if after.is_empty() {
            tally.lost += 1;
        } else {
            tally.kept += 1;
            let still = |entry: &(usize, Span, u64)| before.iter().any(|it| it.2 == entry.2);
            tally.kept_by_other_rules += u64::from(!after.iter().any(still));
        }
    });
    tallies
}

/// Goes through two lists in order, and gives what has the same key in each.
fn merge<T, K: Ord>(
    one: &[T],
    other: &[T],
    key: impl Fn(&T) -> K,
    mut found: impl FnMut(&[T], &[T]),
) {
    let (mut one, mut other) = (one, other);
    while let Some(least) = one
        .first()
        .map(&key)
        .into_iter()
        .chain(other.first().map(&key))
        .min()
    {
        let here = one.iter().take_while(|it| key(it) == least).count();
        let there = other.iter().take_while(|it| key(it) == least).count();
        found(&one[..here], &other[..there]);
        (one, other) = (&one[here..], &other[there..]);
    }
}
