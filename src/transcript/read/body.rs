//! Walking through the XML of a Word document: its paragraphs and tables in order.
//!
//! Depth is counted and never recursed into, so that no nesting overflows a stack. XML that breaks off gives what stands
//! before the break.

use quick_xml::events::{BytesStart, Event};

use super::document::{Block, Paragraph};
use super::entities;

/// What the body of a document holds.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Paragraphs and tables in order.
    pub blocks: Vec<Block>,
    /// How many paragraphs there are, those in tables included.
    pub paragraphs: u32,
    /// How many passages are deleted with tracked changes.
    pub deleted: usize,
    /// The first of them.
    pub first_deleted: String,
    /// Where the XML breaks off, and why.
    pub broken: Option<(u64, String)>,
}

/// Reads the body from the XML of `word/document.xml`.
pub(super) fn read(xml: &str) -> Body {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut walk = Walk::default();
    loop {
        let at = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Eof) => {
                if walk.open > 0 {
                    walk.body.broken = Some((at, "it ends in the middle".to_owned()));
                }
                break;
            }
            Ok(event) => walk.event(&event),
            Err(error) => {
                walk.body.broken = Some((at, error.to_string()));
                break;
            }
        }
    }
    walk.end()
}

/// A table deeper than this is read as paragraphs of the cell around it.
const DEEPEST_TABLE: usize = 16;
/// A paragraph deeper than this (a box in a box in a box) is read as part of the one around it.
const DEEPEST_PARAGRAPH: usize = 16;

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says where in the XML we are"
)]
struct Walk {
    /// How many elements are open.
    open: usize,
    body: Body,
    /// The open paragraphs: a text box stands inside of one.
    paragraphs: Vec<Paragraph>,
    /// Paragraphs that were opened beyond the deepest.
    swallowed: usize,
    tables: Vec<Table>,
    /// Tables that were opened beyond the deepest.
    deeper: usize,
    /// How deep we are in something that is left out, and whether that is deleted text.
    skipped: usize,
    deleting: bool,
    run: bool,
    bold: bool,
    text: bool,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    number: u32,
    in_cell: bool,
}

impl Walk {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Start(_) => self.open += 1,
            Event::End(_) => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Start(tag) => self.start(tag),
            // An empty `w:del` marks the end of a paragraph as deleted: no words are lost by it.
            Event::Empty(tag) if matches!(tag.local_name().as_ref(), "del" | "moveFrom") => {}
            Event::Empty(tag) => {
                self.start(tag);
                self.close(tag.local_name().as_ref());
            }
            Event::End(tag) => self.close(tag.local_name().as_ref()),
            Event::Text(text) => {
                self.words(&text.xml10_content());
            }
            Event::CData(data) => self.words(data),
            Event::GeneralRef(entity) => {
                if let Some(c) = entities::character(entity) {
                    self.words(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &BytesStart) {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.skipped > 0 {
            self.skipped += 1;
            self.text = self.deleting && name == "delText";
            return;
        }
        match name {
            "del" | "moveFrom" => {
                self.skipped = 1;
                self.deleting = true;
                self.body.deleted += 1;
            }
            "Fallback" | "instrText" | "comment" | "footnote" | "endnote" | "rPrChange"
            | "pPrChange" | "delText" | "sdtPr" | "sectPr" => {
                self.skipped = 1;
            }
            "p" => self.open_paragraph(),
            "r" => {
                self.run = true;
                self.bold = false;
            }
            "t" => self.text = self.run,
            "b" if self.run => self.bold = !is_off(tag),
            "rStyle" if self.run => {
                self.bold |= value(tag).is_some_and(|style| style.eq_ignore_ascii_case("strong"));
            }
            "pStyle" => {
                let heading = value(tag).is_some_and(|style| is_heading(&style));
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.heading = heading;
                }
            }
            "tab" if self.run => self.push("\t"),
            "br" | "cr" if self.run => self.push("\n"),
            "noBreakHyphen" if self.run => self.push("\u{2011}"),
            "softHyphen" if self.run => self.push("\u{AD}"),
            "tbl" if self.tables.len() < DEEPEST_TABLE => self.tables.push(Table {
                number: self.body.paragraphs + 1,
                ..Table::default()
            }),
            "tbl" => self.deeper += 1,
            "tr" if self.deeper == 0 => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tc" if self.deeper == 0 => {
                if let Some(table) = self.tables.last_mut() {
                    table.in_cell = true;
                    if let Some(row) = table.rows.last_mut() {
                        row.push(String::new());
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            self.text = false;
            self.deleting &= self.skipped > 0;
            return;
        }
        match name {
            "p" => self.close_paragraph(),
            "r" => self.run = false,
            "t" => self.text = false,
            "tbl" if self.deeper > 0 => self.deeper -= 1,
            "tbl" => self.close_table(),
            "tc" if self.deeper == 0 => {
                if let Some(table) = self.tables.last_mut() {
                    table.in_cell = false;
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.deleting && self.text && self.body.deleted == 1 {
            self.body.first_deleted.push_str(text);
        }
        if self.skipped == 0 && self.text {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        let bold = self.bold;
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let start = paragraph.text.len();
        paragraph.text.push_str(text);
        if bold {
            paragraph.bold.push((start, start + text.len()));
        }
    }

    fn open_paragraph(&mut self) {
        if self.paragraphs.len() >= DEEPEST_PARAGRAPH {
            self.swallowed += 1;
            return;
        }
        self.body.paragraphs += 1;
        self.paragraphs.push(Paragraph {
            number: self.body.paragraphs,
            ..Paragraph::default()
        });
    }

    fn close_paragraph(&mut self) {
        if self.swallowed > 0 {
            self.swallowed -= 1;
            return;
        }
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let cell = self.tables.last_mut().filter(|table| table.in_cell);
        match cell
            .and_then(|table| table.rows.last_mut())
            .and_then(|row| row.last_mut())
        {
            Some(cell) => {
                if !cell.is_empty() && !paragraph.text.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(&paragraph.text);
            }
            None => self.body.blocks.push(Block::Paragraph(paragraph)),
        }
    }

    fn close_table(&mut self) {
        let Some(Table { rows, number, .. }) = self.tables.pop() else {
            return;
        };
        let outer = self.tables.last_mut().filter(|table| table.in_cell);
        match outer
            .and_then(|table| table.rows.last_mut())
            .and_then(|row| row.last_mut())
        {
            // A table inside of a cell is part of that cell's text.
            Some(cell) => {
                for inner in rows.iter().flatten().filter(|inner| !inner.is_empty()) {
                    if !cell.is_empty() {
                        cell.push('\n');
                    }
                    cell.push_str(inner);
                }
            }
            None => self.body.blocks.push(Block::Table { rows, number }),
        }
    }

    /// Closes what broken XML left open.
    fn end(mut self) -> Body {
        self.swallowed = 0;
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.body
    }
}

fn value(tag: &BytesStart) -> Option<String> {
    let attribute = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == "val")?;
    Some(attribute.value.to_string())
}

fn is_off(tag: &BytesStart) -> bool {
    value(tag).is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

fn is_heading(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let stem = style.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(
        stem,
        "heading"
            | "title"
            | "subtitle"
            | "berschrift"
            | "titre"
            | "titel"
            | "título"
            | "ttulo"
            | "titolo"
    )
}
