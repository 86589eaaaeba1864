//! Units by coders: who put which unit into which category, and who did not rate it.

use super::Crosstab;

/// Units rated by coders with one of a known number of categories.
///
/// Categories are numbers below [`categories`](Self::categories) and nothing but names: no order, no distance. `None` is a
/// unit that a coder did not rate, which is not the same as a rating of "absent".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratings {
    coders: usize,
    categories: usize,
    /// One row for each unit, one after the other.
    cells: Vec<Option<u32>>,
}

impl Ratings {
    /// Makes ratings without units.
    ///
    /// `categories` is how many categories coders could choose from, also those that nobody chose. For one code that is
    /// present or absent it is 2.
    #[must_use]
    pub fn new(coders: usize, categories: usize) -> Self {
        Self {
            coders,
            categories,
            cells: Vec::new(),
        }
    }

    /// Makes ratings from rows of one unit each.
    #[must_use]
    pub fn from_units<'u>(
        coders: usize,
        categories: usize,
        units: impl IntoIterator<Item = &'u [Option<u32>]>,
    ) -> Self {
        let mut ratings = Self::new(coders, categories);
        for unit in units {
            ratings.push(unit);
        }
        ratings
    }

    /// Adds a unit, with one cell for each coder.
    ///
    /// # Panics
    ///
    /// When there are not as many cells as coders, or a category is none of those available.
    pub fn push(&mut self, unit: &[Option<u32>]) {
        assert_eq!(unit.len(), self.coders, "a unit has a cell for each coder");
        assert!(
            unit.iter()
                .flatten()
                .all(|&category| (category as usize) < self.categories),
            "a rating is one of the categories available"
        );
        self.cells.extend_from_slice(unit);
    }

    /// How many coders there are, also those who rated nothing.
    #[must_use]
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// How many categories were available.
    #[must_use]
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// The units in order, each with one cell for each coder.
    pub fn units(&self) -> impl ExactSizeIterator<Item = &[Option<u32>]> {
        self.cells.chunks_exact(self.coders.max(1))
    }

    /// The same units with the question whether they are in one category (1) or in another one (0).
    ///
    /// A coefficient of this is a *dichotomised* one, and differs between Cohen's and Fleiss' margins.
    #[must_use]
    pub fn dichotomised(&self, category: u32) -> Self {
        let is_it = |cell: &Option<u32>| cell.map(|rating| u32::from(rating == category));
        Self {
            coders: self.coders,
            categories: 2,
            cells: self.cells.iter().map(is_it).collect(),
        }
    }

    /// Counts how two coders rated the units that both of them rated.
    ///
    /// # Panics
    ///
    /// When there is no such coder.
    #[must_use]
    pub fn crosstab(&self, first: usize, second: usize) -> Crosstab {
        let mut counts = vec![0; self.categories * self.categories];
        for unit in self.units() {
            if let (Some(row), Some(column)) = (unit[first], unit[second]) {
                counts[row as usize * self.categories + column as usize] += 1;
            }
        }
        Crosstab::new(self.categories, counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratings() -> Ratings {
        let units: [&[Option<u32>]; 3] = [
            &[Some(0), Some(2), None],
            &[Some(1), None, None],
            &[Some(2), Some(2), Some(0)],
        ];
        Ratings::from_units(3, 3, units)
    }

    #[test]
    fn a_unit_that_one_coder_skipped_is_in_no_crosstab_with_that_coder() {
        let table = ratings().crosstab(0, 1);
        assert_eq!(table.total(), 2);
        assert_eq!((table.count(0, 2), table.count(2, 2)), (1, 1));
        assert_eq!(ratings().crosstab(1, 2).total(), 1);
        let margins = table.margins();
        assert_eq!(margins.agreed, [0, 0, 1]);
        assert_eq!(margins.first, [1, 0, 1]);
        assert_eq!(margins.second, [0, 0, 2]);
    }

    #[test]
    fn what_was_not_rated_stays_so_when_categories_are_dichotomised() {
        let two = ratings().dichotomised(2);
        let units: Vec<_> = two.units().collect();
        assert_eq!(units[0], [Some(0), Some(1), None]);
        assert_eq!(units[1], [Some(0), None, None]);
    }

    #[test]
    #[should_panic(expected = "one of the categories available")]
    fn a_category_that_was_not_available_is_refused() {
        Ratings::new(1, 2).push(&[Some(2)]);
    }
}
