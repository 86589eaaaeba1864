//! The body of a Word document: its paragraphs and tables in order.

use quick_xml::events::BytesStart;

use super::styles::{self, Purpose, Style, Styles};
use super::symbols;
use crate::transcript::read::aside::Aside;
use crate::transcript::read::document::{Document, Paragraph};
use crate::transcript::read::tables::Tables;
use crate::transcript::read::xml::{self, Break, Visitor};

/// Reads `word/document.xml`. Gives the document, how many paragraphs it has, and where its XML breaks off.
pub(super) fn read(xml: &str, styles: &Styles) -> (Document, u32, Option<Break>) {
    let mut walk = Walk {
        styles,
        document: Document::default(),
        numbered: 0,
        paragraphs: Vec::new(),
        swallowed: 0,
        tables: Tables::default(),
        skipped: 0,
        deleting: false,
        is_text: false,
        instructs: false,
        fields: Vec::new(),
        aside: Aside::default(),
    };
    let broken = xml::walk(xml, &mut walk);
    walk.end_all();
    (walk.document, walk.numbered, broken)
}

/// A paragraph deeper than this (a box in a box in a box) is read as part of the one around it.
const DEEPEST_PARAGRAPH: usize = 16;

/// Fields deeper than this are no fields.
const DEEPEST_FIELD: usize = 16;

/// So much of an instruction says what field it is.
const LONGEST_INSTRUCTION: usize = 64;

const DELETED: &str = "passages deleted with tracked changes";
const HIDDEN: &str = "hidden passages";
const PAGES: &str = "page numbers";
const CONTENTS: &str = "lines of tables of contents";
const SYMBOLS: &str = "symbols that only their font draws";
const EMBEDDED: &str = "embedded documents";

struct Walk<'a> {
    styles: &'a Styles,
    document: Document,
    /// How many paragraphs there were.
    numbered: u32,
    /// The open paragraphs: a text box stands inside of one.
    paragraphs: Vec<Open>,
    /// Paragraphs that were opened beyond the deepest.
    swallowed: usize,
    tables: Tables,
    /// How deep we are in something that is left out, and whether that is deleted text.
    skipped: usize,
    deleting: bool,
    is_text: bool,
    /// Whether that text is the instruction of a field.
    instructs: bool,
    /// The open fields of the paragraph.
    fields: Vec<Field>,
    aside: Aside,
}

/// An open paragraph and its open run.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    style: Style,
    run: Option<Run>,
}

/// What a run says of itself.
#[derive(Default)]
struct Run {
    style: Option<Style>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

/// A field: its instruction, then its result.
#[derive(Default)]
struct Field {
    instruction: String,
    result: bool,
}

impl Visitor for Walk<'_> {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.name();
        let name = xml::local(name.as_ref());
        if self.skipped > 0 {
            self.skipped += 1;
            self.is_text = self.deleting && matches!(name, "delText" | "t");
            return;
        }
        match name {
            "t" => self.is_text = self.run().is_some(),
            "r" => self.open_run(Some(Run::default())),
            "p" => self.open_paragraph(),
            "b" | "vanish" | "rStyle" => self.look(name, tag),
            "pStyle" => self.style(tag),
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "softHyphen" | "sym" => {
                self.character(name, tag);
            }
            "tbl" => self.tables.open(self.numbered + 1),
            "tr" => self.tables.row(),
            "tc" => self.tables.cell(),
            "del" | "moveFrom" => {
                self.skipped = 1;
                self.deleting = true;
            }
            "instrText" => {
                self.is_text = true;
                self.instructs = true;
            }
            "fldChar" => self.field(tag),
            "fldSimple" => {
                let instruction = xml::local_attribute(tag, "instr").unwrap_or_default();
                self.open_field(&instruction, true);
            }
            "altChunk" | "subDoc" => {
                let id = xml::local_attribute(tag, "id").unwrap_or_default();
                self.document.leave_out(EMBEDDED, &id);
            }
            "Fallback" | "rPrChange" | "pPrChange" | "delText" | "delInstrText" | "sdtPr"
            | "sectPr" | "rt" => self.skipped = 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            self.is_text = false;
            self.deleting &= self.skipped > 0;
            return;
        }
        match xml::local(name) {
            "t" => self.is_text = false,
            "instrText" => {
                self.is_text = false;
                self.instructs = false;
            }
            "r" => self.open_run(None),
            "p" => self.close_paragraph(),
            "tc" => {
                self.tables.end_cell(1);
            }
            "tbl" => {
                let table = self.tables.close();
                self.document.blocks.extend(table);
            }
            "fldSimple" => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn empty(&mut self, tag: &BytesStart) {
        // It marks the end of a paragraph as deleted: no words are lost by it.
        if !matches!(xml::local(tag.name().as_ref()), "del" | "moveFrom") {
            self.start(tag);
            self.end(tag.name().as_ref());
        }
    }

    fn text(&mut self, text: &str) {
        if !self.is_text {
            return;
        }
        if self.deleting {
            self.aside.put(DELETED, text, &mut self.document);
            return;
        }
        if self.instructs {
            if let Some(field) = self.fields.last_mut()
                && field.instruction.len() < LONGEST_INSTRUCTION
            {
                field.instruction.push_str(text);
            }
        } else if text.contains('\n') {
            // A line of the XML is no line of the text.
            self.push(&text.replace('\n', " "));
        } else {
            self.push(text);
        }
    }
}

impl Walk<'_> {
    fn run(&mut self) -> Option<&mut Run> {
        self.paragraphs.last_mut()?.run.as_mut()
    }

    fn open_run(&mut self, run: Option<Run>) {
        if let Some(open) = self.paragraphs.last_mut() {
            open.run = run;
        }
    }

    /// Notes how the run looks.
    fn look(&mut self, name: &str, tag: &BytesStart) {
        let styles = self.styles;
        let Some(run) = self.run() else {
            return;
        };
        match name {
            "b" => run.bold = Some(!styles::is_off(tag)),
            "vanish" => run.hidden = Some(!styles::is_off(tag)),
            _ => run.style = styles::value(tag).map(|id| styles.get(&id)),
        }
    }

    fn style(&mut self, tag: &BytesStart) {
        let style = styles::value(tag).map(|id| self.styles.get(&id));
        if let (Some(open), Some(style)) = (self.paragraphs.last_mut(), style) {
            open.paragraph.heading = style.purpose == Purpose::Heading;
            open.style = style;
        }
    }

    /// An element that stands for a character.
    fn character(&mut self, name: &str, tag: &BytesStart) {
        if self.run().is_none() {
            return;
        }
        match name {
            "tab" | "ptab" => self.push("\t"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{AD}"),
            "sym" => {
                let font = xml::local_attribute(tag, "font").unwrap_or_default();
                let code = xml::local_attribute(tag, "char").unwrap_or_default();
                let symbol = symbols::character(&font, &code);
                if symbol.is_none() {
                    self.document.leave_out(SYMBOLS, &format!("{font} {code}"));
                }
                let symbol = symbol.unwrap_or(char::REPLACEMENT_CHARACTER);
                self.push(symbol.encode_utf8(&mut [0; 4]));
            }
            _ => self.push("\n"),
        }
    }

    fn push(&mut self, text: &str) {
        let Some(open) = self.paragraphs.last_mut() else {
            return;
        };
        let run = open.run.as_ref();
        let style = run.and_then(|run| run.style.as_ref());
        let hidden = run.and_then(|run| run.hidden);
        let aside = if hidden.unwrap_or(open.style.hidden || style.is_some_and(|it| it.hidden)) {
            Some(HIDDEN)
        } else if self.fields.iter().any(Field::is_page_number) {
            Some(PAGES)
        } else {
            (open.style.purpose == Purpose::Contents).then_some(CONTENTS)
        };
        if let Some(what) = aside {
            self.aside.put(what, text, &mut self.document);
            return;
        }
        self.aside.close(&mut self.document);
        let paragraph = &mut open.paragraph;
        let start = paragraph.text.len();
        paragraph.text.push_str(text);
        // A bold word of a bold paragraph is not bold: the two styles switch (ISO/IEC 29500-1, 17.7.3).
        let by_style = open.style.bold != style.is_some_and(|style| style.bold);
        if run.and_then(|run| run.bold).unwrap_or(by_style) {
            paragraph.bold.push((start, start + text.len()));
        }
    }

    fn open_paragraph(&mut self) {
        if self.paragraphs.len() >= DEEPEST_PARAGRAPH {
            self.swallowed += 1;
            return;
        }
        self.numbered += 1;
        self.paragraphs.push(Open {
            paragraph: Paragraph {
                number: self.numbered,
                ..Paragraph::default()
            },
            style: self.styles.default().clone(),
            run: None,
        });
    }

    fn close_paragraph(&mut self) {
        if self.swallowed > 0 {
            self.swallowed -= 1;
            return;
        }
        let Some(open) = self.paragraphs.pop() else {
            return;
        };
        self.aside.close(&mut self.document);
        if self.paragraphs.is_empty() {
            // A field that never ends takes no paragraph with it.
            self.fields.clear();
        }
        if let Some(paragraph) = self.tables.put(open.paragraph) {
            self.document.push(paragraph);
        }
    }

    fn field(&mut self, tag: &BytesStart) {
        match xml::local_attribute(tag, "fldCharType").as_deref() {
            Some("begin") => self.open_field("", false),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn open_field(&mut self, instruction: &str, result: bool) {
        if self.fields.len() < DEEPEST_FIELD {
            self.fields.push(Field {
                instruction: instruction.to_owned(),
                result,
            });
        }
    }

    /// Closes what broken XML left open.
    fn end_all(&mut self) {
        self.swallowed = 0;
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        self.document.blocks.extend(self.tables.end());
    }
}

impl Field {
    fn is_page_number(&self) -> bool {
        let name = self.instruction.split_whitespace().next().unwrap_or("");
        let names = ["PAGE", "NUMPAGES", "SECTIONPAGES"];
        self.result && names.iter().any(|known| name.eq_ignore_ascii_case(known))
    }
}
