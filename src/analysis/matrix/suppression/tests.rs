use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Counts of people, each of whom is behind a count of one.
fn people(cells: &[&[u64]], row_totals: &[u64], column_totals: &[u64], total: u64) -> Grid<Figure> {
    let one = |count: &u64| Figure {
        count: *count,
        people: *count,
    };
    let line = |line: &[u64]| line.iter().map(one).collect::<Vec<Figure>>();
    Grid {
        cells: cells.iter().map(|it| line(it)).collect(),
        row_totals: line(row_totals),
        column_totals: line(column_totals),
        total: one(&total),
    }
}

impl std::ops::Add for Figure {
    type Output = Self;

    /// Of different people.
    fn add(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            people: self.people + other.people,
        }
    }
}

#[test]
fn what_contains_a_small_count_is_withheld_too() {
    use Shown::{Count, Small, Withheld};
    // A theme, its code, and another theme.
    let grid = people(
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
    let grid = people(&[&[5, 0]], &[5], &[5, 0], 5);
    let shown = suppressed(&grid, (&vec![vec![]], &vec![vec![]; 2]), 5);
    assert_eq!(shown.cells, [[Shown::Count(5), Shown::Count(0)]]);
    assert_eq!(shown.total, Shown::Count(5));
}

#[test]
fn what_few_people_say_often_is_withheld_and_what_many_say_seldom_is_shown() {
    let figure = |count, people| Figure { count, people };
    let grid = Grid {
        // 40 segments of one person, 3 transcripts of 12, words of a label that is nobody's, nothing.
        cells: vec![vec![
            figure(40, 1),
            figure(3, 12),
            figure(7, 0),
            figure(0, 0),
        ]],
        row_totals: vec![figure(50, 13)],
        column_totals: vec![figure(40, 1), figure(3, 12), figure(7, 0), figure(0, 0)],
        total: figure(50, 13),
    };
    let none = (&vec![vec![]], &vec![vec![]; 4]);
    let shown = suppressed(&grid, none, 5);
    assert_eq!(
        shown.cells,
        [[Shown::Small, Shown::Count(3), Shown::Small, Shown::Count(0)]]
    );
    assert_eq!(shown.row_totals, [Shown::Withheld]);
    assert_eq!(shown.column_totals[1], Shown::Count(3));
    let all = suppressed(&grid, none, 0);
    assert!(all.cells[0].iter().all(|it| matches!(it, Shown::Count(_))));
}

/// What a cell may be: up to 3 people, with up to 3 segments of theirs in all, of whom each has one at least.
fn possible() -> Vec<Figure> {
    let all = (0..4).flat_map(|people| (people..4).map(move |count| Figure { count, people }));
    all.filter(|it| (it.count == 0) == (it.people == 0))
        .collect()
}

/// Holds every table that `show` makes of four figures against all others that look the same in the first `seen` rows: of a
/// withheld cell, nothing but that few people are behind it may follow from the rest, neither how many nor how often they say
/// it; of one in a row that is not shown, not even that.
fn assert_nothing_follows(
    fewest: u64,
    seen: usize,
    show: impl Fn([Figure; 4]) -> (Grid<Figure>, Grid<Shown>),
) {
    let one = possible();
    let size = one.len();
    let all = (0..size.pow(4)).map(|it| {
        let at = |power: u32| one[it / size.pow(power) % size];
        [at(0), at(1), at(2), at(3)]
    });
    let mut alike: BTreeMap<String, (BTreeSet<usize>, Vec<Vec<Figure>>)> = BTreeMap::new();
    let mut cells_seen = 0;
    for figures in all {
        let (grid, mut shown) = show(figures);
        let cells = shown.cells.concat().into_iter().enumerate();
        let small: Vec<usize> = cells
            .filter(|(_, it)| *it == Shown::Small)
            .map(|(place, _)| place)
            .collect();
        shown.cells.truncate(seen);
        shown.row_totals.truncate(seen);
        cells_seen = shown.cells.concat().len();
        let (places, found) = alike.entry(format!("{shown:?}")).or_default();
        places.extend(small);
        found.push(grid.cells.concat());
    }
    let pair = |it: &Figure| (it.people, it.count);
    let few = one.iter().filter(|it| (1..fewest).contains(&it.people));
    let few: BTreeSet<(u64, u64)> = few.map(pair).collect();
    assert!(few.len() > 1, "there is something to guess");
    for (look, (places, found)) in &alike {
        for &place in places {
            let possible: BTreeSet<_> = found.iter().map(|cells| pair(&cells[place])).collect();
            // A code above has what its codes have, and so may have more than they may.
            assert!(possible.is_superset(&few), "{look}: {possible:?}");
            let is_small = |it: &(u64, u64)| (1..fewest).contains(&it.0);
            assert!(place >= cells_seen || possible.iter().all(is_small));
        }
    }
}

#[test]
fn no_withheld_figure_follows_from_totals_that_are_sums() {
    for fewest in 2..4 {
        assert_nothing_follows(fewest, 2, |[a, b, c, d]| {
            let grid = Grid {
                cells: vec![vec![a, b], vec![c, d]],
                row_totals: vec![a + b, c + d],
                column_totals: vec![a + c, b + d],
                total: a + b + c + d,
            };
            let shown = suppressed(&grid, (&vec![vec![]; 2], &vec![vec![]; 2]), fewest);
            (grid, shown)
        });
    }
}

#[test]
fn no_withheld_figure_follows_from_the_code_above() {
    for fewest in 2..4 {
        // A theme with two codes that share no segment: its cells and those of the total are their sums.
        assert_nothing_follows(fewest, 3, |[a, b, c, d]| {
            let theme = vec![a + c, b + d];
            let all = a + b + c + d;
            let grid = Grid {
                cells: vec![theme.clone(), vec![a, b], vec![c, d]],
                row_totals: vec![all, a + b, c + d],
                column_totals: theme,
                total: all,
            };
            let above = vec![vec![], vec![0], vec![0]];
            let shown = suppressed(&grid, (&above, &vec![vec![]; 2]), fewest);
            (grid, shown)
        });
    }
}

#[test]
fn what_a_theme_has_more_than_its_code_does_not_follow_from_the_two() {
    for fewest in 2..4 {
        // A theme that is laid itself, with one code; what is laid on the theme itself is in the last row and is not shown.
        assert_nothing_follows(fewest, 2, |[a, b, c, d]| {
            let theme = vec![a + c, b + d];
            let all = a + b + c + d;
            let grid = Grid {
                cells: vec![theme.clone(), vec![a, b], vec![c, d]],
                row_totals: vec![all, a + b, c + d],
                column_totals: theme,
                total: all,
            };
            let above = vec![vec![], vec![0], vec![0]];
            let shown = suppressed(&grid, (&above, &vec![vec![]; 2]), fewest);
            (grid, shown)
        });
    }
}
