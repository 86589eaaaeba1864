//! What stands in an `OpenDocument` text and is no speech.

use quick_xml::events::BytesStart;

use crate::transcript::read::xml;

/// Headers and footers.
pub(in crate::transcript::read) const MARGINS: &str = "page headers and footers";

/// What is not worth a word.
const UNCOUNTED: &str = "";

/// An element that is left out, while we are in it.
pub(in crate::transcript::read) struct Skipped {
    /// What it is, in the plural.
    pub what: &'static str,
    text: String,
    /// How many elements are open.
    depth: usize,
    /// At which depth something began that is no text of it: who wrote it, and when.
    mute: Option<usize>,
}

/// An example needs no more bytes.
const ENOUGH: usize = 400;

/// What an element is, if it is left out.
pub(in crate::transcript::read) fn what(name: &str, tag: &BytesStart) -> Option<&'static str> {
    let is = |name, value| xml::attribute(tag, name).is_some_and(|is| is == value);
    let what = match name {
        "office:annotation" => "comments",
        "text:note" if is("text:note-class", "endnote") => "endnotes",
        "text:note" => "footnotes",
        "text:deletion" => "passages deleted with tracked changes",
        "text:page-number" | "text:page-count" | "text:page-variable-get" => "page numbers",
        "text:table-of-content"
        | "text:illustration-index"
        | "text:table-index"
        | "text:object-index"
        | "text:user-index"
        | "text:alphabetical-index"
        | "text:bibliography" => "tables of contents and indexes",
        "text:ruby-text" => "readings above the line",
        "text:section" if is("text:display", "none") => "hidden passages",
        "text:hidden-text" if is("text:is-hidden", "true") => "hidden passages",
        "svg:title" | "svg:desc" => "descriptions of pictures",
        "draw:object" | "draw:object-ole" => "embedded objects",
        "office:binary-data"
        | "office:change-info"
        | "office:forms"
        | "office:scripts"
        | "office:event-listeners"
        | "text:number"
        | "text:script"
        | "text:sequence-decls"
        | "text:variable-decls"
        | "text:user-field-decls" => UNCOUNTED,
        _ => return None,
    };
    Some(what)
}

impl Skipped {
    /// An element opens that is left out.
    pub fn new(what: &'static str) -> Self {
        Self {
            what,
            text: String::new(),
            depth: 1,
            mute: None,
        }
    }

    /// An element in it opens.
    pub fn start(&mut self, name: &str) {
        self.depth += 1;
        match name {
            "dc:creator"
            | "dc:date"
            | "dc:language"
            | "meta:date-string"
            | "meta:creator-initials"
            | "text:note-citation"
            | "office:binary-data"
            | "office:change-info" => {
                self.mute.get_or_insert(self.depth);
            }
            "text:p" | "text:h" | "text:s" | "text:tab" | "text:line-break" => self.text(" "),
            _ => {}
        }
    }

    /// An element closes; whether that is the one that is left out.
    pub fn end(&mut self) -> bool {
        if self.mute == Some(self.depth) {
            self.mute = None;
        }
        self.depth -= 1;
        self.depth == 0
    }

    /// Text in it.
    pub fn text(&mut self, text: &str) {
        if self.what != UNCOUNTED && self.mute.is_none() && self.text.len() < ENOUGH {
            self.text.push_str(text);
        }
    }

    /// Its text on one line.
    pub fn example(&self) -> String {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        words.join(" ")
    }
}
