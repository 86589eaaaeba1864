//! XML with its elements closed and its text escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::text::visible;

/// The main namespace of Word's documents.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relationships in documents.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An XML file as it is written.
pub(super) struct Xml {
    out: Writer<Vec<u8>>,
}

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// Begins a file with its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self {
            out: Writer::new(Vec::new()),
        };
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        xml.event(Event::Decl(declaration));
        xml
    }

    /// An element with what is in it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inner: impl FnOnce(&mut Self),
    ) {
        self.event(Event::Start(start(name, attributes)));
        inner(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element whose only attribute is `w:val`, of which Word's documents are full.
    pub(super) fn val(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Text. What XML cannot hold is made visible.
    pub(super) fn text(&mut self, text: &str) {
        let shown = shown(text);
        self.event(Event::Text(BytesText::new(&shown)));
    }

    /// The file.
    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        let written = self.out.write_event(event);
        written.expect("memory takes all that is written");
    }
}

fn start<'n>(name: &'n str, attributes: Attributes<'_>) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, shown(value).as_str()));
    }
    start
}

/// Control characters are visible, and the two that are no characters at all (U+FFFE, U+FFFF) a sign that something was there.
fn shown(text: &str) -> String {
    let shown = text.chars().map(|c| match visible(c) {
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    });
    shown.collect()
}
