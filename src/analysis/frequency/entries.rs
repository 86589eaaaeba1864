//! From stretches of text that count for something to its counts.

use super::{Counts, groups_of};
use crate::analysis::People;
use crate::analysis::coded::Coded;
use crate::text::{Landmarks, Span};
use crate::transcript::Units;

/// A stretch of text that counts in one bucket.
#[derive(Clone, Copy)]
pub(in crate::analysis) struct Entry {
    /// What it counts for, in a number.
    pub bucket: usize,
    pub what: What,
    pub span: Span,
    /// For hits: whether it is negated.
    pub negated: bool,
    /// For segments: the turn.
    pub turn: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum What {
    Hit,
    Segment,
    Stopped,
}

/// Calls `found` with the entries of each bucket that has any, in order. A counting sort: buckets are few and known.
pub(in crate::analysis) fn for_each_bucket(
    all: &[Entry],
    buckets: usize,
    mut found: impl FnMut(usize, &[Entry]),
) {
    let mut ends = vec![0; buckets + 1];
    for entry in all {
        ends[entry.bucket + 1] += 1;
    }
    for bucket in 0..buckets {
        ends[bucket + 1] += ends[bucket];
    }
    let starts = ends.clone();
    let mut order = vec![0; all.len()];
    for (index, entry) in all.iter().enumerate() {
        order[ends[entry.bucket]] = index;
        ends[entry.bucket] += 1;
    }
    let mut of_bucket = Vec::new();
    for bucket in 0..buckets {
        let indices = &order[starts[bucket]..starts[bucket + 1]];
        if !indices.is_empty() {
            of_bucket.clear();
            of_bucket.extend(indices.iter().map(|&index| all[index]));
            found(bucket, &of_bucket);
        }
    }
}

/// The counts of one bucket, from its entries: hits, then segments, then what was stopped, each in the order of the text.
pub(in crate::analysis) fn counts(entries: &[Entry], coded: &Coded<'_>, units: &Units) -> Counts {
    let mut counts = Counts::default();
    for of_what in entries.chunk_by(|a, b| a.what == b.what) {
        let stretches = || of_what.chunk_by(|a, b| a.span == b.span);
        match of_what[0].what {
            What::Hit => {
                counts.words = words_covered(of_what, units.landmarks());
                counts.hits = stretches().count() as u64;
                // Words count as negated when every rule that found them says so.
                counts.negated = stretches()
                    .filter(|same| same.iter().all(|entry| entry.negated))
                    .count() as u64;
            }
            What::Segment => {
                counts.segments = stretches().count() as u64;
                counts.transcripts = 1;
                counts.groups = groups_of(coded);
                let turns = of_what
                    .iter()
                    .map(|entry| &coded.transcript.turns[entry.turn as usize]);
                counts.persons =
                    People::of(turns.filter_map(|turn| Some(coded.voice(turn)?.person)));
            }
            What::Stopped => {
                let hits = &entries[..entries.partition_point(|entry| entry.what == What::Hit)];
                let counts_too =
                    |span: Span| hits.binary_search_by_key(&span, |hit| hit.span).is_ok();
                counts.stopped =
                    stretches().filter(|same| !counts_too(same[0].span)).count() as u64;
            }
        }
    }
    counts
}

/// Words in the union of hits, which come in order.
fn words_covered(hits: &[Entry], landmarks: &Landmarks) -> u64 {
    let (mut words, mut until) = (0, 0);
    for hit in hits.iter().map(|entry| entry.span) {
        let start = hit.start.max(until);
        // "l'argent" is one word to count, and a hit may begin inside it.
        let start = landmarks.counted_start(start).max(until);
        if start < hit.end {
            words += landmarks.word_count(Span::new(start, hit.end)) as u64;
            until = hit.end;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_hits_cover_each_word_once() {
        let text = "waiting list for the waiting list";
        let landmarks = Landmarks::of(text);
        let spans = [Span::new(0, 12), Span::new(8, 20), Span::new(21, 33)];
        let hits = spans.map(|span| Entry {
            bucket: 0,
            what: What::Hit,
            span,
            negated: false,
            turn: 0,
        });
        assert_eq!(words_covered(&hits, &landmarks), 6);
    }
}
