//! Writing a new code into the text of a codebook: everything that stands there stays as it was written.

use std::sync::Arc;

use thiserror::Error;

use super::{Code, CodeIndex, Codebook, parse};
use crate::diagnostic::{Edit, apply};
use crate::text::Source;
use crate::yaml::{Layout, Node, Value, line_scalar, scalar};

/// A code that is not in the codebook yet.
#[derive(Clone, Copy, Debug)]
pub struct NewCode<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name for people.
    pub label: &'a str,
    /// The code above it; `None` for a theme.
    pub parent: Option<CodeIndex>,
}

/// Why a code was not written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddError {
    /// A code has this id already.
    #[error("there is a code `{0}` already")]
    Taken(String),
    /// With the code, the codebook could not be used.
    #[error("it cannot be in a codebook: {0}")]
    Fault(String),
    /// The file is written in a way that cannot be changed for sure without changing something else.
    #[error(
        "the file is laid out so that nothing can be added for sure; write the code there by hand"
    )]
    Layout,
}

/// Gives the text of a codebook with one more code: the last below its parent, or the last theme.
///
/// The new text is read again before it is given: it has all codes that were there, and the new one.
pub fn add(codebook: &Codebook, new: &NewCode<'_>) -> Result<String, AddError> {
    if codebook.codes.iter().any(|code| code.id == new.id) {
        return Err(AddError::Taken(new.id.to_owned()));
    }
    let edit = edit(codebook, new).ok_or(AddError::Layout)?;
    let text = apply(codebook.source.text(), [&edit]);
    let source = Arc::new(Source::new(codebook.source.name(), text.as_str()));
    let parsed = parse(source);
    let fault = parsed
        .diagnostics
        .iter()
        .find(|it| it.severity == crate::diagnostic::Severity::Error);
    let Some(after) = parsed.codebook.filter(|_| fault.is_none()) else {
        let fault = fault.map_or_else(String::new, |it| it.message.clone());
        return Err(AddError::Fault(fault));
    };
    if is_grown(codebook, &after, new) {
        Ok(text)
    } else {
        Err(AddError::Layout)
    }
}

/// Whether the one has all codes of the other in their order, and this one more at its place.
fn is_grown(before: &Codebook, after: &Codebook, new: &NewCode<'_>) -> bool {
    let path = |code: &Code| code.path.clone();
    let is_new = |code: &&Code| code.id == new.id;
    let kept = after.codes.iter().filter(|code| !is_new(code)).map(path);
    let parent = |code: &Code| code.parent.map(|it| after.code(it).id.clone());
    let wanted = new.parent.map(|it| before.code(it).id.clone());
    kept.eq(before.codes.iter().map(path))
        && after
            .codes
            .iter()
            .find(is_new)
            .is_some_and(|code| parent(code) == wanted && code.label == new.label)
}

fn edit(codebook: &Codebook, new: &NewCode<'_>) -> Option<Edit> {
    let layout = Layout::read(&codebook.source)?;
    let map = match new.parent {
        None => &codebook.tree,
        Some(parent) => find(&codebook.tree, codebook.code(parent))?,
    };
    let (id, label) = (scalar(new.id), line_scalar(new.label));
    let item = format!("id: {id}\nlabel: {label}");
    match value(map, "codes") {
        Some(
            list @ Node {
                value: Value::List(items),
                ..
            },
        ) if !items.is_empty() => {
            let block = layout.append_item(list, &item);
            let mut edit = block.or_else(|| {
                layout.append_item(list, &format!("{{id: {id}, label: {}}}", scalar(new.label)))
            })?;
            if let [.., before, last] = &items[..]
                && has_gap(codebook.source.text(), before, last)
                && edit.text.starts_with(['\r', '\n'])
            {
                let ending = if edit.text.starts_with('\r') {
                    "\r\n"
                } else {
                    "\n"
                };
                edit.text.insert_str(0, ending);
            }
            Some(edit)
        }
        None => {
            let below = item.replace('\n', "\n    ");
            let block = layout.insert_pair(map, None, "codes", &format!("\n  - {below}"));
            let flow = format!("[{{id: {id}, label: {}}}]", scalar(new.label));
            block.or_else(|| layout.insert_pair(map, None, "codes", &flow))
        }
        Some(_) => None,
    }
}

/// Whether a blank line stands between two codes.
fn has_gap(text: &str, before: &Node, after: &Node) -> bool {
    let between = text.get(before.span.end..after.span.start).unwrap_or("");
    let mut lines = between.lines().skip(1);
    lines.any(|line| line.trim().is_empty()) && between.matches('\n').count() > 1
}

/// The mapping that a code was read from.
fn find<'t>(map: &'t Node, code: &Code) -> Option<&'t Node> {
    let Value::List(items) = &value(map, "codes")?.value else {
        return None;
    };
    items.iter().find_map(|item| {
        let is_it = value(item, "id").is_some_and(|id| id.span == code.span);
        if is_it { Some(item) } else { find(item, code) }
    })
}

fn value<'t>(map: &'t Node, key: &str) -> Option<&'t Node> {
    let Value::Map(pairs) = &map.value else {
        return None;
    };
    let is = |node: &Node| matches!(&node.value, Value::Scalar { text, .. } if text == key);
    pairs
        .iter()
        .find(|(name, _)| is(name))
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grown(text: &str, id: &str, label: &str, parent: Option<&str>) -> Result<String, AddError> {
        let parsed = parse(Arc::new(Source::new("c.yaml", text)));
        let codebook = parsed.codebook.unwrap();
        let parent = parent.map(|parent| codebook.find(parent).unwrap());
        add(&codebook, &NewCode { id, label, parent })
    }

    const BOOK: &str = "# Ours.\ncodebook: c\ncodes:\n  - id: a  # first\n    label: A\n    codes:\n      - id: b\n        match: [x, y]  # why\n\n  - id: c # last\n# The end.\n";

    #[test]
    fn a_theme_is_the_last_and_nothing_else_changes() {
        let text = grown(BOOK, "new", "In vivo: “hm”", None).unwrap();
        let (before, after) = BOOK.split_once("# The end.").unwrap();
        assert_eq!(
            text,
            format!("{before}\n  - id: new\n    label: \"In vivo: “hm”\"\n# The end.{after}")
        );
    }

    #[test]
    fn a_code_stands_below_the_last_of_its_parent() {
        let text = grown(BOOK, "d", "D d", Some("a")).unwrap();
        assert!(
            text.contains("  # why\n      - id: d\n        label: D d\n\n  - id: c"),
            "{text}"
        );
        let text = grown(BOOK, "d", "D", Some("a.b")).unwrap();
        assert!(
            text.contains("  # why\n        codes:\n          - id: d\n            label: D\n\n"),
            "{text}"
        );
    }

    #[test]
    fn brackets_stay_brackets() {
        let text = "codebook: c\ncodes: [{id: a, label: A}, {id: b}]\n";
        assert_eq!(
            grown(text, "d", "D, e", None).unwrap(),
            "codebook: c\ncodes: [{id: a, label: A}, {id: b}, {id: d, label: \"D, e\"}]\n"
        );
        assert_eq!(
            grown(text, "d", "D", Some("b")).unwrap(),
            "codebook: c\ncodes: [{id: a, label: A}, {id: b, codes: [{id: d, label: D}]}]\n"
        );
    }

    #[test]
    fn what_cannot_be_a_code_is_refused() {
        assert_eq!(
            grown(BOOK, "a", "A", None),
            Err(AddError::Taken("a".to_owned()))
        );
        assert!(matches!(
            grown(BOOK, "not an id", "A", None),
            Err(AddError::Fault(_))
        ));
        let anchored = "codebook: c\ncodes:\n  - &x\n    id: a\n    label: A\n";
        assert_eq!(grown(anchored, "d", "D", Some("a")), Err(AddError::Layout));
    }

    #[test]
    fn every_bundled_codebook_can_grow() {
        for bundled in super::super::BUNDLED {
            let text = grown(bundled.text, "in-vivo-code", "In vivo", None).unwrap();
            let mut lines = text.lines();
            assert!(bundled.text.lines().all(|line| lines.any(|it| it == line)));
        }
    }
}
