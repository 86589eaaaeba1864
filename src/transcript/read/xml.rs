//! Walking through XML event by event.
//!
//! Nothing is recursed into, so that no nesting overflows a stack. XML that breaks off gives what stands before the break.

use quick_xml::events::{BytesStart, Event};

use super::entities;

/// What walks along.
pub(super) trait Visitor {
    /// An element opens.
    fn start(&mut self, tag: &BytesStart);

    /// An element closes; `name` has its prefix.
    fn end(&mut self, name: &str);

    /// An element that holds nothing.
    fn empty(&mut self, tag: &BytesStart) {
        self.start(tag);
        self.end(tag.name().as_ref());
    }

    /// Text, its line endings and entities resolved; it may come in pieces.
    fn text(&mut self, text: &str);
}

/// Where XML breaks off.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Break {
    /// The byte of the XML.
    pub byte: u64,
    /// Why.
    pub reason: String,
}

/// A name without its prefix. Names are short: a search that is made for long texts costs more than the loop.
pub(super) fn local(name: &str) -> &str {
    let colon = name.bytes().rposition(|byte| byte == b':');
    colon.map_or(name, |colon| &name[colon + 1..])
}

/// Walks from the beginning to the end, or to where the XML breaks off.
pub(super) fn walk(xml: &str, visitor: &mut impl Visitor) -> Option<Break> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut open = 0_usize;
    loop {
        let byte = reader.buffer_position();
        let broken = |reason| Some(Break { byte, reason });
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                open += 1;
                visitor.start(&tag);
            }
            Ok(Event::End(tag)) => {
                open = open.saturating_sub(1);
                visitor.end(tag.name().as_ref());
            }
            Ok(Event::Empty(tag)) => visitor.empty(&tag),
            Ok(Event::Text(text)) => visitor.text(&text.xml10_content()),
            Ok(Event::CData(data)) => visitor.text(&data),
            Ok(Event::GeneralRef(entity)) => match entities::character(&entity) {
                Some(c) => visitor.text(c.encode_utf8(&mut [0; 4])),
                None => visitor.text(&format!("&{};", &*entity)),
            },
            Ok(Event::Eof) if open == 0 => return None,
            Ok(Event::Eof) => return broken("it ends in the middle".to_owned()),
            Ok(_) => {}
            Err(error) => return broken(error.to_string()),
        }
    }
}

/// An attribute by its name with its prefix, as it is written.
pub(super) fn attribute<'a>(tag: &'a BytesStart, name: &str) -> Option<std::borrow::Cow<'a, str>> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value)
}

/// An attribute by its name without its prefix, as it is written.
pub(super) fn local_attribute<'a>(
    tag: &'a BytesStart,
    name: &str,
) -> Option<std::borrow::Cow<'a, str>> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value)
}
