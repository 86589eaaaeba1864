//! The sheets of an `OpenDocument` workbook.
//!
//! Cells and rows are written once where many are alike; that is written out here within the limits of a workbook.

use quick_xml::events::BytesStart;

use super::sheet::{Budget, Fault, Grid, Sheet};
use super::{Book, OPEN_DOCUMENT, times};
use crate::transcript::read::document::leave_out;
use crate::transcript::read::extract::{Flaw, Warning};
use crate::transcript::read::odt::skipped::{self, Skipped};
use crate::transcript::read::odt::space;
use crate::transcript::read::xml::{self, Visitor};

/// No sheet has more rows, nor more columns.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// Reads all sheets that have cells.
pub(super) fn read(xml: &str) -> Result<Book, Fault> {
    let mut walk = Walk::default();
    let broken = xml::walk(xml, &mut walk);
    walk.close_sheet();
    if let Some(fault) = walk.fault {
        return Err(fault);
    }
    if let Some(broken) = broken {
        if walk.book.sheets.is_empty() {
            return Err(Fault::Broken(OPEN_DOCUMENT));
        }
        walk.book.warnings.push(Warning {
            flaw: Flaw::DamagedDocument,
            number: 0,
            message: format!(
                "the workbook is damaged at byte {} ({}); only what stands before that is read",
                broken.byte, broken.reason
            ),
            help: "open it in LibreOffice or Excel and save it again".to_owned(),
        });
    } else if !walk.found {
        return Err(Fault::NoSheets(OPEN_DOCUMENT));
    }
    Ok(walk.book)
}

#[derive(Default)]
struct Walk {
    /// The style that is being read, and those of sheets that nobody sees.
    style: String,
    unseen: Vec<String>,
    book: Book,
    budget: Budget,
    /// What ends the reading: the rest is passed over.
    fault: Option<Fault>,
    /// Whether there is a workbook at all.
    found: bool,
    inside: bool,
    sheet: Option<Open>,
    skipped: Option<Skipped>,
}

/// An open sheet.
#[derive(Default)]
struct Open {
    name: String,
    hidden: bool,
    grid: Grid,
    row: u32,
    column: u32,
    /// The filled cells of the open row.
    cells: Vec<(u32, String)>,
    /// How many rows the open row stands for.
    rows: u32,
    cell: Option<Cell>,
    /// Tables inside of a cell are part of its text.
    inner: usize,
}

/// An open cell.
#[derive(Default)]
struct Cell {
    text: String,
    /// What it is, where its text is only a way to show that.
    value: Option<String>,
    /// How many columns it stands for.
    columns: u32,
    in_paragraph: bool,
    after_space: bool,
}

impl Visitor for Walk {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.name();
        let name = name.as_ref();
        if let Some(skipped) = &mut self.skipped {
            skipped.start(name);
            return;
        }
        if name == "office:spreadsheet" {
            self.found = true;
            self.inside = true;
        }
        if !self.inside {
            self.style(name, tag);
        }
        if !self.inside || self.fault.is_some() {
            return;
        }
        if let Some(what) = what(name, tag) {
            self.skipped = Some(Skipped::new(what));
            return;
        }
        let Some(sheet) = &mut self.sheet else {
            if name == "table:table" {
                let name = xml::attribute(tag, "table:name").unwrap_or_default();
                let style = xml::attribute(tag, "table:style-name");
                self.sheet = Some(Open {
                    hidden: style.is_some_and(|style| self.unseen.iter().any(|it| *it == style)),
                    name: crate::transcript::read::entities::decoded(&name).into_owned(),
                    ..Open::default()
                });
            }
            return;
        };
        sheet.start(name, tag);
    }

    fn end(&mut self, name: &str) {
        if let Some(skipped) = &mut self.skipped {
            if skipped.end() {
                self.leave_out();
            }
            return;
        }
        if name == "office:spreadsheet" {
            self.inside = false;
        }
        let Some(sheet) = self.sheet.as_mut().filter(|_| self.fault.is_none()) else {
            return;
        };
        match name {
            "table:table" if sheet.inner == 0 => self.close_sheet(),
            "table:table" => sheet.inner -= 1,
            "table:table-row" if sheet.inner == 0 => {
                let closed = sheet.close_row(&mut self.budget);
                self.fault = closed.err();
            }
            "table:table-cell" | "table:covered-table-cell" if sheet.inner == 0 => {
                let closed = sheet.close_cell(&mut self.budget);
                self.fault = closed.err();
            }
            "text:p" => {
                if let Some(cell) = &mut sheet.cell {
                    cell.in_paragraph = false;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(skipped) = &mut self.skipped {
            skipped.text(text);
            return;
        }
        let cell = self.sheet.as_mut().and_then(|sheet| sheet.cell.as_mut());
        if let Some(cell) = cell.filter(|cell| cell.in_paragraph) {
            let text = space::collapsed(text, &mut cell.after_space);
            cell.text.push_str(&text);
        }
    }
}

/// What an element is, if it is left out.
fn what(name: &str, tag: &BytesStart) -> Option<&'static str> {
    match name {
        // It holds the cells as they were.
        "table:tracked-changes" => Some("changes of cells"),
        "table:shapes" | "draw:frame" | "draw:custom-shape" => Some("shapes on the sheets"),
        _ => skipped::what(name, tag),
    }
}

impl Walk {
    /// Learns from the styles which sheets are hidden.
    fn style(&mut self, name: &str, tag: &BytesStart) {
        match name {
            "style:style" => {
                let name = xml::attribute(tag, "style:name").unwrap_or_default();
                self.style = name.into_owned();
            }
            "style:table-properties"
                if xml::attribute(tag, "table:display").as_deref() == Some("false") =>
            {
                self.unseen.push(std::mem::take(&mut self.style));
            }
            _ => {}
        }
    }

    fn leave_out(&mut self) {
        let Some(skipped) = self.skipped.take() else {
            return;
        };
        let text = skipped.example();
        if !text.is_empty() {
            leave_out(&mut self.book.left_out, skipped.what, None, &text);
        }
    }

    fn close_sheet(&mut self) {
        let Some(mut sheet) = self.sheet.take().filter(|_| self.fault.is_none()) else {
            return;
        };
        // Where the XML breaks off, a row is open.
        let rows = sheet
            .close_cell(&mut self.budget)
            .and_then(|()| sheet.close_row(&mut self.budget))
            .and_then(|()| sheet.grid.rows(&mut self.budget));
        match rows {
            Ok(rows) if rows.is_empty() => {}
            Ok(rows) => self.book.sheets.push(Sheet {
                name: sheet.name,
                hidden: sheet.hidden,
                rows,
            }),
            Err(fault) => self.fault = Some(fault),
        }
    }
}

impl Open {
    fn start(&mut self, name: &str, tag: &BytesStart) {
        match name {
            "table:table" => self.inner += 1,
            "table:table-row" if self.inner == 0 => {
                self.column = 0;
                self.rows = number(tag, "table:number-rows-repeated");
            }
            "table:table-cell" | "table:covered-table-cell" if self.inner == 0 => {
                self.cell = Some(Cell::new(tag));
            }
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.start(name, tag);
                }
            }
        }
    }

    fn close_cell(&mut self, budget: &mut Budget) -> Result<(), Fault> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let text = cell.value.unwrap_or(cell.text);
        if !text.trim().is_empty() {
            let last = self.column.saturating_add(cell.columns).min(MOST_COLUMNS);
            for column in self.column..last {
                budget.spend(1, text.len())?;
                self.cells.push((column, text.clone()));
            }
        }
        self.column = self.column.saturating_add(cell.columns);
        Ok(())
    }

    fn close_row(&mut self, budget: &mut Budget) -> Result<(), Fault> {
        let last = self.row.saturating_add(self.rows).min(MOST_ROWS);
        if !self.cells.is_empty() {
            for row in self.row..last {
                for (column, text) in &self.cells {
                    self.grid.put((row, *column), text, budget)?;
                }
            }
        }
        self.cells.clear();
        self.row = last;
        self.rows = 0;
        Ok(())
    }
}

impl Cell {
    fn new(tag: &BytesStart) -> Self {
        let kind = xml::attribute(tag, "office:value-type");
        let value = match kind.as_deref() {
            Some("time") => xml::attribute(tag, "office:time-value")
                .and_then(|value| times::of_duration(&value)),
            // It may be shown rounded, and with a comma.
            Some("float") => xml::attribute(tag, "office:value").map(std::borrow::Cow::into_owned),
            _ => None,
        };
        Self {
            value,
            columns: number(tag, "table:number-columns-repeated"),
            ..Self::default()
        }
    }

    fn start(&mut self, name: &str, tag: &BytesStart) {
        match name {
            "text:p" => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.in_paragraph = true;
                self.after_space = true;
            }
            "text:s" => {
                let count = number(tag, "text:c").min(64);
                self.text.extend(std::iter::repeat_n(' ', count as usize));
            }
            "text:tab" => self.text.push('\t'),
            "text:line-break" => self.text.push('\n'),
            _ => {}
        }
    }
}

/// A number of times; 1 where none is written.
fn number(tag: &BytesStart, name: &str) -> u32 {
    let number = xml::attribute(tag, name).and_then(|number| number.parse().ok());
    number.unwrap_or(1)
}
