//! Reading what is wanted out of a tree, collecting every fault on the way.

use std::ops::Range;
use std::sync::Arc;

use super::{Node, Value, foreign_tags, mistaken};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

/// Reads a tree and collects what is wrong with it. A value of the wrong type is reported and reads as missing.
#[derive(Debug)]
pub struct Checker {
    source: Arc<Source>,
    /// What is wrong so far, in the order found.
    pub diagnostics: Vec<Diagnostic>,
}

/// A text that was asked for, and where it is written.
#[derive(Clone, Copy, Debug)]
pub struct Text<'n> {
    /// The text.
    pub text: &'n str,
    /// Where, with its quotes.
    pub span: Span,
}

/// A text that is kept when the tree is gone, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text, without white space at its end.
    pub text: String,
    /// Where, with its quotes.
    pub span: Span,
}

impl From<Text<'_>> for Written {
    fn from(text: Text<'_>) -> Self {
        Self {
            text: text.text.trim_end().to_owned(),
            span: text.span,
        }
    }
}

impl std::ops::Deref for Written {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Checker {
    /// Starts without faults but the tags that YAML takes off their texts.
    #[must_use]
    pub fn new(source: Arc<Source>) -> Self {
        let diagnostics = foreign_tags(&source);
        Self {
            source,
            diagnostics,
        }
    }

    /// The text that the tree was read from.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The place of a span.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place::Span(Arc::clone(&self.source), span)
    }

    /// The first line of a span: where a whole mapping is meant, one line of it is enough.
    #[must_use]
    pub fn first_line(&self, span: Span) -> Place {
        let text = self.source.slice(span);
        let length = text.find(['\n', '\r']).unwrap_or(text.len());
        self.place(Span::new(span.start, span.start + length))
    }

    /// Collects a fault.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Collects an error without a help.
    pub fn error(&mut self, rule: &'static str, span: Span, message: impl Into<String>) {
        let place = self.place(span);
        self.report(Diagnostic::error(rule, place, message));
    }

    /// The part of a text as a span of the source, when the text is written in one piece and without escapes;
    /// otherwise the whole text's span.
    #[must_use]
    pub fn locate(&self, text: Text<'_>, part: Range<usize>) -> Span {
        let written = self.source.slice(text.span);
        let offset = if written == text.text {
            0
        } else if written.get(1..written.len().saturating_sub(1)) == Some(text.text) {
            1
        } else {
            return text.span;
        };
        let start = text.span.start + offset + part.start.min(text.text.len());
        let end = text.span.start + offset + part.end.min(text.text.len());
        if end < start
            || !self.source.text().is_char_boundary(start)
            || !self.source.text().is_char_boundary(end)
        {
            return text.span;
        }
        Span::new(start, end)
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&mut self, node: &Node, what: &str, wanted: &str) -> &mut Diagnostic {
        let message = format!("{what} must be {wanted}, and this is {}", node.value.kind());
        self.error("wrong-type", node.span, message);
        self.diagnostics.last_mut().expect("one was just reported")
    }

    /// A text, exactly as written; what is not a text is a fault. `what` names it, such as `` `label` ``.
    pub fn text<'n>(&mut self, node: &'n Node, what: &str) -> Option<Text<'n>> {
        if let Value::Scalar { text, .. } = &node.value {
            return Some(Text {
                text,
                span: node.span,
            });
        }
        let source = Arc::clone(&self.source);
        let fault = self.wrong_type(node, what, "a text");
        if let Some((span, help)) = mistaken::for_no_text(&source, node) {
            fault.help = Some(help);
            fault.place = Place::Span(source, span);
        }
        None
    }

    /// The items of a list; a key without a value is a list without items.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            Value::Null => &[],
            Value::Scalar { text, .. } => {
                let help = mistaken::for_no_list(self.source.slice(node.span), text);
                self.wrong_type(node, what, "a list").help = Some(help);
                &[]
            }
            Value::Map(_) => {
                self.wrong_type(node, what, "a list").help =
                    Some("put `- ` before each item".to_owned());
                &[]
            }
        }
    }

    /// The texts of a list; a list that is there has at least one.
    pub fn texts<'n>(&mut self, node: &'n Node, what: &str) -> Vec<Text<'n>> {
        let items = self.list(node, what);
        if items.is_empty() && matches!(node.value, Value::List(_) | Value::Null) {
            self.empty_list(node, what);
        }
        let item = format!("an item of {what}");
        items
            .iter()
            .filter_map(|node| self.text(node, &item))
            .collect()
    }

    /// Reports a list without items.
    pub fn empty_list(&mut self, node: &Node, what: &str) {
        let place = self.place(node.span);
        let fault = Diagnostic::error("empty-list", place, format!("{what} has no items"));
        self.report(fault.help("give it an item, or leave the key out"));
    }

    /// A whole number from 0 to `most`.
    pub fn number(&mut self, node: &Node, what: &str, most: u32) -> Option<u32> {
        if let Value::Scalar {
            text,
            quoted: false,
        } = &node.value
            && let Ok(number) = text.parse::<u32>()
            && number <= most
        {
            return Some(number);
        }
        let place = self.place(node.span);
        let message = format!("{what} must be a whole number from 0 to {most}");
        let fault = Diagnostic::error("invalid-number", place, message);
        self.report(match &node.value {
            Value::Scalar { quoted: true, .. } => fault.help("write it without quotes"),
            _ => fault,
        });
        None
    }

    /// `true` or `false`.
    pub fn flag(&mut self, node: &Node, what: &str) -> Option<bool> {
        if let Value::Scalar {
            text,
            quoted: false,
        } = &node.value
        {
            match text.as_str() {
                "true" | "True" | "TRUE" => return Some(true),
                "false" | "False" | "FALSE" => return Some(false),
                _ => {}
            }
        }
        self.wrong_type(node, what, "`true` or `false`");
        None
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        rule: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let text = self.text(node, what)?;
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text.text) {
            return Some(*choice);
        }
        let message = format!("{what} cannot be `{}`", text.text);
        let fault = Diagnostic::error(rule, self.place(text.span), message);
        self.report(fault.did_you_mean(text.text, choices.iter().map(|(word, _)| *word)));
        None
    }

    /// All faults, in the order of their places.
    #[must_use]
    pub fn finish(mut self) -> Vec<Diagnostic> {
        // Of `- !help`, which leaves no text behind, the tag has been told.
        let is_tag = |fault: &Diagnostic| match &fault.place {
            Place::Span(source, span) => source.slice(*span).starts_with('!'),
            _ => false,
        };
        self.diagnostics
            .retain(|fault| fault.rule != "wrong-type" || !is_tag(fault));
        self.diagnostics.sort_by_cached_key(Diagnostic::sort_key);
        self.diagnostics
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::read;
    use super::*;

    pub(in crate::yaml) fn checked(
        text: &str,
        check: impl FnOnce(&mut Checker, &Node),
    ) -> Vec<String> {
        let source = Arc::new(Source::new("t", text));
        let node = read(&source).unwrap();
        let mut checker = Checker::new(source);
        check(&mut checker, &node);
        let told = |fault: Diagnostic| {
            let at = fault.place.position().unwrap();
            format!(
                "{}:{} {} {}",
                at.line,
                at.column,
                fault.rule,
                fault.help.unwrap_or_default()
            )
        };
        checker.finish().into_iter().map(told).collect()
    }

    #[test]
    fn a_part_of_a_text_is_found_inside_quotes_but_not_inside_escapes() {
        let source = Arc::new(Source::new("t", "['a{b', \"a\\x7bb\"]"));
        let checker = Checker::new(Arc::clone(&source));
        let text = |start, end| Text {
            text: "a{b",
            span: Span::new(start, end),
        };
        assert_eq!(checker.locate(text(1, 6), 1..2), Span::new(3, 4));
        assert_eq!(checker.locate(text(8, 16), 1..2), Span::new(8, 16));
    }

    #[test]
    fn a_text_in_place_of_a_list_is_shown_as_a_list() {
        let faults = checked("trust*", |checker, node| {
            assert!(checker.list(node, "`match`").is_empty());
        });
        assert!(faults[0].contains("write `[trust*]`"), "{faults:?}");
    }
}
