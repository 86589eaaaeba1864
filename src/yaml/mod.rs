//! The one door to YAML: a tree in which every key and every value knows where it is written.
//!
//! Codebooks and manifests are written by hand, so a fault has to point at the value and not at the file, and all faults
//! have to be told at once. Serde's own way stops at the first fault and forgets every place. So a text is deserialized
//! into a tree of [`Node`]s, and a [`Checker`] reads what is wanted out of it.
//!
//! Cargo knows the crate as `serde_yaml`; it is `serde-saphyr`. The crate that had the name is archived, and neither it
//! nor `yaml_serde`, which goes on with it, keeps a place after a successful parse; both take the last of two equal keys
//! in silence, refuse a byte order mark, and write the text `no` without quotes. `serde-saphyr` gives the byte spans of
//! keys and values, shows every duplicate, has budgets against bombs, quotes what needs quotes, and has no unsafe code.
//!
//! What a scalar means is decided by who asks for it, never by how it is spelled: `no`, `on`, `012` and `1.10` are those
//! texts where a text is wanted. Anchors and aliases work, and so do the tags of the core schema (`!!str`). Merge keys
//! (`<<`) and several documents in a file do not; nor do other tags, such as `!help`, which YAML takes off its text:
//! [`foreign_tags`] tells of them, and a [`Checker`] has them among its faults.

mod check;
mod edit;
mod fields;
mod format;
#[cfg(test)]
mod generated;
mod layout;
mod mistaken;
mod node;
mod shape;
mod syntax;
mod write;

use std::sync::Arc;

use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};

pub use check::{Checker, Text, Written};
pub use fields::Fields;
pub use format::{FormatError, format};
pub use layout::{Comment, Layout};
pub use node::{Node, Value};
pub use shape::{Key, Kind, Shape};
pub use syntax::{foreign_tags, is_foreign};
pub use write::{double_quoted, line_scalar, scalar};

use crate::diagnostic::Diagnostic;
use crate::text::Source;

/// The longest text that is read, in bytes.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;
/// How deep lists and mappings may be nested.
pub const MOST_DEPTH: usize = 64;
/// How many keys, values, lists and mappings a text may have, aliases written out.
pub const MOST_NODES: usize = 1_000_000;
/// What a mapping is called to people.
pub const MAPPING: &str = "a mapping (lines such as `key: value`)";

/// Reads a YAML text into a tree. A text without content is [`Value::Null`].
///
/// The fault is one of syntax or of size, at its place.
pub fn read(source: &Arc<Source>) -> Result<Node, Box<Diagnostic>> {
    if source.text().len() > MOST_BYTES {
        return Err(Box::new(syntax::too_long(source)));
    }
    if let Some(fault) = syntax::foreign(source) {
        return Err(Box::new(fault));
    }
    node::read(source, options()).map_err(|error| {
        let fault = syntax::fault(source, &error);
        // What stands behind a tag may be no YAML only because of it.
        let line = |fault: &Diagnostic| fault.place.position().map(|it| it.line);
        let mut tags = foreign_tags(source).into_iter();
        let tag = tags.find(|tag| line(tag) == line(&fault));
        Box::new(tag.unwrap_or(fault))
    })
}

fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        // Typed scalars are turned back into what was written, so these only spare that work.
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        ignore_binary_tag_for_string: true,
        emit_comments: false,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_depth: MOST_DEPTH,
            flow_nesting_limit: MOST_DEPTH,
            max_nodes: MOST_NODES,
            max_events: 3 * MOST_NODES,
            max_total_scalar_bytes: MOST_BYTES,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn source(text: &str) -> Arc<Source> {
        Arc::new(Source::new("t.yaml", text))
    }

    #[test]
    fn a_billion_laughs_are_refused() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let row = vec![format!("*a{}", level - 1); 10].join(", ");
            text.push_str(&[format!("a{level}: &a{level} ["), row, "]\n".to_owned()].concat());
        }
        assert_eq!(read(&source(&text)).unwrap_err().rule, "yaml-syntax");
    }

    #[test]
    fn deep_nesting_is_refused_with_the_limit_named() {
        let fault = read(&source(&"[".repeat(100_000))).unwrap_err();
        assert!(fault.message.contains("64"), "{}", fault.message);
    }

    #[test]
    fn nesting_through_aliases_is_refused() {
        let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(50), "]".repeat(50));
        for levels in [2, 10, 30, 60, 200] {
            let mut lines = vec![format!("a0: &a0 {}", deep("x"))];
            for level in 1..levels {
                let inner = deep(&format!("*a{}", level - 1));
                lines.push(format!("a{level}: &a{level} {inner}"));
            }
            let fault = read(&source(&lines.join("\n"))).unwrap_err();
            assert_eq!(fault.rule, "yaml-syntax");
        }
    }

    #[test]
    fn an_empty_text_is_nothing() {
        for text in ["", "\u{feff}", "# only a comment\n", "---\n"] {
            assert!(
                matches!(read(&source(text)).unwrap().value, Value::Null),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[-a-c:#&*!|>'\"%@`{}\\[\\],\\\\ \t\n\ré—🔑?]{0,60}") {
            let source = source(&text);
            match read(&source) {
                Ok(node) => prop_assert!(node.span.end <= source.text().len()),
                Err(fault) => prop_assert!(fault.place.position().is_some()),
            }
        }
    }
}
