//! Walking through the tokens of a page: what each tag does to the text.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::aside::{HIDDEN, NOT_COUNTED};
use super::attributes::Attributes;
use super::elements::{Element, Elements, Opened, Own, Role, Spot};
use super::flow::Flow;
use super::sheet::Sheet;
use super::tag::{AROUND, Tag};

/// Whether hidden elements are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hidden {
    LeftOut,
    Read,
}

/// What was read.
#[derive(Debug)]
pub(super) struct Read {
    pub flow: Flow,
    /// How many bytes of text are hidden, and how many are not.
    pub hidden: usize,
    pub shown: usize,
}

/// Reads a page.
pub(super) fn read(html: &str, hidden: Hidden) -> Read {
    let mut walk = Walk::new(hidden, html);
    let on_event = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        walk.event(&event);
        None
    };
    let mut emitter = CallbackEmitter::new(on_event);
    // What is in a script is no markup.
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    walk.end()
}

pub(super) struct Walk {
    pub flow: Flow,
    pub elements: Elements,
    pub sheet: Sheet,
    hidden: Hidden,
    /// Whether a tag may end itself: `<p/>`.
    xml: bool,
    /// The start tag that is being read.
    tag: Tag,
    attributes: Attributes,
    /// What is left out where we are, and its first words.
    pub aside: Option<(&'static str, String)>,
    pub hidden_bytes: usize,
    pub shown_bytes: usize,
}

impl Walk {
    fn event(&mut self, event: &CallbackEvent) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::of(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => self.attributes.name(name),
            CallbackEvent::AttributeValue { value } => self.attributes.value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing && self.xml),
            CallbackEvent::EndTag { name } => self.end_tag(Tag::of(name)),
            CallbackEvent::String { value } => self.text(&text(value)),
            CallbackEvent::Comment { value } => self.comment(&text(value)),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn new(hidden: Hidden, html: &str) -> Self {
        Self {
            flow: Flow::default(),
            elements: Elements::default(),
            sheet: Sheet::default(),
            hidden,
            xml: html.starts_with("<?xml"),
            tag: Tag::Other,
            attributes: Attributes::default(),
            aside: None,
            hidden_bytes: 0,
            shown_bytes: 0,
        }
    }

    fn start(&mut self, closes_itself: bool) {
        let tag = self.tag;
        match tag {
            Tag::Html | Tag::Body | Tag::Head | Tag::Void | Tag::Meta => return,
            Tag::Br => {
                if self.elements.here().skip.is_none() {
                    self.flow.line_break();
                }
                return;
            }
            _ => {}
        }
        self.close_before(tag);
        if tag == Tag::Hr {
            self.flow.end_paragraph();
            return;
        }
        if !self.elements.may_open(tag) {
            if tag.is_block() {
                self.flow.end_paragraph();
            }
            return;
        }
        let style = self.attributes.style(&self.sheet);
        let block = style.block.unwrap_or_else(|| tag.is_block()) || style.absolute;
        if block {
            self.flow.end_paragraph();
        }
        let around = self.elements.here();
        let column = self.elements.is_in_columns();
        if around.skip.is_none() && (column || style.apart.before()) {
            self.flow.space();
        }
        let mut own = self.own(tag, &style, around.article);
        own.room_after |= column;
        if around.skip.is_none() {
            if self.attributes.is_page(&style) {
                self.flow.open_page();
            } else if tag == Tag::A && self.attributes.is_page_anchor() {
                self.flow.open_lined_page();
            } else if style.absolute {
                own.spot = spot(&style, around.spot);
            }
        }
        if style.tab {
            self.flow.tab();
        }
        let counts = around.skip.or(own.skip).is_none();
        let opened = if counts {
            self.open(tag, own.spot.or(around.spot))
        } else {
            Opened::Nothing
        };
        self.elements.open(tag, block, own, opened);
        if closes_itself {
            self.end_tag(tag);
        }
    }

    fn own(&mut self, tag: Tag, style: &super::style::Style, in_article: bool) -> Own {
        let hidden = style.hidden == Some(true) || self.attributes.hidden();
        let hidden = (hidden && self.hidden == Hidden::LeftOut).then_some(HIDDEN);
        let tab = style.tab.then_some(NOT_COUNTED);
        let running = (matches!(tag, Tag::Header | Tag::Foot) && !in_article).then_some(AROUND);
        let left_out = tag.left_out().or(running);
        let named = self.attributes.left_out(tag);
        if let Some(note) = self.attributes.note_text(tag) {
            self.flow.note(note);
        }
        Own {
            bold: style
                .bold
                .or_else(|| matches!(tag, Tag::B | Tag::Strong).then_some(true)),
            pre: style.pre.or_else(|| (tag == Tag::Pre).then_some(true)),
            skip: left_out.or(tab).or(style.aside).or(named).or(hidden),
            heading: tag == Tag::Heading,
            article: matches!(tag, Tag::Article | Tag::Td | Tag::Th | Tag::Li | Tag::Dd),
            in_paragraph: tag == Tag::P,
            role: match tag {
                Tag::Cite => Some(Role::Cite),
                Tag::Dt => Some(Role::Term),
                Tag::Dd => Some(Role::Words),
                _ => None,
            },
            spot: None,
            columns: style.columns == Some(true),
            room_after: style.apart.after() || tag == Tag::Time,
        }
    }

    fn open(&mut self, tag: Tag, spot: Option<Spot>) -> Opened {
        match tag {
            Tag::Table if self.flow.open_table(spot) => Opened::Table,
            Tag::Row => {
                self.flow.open_row();
                Opened::Nothing
            }
            Tag::Td | Tag::Th if self.flow.open_cell(self.attributes.rows) => Opened::Cell,
            Tag::Time => {
                self.flow.space();
                Opened::Nothing
            }
            _ => Opened::Nothing,
        }
    }

    /// Closes what cannot go on around an element.
    fn close_before(&mut self, tag: Tag) {
        let in_scope = |element: &Element| element.tag.is_scope();
        if tag.is_block() && !tag.is_of_table() && tag != Tag::Option {
            self.close_found(&[Tag::P], in_scope);
        }
        let of_list = |element: &Element| element.tag == Tag::List || element.tag.is_scope();
        let of_table = |element: &Element| element.tag == Tag::Table;
        match tag {
            Tag::Li => self.close_found(&[Tag::Li], of_list),
            Tag::Dt | Tag::Dd => self.close_found(&[Tag::Dt, Tag::Dd], of_list),
            Tag::Option => self.close_found(&[Tag::Option], in_scope),
            Tag::Td | Tag::Th => {
                self.close_found(&[Tag::Td, Tag::Th, Tag::Caption], |element| {
                    matches!(element.tag, Tag::Table | Tag::Row)
                });
            }
            Tag::Row => {
                self.close_found(&[Tag::Row, Tag::Caption], of_table);
            }
            Tag::Rows => {
                self.close_found(&[Tag::Rows, Tag::Caption], of_table);
                self.close_found(&[Tag::Row], of_table);
            }
            _ => {}
        }
    }

    fn end_tag(&mut self, tag: Tag) {
        match tag {
            Tag::Html | Tag::Body | Tag::Head | Tag::Void | Tag::Meta | Tag::Hr => return,
            Tag::Br => {
                self.tag = Tag::Br;
                self.start(false);
                return;
            }
            _ => {}
        }
        if self.elements.was_beyond(tag) {
            if tag.is_block() {
                self.flow.end_paragraph();
            }
            return;
        }
        if tag == Tag::Table {
            self.close_found(&[tag], |_| false);
        } else if tag.is_of_table() {
            self.close_found(&[tag], |element| element.tag == Tag::Table);
        } else if tag.is_block() || tag.goes_on() {
            self.close_found(&[tag], |element| element.tag.is_scope());
        } else {
            self.close_found(&[tag], |element| element.tag.is_block());
        }
    }

    fn close_found(&mut self, tags: &[Tag], stop: impl Fn(&Element) -> bool) {
        if let Some(at) = self.elements.find(tags, stop) {
            if let Some(element) = self.elements.close_last(at) {
                self.closed(element);
                return;
            }
            for element in self.elements.close(at) {
                self.closed(element);
            }
        }
    }

    fn closed(&mut self, element: Element) {
        if element.block {
            self.flow.end_paragraph();
        }
        match element.opened {
            Opened::Table => self.flow.close_table(),
            Opened::Cell => self.flow.close_cell(),
            Opened::Nothing => {}
        }
        if element.own.room_after && element.all.skip.is_none() {
            self.flow.space();
        }
        if element.own.skip.is_some() {
            self.end_aside();
        }
    }

    fn end(mut self) -> Read {
        for element in self.elements.close_all() {
            self.closed(element);
        }
        self.end_aside();
        self.flow.end();
        Read {
            flow: self.flow,
            hidden: self.hidden_bytes,
            shown: self.shown_bytes,
        }
    }
}

/// The text of a token. The tokens of a text are text; should one not be, no word of it is lost.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn spot(style: &super::style::Style, around: Option<Spot>) -> Option<Spot> {
    let (left, top) = around.map_or((0.0, 0.0), |around| (around.left, around.top));
    // Measured from below, places count backwards.
    let own = style.top.or(style.bottom.map(|bottom| -bottom))?;
    Some(Spot {
        left: left + style.left.unwrap_or(0.0),
        top: top + own,
        size: style.size.unwrap_or(0.0),
    })
}
