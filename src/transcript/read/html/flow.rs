//! The text of a page as it grows: paragraphs, and tables of cells.

use super::super::document::{Block, Document, Paragraph};
use super::elements::{Inherited, Role, Spot};
use super::paged::{self, Mark};

/// What the page holds so far.
#[derive(Debug, Default)]
pub(super) struct Flow {
    document: Document,
    /// On which page and where on it the blocks of the document stand, if they do.
    marks: Vec<Mark>,
    page: u32,
    /// Whether the lines of its pages are as they were on paper.
    lined: bool,
    numbers: u32,
    paragraph: Paragraph,
    /// Whether white space came after what is in the paragraph.
    space: bool,
    spot: Option<Spot>,
    /// Where in the paragraph the name of who is quoted ends, when it begins with that.
    cite: usize,
    role: Option<Role>,
    /// What the open paragraph is counted as when it is a note.
    note: Option<&'static str>,
    /// A paragraph that holds a label and waits for its words.
    label: Option<(Paragraph, Role)>,
    tables: Vec<Table>,
}

/// A table deeper than this is read as part of the cell around it.
const DEEPEST_TABLE: usize = 16;
/// A cell may reach over several rows in the first columns; what stands further right names no speaker.
const MOST_SPANNED: usize = 4;
/// A term longer than this is no label.
const LONGEST_LABEL: usize = 60;

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Vec<Block>>>,
    number: u32,
    /// Where it stands on the page, if it does.
    spot: Option<Spot>,
    in_cell: bool,
    /// In how many more rows the first columns are taken by a cell from above.
    taken: [u16; MOST_SPANNED],
}

impl Flow {
    /// Adds text of a page, in which white space collapses.
    pub fn text(&mut self, text: &str, here: &Inherited) {
        if here.pre {
            self.keep(text, here);
            return;
        }
        let mut rest = text;
        loop {
            let words = without_space(rest);
            self.space |= words.len() < rest.len();
            if words.is_empty() {
                return;
            }
            let (run, after) = words.split_at(run(words));
            self.word(run, here);
            rest = after;
        }
    }

    /// Adds text whose lines stay.
    fn keep(&mut self, text: &str, here: &Inherited) {
        let text = if self.paragraph.text.is_empty() {
            text.strip_prefix('\n').unwrap_or(text)
        } else {
            text
        };
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.line_break();
            }
            let line = line.strip_suffix('\r').unwrap_or(line);
            if !line.is_empty() {
                self.word(line, here);
            }
        }
    }

    fn word(&mut self, word: &str, here: &Inherited) {
        // Pages without paragraphs begin a new line for every speaker.
        let labelled = self
            .paragraph
            .bold
            .first()
            .is_some_and(|(start, _)| *start == 0);
        if here.bold && !here.in_paragraph && labelled && self.paragraph.text.ends_with('\n') {
            self.end_paragraph();
        }
        let space = std::mem::take(&mut self.space);
        let Paragraph {
            text,
            bold,
            heading,
            ..
        } = &mut self.paragraph;
        if text.is_empty() {
            *heading = here.heading;
            self.spot = here.spot;
            self.role = here.role;
            self.cite = 0;
        } else if space && !text.ends_with('\n') {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        if here.role == Some(Role::Cite) && self.role == here.role {
            self.cite = text.len();
        }
        if !here.bold {
            return;
        }
        let end = text.len();
        match bold.last_mut() {
            Some(last) if last.1 + 1 >= start => last.1 = end,
            _ => bold.push((start, end)),
        }
    }

    /// Sets the next word apart.
    pub fn space(&mut self) {
        self.space = true;
    }

    /// Adds a tab.
    pub fn tab(&mut self) {
        self.space = false;
        if !self.paragraph.text.is_empty() {
            self.paragraph.text.push('\t');
        }
    }

    /// Ends a line; a blank line ends the paragraph.
    pub fn line_break(&mut self) {
        self.space = false;
        if self.paragraph.text.ends_with('\n') {
            self.end_paragraph();
        } else if !self.paragraph.text.is_empty() {
            self.paragraph.text.push('\n');
        }
    }

    /// The open paragraph is a note that is left out.
    pub fn note(&mut self, what: &'static str) {
        self.note = Some(what);
    }

    /// Counts what is left out.
    pub fn leave_out(&mut self, what: &'static str, example: &str) {
        self.document.leave_out(what, example);
    }

    /// Begins a page of a document that was converted.
    pub fn open_page(&mut self) {
        self.end_paragraph();
        self.page += 1;
    }

    /// Begins a page whose lines end where they did on paper.
    pub fn open_lined_page(&mut self) {
        self.open_page();
        self.lined = true;
    }

    /// Ends the open paragraph, if there is one.
    pub fn end_paragraph(&mut self) {
        self.space = false;
        if self.paragraph.text.is_empty() {
            return;
        }
        let mut paragraph = std::mem::take(&mut self.paragraph);
        // Browsers show no line after the last break.
        if paragraph.text.ends_with('\n') {
            paragraph.text.pop();
        }
        if let Some(what) = self.note.take() {
            self.leave_out(what, &paragraph.text);
            return;
        }
        self.numbers += 1;
        paragraph.number = self.numbers;
        if let Some(role) = self.label_role(&paragraph) {
            self.release();
            self.label = Some((paragraph, role));
        } else {
            let paragraph = self.labelled(paragraph);
            self.emit(Block::Paragraph(paragraph));
        }
    }

    /// Whether a paragraph holds nothing but a label, and which kind.
    fn label_role(&self, paragraph: &Paragraph) -> Option<Role> {
        let text = &paragraph.text;
        match self.role? {
            Role::Cite => {
                let after = text.get(self.cite..)?.trim();
                let time = after.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']'));
                let clock = time
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','));
                clock.then_some(Role::Cite)
            }
            Role::Term if text.len() < LONGEST_LABEL && !text.contains('\n') => Some(Role::Term),
            _ => None,
        }
    }

    /// Puts the label that waits before its words.
    fn labelled(&mut self, mut words: Paragraph) -> Paragraph {
        if words.text.trim().is_empty() {
            return words;
        }
        let Some((label, role)) = self.label.take() else {
            return words;
        };
        if role == Role::Term && self.role != Some(Role::Words) {
            self.emit(Block::Paragraph(label));
            return words;
        }
        let (name, time) = if role == Role::Cite {
            label.text.split_at(end_of_name(&label.text))
        } else {
            (label.text.as_str(), "")
        };
        let name = name.trim().trim_end_matches(':').trim_end();
        let time = time.trim();
        let mut text = String::with_capacity(label.text.len() + words.text.len() + 4);
        if !time.is_empty() {
            text.push_str(time);
            text.push(' ');
        }
        let start = text.len();
        text.push_str(name);
        text.push(':');
        let bold = (start, text.len());
        text.push(' ');
        let moved = text.len();
        text.push_str(&words.text);
        let ranges = words
            .bold
            .iter()
            .map(|(from, to)| (from + moved, to + moved));
        words.bold = std::iter::once(bold).chain(ranges).collect();
        Paragraph { text, ..words }
    }

    /// Emits a label that found no words.
    fn release(&mut self) {
        if let Some((label, _)) = self.label.take() {
            self.emit(Block::Paragraph(label));
        }
    }

    fn emit(&mut self, block: Block) {
        if let Some(cell) = self.cell() {
            // Most cells hold one paragraph.
            if cell.is_empty() {
                cell.reserve_exact(1);
            }
            cell.push(block);
            return;
        }
        if self.page > 0 || self.spot.is_some() {
            self.marks.push(Mark {
                block: self.document.blocks.len(),
                page: self.page,
                spot: self.spot,
            });
        }
        self.document.blocks.push(block);
    }

    /// The open cell.
    fn cell(&mut self) -> Option<&mut Vec<Block>> {
        let table = self.tables.iter_mut().rev().find(|table| table.in_cell)?;
        table.rows.last_mut()?.last_mut()
    }

    /// Opens a table at a place of the page, unless it is too deep.
    pub fn open_table(&mut self, spot: Option<Spot>) -> bool {
        self.end_paragraph();
        self.release();
        if self.tables.len() >= DEEPEST_TABLE {
            return false;
        }
        self.tables.push(Table {
            number: self.numbers + 1,
            spot,
            ..Table::default()
        });
        true
    }

    /// Opens a row of the innermost table.
    pub fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    /// Opens a cell of the innermost table that reaches over so many rows.
    pub fn open_cell(&mut self, rows: u16) -> bool {
        let Some(table) = self.tables.last_mut() else {
            return false;
        };
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        let row = table.rows.last_mut().expect("a row has just been opened");
        while let Some(taken) = table.taken.get_mut(row.len()).filter(|taken| **taken > 0) {
            *taken -= 1;
            row.push(Vec::new());
        }
        if let Some(taken) = table.taken.get_mut(row.len()) {
            *taken = rows.max(1) - 1;
        }
        row.push(Vec::new());
        table.in_cell = true;
        true
    }

    /// Closes the innermost open cell.
    pub fn close_cell(&mut self) {
        self.release();
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = false;
        }
    }

    /// Closes the innermost table.
    pub fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        self.spot = None;
        if is_layout(&table.rows) {
            for block in table.rows.into_iter().flatten().flatten() {
                self.emit(block);
            }
            return;
        }
        let rows: Vec<Vec<String>> = table
            .rows
            .into_iter()
            .filter(|row| !row.is_empty())
            .map(|row| row.into_iter().map(joined).collect())
            .collect();
        if !rows.is_empty() {
            self.spot = table.spot;
            self.emit(Block::Table {
                rows,
                number: table.number,
            });
        }
    }

    /// Ends what is open at the end of the page.
    pub fn end(&mut self) {
        self.end_paragraph();
        self.release();
    }

    /// The document, with its pages put together.
    pub fn document(self) -> Document {
        paged::joined(self.document, &self.marks, self.lined)
    }
}

/// Where the name ends in a label with a time.
fn end_of_name(label: &str) -> usize {
    let of_time = |c: char| {
        c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '(' | ')' | '[' | ']' | ' ' | '\n')
    };
    let name = label.trim_end_matches(of_time);
    let digits = label[name.len()..].find(|c: char| c.is_ascii_digit());
    digits.map_or(label.len(), |at| name.len() + at)
}

/// White space of HTML: a no-break space is none.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}

/// A text without white space at its start.
fn without_space(text: &str) -> &str {
    let start = text.bytes().position(|byte| !is_space(byte));
    &text[start.unwrap_or(text.len())..]
}

/// How far a text reaches in which white space has nothing to collapse: single spaces between words.
fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let next_is_word = || bytes.get(at + 1).is_some_and(|next| !is_space(*next));
        if is_space(bytes[at]) && !(bytes[at] == b' ' && next_is_word()) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a table only arranges its page: it has one column, a heading or another table in a cell, or cells of many
/// paragraphs.
fn is_layout(rows: &[Vec<Vec<Block>>]) -> bool {
    const MANY: usize = 12;
    let arranged = |cell: &Vec<Block>| {
        cell.len() > MANY
            || cell.iter().any(|block| match block {
                Block::Table { .. } => true,
                Block::Paragraph(paragraph) => paragraph.heading,
            })
    };
    rows.iter().all(|row| row.len() < 2) || rows.iter().flatten().any(arranged)
}

/// The paragraphs of a cell as one text.
fn joined(cell: Vec<Block>) -> String {
    let mut text = String::new();
    for block in cell {
        if let Block::Paragraph(paragraph) = block {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&paragraph.text);
        }
    }
    text
}
