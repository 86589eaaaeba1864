//! The elements that are open, and what each says of the text in it.

use super::tag::{TAGS, Tag};

/// An open element. What it inherits is worked out when it opens, and again when one around it is taken away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub tag: Tag,
    /// Whether it stands on lines of its own.
    pub block: bool,
    /// What it says itself.
    pub own: Own,
    /// What holds in it.
    pub all: Inherited,
    /// What it opened in the text.
    pub opened: Opened,
}

/// What an element says of its text.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property of the element"
)]
pub(super) struct Own {
    pub bold: Option<bool>,
    pub pre: Option<bool>,
    /// What its text is counted as where it is left out; empty where it is not even counted.
    pub skip: Option<&'static str>,
    pub heading: bool,
    /// Whether a `header` in it is its own and not the page's.
    pub article: bool,
    /// Whether it is a paragraph.
    pub in_paragraph: bool,
    pub role: Option<Role>,
    pub spot: Option<Spot>,
    /// Whether the elements in it stand side by side.
    pub columns: bool,
    /// Whether there is room after it.
    pub room_after: bool,
}

/// What holds for the text in an element.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property of the text"
)]
pub(super) struct Inherited {
    pub bold: bool,
    pub pre: bool,
    pub skip: Option<&'static str>,
    pub heading: bool,
    pub article: bool,
    /// Whether it is a paragraph.
    pub in_paragraph: bool,
    pub role: Option<Role>,
    pub spot: Option<Spot>,
}

/// What an element opened in the text and closes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opened {
    Nothing,
    Table,
    Cell,
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Who is quoted.
    Cite,
    /// The term of a pair.
    Term,
    /// The other half of a pair.
    Words,
}

/// A place on a page, in pixels from its left and upper edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub left: f32,
    pub top: f32,
    pub size: f32,
}

impl Own {
    fn inside(self, around: Inherited) -> Inherited {
        Inherited {
            bold: self.bold.unwrap_or(around.bold),
            pre: self.pre.unwrap_or(around.pre),
            skip: around.skip.or(self.skip),
            heading: self.heading || around.heading,
            article: self.article || around.article,
            in_paragraph: self.in_paragraph || around.in_paragraph,
            role: self.role.or(around.role),
            spot: self.spot.or(around.spot),
        }
    }
}

/// Browsers go no deeper either.
const DEEPEST: usize = 512;

/// The open elements, the outermost first.
#[derive(Debug)]
pub(super) struct Elements {
    open: Vec<Element>,
    /// How many of each are open.
    count: [u32; TAGS],
    /// How many of each were opened beyond the deepest.
    beyond: [u32; TAGS],
}

impl Default for Elements {
    fn default() -> Self {
        Self {
            open: Vec::new(),
            count: [0; TAGS],
            beyond: [0; TAGS],
        }
    }
}

impl Elements {
    /// What holds for the text here.
    pub fn here(&self) -> Inherited {
        self.open
            .last()
            .map_or_else(Inherited::default, |last| last.all)
    }

    /// Whether what is opened now stands beside what stands before it.
    pub fn is_in_columns(&self) -> bool {
        self.open.last().is_some_and(|last| last.own.columns)
    }

    /// Whether the innermost element is this one.
    pub fn is_in(&self, tag: Tag) -> bool {
        self.open.last().is_some_and(|last| last.tag == tag)
    }

    /// Whether another element may be opened; where not, its end is remembered.
    pub fn may_open(&mut self, tag: Tag) -> bool {
        let may = self.open.len() < DEEPEST;
        if !may {
            self.beyond[tag as usize] += 1;
        }
        may
    }

    /// Opens an element.
    pub fn open(&mut self, tag: Tag, block: bool, own: Own, opened: Opened) {
        self.count[tag as usize] += 1;
        self.open.push(Element {
            tag,
            block,
            own,
            all: own.inside(self.here()),
            opened,
        });
    }

    /// Whether an end tag belongs to an element that was not opened for being too deep.
    pub fn was_beyond(&mut self, tag: Tag) -> bool {
        let beyond = &mut self.beyond[tag as usize];
        let was = *beyond > 0;
        *beyond = beyond.saturating_sub(1);
        was
    }

    /// Where the innermost element is that an end tag closes. `stop` says which elements hide those around them.
    pub fn find(&self, tags: &[Tag], stop: impl Fn(&Element) -> bool) -> Option<usize> {
        if tags.iter().all(|tag| self.count[*tag as usize] == 0) {
            return None;
        }
        for (at, element) in self.open.iter().enumerate().rev() {
            if tags.contains(&element.tag) {
                return Some(at);
            }
            if stop(element) {
                return None;
            }
        }
        None
    }

    /// Closes the element at a place if nothing is open inside of it.
    pub fn close_last(&mut self, at: usize) -> Option<Element> {
        if at + 1 != self.open.len() {
            return None;
        }
        let element = self.open.pop()?;
        self.count[element.tag as usize] -= 1;
        Some(element)
    }

    /// Closes the element at a place and gives what closed with it, the innermost first. Formatting that is open inside
    /// of a block goes on after it, unless the block is a cell or a table.
    pub fn close(&mut self, at: usize) -> Vec<Element> {
        let outermost = self.open[at];
        let all = outermost.tag.is_scope() || outermost.tag.is_of_table();
        let only_itself = outermost.tag.goes_on();
        let mut closed = Vec::new();
        let above = self.open.split_off(at);
        for (index, element) in above.into_iter().enumerate() {
            let stays = index > 0 && !all && (only_itself || element.tag.goes_on());
            if stays {
                let all = element.own.inside(self.here());
                self.open.push(Element { all, ..element });
            } else {
                self.count[element.tag as usize] -= 1;
                closed.push(element);
            }
        }
        closed.reverse();
        closed
    }

    /// Closes everything, the innermost first.
    pub fn close_all(&mut self) -> Vec<Element> {
        if self.open.is_empty() {
            return Vec::new();
        }
        self.count = [0; TAGS];
        let mut closed = std::mem::take(&mut self.open);
        closed.reverse();
        closed
    }
}
