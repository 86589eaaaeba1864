//! How findings are mended by themselves: the few changes that leave a codebook's meaning as it is.

use super::look::Look;
use crate::diagnostic::{Edit, Fix};
use crate::text::Span;
use crate::yaml::{Comment, Layout, Node, Value};

/// How a codebook is written, found out when a finding first wants to be mended.
#[derive(Debug)]
pub struct Writing<'a> {
    tree: &'a Node,
    layout: Layout<'a>,
}

impl<'a> Writing<'a> {
    /// Reads how a codebook is written.
    pub fn of(look: &Look<'a>) -> Option<Self> {
        let source = &look.codebook.source;
        Some(Self {
            tree: &look.codebook.tree,
            layout: Layout::read(source)?,
        })
    }

    /// All comments, in order.
    pub fn comments(&self) -> &[Comment] {
        self.layout.comments()
    }

    /// The list that has an item at a span, and which item it is.
    fn item(&self, span: Span) -> Option<(&Node, usize)> {
        fn find(node: &Node, span: Span) -> Option<(&Node, usize)> {
            let inside = |node: &&Node| node.span.contains(span);
            match &node.value {
                Value::List(items) => match items.iter().position(|item| item.span == span) {
                    Some(number) => Some((node, number)),
                    None => items
                        .iter()
                        .filter(inside)
                        .find_map(|item| find(item, span)),
                },
                Value::Map(pairs) => {
                    let values = pairs.iter().map(|(_, value)| value);
                    values.filter(inside).find_map(|value| find(value, span))
                }
                Value::Null | Value::Scalar { .. } => None,
            }
        }
        find(self.tree, span)
    }
}

/// Gives a term another text.
#[must_use]
pub fn rewritten(look: &Look<'_>, span: Span, text: &str) -> Option<Fix> {
    let edit = look.writing()?.layout.replace_scalar(span, text)?;
    Some(fix(format!("write `{text}`"), vec![edit]))
}

/// Takes an item out of its list; not one with a comment behind it, which would be lost.
#[must_use]
pub fn removed(look: &Look<'_>, span: Span) -> Option<Fix> {
    let writing = look.writing()?;
    let (list, number) = writing.item(span)?;
    let edit = writing.layout.remove_item(list, number)?;
    let mut comments = writing.layout.comments().iter();
    if comments.any(|comment| edit.span.overlaps(comment.span)) {
        return None;
    }
    Some(fix("remove it".to_owned(), vec![edit]))
}

/// Puts items that stand in a row into another order: `order` has their spans as they are to stand.
#[must_use]
pub fn reordered(look: &Look<'_>, order: &[Span]) -> Option<Fix> {
    let writing = look.writing()?;
    let mut places = Vec::new();
    let mut list = None;
    for span in order {
        let (of, number) = writing.item(*span)?;
        places.push(number);
        list = Some(of);
    }
    let list = list?;
    let Value::List(items) = &list.value else {
        return None;
    };
    let mut all: Vec<usize> = (0..items.len()).collect();
    let first = *places.iter().min()?;
    all.splice(first..first + places.len(), places);
    let edits = writing.layout.reorder_items(list, &all)?;
    Some(fix("sort them".to_owned(), edits))
}

fn fix(what: String, edits: Vec<Edit>) -> Fix {
    Fix { what, edits }
}
