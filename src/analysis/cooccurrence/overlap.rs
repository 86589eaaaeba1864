//! Pairs of stretches that overlap, found in one sweep over their ends.

use super::{Pair, pair_index};
use crate::text::Span;

/// A stretch of a code and the turn that it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub span: Span,
    pub turn: u32,
}

/// By pair of codes, how many of their stretches overlap by at least a byte. The stretches of a code are distinct.
///
/// Each beginning is held against what is open of each code, so that the work grows with stretches times codes, however
/// much they overlap.
pub(super) fn pairs(stretches: &[Vec<Stretch>]) -> Vec<Pair> {
    let codes = stretches.len();
    let mut pairs = vec![Pair::default(); codes * codes.saturating_sub(1) / 2];
    // At one place ends come before beginnings: what touches does not overlap.
    let mut ends: Vec<(usize, bool, usize, u32)> = Vec::new();
    for (code, stretches) in stretches.iter().enumerate() {
        for Stretch { span, turn } in stretches.iter().filter(|it| !it.span.is_empty()) {
            ends.push((span.start, true, code, *turn));
            ends.push((span.end, false, code, *turn));
        }
    }
    ends.sort_unstable();
    let mut open = vec![0_u64; codes];
    for (_, begins, code, turn) in ends {
        if !begins {
            open[code] -= 1;
            continue;
        }
        let others = open.iter().enumerate();
        for (other, &open) in others.filter(|&(other, &open)| open > 0 && other != code) {
            pairs[pair_index(code.min(other), code.max(other), codes)].add(open, turn);
        }
        open[code] += 1;
    }
    pairs
}
