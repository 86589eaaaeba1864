//! The attributes of a start tag, and what they say of its element.

use super::sheet::Sheet;
use super::style::Style;
use super::tag::{AROUND, Tag};
use super::walk::text;

/// An attribute that means something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attribute {
    Class,
    Id,
    Style,
    Href,
    Name,
    Title,
    Role,
    Page,
    Rows,
    Other,
}

/// The attributes of a start tag.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    current: Option<Attribute>,
    any: bool,
    hidden: bool,
    numbered: bool,
    classes: String,
    id: String,
    style: String,
    href: String,
    name: String,
    title: String,
    role: String,
    /// Over how many rows a cell reaches.
    pub rows: u16,
}

impl Attributes {
    /// Forgets those of the tag before.
    pub fn clear(&mut self) {
        self.rows = 1;
        if !self.any {
            return;
        }
        self.any = false;
        self.hidden = false;
        self.numbered = false;
        for value in [
            &mut self.classes,
            &mut self.id,
            &mut self.style,
            &mut self.href,
            &mut self.name,
            &mut self.title,
            &mut self.role,
        ] {
            value.clear();
        }
    }

    /// An attribute begins.
    pub fn name(&mut self, name: &[u8]) {
        let attribute = match name {
            b"class" => Attribute::Class,
            b"id" => Attribute::Id,
            b"style" => Attribute::Style,
            b"href" => Attribute::Href,
            b"name" => Attribute::Name,
            b"title" => Attribute::Title,
            b"role" => Attribute::Role,
            b"rowspan" => Attribute::Rows,
            b"data-page-number" => Attribute::Page,
            b"hidden" => {
                self.hidden = true;
                Attribute::Other
            }
            _ => Attribute::Other,
        };
        self.any |= attribute != Attribute::Other || self.hidden;
        self.numbered |= attribute == Attribute::Page;
        self.current = Some(attribute);
    }

    /// It has a value.
    pub fn value(&mut self, value: &[u8]) {
        let Some(attribute) = self.current.take() else {
            return;
        };
        let number = || {
            std::str::from_utf8(value)
                .ok()
                .and_then(|value| value.trim().parse().ok())
                .unwrap_or(1)
        };
        let field = match attribute {
            Attribute::Class => &mut self.classes,
            Attribute::Id => &mut self.id,
            Attribute::Style => &mut self.style,
            Attribute::Href => &mut self.href,
            Attribute::Name => &mut self.name,
            Attribute::Title => &mut self.title,
            Attribute::Role => &mut self.role,
            Attribute::Rows => {
                self.rows = number();
                return;
            }
            Attribute::Page | Attribute::Other => return,
        };
        field.clear();
        field.push_str(&text(value));
    }

    /// What the page's rules and its own say of the element.
    pub fn style(&self, sheet: &Sheet) -> Style {
        if !self.any {
            return Style::default();
        }
        let style = sheet.style(&self.classes, &self.id);
        if self.style.is_empty() {
            style
        } else {
            style.under(Style::read(&self.style))
        }
    }

    /// Whether the element is hidden.
    pub fn hidden(&self) -> bool {
        self.hidden
    }

    /// Whether the element is a page of a document, or ends one.
    pub fn is_page(&self, style: &Style) -> bool {
        style.page
            || self.numbered
            || (self.any
                && (is_page_id(&self.id)
                    || self
                        .classes
                        .split_ascii_whitespace()
                        .any(|class| PAGES.contains(&class))))
    }

    /// Whether a link begins a page, as pdftohtml marks them: `<a name=3></a>`.
    pub fn is_page_anchor(&self) -> bool {
        let number = |name: &str| {
            (1..5).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_digit())
        };
        self.any
            && self.href.is_empty()
            && (number(&self.name) || (self.name.is_empty() && number(&self.id)))
    }

    /// What the element is counted as where its names say that it is no part of the text.
    pub fn left_out(&self, tag: Tag) -> Option<&'static str> {
        if !self.any {
            return None;
        }
        let names = || {
            self.classes
                .split_ascii_whitespace()
                .chain([self.id.as_str(), self.role.as_str()])
        };
        let division = matches!(
            tag,
            Tag::Div | Tag::Article | Tag::List | Tag::Block | Tag::Header | Tag::Foot
        );
        if division && names().any(|name| FURNITURE.contains(&name.to_ascii_lowercase().as_str())) {
            return Some(AROUND);
        }
        if tag == Tag::Div {
            if matches!(self.title.as_str(), "header" | "footer") {
                return Some("headers and footers");
            }
            return note(&self.id)
                .filter(|note| note.end.is_empty())
                .map(|note| note.what);
        }
        let refers = tag == Tag::A
            && self
                .href
                .strip_prefix('#')
                .and_then(note)
                .is_some_and(|note| !note.back);
        refers.then_some("marks of footnotes and comments")
    }

    /// What the paragraph around a link is counted as, where the link leads back to where a note belongs.
    pub fn note_text(&self, tag: Tag) -> Option<&'static str> {
        if tag != Tag::A || !self.any {
            return None;
        }
        self.href
            .strip_prefix('#')
            .and_then(note)
            .filter(|note| note.back)
            .map(|note| note.what)
    }
}

/// Classes of the pages of a document that was converted: pdf2htmlEX, PDF.js and their like.
const PAGES: &[&str] = &["page", "pf", "pdf-page", "pdfpage", "textLayer", "pageview"];

/// `page_3`, `page3-div`, `pf1a`.
fn is_page_id(id: &str) -> bool {
    let number = |rest: &str| {
        !rest.is_empty() && rest.len() < 6 && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let page = id.strip_prefix("page").or_else(|| id.strip_prefix("Page"));
    let rest = page.map(|rest| rest.trim_start_matches(['_', '-']).trim_end_matches("-div"));
    rest.is_some_and(|rest| number(rest) && rest.starts_with(|c: char| c.is_ascii_digit()))
        || id.strip_prefix("pf").is_some_and(number)
}

/// Names that authors of web pages give to what stands around the text.
const FURNITURE: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "navbar",
    "nav",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "comments",
    "comment-list",
    "commentlist",
    "comments-area",
    "comment-respond",
    "respond",
    "disqus_thread",
    "related-posts",
    "share-buttons",
    "social-share",
    "cookie-banner",
    "cookie-notice",
    "skip-link",
    "toolbar",
    "pagination",
    "pager",
    "site-header",
    "site-footer",
    "page-footer",
];

/// A name that belongs to a footnote or comment.
struct Note<'a> {
    what: &'static str,
    /// Whether it is that of the place in the text.
    back: bool,
    /// What follows the number.
    end: &'a str,
}

/// The note that a name such as `_ftnref3`, `cmnt1`, `sdfootnote2sym` belongs to.
fn note(name: &str) -> Option<Note<'_>> {
    const KINDS: &[(&str, &str)] = &[
        ("cmnt", "comments"),
        ("msocom", "comments"),
        ("msoanchor", "comments"),
        ("ftnt", "footnotes"),
        ("ftn", "footnotes"),
        ("edn", "footnotes"),
        ("sdfootnote", "footnotes"),
        ("sdendnote", "footnotes"),
        ("footnote", "footnotes"),
        ("endnote", "footnotes"),
        ("fn", "footnotes"),
    ];
    let name = name.trim_start_matches('_');
    let (prefix, what) = KINDS.iter().find(|(prefix, _)| name.starts_with(prefix))?;
    let rest = name[prefix.len()..].trim_start_matches(['_', '-', ':']);
    let (back, rest) = rest
        .strip_prefix("ref")
        .map_or((*prefix == "msoanchor", rest), |rest| (true, rest));
    let rest = rest.trim_start_matches(['_', '-', ':']);
    let end = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    (end.len() < rest.len() && matches!(end, "" | "anc" | "sym")).then(|| Note {
        what,
        back: back || end == "anc",
        end,
    })
}
