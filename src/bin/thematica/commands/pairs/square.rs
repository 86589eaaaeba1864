//! Codes by codes: the square tables of `cooccur` and `sequence`.

use thematica::report::{Cell, Column, Table};

use super::super::called::named;
use super::Frame;

/// What all squares of a command have in common.
pub struct Square<'a> {
    pub frame: &'a Frame<'a>,
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
            for row in 0..self.frame.codes.len() {
                let mut line = self.head_of_row(name, row);
                line.push(Cell::Count(of_row(tally, row)));
                line.extend((0..self.frame.codes.len()).map(|column| cell(tally, row, column)));
                table.push(line);
            }
        };
        let columns = || self.columns(&column);
        let tallies = self.frame.names.iter().zip(tallies);
        if !self.frame.apart() {
            let mut table = Table::new(&self.frame.title, columns());
            for (name, tally) in tallies {
                fill(&mut table, name, tally);
            }
            return vec![table];
        }
        let table = |(name, tally): (&String, &T)| {
            let title = if self.frame.says_who {
                format!("{}: {name}", self.frame.title)
            } else {
                self.frame.title.clone()
            };
            let mut table = Table::new(title, columns());
            table.head.sheet = self.frame.says_who.then(|| name.clone());
            fill(&mut table, name, tally);
            table
        };
        tallies.map(table).collect()
    }

    fn columns(&self, column: &impl Fn(&str, String) -> Column) -> Vec<Column> {
        let mut columns = Vec::new();
        if self.frame.eyes() {
            columns.push(Column::text("code", self.heading));
        } else {
            if self.frame.says_who && !self.frame.apart() {
                columns.push(Column::text("coder", "Coder"));
            }
            columns.extend(["code", "path", "label", "theme"].map(|name| Column::text(name, name)));
            columns.push(Column::count("depth", "depth"));
        }
        columns.push(self.of_row.clone());
        // Labels over two dozen columns leave no room for what stands below them: there are numbers.
        let codes = (1..).zip(&self.frame.codes);
        columns.extend(codes.map(|(number, code)| {
            let id = &self.frame.codebook.code(*code).id;
            column(id, number.to_string())
        }));
        columns
    }

    /// The cells that say whose a row is and which code's.
    fn head_of_row(&self, name: &str, row: usize) -> Vec<Cell> {
        let mut line = Vec::new();
        if self.frame.says_who && !self.frame.apart() {
            line.push(Cell::text(name));
        }
        let code = self.frame.codebook.code(self.frame.codes[row]);
        let mut names = named(self.frame.codebook, code, self.frame.eyes());
        if let (true, Some(Cell::Text(label))) = (self.frame.eyes(), names.first_mut()) {
            *label = format!("{}\u{A0}\u{A0}{label}", row + 1);
        }
        line.extend(names);
        line
    }
}
