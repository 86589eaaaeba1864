//! The styles of a Word document, as far as they tell labels and headings from speech.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::transcript::read::document::is_heading;
use crate::transcript::read::xml::{self, Visitor};

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// What paragraphs have that name no style.
    default: Style,
}

/// A style, with what it has from those that it is based on.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is not shown.
    pub hidden: bool,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a style is for, by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Whatever people write.
    #[default]
    Text,
    /// Headings and titles.
    Heading,
    /// The lines of a table of contents.
    Contents,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub fn read(xml: &str) -> Self {
        let mut walk = Walk::default();
        xml::walk(xml, &mut walk);
        let read = walk.styles;
        let resolved = read
            .iter()
            .map(|(id, style)| (id.clone(), style.resolved(&read)));
        let default = walk.default.and_then(|id| read.get(&id));
        Self {
            default: default
                .map(|style| style.resolved(&read))
                .unwrap_or_default(),
            styles: resolved.collect(),
        }
    }

    /// The style of paragraphs that name none.
    pub fn default(&self) -> &Style {
        &self.default
    }

    /// A style by its id; by what its id says where the document does not describe it.
    pub fn get(&self, id: &str) -> Style {
        let known = self.styles.get(id).cloned();
        known.unwrap_or_else(|| Style {
            bold: id.eq_ignore_ascii_case("strong"),
            purpose: Purpose::of(id),
            ..Style::default()
        })
    }
}

impl Purpose {
    fn of(name: &str) -> Self {
        if is_heading(name) {
            Purpose::Heading
        } else if is_contents(name) {
            Purpose::Contents
        } else {
            Purpose::Text
        }
    }
}

fn is_contents(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(stem, "toc" | "toc heading" | "table of figures")
}

/// A style as it is written.
#[derive(Default)]
struct Written {
    id: String,
    name: String,
    based_on: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
}

/// Styles are not based on each other in longer chains than this; in a circle they are.
const LONGEST_CHAIN: usize = 32;

impl Written {
    fn resolved(&self, all: &HashMap<String, Written>) -> Style {
        let chain = std::iter::successors(Some(self), |style| all.get(style.based_on.as_ref()?));
        let (mut bold, mut hidden) = (None, None);
        for style in chain.take(LONGEST_CHAIN) {
            bold = bold.or(style.bold);
            hidden = hidden.or(style.hidden);
        }
        let purpose = match Purpose::of(&self.name) {
            Purpose::Text => Purpose::of(&self.id),
            purpose => purpose,
        };
        Style {
            bold: bold.unwrap_or(false),
            hidden: hidden.unwrap_or(false),
            purpose,
        }
    }
}

#[derive(Default)]
struct Walk {
    styles: HashMap<String, Written>,
    default: Option<String>,
    open: Option<Written>,
    /// How deep we are in the formats of parts of tables, which are not of all that has the style.
    parts: usize,
}

impl Visitor for Walk {
    fn start(&mut self, tag: &BytesStart) {
        let name = tag.name();
        let name = xml::local(name.as_ref());
        if name == "style" {
            let id = xml::local_attribute(tag, "styleId").unwrap_or_default();
            let is = |name, value| xml::local_attribute(tag, name).is_some_and(|is| is == value);
            let default = is("default", "1") || is("default", "true");
            if default && is("type", "paragraph") {
                self.default = Some(id.to_string());
            }
            self.open = Some(Written {
                id: id.into_owned(),
                ..Written::default()
            });
            self.parts = 0;
            return;
        }
        if name == "tblStylePr" {
            self.parts += 1;
        }
        let Some(style) = self.open.as_mut().filter(|_| self.parts == 0) else {
            return;
        };
        match name {
            "name" => style.name = value(tag).unwrap_or_default(),
            "basedOn" => style.based_on = value(tag),
            "b" => style.bold = Some(!is_off(tag)),
            "vanish" => style.hidden = Some(!is_off(tag)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match xml::local(name) {
            "tblStylePr" => self.parts = self.parts.saturating_sub(1),
            "style" => {
                if let Some(style) = self.open.take() {
                    self.styles.insert(style.id.clone(), style);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, _: &str) {}
}

/// The value of a property.
pub(super) fn value(tag: &BytesStart) -> Option<String> {
    Some(xml::local_attribute(tag, "val")?.into_owned())
}

/// Whether a property is switched off.
pub(super) fn is_off(tag: &BytesStart) -> bool {
    value(tag).is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}
