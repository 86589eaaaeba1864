//! The tree: deserialized with serde, then told what its scalars look like in the source.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Options, Spanned};

use crate::text::{Source, Span};

/// A value and where it is written.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// What is written.
    pub value: Value,
    /// Where: a scalar with its quotes; a list or a mapping from its start to the end of its last value; where it stands
    /// for another value, the alias.
    pub span: Span,
}

/// What is written, as far as YAML goes: whether `5` is a number is decided by who asks.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Nothing, `~` or `null`.
    #[default]
    Null,
    /// A text as it stands in the source, quotes and escapes resolved.
    Scalar {
        /// The text.
        text: String,
        /// Whether it stands in quotes or in a block, so that it can be nothing but a text.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping with each pair in the order written, also when a key comes twice.
    Map(Vec<(Node, Node)>),
}

impl Value {
    /// What it is, for a sentence: `a text`, `a list`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => super::MAPPING,
        }
    }
}

/// Deserializes the text of a source.
pub(super) fn read(source: &Arc<Source>, options: Options) -> Result<Node, serde_yaml::Error> {
    let raw: Spanned<Raw> = serde_yaml::from_str_with_options(source.text(), options)?;
    Ok(node(source, raw))
}

enum Raw {
    Null,
    /// A number or a boolean: its text is still in the source.
    Typed,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Raw::Map(pairs))
    }
}

fn node(source: &Source, raw: Spanned<Raw>) -> Node {
    let written = span(source, &raw.defined);
    let mut here = span(source, &raw.referenced);
    let is_alias = raw.referenced != raw.defined;
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Typed => Value::Scalar {
            text: source.slice(written).to_owned(),
            quoted: false,
        },
        Raw::Text(text) => Value::Scalar {
            quoted: source.slice(written) != text,
            text,
        },
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(source, item)).collect()),
        Raw::Map(pairs) => Value::Map(
            pairs
                .into_iter()
                .map(|(key, value)| (node(source, key), node(source, value)))
                .collect(),
        ),
    };
    let last = match &value {
        Value::List(items) => items.last(),
        Value::Map(pairs) => pairs.last().map(|(_, value)| value),
        _ => None,
    };
    // The crate gives lists and mappings no length of their own.
    if let Some(last) = last.filter(|last| !is_alias && last.span.end > here.end) {
        here.end = last.span.end;
    }
    if !is_alias && matches!(value, Value::List(_) | Value::Map(_)) {
        here.end = past_bracket(source.text(), here);
    }
    Node { value, span: here }
}

/// The end of a list or mapping in brackets, the closing one included.
fn past_bracket(text: &str, span: Span) -> usize {
    let close = match text[span.start..].chars().next() {
        Some('[') => ']',
        Some('{') => '}',
        _ => return span.end,
    };
    let end = span.end.max(span.start + 1);
    let rest = text[end..].trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    if rest.starts_with(close) {
        text.len() - rest.len() + 1
    } else {
        span.end
    }
}

/// A location in bytes, trimmed: a block scalar's reaches over its last line break to the indentation of what follows.
fn span(source: &Source, location: &Location) -> Span {
    let at = location.span();
    let text = source.text();
    let byte = |offset: Option<u64>| offset.and_then(|offset| usize::try_from(offset).ok());
    let start = byte(at.byte_offset()).unwrap_or(0).min(text.len());
    let length = byte(at.byte_len()).unwrap_or(0);
    let end = (start + length).min(text.len());
    let Some(slice) = text.get(start..end) else {
        return Span::default();
    };
    Span::new(
        start,
        start + slice.trim_end_matches([' ', '\n', '\r']).len(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each scalar with the slice of the source that it claims.
    fn scalars(text: &str) -> Vec<(String, String)> {
        fn walk(node: &Node, source: &Source, out: &mut Vec<(String, String)>) {
            match &node.value {
                Value::Null => out.push(("(null)".into(), source.slice(node.span).into())),
                Value::Scalar { text, .. } => {
                    out.push((text.clone(), source.slice(node.span).into()));
                }
                Value::List(items) => items.iter().for_each(|item| walk(item, source, out)),
                Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
                    walk(key, source, out);
                    walk(value, source, out);
                }),
            }
        }
        let source = Arc::new(Source::new("t", text));
        let mut out = Vec::new();
        walk(&super::super::read(&source).unwrap(), &source, &mut out);
        out
    }

    #[test]
    fn a_scalar_is_what_is_written_and_not_what_it_looks_like() {
        for written in [
            "no", "on", "yes", "true", "012", "1.10", "1_000", "0x1F", "1e3", ".inf", "12:30",
        ] {
            assert_eq!(
                scalars(&format!("- {written}\n")),
                [(written.to_owned(), written.to_owned())]
            );
        }
    }

    #[test]
    fn spans_are_right_after_accents_and_a_byte_order_mark() {
        assert_eq!(
            scalars("\u{feff}é: [\"ü – x\", 'it''s']\n"),
            [
                ("é".into(), "é".into()),
                ("ü – x".into(), "\"ü – x\"".into()),
                ("it's".into(), "'it''s'".into())
            ]
        );
    }

    #[test]
    fn both_of_two_equal_keys_are_kept() {
        let keys: Vec<String> = scalars("a: 1\na: 2\n").into_iter().map(|it| it.0).collect();
        assert_eq!(keys, ["a", "1", "a", "2"]);
    }

    #[test]
    fn an_alias_stands_at_its_own_place() {
        assert_eq!(scalars("- &x 1.0\n- *x\n")[1], ("1.0".into(), "*x".into()));
    }

    #[test]
    fn a_mapping_reaches_to_its_last_value() {
        let source = Arc::new(Source::new(
            "t",
            "- near:\n    terms: [a, b]\n    within: 5\n- x\n",
        ));
        let node = super::super::read(&source).unwrap();
        let Value::List(items) = node.value else {
            panic!("a list")
        };
        assert_eq!(
            source.slice(items[0].span),
            "near:\n    terms: [a, b]\n    within: 5"
        );
    }
}
