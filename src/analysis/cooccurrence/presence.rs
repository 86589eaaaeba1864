//! Units that both of two codes are in.

use super::{Pair, pair_index};

/// Which units a code is in, a bit for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::analysis) struct Present {
    bits: Vec<u64>,
}

impl Present {
    pub fn insert(&mut self, unit: usize) {
        let block = unit / 64;
        if self.bits.len() <= block {
            self.bits.resize(block + 1, 0);
        }
        self.bits[block] |= 1 << (unit % 64);
    }

    pub fn count(&self) -> u64 {
        self.bits.iter().map(|it| u64::from(it.count_ones())).sum()
    }

    /// How many units both are in.
    pub fn count_both(&self, other: &Self) -> u64 {
        let both = self.bits.iter().zip(&other.bits);
        both.map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }

    /// The units that both are in, in order.
    fn both(&self, other: &Self) -> impl Iterator<Item = usize> {
        let blocks = self.bits.iter().zip(&other.bits).enumerate();
        blocks.flat_map(|(block, (a, b))| {
            let some = |left: u64| (left != 0).then_some(left);
            let left = std::iter::successors(some(a & b), move |left| some(left & (left - 1)));
            left.map(move |left| block * 64 + left.trailing_zeros() as usize)
        })
    }
}

/// By pair of codes, how many units both are in; `turn` says which turn a unit lies in, where it lies in one.
pub(super) fn pairs(present: &[Present], turn: impl Fn(usize) -> Option<u32>) -> Vec<Pair> {
    let codes = present.len();
    let mut pairs = vec![Pair::default(); codes * codes.saturating_sub(1) / 2];
    for (first, one) in present.iter().enumerate().filter(|(_, it)| it.count() > 0) {
        for (second, other) in present.iter().enumerate().skip(first + 1) {
            let pair = &mut pairs[pair_index(first, second, codes)];
            for unit in one.both(other) {
                match turn(unit) {
                    Some(turn) => pair.add(1, turn),
                    None => pair.count += 1,
                }
            }
        }
    }
    pairs
}
