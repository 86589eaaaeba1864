//! Units that carry any number of codes at once: sets of labels, and how far two of them are apart.

use std::collections::{BTreeMap, BTreeSet};

use super::krippendorff::Disagreement;
use super::{ChanceCorrected, Ratings, Undefined};

/// A set of codes that a coder put on a unit; empty when the coder rated the unit and found no code to apply.
pub type LabelSet = BTreeSet<u32>;

/// How far two sets of labels are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetDistance {
    /// One minus the share of the union that is common to both.
    ///
    /// Source: Jaccard, P. (1912), The distribution of the flora in the alpine zone, *New Phytologist* 11, 37–50.
    Jaccard,
    /// One minus that share weighted by how the sets relate: 1 for equal sets, 2/3 when one contains the other, 1/3 when
    /// they merely overlap, 0 when they are disjoint.
    ///
    /// Source: Passonneau, R. (2006), Measuring agreement on set-valued items (MASI), *LREC 2006*.
    Masi,
}

impl SetDistance {
    /// The distance, from 0 to 1. Two empty sets are alike: both coders found nothing, which is agreement.
    #[must_use]
    pub fn between(self, one: &LabelSet, other: &LabelSet) -> f64 {
        let common = one.intersection(other).count();
        let union = one.len() + other.len() - common;
        if common == union {
            return 0.0;
        }
        let share = common as f64 / union as f64;
        match self {
            Self::Jaccard => 1.0 - share,
            Self::Masi if common == one.len().min(other.len()) => 1.0 - share * 2.0 / 3.0,
            Self::Masi => 1.0 - share / 3.0,
        }
    }
}

/// Units by coders with a set of labels in each cell, and the distances of all sets that occur.
///
/// A cell is `None` for a unit that a coder did not rate.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelSets {
    ratings: Ratings,
    /// One row after the other.
    distances: Vec<f64>,
}

impl LabelSets {
    /// Gives each distinct set a number and measures all distances once.
    ///
    /// # Panics
    ///
    /// When a unit does not have as many cells as there are coders.
    #[must_use]
    pub fn new(coders: usize, units: &[Vec<Option<LabelSet>>], distance: SetDistance) -> Self {
        let mut numbers: BTreeMap<&LabelSet, u32> = BTreeMap::new();
        for set in units.iter().flatten().flatten() {
            let next = u32::try_from(numbers.len()).expect("there are fewer sets than numbers");
            numbers.entry(set).or_insert(next);
        }
        let mut ratings = Ratings::new(coders, numbers.len());
        for unit in units {
            let number = |cell: &Option<LabelSet>| cell.as_ref().map(|set| numbers[set]);
            ratings.push(&unit.iter().map(number).collect::<Vec<_>>());
        }
        let mut sets: Vec<(u32, &LabelSet)> = numbers
            .iter()
            .map(|(&set, &number)| (number, set))
            .collect();
        sets.sort_unstable_by_key(|&(number, _)| number);
        let row = |one: &LabelSet| {
            let to_other = |(_, other): &(u32, &LabelSet)| distance.between(one, other);
            sets.iter().map(to_other).collect::<Vec<_>>()
        };
        let distances = sets.iter().flat_map(|(_, one)| row(one)).collect();
        Self { ratings, distances }
    }

    /// The units with a number for each distinct set.
    #[must_use]
    pub fn ratings(&self) -> &Ratings {
        &self.ratings
    }

    /// The disagreement of some of the units, in the same numbers, for a bootstrap.
    #[must_use]
    pub fn disagreement(&self, units: &Ratings) -> Disagreement {
        Disagreement::of(units, |one, other| self.distance(one, other))
    }

    /// Krippendorff's alpha with the distance between sets, for disagreement that has been added up.
    ///
    /// Undefined when no unit was rated by two coders; its value when all pairable sets are alike.
    pub fn alpha_of(&self, sum: &Disagreement) -> Result<ChanceCorrected, Undefined> {
        sum.alpha(|one, other| self.distance(one, other))
    }

    /// Krippendorff's alpha of all units. Undefined as [`alpha_of`](Self::alpha_of) is.
    pub fn alpha(&self) -> Result<ChanceCorrected, Undefined> {
        self.alpha_of(&self.disagreement(&self.ratings))
    }

    fn distance(&self, one: usize, other: usize) -> f64 {
        self.distances[one * self.ratings.categories() + other]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set<const N: usize>(labels: [u32; N]) -> LabelSet {
        LabelSet::from(labels)
    }

    #[test]
    fn masi_distances_are_those_of_passonneau() {
        let masi = |one: &LabelSet, other: &LabelSet| SetDistance::Masi.between(one, other);
        for (one, other, distance) in [
            (set([1, 2]), set([1, 2]), 0.0),
            (set([1, 2]), set([1, 2, 3, 4]), 2.0 / 3.0),
            (set([1, 2]), set([2, 3]), 8.0 / 9.0),
            (set([1]), set([2]), 1.0),
            (set([]), set([2]), 1.0),
        ] {
            assert!((masi(&one, &other) - distance).abs() < 1e-15);
            assert!((masi(&other, &one) - distance).abs() < 1e-15);
        }
    }

    #[test]
    fn two_coders_who_both_found_nothing_agree() {
        for distance in [SetDistance::Jaccard, SetDistance::Masi] {
            assert!(distance.between(&set([]), &set([])).abs() < 1e-15);
        }
    }

    #[test]
    fn jaccard_is_what_is_not_shared() {
        let distance = SetDistance::Jaccard.between(&set([1, 2, 3]), &set([2, 3, 4]));
        assert!((distance - 0.5).abs() < 1e-15);
    }

    #[test]
    fn a_coder_who_found_nothing_is_not_a_coder_who_did_not_look() {
        let found_nothing = vec![
            vec![Some(set([1])), Some(set([1]))],
            vec![Some(set([2])), Some(set([]))],
        ];
        let mut did_not_look = found_nothing.clone();
        did_not_look[1][1] = None;
        let alpha = |units: &[_]| LabelSets::new(2, units, SetDistance::Masi).alpha().unwrap();
        assert!((alpha(&found_nothing).observed - 0.5).abs() < 1e-15);
        assert_eq!(
            alpha(&did_not_look).value(),
            Err(Undefined::OneCategoryUsed)
        );
    }
}
