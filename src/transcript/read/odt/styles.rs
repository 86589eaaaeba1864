//! The styles of an `OpenDocument` text, as far as they tell labels and headings from speech.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::transcript::read::document::is_heading;
use crate::transcript::read::xml;

/// What a style is for: each family has names of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// Paragraphs.
    Paragraph,
    /// Words in paragraphs.
    Text,
}

/// The styles by their families and names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    defined: HashMap<Family, HashMap<String, Style>>,
    open: Option<(Family, String)>,
    /// What was found out of styles that were asked for.
    resolved: HashMap<Family, HashMap<String, Resolved>>,
}

/// What a style says itself or has from its parents.
#[derive(Clone, Copy, Debug)]
struct Resolved {
    bold: Option<bool>,
    hidden: Option<bool>,
    heading: bool,
}

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    /// Whether people named it; the others are made by the program from what people did.
    named: bool,
    heading: bool,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are not shown.
    pub hidden: bool,
}

/// Styles are not based on each other in longer chains than this; in a circle they are.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    /// A style opens. `named` says whether people named it.
    pub fn open(&mut self, tag: &BytesStart, named: bool) {
        let text = |name| xml::attribute(tag, name);
        self.open = None;
        let family = match text("style:family").as_deref() {
            Some("paragraph") => Family::Paragraph,
            Some("text") => Family::Text,
            _ => return,
        };
        let Some(name) = text("style:name") else {
            return;
        };
        let shown = text("style:display-name").unwrap_or_default();
        let style = Style {
            parent: text("style:parent-style-name").map(std::borrow::Cow::into_owned),
            named,
            heading: is_heading(&shown) || is_heading(&name.replace("_20_", " ")),
            ..Style::default()
        };
        let name = name.into_owned();
        let styles = self.defined.entry(family).or_default();
        styles.insert(name.clone(), style);
        self.open = Some((family, name));
    }

    /// What the open style says of its words.
    pub fn properties(&mut self, tag: &BytesStart) {
        let Some((family, name)) = &self.open else {
            return;
        };
        let styles = self.defined.get_mut(family);
        let Some(style) = styles.and_then(|styles| styles.get_mut(name)) else {
            return;
        };
        if let Some(weight) = xml::attribute(tag, "fo:font-weight") {
            let heavy = weight.parse().is_ok_and(|weight: u32| weight >= 600);
            style.bold = Some(heavy || weight == "bold");
        }
        if let Some(display) = xml::attribute(tag, "text:display") {
            style.hidden = Some(display == "none");
        }
    }

    /// The open style closes.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// How words of this style look among words that look like `around`.
    pub fn look(&mut self, family: Family, name: &str, around: Look) -> Look {
        let style = self.resolved(family, name);
        Look {
            bold: style.bold.unwrap_or(around.bold),
            hidden: style.hidden.unwrap_or(around.hidden),
        }
    }

    /// Whether paragraphs of this style are headings or titles.
    pub fn is_heading(&mut self, name: &str) -> bool {
        self.resolved(Family::Paragraph, name).heading
    }

    fn resolved(&mut self, family: Family, name: &str) -> Resolved {
        let known = self.resolved.get(&family);
        if let Some(known) = known.and_then(|known| known.get(name)) {
            return *known;
        }
        let (mut bold, mut hidden) = (None, None);
        for style in self.chain(family, name) {
            bold = bold.or(style.bold);
            hidden = hidden.or(style.hidden);
        }
        let named = self.chain(family, name).find(|style| style.named);
        let heading = match named {
            Some(style) => style.heading,
            None => is_heading(&name.replace("_20_", " ")),
        };
        let resolved = Resolved {
            bold,
            hidden,
            heading,
        };
        let known = self.resolved.entry(family).or_default();
        known.insert(name.to_owned(), resolved);
        resolved
    }

    fn chain(&self, family: Family, name: &str) -> impl Iterator<Item = &Style> {
        let styles = self.defined.get(&family);
        let style = move |name: &str| styles?.get(name);
        let parent = move |of: &&Style| style(of.parent.as_ref()?);
        std::iter::successors(style(name), parent).take(LONGEST_CHAIN)
    }
}
