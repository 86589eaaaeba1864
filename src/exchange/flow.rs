//! Rules and exclusions as they are written, for formats that carry them without looking for anything.

use std::sync::Arc;

use crate::text::Source;
use crate::yaml::{self, Node, Value};

/// A value of YAML without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    /// A text.
    Text(String),
    /// A whole number, `true` or `false`: what stands without quotes because it is no text.
    Bare(String),
    /// A list.
    List(Vec<Flow>),
    /// A mapping, in the order written.
    Map(Vec<(String, Flow)>),
}

impl Flow {
    /// Makes a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Makes a mapping with one key.
    pub fn pair(key: &str, value: Flow) -> Self {
        Self::Map(vec![(key.to_owned(), value)])
    }

    /// The value of a node; `None` for nothing.
    pub(super) fn of(node: &Node) -> Option<Self> {
        Some(match &node.value {
            Value::Null => return None,
            Value::Scalar {
                text,
                quoted: false,
            } if is_bare(text) => Self::Bare(text.clone()),
            Value::Scalar { text, .. } => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().filter_map(Self::of).collect()),
            Value::Map(pairs) => Self::Map(pairs.iter().filter_map(Self::of_pair).collect()),
        })
    }

    fn of_pair((key, value): &(Node, Node)) -> Option<(String, Self)> {
        match &key.value {
            Value::Scalar { text, .. } => Some((text.clone(), Self::of(value)?)),
            _ => None,
        }
    }

    /// The value of an item of a list, where a number is a text like any other.
    pub(super) fn item(node: &Node) -> Option<Self> {
        Self::of(node).map(|flow| match flow {
            Self::Bare(text) => Self::Text(text),
            other => other,
        })
    }

    /// Reads a value from one line of YAML.
    pub(super) fn read(line: &str) -> Option<Self> {
        let node = yaml::read(&Arc::new(Source::new("", line))).ok()?;
        Self::of(&node)
    }

    /// The value on one line, in YAML's flow form.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Text(text) => yaml::scalar(text),
            Self::Bare(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::written).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(pairs) => {
                let pairs = pairs.iter();
                let pairs: Vec<String> = pairs
                    .map(|(key, value)| format!("{}: {}", yaml::scalar(key), value.written()))
                    .collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }

    /// The value of a key of a mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Flow> {
        let Self::Map(pairs) = self else {
            return None;
        };
        let pair = pairs.iter().find(|(name, _)| name == key);
        pair.map(|(_, value)| value)
    }

    /// The text of a scalar.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Bare(text) => Some(text),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The items of a list; of anything else none.
    pub(super) fn items(&self) -> &[Flow] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }
}

fn is_bare(text: &str) -> bool {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number || matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_written_on_one_line_and_read_back() {
        let line = r#"{near: {terms: [open*, "up, down"], within: 5}, unless: ["a: b"]}"#;
        let flow = Flow::read(line).unwrap();
        assert_eq!(Flow::read(&flow.written()), Some(flow.clone()));
        assert!(flow.written().contains("within: 5"), "{}", flow.written());
        assert_eq!(
            flow.get("near")
                .unwrap()
                .get("terms")
                .unwrap()
                .items()
                .len(),
            2
        );
    }

    #[test]
    fn a_number_in_quotes_stays_a_text() {
        let flow = Flow::read(r#"{term: "012", within: 3}"#).unwrap();
        assert_eq!(flow.written(), r#"{term: "012", within: 3}"#);
    }
}
