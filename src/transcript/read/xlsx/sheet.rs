//! Sheets as rows of cells, and how much of that there may be.

use std::collections::BTreeMap;

use crate::transcript::read::archive::Kind;
use crate::transcript::read::columns::Cells;

/// The sheets of a workbook have fewer cells than this together, the empty ones before a filled one included.
pub(super) const MOST_CELLS: usize = 1_000_000;

/// The text of the cells of a workbook is shorter than this; many cells may refer to one text.
pub(super) const MOST_MIB: u64 = 256;

/// Why a workbook cannot be read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// It is damaged or no workbook.
    Broken(Kind),
    /// It holds no sheets.
    NoSheets(Kind),
    /// It has more than [`MOST_CELLS`].
    TooManyCells,
    /// It has more than [`MOST_MIB`].
    TooMuchText,
}

/// A sheet that has cells.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether people do not see it.
    pub hidden: bool,
    /// The rows that have cells.
    pub rows: Vec<Row>,
}

/// A row that has cells.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// Its cells up to the last that is filled.
    pub cells: Vec<String>,
}

impl Cells for Row {
    fn count(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, at: usize) -> Option<&str> {
        self.cells.cell(at)
    }
}

impl Row {
    /// The cells that are filled.
    pub fn joined(&self) -> Vec<String> {
        let filled = self.cells.iter().filter(|cell| !cell.is_empty());
        filled.cloned().collect()
    }
}

/// What of the limits is left.
pub(super) struct Budget {
    cells: usize,
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            cells: MOST_CELLS,
            bytes: MOST_MIB << 20,
        }
    }
}

impl Budget {
    /// Takes cells and bytes of text from it.
    pub fn spend(&mut self, cells: usize, bytes: usize) -> Result<(), Fault> {
        let left = self.cells.checked_sub(cells);
        self.cells = left.ok_or(Fault::TooManyCells)?;
        let left = self.bytes.checked_sub(bytes as u64);
        self.bytes = left.ok_or(Fault::TooMuchText)?;
        Ok(())
    }
}

/// A sheet as it is read: a sheet with two cells may have a billion between them.
#[derive(Default)]
pub(super) struct Grid(BTreeMap<(u32, u32), String>);

impl Grid {
    /// Fills a cell; row and column count from 0. Blank text fills nothing.
    pub fn put(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        let text = text.trim();
        budget.spend(1, text.len())?;
        if text.is_empty() {
            return Ok(());
        }
        // Excel writes the carriage returns of other programs so.
        let text = text.replace("_x000D_", "").replace("\r\n", "\n");
        self.0.insert((row, column), text.replace('\r', "\n"));
        Ok(())
    }

    /// The rows that have cells.
    pub fn rows(self, budget: &mut Budget) -> Result<Vec<Row>, Fault> {
        let mut rows: Vec<Row> = Vec::new();
        for ((row, column), text) in self.0 {
            let number = row.saturating_add(1);
            if rows.last().is_none_or(|last| last.number != number) {
                rows.push(Row {
                    number,
                    cells: Vec::new(),
                });
            }
            let cells = &mut rows.last_mut().expect("it was just added").cells;
            budget.spend(column as usize - cells.len(), 0)?;
            cells.resize(column as usize, String::new());
            cells.push(text);
        }
        Ok(rows)
    }
}
