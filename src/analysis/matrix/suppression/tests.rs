use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn grid(cells: &[&[u64]], row_totals: &[u64], column_totals: &[u64], total: u64) -> Grid<u64> {
    Grid {
        cells: cells.iter().map(|it| it.to_vec()).collect(),
        row_totals: row_totals.to_vec(),
        column_totals: column_totals.to_vec(),
        total,
    }
}

#[test]
fn what_contains_a_small_count_is_withheld_too() {
    use Shown::{Count, Small, Withheld};
    // A theme, its code, and another theme.
    let grid = grid(
        &[&[10, 9, 0], &[4, 9, 0], &[6, 7, 8]],
        &[19, 13, 21],
        &[14, 12, 8],
        30,
    );
    let above = vec![vec![], vec![0], vec![]];
    let shown = suppressed(&grid, (&above, &vec![vec![]; 3]), 5);
    assert_eq!(
        shown.cells,
        [
            [Withheld, Count(9), Count(0)],
            [Small, Count(9), Count(0)],
            [Count(6), Count(7), Count(8)]
        ]
    );
    assert_eq!(shown.row_totals, [Withheld, Withheld, Count(21)]);
    assert_eq!(shown.column_totals, [Withheld, Count(12), Count(8)]);
    assert_eq!(shown.total, Withheld);
}

#[test]
fn where_nothing_is_small_everything_is_shown() {
    let grid = grid(&[&[5, 0]], &[5], &[5, 0], 5);
    let shown = suppressed(&grid, (&vec![vec![]], &vec![vec![]; 2]), 5);
    assert_eq!(shown.cells, [[Shown::Count(5), Shown::Count(0)]]);
    assert_eq!(shown.total, Shown::Count(5));
}

/// Holds every table that `show` makes of four counts up to 4 against all others that look the same: of a withheld cell,
/// nothing but that it is small may follow from the rest.
fn assert_nothing_follows(smallest: u64, show: impl Fn([u64; 4]) -> (Grid<u64>, Grid<Shown>)) {
    let all = (0..5_u64.pow(4)).map(|it| [it % 5, it / 5 % 5, it / 25 % 5, it / 125]);
    let mut alike: BTreeMap<String, (Grid<Shown>, Vec<Vec<u64>>)> = BTreeMap::new();
    for counts in all {
        let (grid, shown) = show(counts);
        let look = format!("{shown:?}");
        let (_, found) = alike.entry(look).or_insert_with(|| (shown, Vec::new()));
        found.push(grid.cells.concat());
    }
    for (shown, found) in alike.values() {
        let cells = shown.cells.concat();
        let cells = cells.iter().enumerate();
        for (place, _) in cells.filter(|(_, it)| **it == Shown::Small) {
            let possible: BTreeSet<u64> = found.iter().map(|cells| cells[place]).collect();
            assert_eq!(possible, (1..smallest).collect(), "{shown:?}");
        }
    }
}

#[test]
fn no_withheld_count_follows_from_totals_that_are_sums() {
    for smallest in 2..4 {
        assert_nothing_follows(smallest, |[a, b, c, d]| {
            let totals = ([a + b, c + d], [a + c, b + d]);
            let grid = grid(&[&[a, b], &[c, d]], &totals.0, &totals.1, a + b + c + d);
            let shown = suppressed(&grid, (&vec![vec![]; 2], &vec![vec![]; 2]), smallest);
            (grid, shown)
        });
    }
}

#[test]
fn no_withheld_count_follows_from_the_code_above() {
    for smallest in 2..4 {
        // A theme with two codes that share no segment: its cells and those of the total are their sums.
        assert_nothing_follows(smallest, |[a, b, c, d]| {
            let theme = [a + c, b + d];
            let all = a + b + c + d;
            let grid = grid(
                &[&theme, &[a, b], &[c, d]],
                &[all, a + b, c + d],
                &theme,
                all,
            );
            let above = vec![vec![], vec![0], vec![0]];
            let shown = suppressed(&grid, (&above, &vec![vec![]; 2]), smallest);
            (grid, shown)
        });
    }
}
