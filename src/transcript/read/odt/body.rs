//! Walking through the XML of an `OpenDocument` text: its styles first, then its text.

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use super::styles::{Family, Look, Styles};
use super::{KIND, skipped, space};
use crate::transcript::read::ReadError;
use crate::transcript::read::aside::Aside;
use crate::transcript::read::document::{Document, Paragraph};
use crate::transcript::read::extract::Extract;
use crate::transcript::read::tables::Tables;
use crate::transcript::read::xml::{self, Break, Visitor};
use skipped::{MARGINS, Skipped};

/// A paragraph deeper than this (a box in a box in a box) is read as part of the one around it.
const DEEPEST_PARAGRAPH: usize = 16;

/// More blanks than this in a row say nothing more.
const MOST_BLANKS: usize = 64;

const HIDDEN: &str = "hidden passages";
const REPEATED: &str = "repeated cells beyond the first 100,000";

/// What is known of a document on the way.
#[derive(Default)]
pub(super) struct Walk {
    styles: Styles,
    area: Area,
    /// Whether there is a text at all.
    found: bool,
    document: Document,
    /// How many paragraphs there were.
    numbered: u32,
    /// The open paragraphs: a text box stands inside of one.
    paragraphs: Vec<Open>,
    /// Paragraphs that were opened beyond the deepest.
    swallowed: usize,
    tables: Tables,
    /// For how many the open cells and rows stand.
    repeats: Vec<usize>,
    /// What is being left out.
    skipped: Option<Skipped>,
    aside: Aside,
    /// The texts of the headers and footers.
    margins: BTreeSet<String>,
    broken: Option<Break>,
}

/// Which part of a document we are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Area {
    /// One without words.
    #[default]
    Other,
    /// The styles that people named, or those that the program made.
    Styles { named: bool },
    /// The layout of pages.
    Pages,
    /// The text.
    Text,
}

/// An open paragraph.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    look: Look,
    /// How the words of the open spans look.
    spans: Vec<Look>,
    /// Whether white space that follows is none: at the start, and after other white space.
    after_space: bool,
}

impl Walk {
    /// Reads one of the parts of a document.
    pub fn read(&mut self, xml: &str) {
        self.area = Area::Other;
        let broken = xml::walk(xml, self);
        self.skipped = None;
        self.broken = broken.or(self.broken.take());
    }

    /// What was read.
    pub fn end(mut self, name: &str, encoding: &str) -> Result<Extract, ReadError> {
        self.swallowed = 0;
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        self.document.blocks.extend(self.tables.end());
        if let Some(broken) = &self.broken {
            self.document.warn_of_damage(broken, self.numbered);
        } else if !self.found {
            return Err(KIND.no_document(name));
        }
        match (self.document.extract(name, encoding), self.broken) {
            (Err(ReadError::Empty { .. }), Some(broken)) => Err(KIND.broken_at(name, &broken)),
            (extract, _) => extract,
        }
    }
}

impl Visitor for Walk {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.name();
        let name = name.as_ref();
        if let Some(skipped) = &mut self.skipped {
            skipped.start(name);
            return;
        }
        match self.area {
            Area::Text => self.start_in_text(name, tag),
            Area::Pages if name.starts_with("style:header") || name.starts_with("style:footer") => {
                // `style:header-style` says how it looks.
                if !name.ends_with("style") {
                    self.skipped = Some(Skipped::new(MARGINS));
                }
            }
            Area::Styles { named } => match name {
                "style:style" => self.styles.open(tag, named),
                "style:text-properties" => self.styles.properties(tag),
                _ => {}
            },
            _ => {
                self.area = match name {
                    "office:styles" => Area::Styles { named: true },
                    "office:automatic-styles" => Area::Styles { named: false },
                    "office:master-styles" => Area::Pages,
                    "office:text" => Area::Text,
                    _ => self.area,
                };
                self.found |= self.area == Area::Text;
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(skipped) = &mut self.skipped {
            if skipped.end() {
                self.leave_out();
            }
            return;
        }
        match name {
            "office:styles"
            | "office:automatic-styles"
            | "office:master-styles"
            | "office:text" => self.area = Area::Other,
            "style:style" => self.styles.close(),
            _ if self.area == Area::Text => self.end_in_text(name),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(skipped) = &mut self.skipped {
            skipped.text(text);
        } else if self.area == Area::Text {
            self.words(text);
        }
    }
}

impl Walk {
    fn start_in_text(&mut self, name: &str, tag: &BytesStart) {
        match name {
            "text:span" => self.open_span(tag),
            "text:p" | "text:h" => self.open_paragraph(name, tag),
            "text:tab" => self.push("\t"),
            "text:line-break" => self.push("\n"),
            "text:s" => {
                let count = number(tag, "text:c").min(MOST_BLANKS);
                self.push(&" ".repeat(count));
            }
            "table:table" => self.tables.open(self.numbered + 1),
            "table:table-row" => {
                self.tables.row();
                self.repeats.push(number(tag, "table:number-rows-repeated"));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.tables.cell();
                self.repeats
                    .push(number(tag, "table:number-columns-repeated"));
            }
            _ => self.skipped = skipped::what(name, tag).map(Skipped::new),
        }
    }

    fn end_in_text(&mut self, name: &str) {
        match name {
            "text:span" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.spans.pop();
                }
            }
            "text:p" | "text:h" => self.close_paragraph(),
            "table:table-cell" | "table:covered-table-cell" => {
                let times = self.repeats.pop().unwrap_or(1);
                let lost = self.tables.end_cell(times);
                self.document.leave_out_times(REPEATED, lost);
            }
            "table:table-row" => {
                let times = self.repeats.pop().unwrap_or(1);
                let lost = self.tables.end_row(times);
                self.document.leave_out_times(REPEATED, lost);
            }
            "table:table" => {
                let table = self.tables.close();
                self.document.blocks.extend(table);
            }
            _ => {}
        }
    }

    /// Counts what was skipped.
    fn leave_out(&mut self) {
        let Some(skipped) = self.skipped.take() else {
            return;
        };
        let what = skipped.what;
        let text = skipped.example();
        let is_margin = what == MARGINS;
        // Page after page has the same; a lonely number is the page's.
        let is_number = text.chars().all(char::is_numeric);
        if !text.is_empty() && !(is_margin && (is_number || !self.margins.insert(text.clone()))) {
            self.document.leave_out(what, &text);
        }
    }

    fn open_paragraph(&mut self, name: &str, tag: &BytesStart) {
        if self.paragraphs.len() >= DEEPEST_PARAGRAPH {
            self.swallowed += 1;
            return;
        }
        self.numbered += 1;
        let style = xml::attribute(tag, "text:style-name").unwrap_or_default();
        self.paragraphs.push(Open {
            look: self.styles.look(Family::Paragraph, &style, Look::default()),
            paragraph: Paragraph {
                number: self.numbered,
                heading: name == "text:h" || self.styles.is_heading(&style),
                ..Paragraph::default()
            },
            spans: Vec::new(),
            after_space: true,
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
        if let Some(paragraph) = self.tables.put(open.paragraph) {
            self.document.push(paragraph);
        }
    }

    fn open_span(&mut self, tag: &BytesStart) {
        let Some(open) = self.paragraphs.last_mut() else {
            return;
        };
        let around = open.look();
        let style = xml::attribute(tag, "text:style-name").unwrap_or_default();
        open.spans
            .push(self.styles.look(Family::Text, &style, around));
    }

    fn words(&mut self, text: &str) {
        let Some(open) = self.paragraphs.last_mut() else {
            return;
        };
        let mut after_space = open.after_space;
        let text = space::collapsed(text, &mut after_space);
        self.push(&text);
        if let Some(open) = self.paragraphs.last_mut() {
            open.after_space = after_space;
        }
    }

    fn push(&mut self, text: &str) {
        let Some(open) = self.paragraphs.last_mut() else {
            return;
        };
        open.after_space = false;
        let look = open.look();
        if look.hidden {
            self.aside.put(HIDDEN, text, &mut self.document);
            return;
        }
        self.aside.close(&mut self.document);
        let paragraph = &mut open.paragraph;
        let start = paragraph.text.len();
        paragraph.text.push_str(text);
        if look.bold {
            paragraph.bold.push((start, start + text.len()));
        }
    }
}

impl Open {
    /// How words look that are added now.
    fn look(&self) -> Look {
        self.spans.last().copied().unwrap_or(self.look)
    }
}

/// A number of times; 1 where none is written.
fn number(tag: &BytesStart, name: &str) -> usize {
    let number = xml::attribute(tag, name).and_then(|number| number.parse().ok());
    number.unwrap_or(1)
}
