//! Mappings: which keys there may be, and which there must be.

use std::collections::HashMap;

use super::check::{Checker, Text, Written};
use super::{MAPPING, Node, Shape, Value, mistaken};
use crate::diagnostic::{Diagnostic, Fix, nearest};
use crate::text::Span;

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

/// YAML 1.1 puts the pairs of another mapping in its place; we do not.
const MERGE: &str = "<<";

impl Checker {
    /// A mapping with the keys of its shape and no others.
    pub fn fields<'n>(&mut self, node: &'n Node, what: &str, shape: &Shape) -> Option<Fields<'n>> {
        if self.is_text_in_braces(node) {
            let message = "`{` starts pairs of `key: value` here, and these keys have no values";
            let fault = Diagnostic::error("wrong-type", self.place(node.span), message);
            self.report(fault.help("a text that starts with `{` needs quotes"));
            return None;
        }
        let mut fields = self.any_fields(node, what)?;
        let (pairs, strangers): (Vec<_>, Vec<_>) = fields
            .pairs
            .into_iter()
            .partition(|(key, _)| shape.names().any(|known| known == key.text));
        if let Some(fault) = self.of_an_alias(&strangers, what) {
            self.report(fault);
            fields.pairs = pairs;
            fields.had_unknown = true;
            return Some(fields);
        }
        for (key, _) in &strangers {
            let is_free = |name: &&str| pairs.iter().all(|(given, _)| given.text != *name);
            let near = nearest(key.text, shape.names()).filter(is_free);
            let message = format!("{what} has no key `{}`", key.text);
            let fault = Diagnostic::error("unknown-key", self.place(key.span), message);
            if key.text == MERGE {
                self.report(fault.help(
                    "keys cannot be taken from elsewhere with `<<`: write each of them here",
                ));
                continue;
            }
            let fault = fault.did_you_mean(key.text, shape.names());
            let fault = match mistaken::for_one_pair(self.source(), node) {
                Some(quoted) if near.is_none() => {
                    let known = fault.help.clone().unwrap_or_default();
                    fault.help(format!(
                        "if it is a text, put it in quotes: {quoted}; {known}"
                    ))
                }
                _ => fault,
            };
            // A name in quotes or with escapes is left to its writer.
            let is_plain = self.source().slice(key.span) == key.text;
            self.report(match near.filter(|_| is_plain && strangers.len() == 1) {
                Some(near) => fault.fix(Fix::replace(format!("write `{near}`"), key.span, near)),
                None => fault,
            });
        }
        fields.pairs = pairs;
        fields.had_unknown = !strangers.is_empty();
        Some(fields)
    }

    /// One fault for all keys that an alias brings to where they cannot be: they stand at one place.
    fn of_an_alias(&self, strangers: &[(Text<'_>, &Node)], what: &str) -> Option<Diagnostic> {
        let [(first, _), (second, _), ..] = strangers else {
            return None;
        };
        if first.span != second.span {
            return None;
        }
        let names: Vec<String> = strangers
            .iter()
            .map(|(key, _)| format!("`{}`", key.text))
            .collect();
        let message = format!("{what} has none of the keys {}", names.join(", "));
        let fault = Diagnostic::error("unknown-key", self.place(first.span), message);
        Some(fault.help("this alias stands for something else: write out what is meant"))
    }

    /// Whether it is `{tight, short}`: to YAML a mapping of two keys to nothing, to its writer a term.
    fn is_text_in_braces(&self, node: &Node) -> bool {
        let Value::Map(pairs) = &node.value else {
            return false;
        };
        !pairs.is_empty()
            && self.source().slice(node.span).starts_with('{')
            && pairs
                .iter()
                .all(|(_, value)| matches!(value.value, Value::Null) && value.span.is_empty())
    }

    /// A mapping with any keys.
    pub fn any_fields<'n>(&mut self, node: &'n Node, what: &str) -> Option<Fields<'n>> {
        let Value::Map(written) = &node.value else {
            self.wrong_type(node, what, MAPPING).help = Some(
                "write each of its keys on a line of its own, with its value behind the colon"
                    .to_owned(),
            );
            return None;
        };
        let mut pairs: Vec<(Text<'n>, &'n Node)> = Vec::with_capacity(written.len());
        let mut seen: HashMap<&str, Span> = HashMap::with_capacity(written.len());
        for (key, value) in written {
            let Some(key) = self.text(key, &format!("a key of {what}")) else {
                continue;
            };
            let first = *seen.entry(key.text).or_insert(key.span);
            if first == key.span {
                pairs.push((key, value));
            } else {
                let message = format!("the key `{}` is given twice", key.text);
                let fault = Diagnostic::error("duplicate-key", self.place(key.span), message)
                    .related(self.place(first), "first given here")
                    .help("keep one of them");
                self.report(fault);
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
                let message = format!("{what} needs a value for `{key}`");
                let fault = Diagnostic::error("missing-key", self.place(node.span), message);
                self.report(fault.help(format!("write it behind the colon: `{key}: …`")));
            }
            None if fields.had_unknown => {}
            None => {
                let message = format!("{what} needs the key `{key}`");
                let fault = Diagnostic::error("missing-key", self.first_line(fields.span), message);
                self.report(fault.help(format!("add `{key}: …`")));
            }
        }
        None
    }

    /// A text that may be left out or left empty.
    pub fn optional_text(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        self.optional_written(fields, key)
            .map(|written| written.text)
    }

    /// Like [`Checker::optional_text`], with its place.
    pub fn optional_written(&mut self, fields: &Fields<'_>, key: &str) -> Option<Written> {
        let node = fields.get(key)?;
        if matches!(node.value, Value::Null) {
            return None;
        }
        self.text(node, &format!("`{key}`")).map(Written::from)
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::tests::checked;
    use super::super::{Key, Kind, Shape};
    use crate::diagnostic::Place;

    static KEYS: [Key; 2] = [
        Key::optional("label", Kind::Text, ""),
        Key::optional("id", Kind::Text, ""),
    ];

    #[test]
    fn a_missing_key_is_told_on_the_first_line_of_its_mapping() {
        let faults = checked("label: x\nlabel: y\n", |checker, node| {
            let fields = checker.fields(node, "a code", &Shape::new("code", "", &KEYS));
            assert!(checker.required(&fields.unwrap(), "id", "a code").is_none());
            let place = &checker.diagnostics[1].place;
            assert!(matches!(place, Place::Span(_, span) if span.range() == (0..8)));
        });
        assert_eq!(faults[0], "1:1 missing-key add `id: …`");
    }

    #[test]
    fn every_unknown_and_every_second_key_is_told() {
        let faults = checked("labl: x\nlabel: y\nlabel: z\nzzz: 1\n", |checker, node| {
            checker.fields(node, "a code", &Shape::new("code", "", &KEYS));
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
}
