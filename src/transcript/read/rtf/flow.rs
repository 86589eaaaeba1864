//! The text of an RTF file as it grows: paragraphs, and rows of cells.

use super::super::document::{Block, Document, Paragraph};

/// What the file holds so far.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The blocks that are finished.
    pub document: Document,
    /// How many paragraphs there were, those in tables included.
    pub paragraphs: u32,
    paragraph: Paragraph,
    /// Paragraphs that wait until the text box in them is closed.
    waiting: Vec<Paragraph>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    /// The paragraphs of a cell that is not closed.
    cell: Option<String>,
    /// The number of the table's first paragraph.
    table: u32,
}

impl Flow {
    /// Adds words to the open paragraph.
    pub fn push(&mut self, text: &str, bold: bool) {
        let Paragraph {
            text: whole,
            bold: ranges,
            ..
        } = &mut self.paragraph;
        let start = whole.len();
        whole.push_str(text);
        if bold {
            match ranges.last_mut() {
                Some(last) if last.1 == start => last.1 = whole.len(),
                _ => ranges.push((start, whole.len())),
            }
        }
    }

    /// Whether the open paragraph has nothing in it.
    pub fn is_blank(&self) -> bool {
        self.paragraph.text.is_empty()
    }

    /// Ends a paragraph outside of tables.
    pub fn end_paragraph(&mut self, heading: bool) {
        self.end_table();
        let paragraph = self.take();
        self.document.blocks.push(Block::Paragraph(Paragraph {
            heading,
            ..paragraph
        }));
    }

    /// Ends a paragraph of a cell.
    pub fn end_cell_paragraph(&mut self) {
        let paragraph = self.take();
        match &mut self.cell {
            Some(cell) => {
                cell.push('\n');
                cell.push_str(&paragraph.text);
            }
            None => self.cell = Some(paragraph.text),
        }
    }

    /// Ends a cell.
    pub fn end_cell(&mut self) {
        self.end_cell_paragraph();
        let cell = self.cell.take().unwrap_or_default();
        self.row.push(cell);
    }

    /// Ends a row.
    pub fn end_row(&mut self) {
        if self.cell.is_some() {
            self.end_cell();
        }
        if !self.row.is_empty() {
            self.rows.push(std::mem::take(&mut self.row));
        }
    }

    /// Opens a text box inside of the open paragraph.
    pub fn open_box(&mut self) {
        self.waiting.push(std::mem::take(&mut self.paragraph));
    }

    /// Closes it.
    pub fn close_box(&mut self) {
        if !self.is_blank() {
            self.end_paragraph(false);
        }
        self.paragraph = self.waiting.pop().unwrap_or_default();
    }

    /// Ends what is open at the end of the file.
    pub fn end(&mut self, heading: bool) {
        while !self.waiting.is_empty() {
            self.close_box();
        }
        if !self.row.is_empty() || self.cell.is_some() {
            if !self.is_blank() || self.cell.is_some() {
                self.end_cell();
            }
            self.end_row();
        }
        if self.is_blank() {
            self.end_table();
        } else {
            self.end_paragraph(heading);
        }
    }

    fn take(&mut self) -> Paragraph {
        self.paragraphs += 1;
        if self.rows.is_empty() && self.row.is_empty() && self.cell.is_none() {
            self.table = self.paragraphs;
        }
        let number = self.paragraphs;
        Paragraph {
            number,
            ..std::mem::take(&mut self.paragraph)
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        if !self.rows.is_empty() {
            let rows = std::mem::take(&mut self.rows);
            self.document.blocks.push(Block::Table {
                rows,
                number: self.table,
            });
        }
    }
}
