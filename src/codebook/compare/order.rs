//! Which codes stand elsewhere among those beside them.

use std::collections::BTreeMap;

use super::super::{CodeIndex, Codebook};
use super::pairs::Pairs;

/// By pair, whether the code was put elsewhere among those that were beside it and still are: as few as explain the order.
pub(super) fn reordered(old: &Codebook, new: &Codebook, pairs: &Pairs) -> Vec<bool> {
    let mut families: BTreeMap<Option<CodeIndex>, Vec<(u32, usize)>> = BTreeMap::new();
    for (number, pair) in pairs.all.iter().enumerate() {
        if let (Some(before), Some(after)) = (pair.old, pair.new)
            && pairs.same_parent(old.code(before), new.code(after))
        {
            let family = families.entry(new.code(after).parent).or_default();
            family.push((before.0, number));
        }
    }
    let mut reordered = vec![false; pairs.all.len()];
    for family in families.values() {
        for (stays, (_, number)) in in_order(family).into_iter().zip(family) {
            reordered[*number] = !stays;
        }
    }
    reordered
}

/// Which members of a list belong to its longest rising part, by patience sorting.
fn in_order(family: &[(u32, usize)]) -> Vec<bool> {
    // By length, the member with the least place at which a rising part of this length ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(family.len());
    for (at, (place, _)) in family.iter().enumerate() {
        let length = ends.partition_point(|&end| family[end].0 < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; family.len()];
    let way = std::iter::successors(ends.last().copied(), |&at| before[at]);
    way.for_each(|at| stays[at] = true);
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_possible_are_said_to_have_moved() {
        let stays = |places: &[u32]| {
            let family: Vec<(u32, usize)> = places.iter().map(|&place| (place, 0)).collect();
            in_order(&family)
        };
        assert_eq!(stays(&[4, 1, 2, 3]), [false, true, true, true]);
        assert_eq!(stays(&[1, 2, 0, 3]), [true, true, false, true]);
        assert_eq!(stays(&[2, 1]).iter().filter(|stays| **stays).count(), 1);
        assert!(stays(&[]).is_empty());
    }
}
