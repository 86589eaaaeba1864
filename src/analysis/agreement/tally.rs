//! What ratings add up to: the sums that every coefficient for nominal ratings is a function of.

use super::{Margins, Ratings, Undefined};

/// Sums over units, from which every coefficient of nominal ratings follows.
///
/// All of them are whole numbers, so that tallies of parts add up to the tally of the whole exactly and in any order.
/// That is what makes a bootstrap of transcripts cheap: it adds the tallies of the transcripts that were drawn.
///
/// Units are grouped by how many coders rated them, because every coefficient weights a unit by a function of that number
/// alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    coders: usize,
    categories: usize,
    /// For 0, 1, … raters: units, agreeing ordered pairs, units with all ratings alike, ratings in each category.
    /// Then each coder's ratings in each category. Then, for each pair of coders, units in which both chose a category,
    /// and each one's ratings of the shared units in each category.
    sums: Vec<u64>,
}

/// The units that the same number of coders rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group<'t> {
    /// How many coders rated each of them.
    pub raters: u64,
    /// How many units there are.
    pub units: u64,
    /// Ordered pairs of ratings of the same unit that are alike.
    pub agreeing: u64,
    /// Units with all ratings alike.
    pub identical: u64,
    /// Ratings in each category.
    pub ratings: &'t [u64],
}

/// What stands before the ratings in each category of a group.
const HEAD: usize = 3;

impl Tally {
    /// Makes the tally of no units.
    #[must_use]
    pub fn empty(coders: usize, categories: usize) -> Self {
        let pairs = coders * coders.saturating_sub(1) / 2;
        let length =
            (coders + 1) * (HEAD + categories) + coders * categories + pairs * 3 * categories;
        Self {
            coders,
            categories,
            sums: vec![0; length],
        }
    }

    /// Adds up all units.
    #[must_use]
    pub fn of(ratings: &Ratings) -> Self {
        let mut tally = Self::empty(ratings.coders(), ratings.categories());
        for unit in ratings.units() {
            tally.count(unit, 1);
        }
        tally
    }

    /// Makes a tally of each unit, for a bootstrap in which units are drawn one by one.
    #[must_use]
    pub fn of_each_unit(ratings: &Ratings) -> Vec<Self> {
        let one = |unit| {
            let mut tally = Self::empty(ratings.coders(), ratings.categories());
            tally.count(unit, 1);
            tally
        };
        ratings.units().map(one).collect()
    }

    /// Adds `times` units that are rated alike, such as the characters of a stretch.
    ///
    /// # Panics
    ///
    /// When there are not as many cells as coders, or a category is none of those available.
    pub fn count(&mut self, unit: &[Option<u32>], times: u64) {
        assert_eq!(unit.len(), self.coders, "a unit has a cell for each coder");
        let q = self.categories;
        let row = self.row(unit.iter().flatten().count());
        let mut alike = 0;
        for (coder, category) in rated(unit) {
            assert!(category < q, "a rating is one of the categories available");
            self.sums[row + HEAD + category] += times;
            self.sums[(self.coders + 1) * (HEAD + q) + coder * q + category] += times;
            for (other, theirs) in rated(&unit[..coder]) {
                let at = self.pair_at(other, coder);
                self.sums[at + q + theirs] += times;
                self.sums[at + 2 * q + category] += times;
                if theirs == category {
                    self.sums[at + category] += times;
                    alike += 2;
                }
            }
        }
        let first = rated(unit).next();
        let is_identical = first.is_some_and(|(_, one)| rated(unit).all(|(_, other)| other == one));
        self.sums[row] += times;
        self.sums[row + 1] += alike * times;
        self.sums[row + 2] += u64::from(is_identical) * times;
    }

    /// Adds another tally `times` times.
    ///
    /// # Panics
    ///
    /// When the other one is of another number of coders or categories.
    pub fn add(&mut self, other: &Self, times: u64) {
        assert_eq!(
            (self.coders, self.categories),
            (other.coders, other.categories),
            "tallies that are added have the same coders and categories"
        );
        for (mine, theirs) in self.sums.iter_mut().zip(&other.sums) {
            *mine += theirs * times;
        }
    }

    /// Forgets all units.
    pub fn clear(&mut self) {
        self.sums.fill(0);
    }

    /// How many coders there are.
    #[must_use]
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// How many categories were available.
    #[must_use]
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// How many units exactly so many coders rated.
    #[must_use]
    pub fn units_rated_by(&self, raters: usize) -> u64 {
        self.group(raters).units
    }

    /// How many units at least two coders rated.
    #[must_use]
    pub fn comparable_units(&self) -> u64 {
        self.groups_from(2).map(|group| group.units).sum()
    }

    /// How many units one coder rated with each category.
    #[must_use]
    pub fn ratings_of(&self, coder: usize) -> &[u64] {
        let at = (self.coders + 1) * (HEAD + self.categories) + coder * self.categories;
        &self.sums[at..at + self.categories]
    }

    /// Two coders' agreements and margins, the first one before the second.
    ///
    /// # Panics
    ///
    /// When they are not two coders in this order.
    #[must_use]
    pub fn pair(&self, first: usize, second: usize) -> Margins {
        let q = self.categories;
        let at = self.pair_at(first, second);
        Margins {
            agreed: self.sums[at..at + q].to_vec(),
            first: self.sums[at + q..at + 2 * q].to_vec(),
            second: self.sums[at + 2 * q..at + 3 * q].to_vec(),
        }
    }

    /// All pairs of coders in order.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let coders = self.coders;
        (0..coders).flat_map(move |first| (first + 1..coders).map(move |second| (first, second)))
    }

    /// The units that at least so many coders rated, by how many did.
    pub(super) fn groups_from(&self, raters: usize) -> impl Iterator<Item = Group<'_>> {
        (raters..=self.coders).map(|raters| self.group(raters))
    }

    pub(super) fn group(&self, raters: usize) -> Group<'_> {
        let row = self.row(raters);
        let row = &self.sums[row..row + HEAD + self.categories];
        Group {
            raters: raters as u64,
            units: row[0],
            agreeing: row[1],
            identical: row[2],
            ratings: &row[HEAD..],
        }
    }

    /// Refuses what no coefficient can answer: fewer than two coders, or no unit that two of them rated.
    pub(super) fn comparable(&self) -> Result<(), Undefined> {
        if self.coders < 2 {
            Err(Undefined::FewerThanTwoCoders)
        } else if self.comparable_units() == 0 {
            Err(Undefined::NoUnitRatedByTwo)
        } else {
            Ok(())
        }
    }

    fn row(&self, raters: usize) -> usize {
        raters * (HEAD + self.categories)
    }

    fn pair_at(&self, first: usize, second: usize) -> usize {
        assert!(
            first < second && second < self.coders,
            "a pair is two coders in order"
        );
        let pair = first * (2 * self.coders - first - 1) / 2 + second - first - 1;
        let coders_end =
            (self.coders + 1) * (HEAD + self.categories) + self.coders * self.categories;
        coders_end + pair * 3 * self.categories
    }
}

/// The coders who rated a unit, with their categories.
fn rated(unit: &[Option<u32>]) -> impl Iterator<Item = (usize, usize)> {
    let cells = unit.iter().enumerate();
    cells.filter_map(|(coder, cell)| cell.map(|category| (coder, category as usize)))
}

#[cfg(test)]
mod tests {
    use super::super::published;
    use super::*;

    #[test]
    fn tallies_of_units_add_up_to_the_tally_of_all() {
        let ratings = published::krippendorff_2011_c();
        let mut sum = Tally::empty(4, 5);
        for unit in Tally::of_each_unit(&ratings).iter().rev() {
            sum.add(unit, 1);
        }
        assert_eq!(sum, Tally::of(&ratings));
    }

    #[test]
    fn a_pair_is_the_margins_of_its_crosstab() {
        let ratings = published::krippendorff_2011_c();
        let tally = Tally::of(&ratings);
        assert_eq!(tally.pairs().count(), 6);
        for (first, second) in tally.pairs() {
            let table = ratings.crosstab(first, second);
            assert_eq!(tally.pair(first, second), table.margins());
        }
    }

    #[test]
    fn units_are_grouped_by_how_many_rated_them() {
        let tally = Tally::of(&published::krippendorff_2011_c());
        let units: Vec<u64> = (0..=4).map(|raters| tally.units_rated_by(raters)).collect();
        assert_eq!(units, [0, 1, 1, 2, 8]);
        assert_eq!(tally.comparable_units(), 11);
        assert_eq!(tally.ratings_of(3), [3, 3, 2, 2, 1]);
    }
}
