//! Reading what is wanted out of a tree, collecting every fault on the way.

use std::ops::Range;
use std::sync::Arc;

use super::{Node, Value};
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

/// The pairs of one mapping, each key once.
#[derive(Clone, Debug)]
pub struct Fields<'n> {
    pairs: Vec<(Text<'n>, &'n Node)>,
    /// Where the mapping is written.
    pub span: Span,
    /// Whether keys were refused: then a missing key has probably been misspelt, and one fault is enough.
    pub had_unknown: bool,
}

impl<'n> Fields<'n> {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.pair(key).map(|(_, value)| value)
    }

    /// The key as it is written, and its value.
    #[must_use]
    pub fn pair(&self, key: &str) -> Option<(Text<'n>, &'n Node)> {
        self.pairs
            .iter()
            .find(|(name, _)| name.text == key)
            .copied()
    }

    /// All pairs in the order written.
    pub fn iter(&self) -> impl Iterator<Item = (Text<'n>, &'n Node)> {
        self.pairs.iter().copied()
    }
}

impl Checker {
    /// Starts without faults.
    #[must_use]
    pub fn new(source: Arc<Source>) -> Self {
        Self {
            source,
            diagnostics: Vec::new(),
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
        let is_null_word = matches!(node.value, Value::Null) && !node.span.is_empty();
        let looks_like_braces =
            matches!(node.value, Value::Map(_)) && self.source.slice(node.span).starts_with('{');
        let fault = self.wrong_type(node, what, "a text");
        if is_null_word {
            fault.help = Some("put it in quotes if the word itself is meant".to_owned());
        } else if looks_like_braces {
            fault.help = Some("a text that starts with `{` needs quotes".to_owned());
        }
        None
    }

    /// A text that may be left out or left empty.
    pub fn optional_text(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        if matches!(node.value, Value::Null) {
            return None;
        }
        let text = self.text(node, &format!("`{key}`"))?;
        Some(text.text.trim_end().to_owned())
    }

    /// The items of a list; a key without a value is a list without items.
    pub fn list<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            Value::Null => &[],
            Value::Scalar { text, .. } => {
                let help = format!(
                    "write `[{}]`, or put it on a line of its own after `- `",
                    super::scalar(text)
                );
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

    /// A mapping with these keys and no others.
    pub fn fields<'n>(&mut self, node: &'n Node, what: &str, known: &[&str]) -> Option<Fields<'n>> {
        if self.is_text_in_braces(node) {
            let message = "`{` starts a mapping here, and its keys have no values";
            let fault = Diagnostic::error("wrong-type", self.place(node.span), message);
            self.report(fault.help("a text that starts with `{` needs quotes"));
            return None;
        }
        let mut fields = self.any_fields(node, what)?;
        let (pairs, strangers): (Vec<_>, Vec<_>) = fields
            .pairs
            .into_iter()
            .partition(|(key, _)| known.contains(&key.text));
        for (key, _) in &strangers {
            let message = format!("{what} has no key `{}`", key.text);
            let fault = Diagnostic::error("unknown-key", self.place(key.span), message);
            self.report(fault.did_you_mean(key.text, known.iter().copied()));
        }
        fields.pairs = pairs;
        fields.had_unknown = !strangers.is_empty();
        Some(fields)
    }

    /// Whether it is `{tight, short}`: to YAML a mapping of two keys to nothing, to its writer a term.
    fn is_text_in_braces(&self, node: &Node) -> bool {
        let Value::Map(pairs) = &node.value else {
            return false;
        };
        !pairs.is_empty()
            && self.source.slice(node.span).starts_with('{')
            && pairs
                .iter()
                .all(|(_, value)| matches!(value.value, Value::Null) && value.span.is_empty())
    }

    /// A mapping with any keys.
    pub fn any_fields<'n>(&mut self, node: &'n Node, what: &str) -> Option<Fields<'n>> {
        let Value::Map(written) = &node.value else {
            self.wrong_type(node, what, "a mapping");
            return None;
        };
        let mut pairs: Vec<(Text<'n>, &'n Node)> = Vec::with_capacity(written.len());
        for (key, value) in written {
            let Some(key) = self.text(key, &format!("a key of {what}")) else {
                continue;
            };
            if let Some((first, _)) = pairs.iter().find(|(known, _)| known.text == key.text) {
                let message = format!("the key `{}` is given twice", key.text);
                let fault = Diagnostic::error("duplicate-key", self.place(key.span), message)
                    .related(self.place(first.span), "first given here")
                    .help("keep one of them");
                self.report(fault);
            } else {
                pairs.push((key, value));
            }
        }
        Some(Fields {
            pairs,
            span: node.span,
            had_unknown: false,
        })
    }

    /// The value of a key that must be there.
    pub fn required<'n>(&mut self, fields: &Fields<'n>, key: &str, what: &str) -> Option<&'n Node> {
        match fields.get(key) {
            Some(node) if !matches!(node.value, Value::Null) => return Some(node),
            Some(node) => {
                self.error(
                    "missing-key",
                    node.span,
                    format!("{what} needs a value for `{key}`"),
                );
            }
            None if fields.had_unknown => {}
            None => {
                self.error(
                    "missing-key",
                    fields.span,
                    format!("{what} needs the key `{key}`"),
                );
            }
        }
        None
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
        self.diagnostics.sort_by_cached_key(Diagnostic::sort_key);
        self.diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn checked(text: &str, check: impl FnOnce(&mut Checker, &Node)) -> Vec<String> {
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
    fn every_unknown_and_every_second_key_is_told() {
        let faults = checked("labl: x\nlabel: y\nlabel: z\nzzz: 1\n", |checker, node| {
            checker.fields(node, "a code", &["label", "id"]);
        });
        assert_eq!(
            faults,
            [
                "1:1 unknown-key did you mean `label`?",
                "3:1 duplicate-key keep one of them",
                "4:1 unknown-key known here: `label`, `id`"
            ]
        );
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
