//! Two coders side by side: how often each pair of categories was chosen.

/// How often two coders chose each pair of categories, for the units that both rated.
///
/// Rows are the first coder's categories, columns the second's. For a code that is present or absent, category 0 is
/// "absent" and category 1 is "present".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crosstab {
    categories: usize,
    counts: Vec<u64>,
}

impl Crosstab {
    /// Makes a table from its counts, row by row.
    ///
    /// # Panics
    ///
    /// When the counts are not those of a square table.
    #[must_use]
    pub fn new(categories: usize, counts: Vec<u64>) -> Self {
        assert_eq!(
            counts.len(),
            categories * categories,
            "a table has a row and a column for each category"
        );
        Self { categories, counts }
    }

    /// How many categories were available.
    #[must_use]
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// How many units the first coder put into `row` and the second into `column`.
    #[must_use]
    pub fn count(&self, row: usize, column: usize) -> u64 {
        self.counts[row * self.categories + column]
    }

    /// How many units both coders rated.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// What most coefficients need of the table: its diagonal and its margins.
    #[must_use]
    pub fn margins(&self) -> Margins {
        let all = 0..self.categories;
        let sum = |cell: &dyn Fn(usize) -> u64| all.clone().map(cell).sum();
        Margins {
            agreed: all.clone().map(|k| self.count(k, k)).collect(),
            first: all.clone().map(|k| sum(&|j| self.count(k, j))).collect(),
            second: all.clone().map(|k| sum(&|i| self.count(i, k))).collect(),
        }
    }
}

/// Two coders' agreements and margins in the units that both rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margins {
    /// In how many units both chose a category, for each category.
    pub agreed: Vec<u64>,
    /// In how many units the first coder chose a category, for each category.
    pub first: Vec<u64>,
    /// In how many units the second coder chose a category, for each category.
    pub second: Vec<u64>,
}

impl Margins {
    /// How many units both coders rated.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.first.iter().sum()
    }

    /// The share of the units in which both chose the same category, or `None` without units.
    pub(super) fn observed(&self) -> Option<f64> {
        let total = self.total();
        (total > 0).then(|| self.agreed.iter().sum::<u64>() as f64 / total as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_are_sums_of_rows_and_of_columns() {
        let margins = Crosstab::new(2, vec![5, 8, 7, 80]).margins();
        assert_eq!(margins.agreed, [5, 80]);
        assert_eq!(margins.first, [13, 87]);
        assert_eq!(margins.second, [12, 88]);
        assert_eq!(margins.observed(), Some(0.85));
    }

    #[test]
    fn without_units_nothing_was_observed() {
        assert_eq!(Crosstab::new(1, vec![0]).margins().observed(), None);
    }
}
