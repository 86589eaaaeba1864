//! Which code of one codebook is which of the other.

use std::collections::BTreeMap;

use super::super::{Code, CodeIndex, Codebook};
use super::index;
use super::likeness::{LEAST_ALIKE, Portrait};

/// The codes of two codebooks, each with itself in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs {
    /// Every code of either once: in the order of the new codebook, one that is gone after the code that it stood behind.
    pub all: Vec<Pair>,
    of_old: Vec<usize>,
    of_new: Vec<usize>,
}

/// One code in two codebooks; at least one of the two is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// In the old codebook.
    pub old: Option<CodeIndex>,
    /// In the new codebook.
    pub new: Option<CodeIndex>,
    /// How alike the two are, in hundredths, where they have different ids and are taken for one.
    pub likeness: Option<u8>,
}

impl Pairs {
    /// Pairs codes by their ids, then those that are left by their likeness, the likest first. Of several that are equally
    /// alike, those that come first in the old codebook, then in the new one, are paired.
    ///
    /// Two codes that are less than [`LEAST_ALIKE`] hundredths alike are two.
    #[must_use]
    pub fn of(old: &Codebook, new: &Codebook) -> Self {
        let mut known = Known::by_id(old, new);
        let mut before = portraits(old, &known.new_of);
        let mut after = portraits(new, &known.old_of);
        // Where a code stands says something once the codes around it are known, so each round may find more.
        while !before.is_empty() && !after.is_empty() {
            if !known.pair_likest(old, new, &before, &after) {
                break;
            }
            before.retain(|portrait| known.new_of[portrait.code.0 as usize].is_none());
            after.retain(|portrait| known.old_of[portrait.code.0 as usize].is_none());
        }
        known.in_order(old.codes.len())
    }

    /// Where a code of the old codebook stands in [`Pairs::all`].
    #[must_use]
    pub fn of_old(&self, code: CodeIndex) -> usize {
        self.of_old[code.0 as usize]
    }

    /// Where a code of the new codebook stands in [`Pairs::all`].
    #[must_use]
    pub fn of_new(&self, code: CodeIndex) -> usize {
        self.of_new[code.0 as usize]
    }

    /// Whether two codes stand under the same code, or are both themes.
    #[must_use]
    pub fn same_parent(&self, old: &Code, new: &Code) -> bool {
        let before = old.parent.map(|parent| self.of_old(parent));
        before == new.parent.map(|parent| self.of_new(parent))
    }
}

/// What is known so far.
struct Known {
    /// By code of the old codebook.
    new_of: Vec<Option<CodeIndex>>,
    /// By code of the new codebook.
    old_of: Vec<Option<CodeIndex>>,
    /// By code of the new codebook, where it is not by the id.
    likeness: Vec<Option<u8>>,
}

impl Known {
    fn by_id(old: &Codebook, new: &Codebook) -> Self {
        let mut known = Self {
            new_of: vec![None; old.codes.len()],
            old_of: vec![None; new.codes.len()],
            likeness: vec![None; new.codes.len()],
        };
        let ids = new.codes.iter().enumerate();
        let ids: BTreeMap<&str, usize> = ids.map(|(at, code)| (code.id.as_str(), at)).collect();
        for (at, code) in old.codes.iter().enumerate() {
            if let Some(&there) = ids.get(code.id.as_str()) {
                known.join(index(at), index(there));
            }
        }
        known
    }

    fn join(&mut self, old: CodeIndex, new: CodeIndex) {
        self.new_of[old.0 as usize] = Some(new);
        self.old_of[new.0 as usize] = Some(old);
    }

    /// Pairs those that are alike; says whether there were any.
    fn pair_likest(
        &mut self,
        old: &Codebook,
        new: &Codebook,
        before: &[Portrait],
        after: &[Portrait],
    ) -> bool {
        let mut found: Vec<(u8, CodeIndex, CodeIndex)> = Vec::new();
        for one in before {
            for other in after {
                let place = self.likeness_of_place(old, one, new, other);
                let likeness = one.likeness(other, place);
                if likeness >= LEAST_ALIKE {
                    found.push((likeness, one.code, other.code));
                }
            }
        }
        found.sort_by_key(|&(likeness, old, new)| (std::cmp::Reverse(likeness), old, new));
        let mut paired = false;
        for (likeness, old, new) in found {
            if self.new_of[old.0 as usize].is_none() && self.old_of[new.0 as usize].is_none() {
                self.join(old, new);
                self.likeness[new.0 as usize] = Some(likeness);
                paired = true;
            }
        }
        paired
    }

    /// How alike the places of two codes are, in thousandths: half for the code above, a quarter for each neighbour.
    fn likeness_of_place(
        &self,
        old: &Codebook,
        one: &Portrait,
        new: &Codebook,
        other: &Portrait,
    ) -> u32 {
        let there = |code: Option<CodeIndex>| code.map(|code| self.new_of[code.0 as usize]);
        // A code that is not paired yet is like none, which the outer `Some` says.
        let same = |one: Option<CodeIndex>, other: Option<CodeIndex>| there(one) == other.map(Some);
        if !same(old.code(one.code).parent, new.code(other.code).parent) {
            return 0;
        }
        let neighbours = [
            same(one.neighbours.0, other.neighbours.0),
            same(one.neighbours.1, other.neighbours.1),
        ];
        500 + neighbours
            .map(|same| 250 * u32::from(same))
            .iter()
            .sum::<u32>()
    }

    fn in_order(self, length: usize) -> Pairs {
        let mut pairs = Pairs {
            all: Vec::with_capacity(length),
            of_old: vec![0; length],
            of_new: Vec::with_capacity(self.old_of.len()),
        };
        pairs.gone_from(&self, 0);
        for (at, old) in self.old_of.iter().enumerate() {
            pairs.of_new.push(pairs.all.len());
            if let Some(old) = old {
                pairs.of_old[old.0 as usize] = pairs.all.len();
            }
            pairs.all.push(Pair {
                old: *old,
                new: Some(index(at)),
                likeness: self.likeness[at],
            });
            if let Some(old) = old {
                pairs.gone_from(&self, old.0 as usize + 1);
            }
        }
        pairs
    }
}

impl Pairs {
    /// Adds the codes in a row that are gone, from this one of the old codebook.
    fn gone_from(&mut self, known: &Known, first: usize) {
        let gone = known.new_of[first..].iter().take_while(|new| new.is_none());
        for at in first..first + gone.count() {
            self.of_old[at] = self.all.len();
            self.all.push(Pair {
                old: Some(index(at)),
                new: None,
                likeness: None,
            });
        }
    }
}

/// What is compared of the codes that are paired with nobody.
fn portraits<'c>(codebook: &'c Codebook, paired: &[Option<CodeIndex>]) -> Vec<Portrait<'c>> {
    let left = paired
        .iter()
        .enumerate()
        .filter(|(_, other)| other.is_none());
    left.map(|(at, _)| Portrait::of(codebook, index(at)))
        .collect()
}
