//! Small counts withheld, so that a table does not tell on single people.
//!
//! A count from 1 up to the smallest that is shown is withheld. Zeros are shown. What is withheld must not be worked out from
//! the rest of the table, so every figure that contains a withheld one is withheld too: the totals of its row and its
//! column, the grand total, and the cells of codes above its code. What is left contains no withheld cell, and what
//! contains no cell says nothing about it: nothing but that it lies between 1 and the smallest count shown can be known from
//! the table alone. Withholding totals costs more figures than withholding a second cell would, and needs no proof that two
//! withheld cells do not give each other away, which in small tables they do (1 + 1 is the only way to 2).
//!
//! Other tables of the same study are not looked at: two of them, made with different filters, may give a cell away. Source of
//! the terms: Hundepool, A., et al. (2012). Statistical Disclosure Control. Wiley, chapter 4 (primary and secondary
//! suppression).

#[cfg(test)]
mod tests;

/// The cells of a table with its totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid<T> {
    /// By row and column.
    pub cells: Vec<Vec<T>>,
    /// By row.
    pub row_totals: Vec<T>,
    /// By column.
    pub column_totals: Vec<T>,
    /// Of all.
    pub total: T,
}

/// A figure that may be withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The count.
    Count(u64),
    /// Withheld because it is small.
    Small,
    /// Withheld because it contains one that is.
    Withheld,
}

/// For each line, the lines whose figures contain its own: those of codes above a code.
pub type Above = Vec<Vec<usize>>;

/// Withholds what is smaller than `smallest` and not zero, and all that contains it.
#[must_use]
pub fn suppressed(
    grid: &Grid<u64>,
    (rows_above, columns_above): (&Above, &Above),
    smallest: u64,
) -> Grid<Shown> {
    let is_small = |count: u64| (1..smallest).contains(&count);
    let shown = |count: u64| {
        if is_small(count) {
            Shown::Small
        } else {
            Shown::Count(count)
        }
    };
    let all = |line: &[u64]| line.iter().map(|&it| shown(it)).collect::<Vec<Shown>>();
    let mut out = Grid {
        cells: grid.cells.iter().map(|line| all(line)).collect(),
        row_totals: all(&grid.row_totals),
        column_totals: all(&grid.column_totals),
        total: shown(grid.total),
    };
    let small = |cells: &[Vec<Shown>]| -> Vec<(usize, usize)> {
        let rows = cells.iter().enumerate();
        rows.flat_map(|(row, line)| {
            let columns = line.iter().enumerate();
            columns
                .filter(|(_, it)| **it == Shown::Small)
                .map(move |(column, _)| (row, column))
        })
        .collect()
    };
    for (row, column) in small(&out.cells) {
        out.total = Shown::Withheld;
        for &above in rows_above[row].iter().chain([&row]) {
            for &beyond in columns_above[column].iter().chain([&column]) {
                if (above, beyond) != (row, column) {
                    // Not as small even where it is: of a sum that is small, the parts are known to be smaller.
                    out.cells[above][beyond] = Shown::Withheld;
                }
                out.row_totals[above] = Shown::Withheld;
                out.column_totals[beyond] = Shown::Withheld;
            }
        }
    }
    out
}
