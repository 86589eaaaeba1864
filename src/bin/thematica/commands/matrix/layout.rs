//! The cells as a table: wide, or one row each.

use thematica::analysis::frequency::Key;
use thematica::analysis::matrix::suppression::{Figure, Grid, Shown, suppressed};
use thematica::analysis::matrix::{Axis, Line, Lines};
use thematica::report::{Cell, Column, Kind, Table};

use super::super::called::title;
use super::cells::Cells;
use super::{Crossed, Share};

/// What stands where a figure is withheld because it contains one of too few people.
const WITHHELD: &str = "*";

/// Rows and columns.
pub fn wide(crossed: &Crossed<'_>) -> Table {
    let grid = crossed.shown();
    let mut columns = crossed.head(&crossed.rows);
    for (place, (key, _)) in crossed.matrix.columns.iter().enumerate() {
        let (name, heading) = crossed.heading(key);
        let heading = match crossed.share {
            Some(_) if crossed.eyes => format!("{heading}, %"),
            _ => heading,
        };
        let mut column = Column::count(name, heading);
        if let Some(share) = crossed.share {
            column.kind = crossed.kind_of_share();
            column.out_of = match grid.column_totals[place] {
                Shown::Count(count) if share == Share::Column => Some(count),
                _ => None,
            };
        }
        columns.push(column);
    }
    columns.push(match crossed.share {
        // Beside percentages a count has to be told from them.
        Some(_) => Column::count("total", format!("Total, {}", cells_in_words(crossed.cells))),
        None => Column::count("total", "Total"),
    });
    let mut table = Table::new(title(crossed.job), columns);
    for (place, line) in crossed.matrix.rows.iter().enumerate() {
        let mut row = crossed.names(&crossed.rows, &crossed.matrix.rows, line);
        let total = grid.row_totals[place];
        let cells = grid.cells[place].iter().zip(&grid.column_totals);
        let cells = cells.zip(crossed.matrix.columns.iter());
        row.extend(cells.map(|((cell, of_column), column)| {
            if crossed.is_silent(line, column) {
                return Cell::Empty;
            }
            match crossed.share {
                None => crossed.figure(*cell),
                Some(Share::Row) => crossed.share(*cell, total),
                Some(Share::Column) => crossed.share(*cell, *of_column),
                Some(Share::Total) => crossed.share(*cell, grid.total),
            }
        }));
        row.push(crossed.figure(total));
        table.push(row);
    }
    if crossed.total_row {
        table.push(total_row(crossed, &grid));
    }
    // Eyes read `<5` among numbers.
    if crossed.fewest.is_some() && !crossed.eyes {
        as_text(crossed, &mut table);
    }
    table
}

pub(super) fn cells_in_words(cells: Cells) -> &'static str {
    match cells {
        Cells::Participants => "people",
        other => other.as_str(),
    }
}

fn total_row(crossed: &Crossed<'_>, grid: &Grid<Shown>) -> Vec<Cell> {
    let mut row = crossed.names_of_total();
    row.extend(grid.column_totals.iter().map(|total| match crossed.share {
        None => crossed.figure(*total),
        // The total of a column is all of it.
        Some(Share::Column) => crossed.share(*total, *total),
        Some(Share::Row | Share::Total) => crossed.share(*total, grid.total),
    }));
    row.push(if crossed.cells == Cells::Presence {
        Cell::Empty
    } else {
        crossed.figure(grid.total)
    });
    row
}

/// A column in which a figure may be withheld holds text, so that it is one thing for programs.
fn as_text(crossed: &Crossed<'_>, table: &mut Table) {
    let names = crossed.head(&crossed.rows).len();
    for (at, column) in table.head.columns.iter_mut().enumerate().skip(names) {
        let decimals = match column.kind {
            Kind::Number { decimals } => decimals,
            _ => 0,
        };
        column.kind = Kind::Text;
        for row in &mut table.rows {
            let text = match &row[at] {
                Cell::Count(count) => count.to_string(),
                Cell::Number(number) => {
                    thematica::report::decimal(*number, decimals).unwrap_or_default()
                }
                _ => continue,
            };
            row[at] = Cell::text(text);
        }
    }
}

/// One row for each cell.
pub fn tidy(crossed: &Crossed<'_>) -> Table {
    let grid = crossed.shown();
    let cells = crossed.cells;
    let mut columns = crossed.head(&crossed.columns);
    columns.extend(crossed.head(&crossed.rows));
    let is_counted_out = cells
        .out_of(&crossed.matrix.spoken(Line::ALL, Line::ALL))
        .is_some();
    columns.push(if is_counted_out {
        Column::count_of(cells.as_str(), cells.as_str())
    } else {
        Column::count(cells.as_str(), cells.as_str())
    });
    if crossed.share.is_some() {
        let mut column = Column::count("share_percent", "Share (%)");
        column.kind = crossed.kind_of_share();
        columns.push(column);
        columns.push(Column::count("share_of", "Share of"));
    }
    if crossed.fewest.is_some() {
        columns.push(Column::text("withheld", "Withheld"));
    }
    let mut table = Table::new(title(crossed.job), columns);
    for (x, column) in crossed.matrix.columns.iter().enumerate() {
        for (y, row) in crossed.matrix.rows.iter().enumerate() {
            let mut line = crossed.names(&crossed.columns, &crossed.matrix.columns, column);
            line.extend(crossed.names(&crossed.rows, &crossed.matrix.rows, row));
            let shown = grid.cells[y][x];
            line.push(counted(crossed, shown, row, column));
            if let Some(share) = crossed.share {
                let of = match share {
                    Share::Row => grid.row_totals[y],
                    Share::Column => grid.column_totals[x],
                    Share::Total => grid.total,
                };
                let share = crossed.share(shown, of);
                line.push(if matches!(share, Cell::Number(_)) {
                    share
                } else {
                    Cell::Empty
                });
                line.push(match of {
                    Shown::Count(of) => Cell::Count(of),
                    Shown::Small | Shown::Withheld => Cell::Empty,
                });
            }
            if crossed.fewest.is_some() {
                line.push(match crossed.figure(shown) {
                    Cell::Text(withheld) => Cell::Text(withheld),
                    _ => Cell::Empty,
                });
            }
            table.push(line);
        }
    }
    table
}

fn counted(crossed: &Crossed<'_>, shown: Shown, row: (&Key, Line), column: (&Key, Line)) -> Cell {
    let Shown::Count(count) = shown else {
        return Cell::Empty;
    };
    if crossed.is_silent(row, column) {
        return Cell::Empty;
    }
    let out_of = crossed
        .cells
        .out_of(&crossed.matrix.spoken(row.1, column.1));
    out_of.map_or(Cell::Count(count), |of| Cell::Of { count, of })
}

impl Crossed<'_> {
    /// All figures, those of too few people withheld.
    fn shown(&self) -> Grid<Shown> {
        let rows = self.hidden_too(&self.rows, &self.matrix.rows);
        let columns = self.hidden_too(&self.columns, &self.matrix.columns);
        let of = |(row, is_row_own): (Line, bool), (column, is_column_own): (Line, bool)| {
            let content = if is_row_own || is_column_own {
                self.matrix.own(row, column)
            } else {
                self.matrix.content(row, column)
            };
            Figure {
                count: self.cells.of(&content.counts),
                people: content.fewest_people(),
            }
        };
        let all = (Line::ALL, false);
        let cells = rows
            .iter()
            .map(|row| columns.iter().map(|column| of(*row, *column)).collect());
        let mut grid = Grid {
            cells: cells.collect::<Vec<Vec<Figure>>>(),
            row_totals: rows.iter().map(|row| of(*row, all)).collect(),
            column_totals: columns.iter().map(|column| of(all, *column)).collect(),
            total: of(all, all),
        };
        if self.cells == Cells::Presence {
            // What is present anywhere is less than a reader asks; in how many places it is, is more.
            // How many people that is says nothing of a sum of cells, and nothing is withheld here.
            let sum = |figures: &mut dyn Iterator<Item = Figure>| Figure {
                count: figures.map(|it| it.count).sum(),
                people: 0,
            };
            let rows = grid.cells.iter();
            grid.row_totals = rows.map(|row| sum(&mut row.iter().copied())).collect();
            let column = |at: usize| sum(&mut grid.cells.iter().map(|row| row[at]));
            grid.column_totals = (0..columns.len()).map(column).collect();
        }
        let above = (
            self.above(&self.rows, &self.matrix.rows),
            self.above(&self.columns, &self.matrix.columns),
        );
        let mut shown = suppressed(&grid, (&above.0, &above.1), self.fewest.unwrap_or(0));
        let (rows, columns) = (self.matrix.rows.len(), self.matrix.columns.len());
        shown.cells.truncate(rows);
        shown.cells.iter_mut().for_each(|row| row.truncate(columns));
        shown.row_totals.truncate(rows);
        shown.column_totals.truncate(columns);
        shown
    }

    /// The lines of an axis and, where figures are to be withheld, behind them a hidden one for each code with others below
    /// it: what is coded with the code itself. It is the code less those below it, and follows from their figures.
    fn hidden_too(&self, axis: &Axis, lines: &Lines) -> Vec<(Line, bool)> {
        let all: Vec<Line> = lines.iter().map(|(_, line)| line).collect();
        let hidden = self.inner(axis, lines).into_iter();
        let hidden = hidden.map(|place| (all[place], true));
        let shown = all.iter().map(|line| (*line, false));
        shown.chain(hidden.collect::<Vec<_>>()).collect()
    }

    /// Whether any figure is withheld: every withheld total contains a withheld cell.
    pub(super) fn withholds(&self) -> bool {
        let grid = self.shown();
        let mut cells = grid.cells.iter().flatten();
        cells.any(|cell| !matches!(cell, Shown::Count(_)))
    }

    /// How many cells of too few people are where one person alone speaks, so that it is known whose they are.
    pub(super) fn given_away(&self) -> usize {
        let grid = self.shown();
        let rows = self.matrix.rows.iter().zip(&grid.cells);
        let is_one = |row: Line, column: Line| self.matrix.fewest_speakers(row, column) == 1;
        rows.map(|((_, row), cells)| {
            let columns = self.matrix.columns.iter().zip(cells);
            let small = columns.filter(|(_, cell)| **cell == Shown::Small);
            small
                .filter(|((_, column), _)| is_one(row, *column))
                .count()
        })
        .sum()
    }

    /// Whether nobody who counts speaks in a cell, so that a zero would tell of a silence that there was not.
    pub(super) fn is_silent(&self, (_, row): (&Key, Line), (_, column): (&Key, Line)) -> bool {
        self.matrix.spoken(row, column).transcripts == 0
    }

    fn figure(&self, shown: Shown) -> Cell {
        match shown {
            Shown::Count(count) => Cell::Count(count),
            Shown::Small => Cell::text(self.too_few()),
            Shown::Withheld => Cell::text(WITHHELD),
        }
    }

    /// What stands where too few people are behind a figure: where it does not count people, that has to be said.
    pub(super) fn too_few(&self) -> String {
        let fewest = self.fewest.unwrap_or_default();
        match self.cells {
            Cells::Participants => format!("<{fewest}"),
            _ => format!("<{fewest}\u{A0}people"),
        }
    }

    /// A percentage; of nothing there is none, and of what is withheld it would tell.
    #[expect(
        clippy::unused_self,
        reason = "it stands beside the other figures of a cell"
    )]
    fn share(&self, shown: Shown, of: Shown) -> Cell {
        match (shown, of) {
            (Shown::Count(_), Shown::Count(0)) => Cell::Empty,
            (Shown::Count(count), Shown::Count(of)) => {
                Cell::Number(count as f64 * 100.0 / of as f64)
            }
            _ => Cell::text(WITHHELD),
        }
    }

    fn kind_of_share(&self) -> Kind {
        Kind::Number {
            decimals: if self.eyes { 1 } else { 4 },
        }
    }
}
