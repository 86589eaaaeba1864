//! Codes by codes: the square tables of `cooccur` and `sequence`.

use thematica::codebook::{CodeIndex, Codebook};
use thematica::report::{Cell, Column, Table};

use super::themes::named;

/// What all squares of a command have in common.
pub struct Square<'a> {
    pub codebook: &'a Codebook,
    pub codes: &'a [CodeIndex],
    pub title: &'a str,
    /// Whose each square is.
    pub names: &'a [String],
    /// Whether it is said whose a square is.
    pub says_who: bool,
    /// Whether each coder has a table, where the format holds several; else there is one for all, with a column that says whose.
    pub apart: bool,
    pub eyes: bool,
    /// What eyes read above the codes of the rows.
    pub heading: &'a str,
    /// What is counted of each row's code.
    pub of_row: Column,
}

impl Square<'_> {
    /// One table for each coder where the format holds several, else one for all. `column` makes the column of a code from its
    /// id and its heading; `of_row` and `cell` say what stands in it, by places in the list of codes.
    pub fn tables<T>(
        &self,
        tallies: &[T],
        column: impl Fn(&str, String) -> Column,
        of_row: impl Fn(&T, usize) -> u64,
        cell: impl Fn(&T, usize, usize) -> Cell,
    ) -> Vec<Table> {
        let fill = |table: &mut Table, name: &str, tally: &T| {
            for row in 0..self.codes.len() {
                let mut line = self.head_of_row(name, row);
                line.push(Cell::Count(of_row(tally, row)));
                line.extend((0..self.codes.len()).map(|column| cell(tally, row, column)));
                table.push(line);
            }
        };
        let columns = || self.columns(&column);
        let tallies = self.names.iter().zip(tallies);
        if !self.apart {
            let mut table = Table::new(self.title, columns());
            for (name, tally) in tallies {
                fill(&mut table, name, tally);
            }
            return vec![table];
        }
        let table = |(name, tally): (&String, &T)| {
            let title = if self.says_who {
                format!("{}: {name}", self.title)
            } else {
                self.title.to_owned()
            };
            let mut table = Table::new(title, columns());
            table.head.sheet = self.says_who.then(|| name.clone());
            fill(&mut table, name, tally);
            table
        };
        tallies.map(table).collect()
    }

    fn columns(&self, column: &impl Fn(&str, String) -> Column) -> Vec<Column> {
        let mut columns = Vec::new();
        if self.eyes {
            columns.push(Column::text("code", self.heading));
        } else {
            if self.says_who && !self.apart {
                columns.push(Column::text("coder", "Coder"));
            }
            columns.extend(["code", "path", "label", "theme"].map(|name| Column::text(name, name)));
            columns.push(Column::count("depth", "depth"));
        }
        columns.push(self.of_row.clone());
        // Labels over two dozen columns leave no room for what stands below them: there are numbers.
        let codes = (1..).zip(self.codes);
        columns.extend(codes.map(|(number, code)| {
            let id = &self.codebook.code(*code).id;
            column(id, number.to_string())
        }));
        columns
    }

    /// The cells that say whose a row is and which code's.
    fn head_of_row(&self, name: &str, row: usize) -> Vec<Cell> {
        let mut line = Vec::new();
        if self.says_who && !self.apart {
            line.push(Cell::text(name));
        }
        let code = self.codebook.code(self.codes[row]);
        let mut names = named(self.codebook, code, self.eyes);
        if let (true, Some(Cell::Text(label))) = (self.eyes, names.first_mut()) {
            *label = format!("{}\u{A0}\u{A0}{label}", row + 1);
        }
        line.extend(names);
        line
    }
}
