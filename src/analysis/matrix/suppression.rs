//! Figures of few people withheld, so that a table does not tell on single ones.
//!
//! A figure is withheld when somebody is behind it, but fewer people than a threshold, whatever it counts and however high it
//! is: 40 segments of one person tell on that person as 1 does. Where nobody can be told to be behind it (the words under a label
//! such as `ALL`), that may be one person, and it is withheld. Zeros are shown. What is withheld must not be worked out from
//! the rest of the table, so every figure that contains a withheld one is withheld too: the totals of its row and its
//! column, the grand total, and the cells of codes above its code. What is left contains no withheld cell, and what
//! contains no cell says nothing about it: nothing but that it is not zero and of few people can be known from the table
//! alone. Withholding totals costs more figures than withholding a second cell would, and needs no proof that two withheld cells do
//! not give each other away, which in small tables they do (1 + 1 is the only way to 2).
//!
//! What is coded with a theme itself is what the theme has more than its codes. Whoever calls gives it as one more line below
//! the theme, which is not shown. Other rests of a union are not protected, such as what only one of two codes has: such a
//! rest is no cell, may be of one person, and follows from figures that are shown.
//!
//! Other tables of the same study are not looked at: two of them, made with different filters, may give a cell away. Source of
//! the terms: Hundepool, A., et al. (2012). Statistical Disclosure Control. Wiley, chapter 4 (threshold rule on
//! contributors, primary and secondary suppression).

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

/// A figure, with those who are behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub count: u64,
    /// How many people are behind the count.
    pub people: u64,
}

/// A figure that may be withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The count.
    Count(u64),
    /// Withheld because few people are behind it.
    Small,
    /// Withheld because it contains one that is.
    Withheld,
}

/// For each line, the lines whose figures contain its own: those of codes above a code.
pub type Above = Vec<Vec<usize>>;

/// Withholds what is not zero and has fewer than `fewest` people behind it, and all that contains it. With 0, nothing is.
#[must_use]
pub fn suppressed(
    grid: &Grid<Figure>,
    (rows_above, columns_above): (&Above, &Above),
    fewest: u64,
) -> Grid<Shown> {
    let shown = |figure: Figure| {
        if figure.count > 0 && figure.people < fewest {
            Shown::Small
        } else {
            Shown::Count(figure.count)
        }
    };
    let all = |line: &[Figure]| line.iter().map(|&it| shown(it)).collect::<Vec<Shown>>();
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
