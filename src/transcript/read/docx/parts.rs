//! What stands outside of the body: headers and footers, notes, comments. It is counted and not read.

use quick_xml::events::BytesStart;

use crate::transcript::read::xml::{self, Visitor};

/// A part of a document besides its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Headers and footers.
    Margin,
    /// Footnotes.
    Footnotes,
    /// Endnotes.
    Endnotes,
    /// Comments.
    Comments,
}

impl Part {
    /// What a file of the document's folder holds, by its name (`header2.xml`).
    pub fn of(file: &str) -> Option<Self> {
        let stem = file.strip_suffix(".xml")?;
        Some(match stem.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "header" | "footer" => Part::Margin,
            "footnotes" => Part::Footnotes,
            "endnotes" => Part::Endnotes,
            "comments" => Part::Comments,
            _ => return None,
        })
    }

    /// What is left out, in the plural.
    pub fn what(self) -> &'static str {
        match self {
            Part::Margin => "page headers and footers",
            Part::Footnotes => "footnotes",
            Part::Endnotes => "endnotes",
            Part::Comments => "comments",
        }
    }

    /// The element around each of them.
    fn element(self) -> &'static [&'static str] {
        match self {
            Part::Margin => &["hdr", "ftr"],
            Part::Footnotes => &["footnote"],
            Part::Endnotes => &["endnote"],
            Part::Comments => &["comment"],
        }
    }
}

/// The texts of a part, each on one line; none of them is blank.
pub(super) fn texts(xml: &str, part: Part) -> Vec<String> {
    let mut walk = Walk {
        elements: part.element(),
        ..Walk::default()
    };
    xml::walk(xml, &mut walk);
    walk.texts
}

#[derive(Default)]
struct Walk {
    elements: &'static [&'static str],
    texts: Vec<String>,
    inside: bool,
    is_text: bool,
    text: String,
}

impl Visitor for Walk {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.name();
        let name = xml::local(name.as_ref());
        match name {
            "t" => self.is_text = self.inside,
            "p" | "tab" | "br" => self.text.push(' '),
            name if self.elements.contains(&name) => {
                // The lines above the notes are notes to Word.
                let kind = xml::local_attribute(tag, "type");
                self.inside = kind.is_none_or(|kind| kind == "normal");
                self.text.clear();
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        let name = xml::local(name);
        if name == "t" {
            self.is_text = false;
        } else if self.inside && self.elements.contains(&name) {
            self.inside = false;
            let words: Vec<&str> = self.text.split_whitespace().collect();
            let text = words.join(" ");
            // A lonely number is the page's.
            if !text.chars().all(char::is_numeric) {
                self.texts.push(text);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text {
            self.text.push_str(text);
        }
    }
}
