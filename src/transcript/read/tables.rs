//! The tables that are open while a document is walked through.
//!
//! A table in a cell is part of that cell's text. Tables far inside of others are read as text of the cell around them.

use super::document::{Block, Paragraph};

/// Tables deeper than this are read as paragraphs of the cell around them.
const DEEPEST: usize = 16;

/// An empty cell stands for no more than this: it only keeps the columns apart.
const MOST_EMPTY: usize = 64;

/// Cells that stand for many are written out until there are so many of them in a document.
const MOST_REPEATED: usize = 100_000;

/// The open tables, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Table>,
    /// Tables that were opened beyond the deepest.
    deeper: usize,
    /// How many cells were written out because others stand for them.
    repeated: usize,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<String>>,
    number: u32,
    in_cell: bool,
}

impl Tables {
    /// Opens a table; `number` is that of its first paragraph.
    pub fn open(&mut self, number: u32) {
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        self.open.push(Table {
            number,
            ..Table::default()
        });
    }

    /// Opens a row.
    pub fn row(&mut self) {
        if let Some(table) = self.innermost() {
            table.rows.push(Vec::new());
        }
    }

    /// Opens a cell.
    pub fn cell(&mut self) {
        if let Some(table) = self.innermost() {
            table.in_cell = true;
            if let Some(row) = table.rows.last_mut() {
                row.push(String::new());
            }
        }
    }

    /// Closes a cell that stands for `times` cells. Gives back how many cells with text were not written out.
    pub fn end_cell(&mut self, times: usize) -> usize {
        let left = MOST_REPEATED - self.repeated;
        let Some(table) = self.innermost() else {
            return 0;
        };
        table.in_cell = false;
        let Some(row) = table.rows.last_mut() else {
            return 0;
        };
        let Some(cell) = row.last().filter(|_| times > 1).cloned() else {
            return 0;
        };
        let wanted = if cell.is_empty() {
            (times - 1).min(MOST_EMPTY)
        } else {
            times - 1
        };
        let more = cost(wanted, cell.len(), left);
        row.extend(std::iter::repeat_n(cell, more.count));
        self.repeated += more.cost;
        wanted - more.count
    }

    /// Closes a row that stands for `times` rows. Gives back how many cells with text were not written out.
    pub fn end_row(&mut self, times: usize) -> usize {
        let left = MOST_REPEATED - self.repeated;
        let Some(table) = self.innermost() else {
            return 0;
        };
        let Some(row) = table.rows.last().filter(|_| times > 1).cloned() else {
            return 0;
        };
        if row.iter().all(String::is_empty) {
            return 0;
        }
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        let bytes = row.iter().map(|cell| cell.len() + 1).sum();
        let more = cost(times - 1, bytes, left);
        table.rows.extend(std::iter::repeat_n(row, more.count));
        self.repeated += more.cost;
        (times - 1 - more.count).saturating_mul(filled)
    }

    /// Closes a table and gives it back, if it stands in no other.
    pub fn close(&mut self) -> Option<Block> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return None;
        }
        let Table { rows, number, .. } = self.open.pop()?;
        let Some(cell) = self.open_cell() else {
            return Some(Block::Table { rows, number });
        };
        for inner in rows.iter().flatten().filter(|inner| !inner.is_empty()) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(inner);
        }
        None
    }

    /// Puts a paragraph into the open cell, or gives it back.
    pub fn put(&mut self, paragraph: Paragraph) -> Option<Paragraph> {
        let Some(cell) = self.open_cell() else {
            return Some(paragraph);
        };
        if !cell.is_empty() && !paragraph.text.is_empty() {
            cell.push('\n');
        }
        cell.push_str(&paragraph.text);
        None
    }

    /// Whether no table is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Closes what broken XML left open, and gives back the outermost table.
    pub fn end(&mut self) -> Option<Block> {
        self.deeper = 0;
        let mut outermost = None;
        while !self.is_empty() {
            outermost = self.close();
        }
        outermost
    }

    fn innermost(&mut self) -> Option<&mut Table> {
        self.open.last_mut().filter(|_| self.deeper == 0)
    }

    fn open_cell(&mut self) -> Option<&mut String> {
        let table = self.open.last_mut().filter(|table| table.in_cell)?;
        table.rows.last_mut()?.last_mut()
    }
}

/// How often something is written out again.
struct Repeats {
    count: usize,
    cost: usize,
}

/// How often `bytes` are written out again when that is to be `times`, each byte and each time costing one of what is
/// left.
fn cost(times: usize, bytes: usize, left: usize) -> Repeats {
    let each = bytes + 1;
    let count = times.min(left / each);
    Repeats {
        count,
        cost: count * each,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Paragraph {
        Paragraph {
            text: text.to_owned(),
            ..Paragraph::default()
        }
    }

    #[test]
    fn repeated_cells_and_rows_are_written_out_until_there_are_too_many() {
        let mut tables = Tables::default();
        tables.open(1);
        tables.row();
        tables.cell();
        assert_eq!(tables.put(text("ab")), None);
        assert_eq!(tables.end_cell(3), 0);
        assert_eq!(tables.end_row(2), 0);
        tables.row();
        tables.cell();
        assert_eq!(tables.end_cell(usize::MAX), 0);
        tables.row();
        tables.cell();
        assert_eq!(tables.put(text("x")), None);
        assert!(tables.end_cell(1_000_000) > 900_000);
        tables.row();
        for cell in ["a", "", "b"] {
            tables.cell();
            tables.put(text(cell));
            tables.end_cell(1);
        }
        assert!(tables.end_row(1_000_000) > 1_900_000, "cells, not rows");
        let Some(Block::Table { rows, .. }) = tables.close() else {
            panic!("it is the outermost");
        };
        assert_eq!(rows[1], ["ab", "ab", "ab"]);
        assert!(rows.iter().map(Vec::len).sum::<usize>() <= MOST_REPEATED + 10);
    }
}
