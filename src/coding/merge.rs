//! The codings of several coders on one transcript, made into those of one.
//!
//! All codings are stretches of the same text, in code points: callers see to it that their hashes are the same. What is
//! decided is decided code by code, stretch by stretch; a code above or below another is another code.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::record::{Record, State};

/// What a coding that was made of those of others says that it was made with, before the policy.
pub const WITH: &str = "codings merge";

/// What becomes of stretches on which coders differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Policy {
    /// What anyone coded, as far as anyone coded it.
    Union,
    /// The stretches that more than half of the coders coded.
    Majority,
    /// What this coder says where they said something: on the stretches that their codings cover, and those they rejected.
    /// Elsewhere what all coders coded; the rest stays open.
    Adjudicator(String),
}

/// What one coder coded in the transcript, in the text as it is.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Who.
    pub coder: &'a str,
    /// Their codings, rejected ones among them.
    pub records: &'a [Record],
    /// Whether they have finished the transcript.
    pub finished: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// In the order of the text, then of the codes; stretches of one code do not overlap.
    pub codings: Vec<Stretch>,
    /// Where the coders differ, in the same order.
    pub conflicts: Vec<Conflict>,
}

/// A coding of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The code's id.
    pub code: String,
    /// Code points.
    pub points: Range<usize>,
    /// The codings that it was made of, as `coder/id`.
    pub from: Vec<String>,
    /// The adjudicator, where they decided it.
    pub by: Option<String>,
}

/// A stretch that was coded by some and not by others, or by all in different extents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The code's id.
    pub code: String,
    /// All that anyone coded of it there, in code points.
    pub points: Range<usize>,
    /// Who coded, and what: one entry a coding.
    pub by: Vec<(String, Range<usize>)>,
    /// Who has finished the transcript and did not code, and the adjudicator where they decided against it.
    pub not_by: Vec<String>,
    /// What the result has there.
    pub result: Vec<Range<usize>>,
    /// Whether nobody decided it.
    pub is_open: bool,
}

/// A coding as it is compared.
#[derive(Clone, Debug)]
struct Piece<'a> {
    coder: &'a str,
    id: &'a str,
    points: Range<usize>,
}

/// Makes one coding of those of all sides.
///
/// Union takes everyone's. The others take the sides that have finished the transcript, because only they say by leaving
/// something uncoded that it is not there; the adjudicator's word counts finished or not.
#[must_use]
pub fn merge(sides: &[Side<'_>], policy: &Policy) -> Merged {
    let judge =
        |side: &&Side<'_>| matches!(policy, Policy::Adjudicator(name) if name == side.coder);
    let is_asked = |side: &&Side<'_>| *policy == Policy::Union || side.finished;
    let voters: Vec<&Side<'_>> = sides
        .iter()
        .filter(|it| is_asked(it) && !judge(it))
        .collect();
    let judge = sides.iter().find(judge);
    let mut merged = Merged::default();
    let known = voters.iter().copied().chain(judge);
    let codes: BTreeSet<&str> = known
        .flat_map(|side| side.records)
        .map(|record| record.code.as_str())
        .collect();
    for code in codes {
        let all: Vec<Piece<'_>> = voters
            .iter()
            .flat_map(|it| pieces(it, code, State::Coded))
            .collect();
        let decided = judge.map(|judge| Decided {
            coder: judge.coder,
            coded: pieces(judge, code, State::Coded).collect(),
            rejected: pieces(judge, code, State::Rejected).collect(),
            is_all: judge.finished,
        });
        let mut work = all.clone();
        work.extend(decided.iter().flat_map(|it| it.coded.iter().cloned()));
        for cluster in clusters(work) {
            for part in parts(cluster, decided.as_ref()) {
                settle(&mut merged, code, &part, (&voters, policy));
            }
        }
    }
    let key = |points: &Range<usize>, code: &str| (points.start, points.end, code.to_owned());
    merged
        .codings
        .sort_by_cached_key(|it| key(&it.points, &it.code));
    merged
        .conflicts
        .sort_by_cached_key(|it| key(&it.points, &it.code));
    merged
}

/// What the adjudicator says of one code.
struct Decided<'a> {
    coder: &'a str,
    coded: Vec<Piece<'a>>,
    rejected: Vec<Piece<'a>>,
    /// Whether what they left uncoded is decided too.
    is_all: bool,
}

impl Decided<'_> {
    /// The stretches of a cluster that the adjudicator decides: those that their codings cover, rejected ones too.
    fn within(&self, cluster: &Range<usize>) -> Vec<Range<usize>> {
        if self.is_all {
            return vec![cluster.clone()];
        }
        let said: Vec<&Piece<'_>> = self.coded.iter().chain(&self.rejected).collect();
        let stretches = covered(&said, 1).into_iter();
        stretches
            .filter(|it| overlap(it, cluster))
            .map(|it| common(&it, cluster))
            .collect()
    }
}

/// Codings that hang together, all of them decided by the adjudicator or none.
struct Part<'p> {
    pieces: Vec<Piece<'p>>,
    /// Who decides it.
    judged: Option<&'p Decided<'p>>,
    /// Whether it is left open where not all voters coded it.
    may_be_open: bool,
}

/// Cuts a cluster where what the adjudicator decides begins and ends. What they do not cover is left to the others, who may
/// have coded it all: one word of the adjudicator's does not decide all that hangs together with it.
fn parts<'p>(cluster: Vec<Piece<'p>>, decided: Option<&'p Decided<'p>>) -> Vec<Part<'p>> {
    let part = |pieces, judged| Part {
        pieces,
        judged,
        may_be_open: decided.is_some(),
    };
    let Some(judge) = decided else {
        return vec![part(cluster, None)];
    };
    let whole = cover(&cluster);
    let mut parts = Vec::new();
    let mut from = whole.start;
    let end = whole.end..whole.end;
    for stretch in judge.within(&whole).into_iter().chain([end]) {
        let left = clusters(clipped(&cluster, &(from..stretch.start)));
        parts.extend(left.into_iter().map(|pieces| part(pieces, None)));
        let pieces = clipped(&cluster, &stretch);
        if !pieces.is_empty() {
            parts.push(part(pieces, Some(judge)));
        }
        from = stretch.end;
    }
    parts
}

/// What of some codings lies in a stretch.
fn clipped<'p>(pieces: &[Piece<'p>], to: &Range<usize>) -> Vec<Piece<'p>> {
    let inside = pieces.iter().filter(|it| overlap(&it.points, to));
    inside
        .map(|it| Piece {
            points: common(&it.points, to),
            ..it.clone()
        })
        .collect()
}

fn pieces<'a>(
    side: &Side<'a>,
    code: &str,
    state: State,
) -> impl Iterator<Item = Piece<'a>> + use<'a> {
    let coder = side.coder;
    let code = code.to_owned();
    let records = side.records.iter();
    let wanted = records.filter(move |it| it.code == code && it.state == state);
    wanted.filter_map(move |record| {
        let points = record.anchor.points.clone()?;
        let id = record.id.as_str();
        (!points.is_empty()).then_some(Piece { coder, id, points })
    })
}

/// Codings that hang together by overlapping, each group by itself. Those that only touch do not.
fn clusters(mut pieces: Vec<Piece<'_>>) -> Vec<Vec<Piece<'_>>> {
    pieces.sort_by(|a, b| {
        let key = |it: &Piece<'_>| (it.points.start, it.points.end);
        key(a)
            .cmp(&key(b))
            .then_with(|| a.coder.cmp(b.coder))
            .then_with(|| a.id.cmp(b.id))
    });
    let mut clusters: Vec<Vec<Piece<'_>>> = Vec::new();
    let mut end = 0;
    for piece in pieces {
        match clusters.last_mut() {
            Some(last) if piece.points.start < end => {
                end = end.max(piece.points.end);
                last.push(piece);
            }
            _ => {
                end = piece.points.end;
                clusters.push(vec![piece]);
            }
        }
    }
    clusters
}

fn settle(
    merged: &mut Merged,
    code: &str,
    part: &Part<'_>,
    (voters, policy): (&[&Side<'_>], &Policy),
) {
    let Part {
        pieces: cluster,
        judged,
        may_be_open,
    } = part;
    let whole = cover(cluster);
    let is_voter = |piece: &&Piece<'_>| voters.iter().any(|it| it.coder == piece.coder);
    let votes: Vec<&Piece<'_>> = cluster.iter().filter(is_voter).collect();
    let stretches = match (judged, policy) {
        (Some(judged), _) => {
            let own = judged.coded.iter().filter(|it| overlap(&it.points, &whole));
            covered(&own.collect::<Vec<_>>(), 1)
        }
        (None, Policy::Union) => covered(&votes, 1),
        (None, Policy::Majority) => covered(&votes, voters.len() / 2 + 1),
        (None, Policy::Adjudicator(_)) => covered(&votes, voters.len().max(1)),
    };
    for points in &stretches {
        let from = cluster.iter().filter(|it| overlap(&it.points, points));
        let from: BTreeSet<String> = from.map(|it| format!("{}/{}", it.coder, it.id)).collect();
        merged.codings.push(Stretch {
            code: code.to_owned(),
            points: points.clone(),
            from: from.into_iter().collect(),
            by: judged.map(|it| it.coder.to_owned()),
        });
    }
    // Who has not finished may not have looked here.
    let silent = voters
        .iter()
        .filter(|it| it.finished && votes.iter().all(|vote| vote.coder != it.coder));
    let mut not_by: Vec<String> = silent.map(|it| it.coder.to_owned()).collect();
    let refuses = judged.filter(|judge| cluster.iter().all(|it| it.coder != judge.coder));
    not_by.extend(refuses.map(|judge| judge.coder.to_owned()));
    not_by.sort();
    let is_one = cluster.iter().all(|it| it.points == whole);
    if not_by.is_empty() && is_one && stretches == [whole.clone()] {
        return;
    }
    let by = cluster.iter();
    let is_left = stretches.len() != 1 || stretches[0] != whole;
    merged.conflicts.push(Conflict {
        code: code.to_owned(),
        by: by
            .map(|it| (it.coder.to_owned(), it.points.clone()))
            .collect(),
        not_by,
        is_open: judged.is_none() && *may_be_open && is_left,
        result: stretches,
        points: whole,
    });
}

/// The stretches that at least so many coders cover; a coder counts once where two of their codings overlap.
fn covered(pieces: &[&Piece<'_>], least: usize) -> Vec<Range<usize>> {
    let mut changes: BTreeMap<usize, Vec<(&str, i32)>> = BTreeMap::new();
    for piece in pieces {
        let Range { start, end } = piece.points;
        changes.entry(start).or_default().push((piece.coder, 1));
        changes.entry(end).or_default().push((piece.coder, -1));
    }
    let mut open: BTreeMap<&str, i32> = BTreeMap::new();
    let mut stretches = Vec::new();
    let mut from = None;
    for (at, changes) in changes {
        for (coder, change) in changes {
            *open.entry(coder).or_default() += change;
        }
        let is_enough = open.values().filter(|count| **count > 0).count() >= least;
        match (from, is_enough) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                stretches.push(start..at);
                from = None;
            }
            _ => {}
        }
    }
    stretches
}

fn cover(pieces: &[Piece<'_>]) -> Range<usize> {
    let start = pieces.iter().map(|it| it.points.start).min();
    let end = pieces.iter().map(|it| it.points.end).max();
    start.unwrap_or_default()..end.unwrap_or_default()
}

/// What two stretches that overlap have in common.
fn common(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.max(b.start)..a.end.min(b.end)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests;
