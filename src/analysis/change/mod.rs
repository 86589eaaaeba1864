//! Which segments gain or lose which code between two codebooks.
//!
//! Both are applied to one reading of a transcript, so that a segment is the same stretch of text in both. A code that was
//! renamed is the same code ([`Pairs`]). What is told one by one ([`Changed::rows`]) is what a code's own rules do; what is
//! counted ([`Tally`]) is, as everywhere, the union of a code and those below it in the tree of its codebook. So a code that moves
//! changes the counts of the themes it moves between, and no row.

use std::collections::BTreeMap;

use super::coded::{Coded, Found};
use super::frequency::{segments_spoken, with_ancestors};
use super::selection;
use crate::codebook::compare::{Pairs, RulePairs};
use crate::codebook::{CodeIndex, Codebook, RuleIndex, Unit};
use crate::coding::{Hit, Stop};
use crate::diagnostic::Diagnostic;
use crate::matcher::Segments;
use crate::text::Span;
use crate::transcript::Units;

#[cfg(test)]
mod tests;

/// Two codebooks, and what is which in them.
#[derive(Debug)]
pub struct Versions<'c> {
    /// The older one.
    pub old: &'c Codebook,
    /// The newer one.
    pub new: &'c Codebook,
    /// Its codes.
    pub pairs: Pairs,
    rules: RulePairs,
}

/// What changed in one transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    /// Each segment that gained or lost a code, in the order of the text, then of the codes.
    pub rows: Vec<Row>,
    /// The counts.
    pub counts: Tallies,
}

/// A segment that gained or lost a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whether it was gained or lost.
    pub change: Change,
    /// The code, as its place in [`Pairs::all`].
    pub pair: usize,
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// The segment.
    pub segment: Span,
    /// The rules that code it in the codebook that codes it, in order: the new one for what is gained.
    pub rules: Vec<RuleIndex>,
    /// What they matched in the segment, in order.
    pub matched: Vec<Span>,
    /// Why the other codebook does not code it.
    pub cause: Cause,
}

/// Gained or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The new codebook codes it, and the old one does not.
    Gained,
    /// The old codebook codes it, and the new one does not.
    Lost,
}

/// Why a codebook does not code what the other one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// One of its rules finds something there, and this stops it.
    Stopped(Stop),
    /// It does not have the code.
    NoCode,
    /// The code is retired in it.
    Retired,
    /// It has none of the rules.
    NoRule,
    /// It has a rule of them under other conditions.
    OtherConditions,
    /// It has the rule as it is: what the rule refers to, or how words are stemmed, differs.
    SameRule,
}

/// The counts of all codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Segments with at least one word, of those who count.
    pub segments: u64,
    /// By place in [`Pairs::all`].
    pub codes: BTreeMap<usize, Tally>,
}

/// The counts of one code with those below it, in segments.
///
/// Before is kept and lost together, after is kept and gained together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Segments that the old codebook codes.
    pub before: u64,
    /// Segments that the new codebook codes.
    pub after: u64,
    /// Those that both code.
    pub kept: u64,
    /// Those of the kept that no rule codes in the new codebook which coded it in the old one.
    pub kept_by_other_rules: u64,
    /// Those that only the old one codes.
    pub lost: u64,
    /// Those that only the new one codes.
    pub gained: u64,
}

impl<'c> Versions<'c> {
    /// Pairs the codes and the rules of two codebooks.
    #[must_use]
    pub fn new(old: &'c Codebook, new: &'c Codebook) -> Self {
        let pairs = Pairs::of(old, new);
        let rules = RulePairs::of(old, new, &pairs);
        Self {
            old,
            new,
            pairs,
            rules,
        }
    }

    /// By place in [`Pairs::all`], whether a code is asked for: by its name in either codebook, with those below it in either.
    /// Without names all are. A name that neither has is refused.
    pub fn asked(&self, names: &[String]) -> Result<Vec<bool>, Vec<Diagnostic>> {
        let mut asked = vec![names.is_empty(); self.pairs.all.len()];
        let mut faults = Vec::new();
        for name in names {
            let (old, new) = (self.old.find(name), self.new.find(name));
            if old.is_none() && new.is_none() {
                faults.push(self.undefined(name));
            }
            // A name may be one code's in one codebook and another's in the other: both are meant.
            let below = |codebook: &Codebook, code: CodeIndex| codebook.code(code).subtree.clone();
            for code in old.into_iter().flat_map(|code| below(self.old, code)) {
                asked[self.pairs.of_old(CodeIndex(code))] = true;
            }
            for code in new.into_iter().flat_map(|code| below(self.new, code)) {
                asked[self.pairs.of_new(CodeIndex(code))] = true;
            }
        }
        if faults.is_empty() {
            Ok(asked)
        } else {
            Err(faults)
        }
    }

    fn undefined(&self, name: &str) -> Diagnostic {
        let codes = self.new.codes.iter().chain(&self.old.codes);
        let mut ids: Vec<&str> = Vec::new();
        for code in codes {
            if !ids.contains(&code.id.as_str()) {
                ids.push(&code.id);
            }
        }
        let message = format!("neither codebook has the code `{name}`");
        selection::fault("--code", "undefined-code", message, name, ids.into_iter())
    }

    /// What changed in a transcript that the new codebook coded, and in which the old one found `before`.
    ///
    /// Rows are those of the codes that are asked for; counts are of all.
    #[must_use]
    pub fn changed(
        &self,
        coded: &Coded<'_>,
        before: &Found,
        units: &Units,
        unit: Unit,
        asked: &[bool],
    ) -> Changed {
        let old = Side::of(self, Which::Old, &before.hits, &before.segments);
        let new = Side::of(self, Which::New, &coded.hits, &coded.segments);
        let turns = coded
            .transcript
            .turns
            .iter()
            .filter(|turn| coded.counts(turn));
        Changed {
            rows: rows(&old, &new, asked),
            counts: Tallies {
                segments: turns
                    .map(|turn| segments_spoken(unit, coded, units, turn))
                    .sum(),
                codes: tallies(&old, &new),
            },
        }
    }
}

impl Tallies {
    /// Adds the counts of another transcript.
    pub fn add(&mut self, other: &Tallies) {
        self.segments += other.segments;
        for (pair, tally) in &other.codes {
            let mine = self.codes.entry(*pair).or_default();
            mine.before += tally.before;
            mine.after += tally.after;
            mine.kept += tally.kept;
            mine.kept_by_other_rules += tally.kept_by_other_rules;
            mine.lost += tally.lost;
            mine.gained += tally.gained;
        }
    }
}

/// What one of the two codebooks found.
struct Side<'a> {
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
enum Which {
    Old,
    New,
}

impl<'a> Side<'a> {
    fn of(
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
        let mut rules: Vec<RuleIndex> = self.coding_hits(coding).map(|hit| hit.rule).collect();
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
        let parts = self.coding_hits(coding).flat_map(|hit| hit.matched());
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
        let of_rules = stopped.iter().find(|hit| rules.contains(&hit.rule));
        of_rules.or(stopped.first()).and_then(|hit| hit.stopped)
    }
}

fn rows(old: &Side<'_>, new: &Side<'_>, asked: &[bool]) -> Vec<Row> {
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

fn tallies(old: &Side<'_>, new: &Side<'_>) -> BTreeMap<usize, Tally> {
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
