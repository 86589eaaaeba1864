//! Dictionaries of quanteda in YAML: keys over keys over lists of glob patterns.
//!
//! A pattern's words are parted by spaces; `*` stands for any characters of a word, `?` for one, and case is folded, all
//! as here.

use std::sync::Arc;

use super::super::draft::{Draft, DraftCode};
use super::super::import::ids::Ids;
use super::{Wildcards, add, category, tell_hyphens, term, without_words};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Source;
use crate::yaml::{self, Node, Value};

/// Reads a dictionary. The error is one of YAML's syntax.
pub(in super::super) fn read(
    source: &Arc<Source>,
    faults: &mut Vec<Diagnostic>,
) -> Result<Draft, Box<Diagnostic>> {
    let tree = yaml::read(source)?;
    faults.extend(yaml::foreign_tags(source));
    let mut reader = Reader {
        source,
        ids: Ids::default(),
        faults,
    };
    let codes = reader.keys(&tree, None);
    tell_hyphens(&codes, Place::File(source.name().to_owned()), faults);
    Ok(Draft {
        codes,
        ..Draft::default()
    })
}

/// Whether a YAML text is a dictionary and no codebook: a mapping without the keys of a codebook.
#[must_use]
pub(in super::super) fn is_dictionary(source: &Arc<Source>) -> bool {
    let Ok(Value::Map(pairs)) = yaml::read(source).map(|node| node.value) else {
        return false;
    };
    let is =
        |node: &Node, key: &str| matches!(&node.value, Value::Scalar { text, .. } if text == key);
    !pairs.is_empty()
        && !pairs
            .iter()
            .any(|(key, _)| is(key, "codes") || is(key, "codebook"))
}

struct Reader<'r> {
    source: &'r Arc<Source>,
    ids: Ids,
    faults: &'r mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn place(&self, node: &Node) -> Place {
        Place::Span(Arc::clone(self.source), node.span)
    }

    fn keys(&mut self, node: &Node, above: Option<&str>) -> Vec<DraftCode> {
        let Value::Map(pairs) = &node.value else {
            let message = "a dictionary has keys over lists of words; this was left out";
            self.faults.push(Diagnostic::error(
                "no-dictionary",
                self.place(node),
                message,
            ));
            return Vec::new();
        };
        let mut codes = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let Value::Scalar { text: name, .. } = &key.value else {
                let message = "a key is one word or several; this one was left out";
                self.faults
                    .push(Diagnostic::error("no-dictionary", self.place(key), message));
                continue;
            };
            let place = self.place(key);
            let mut code = category(name, above, &mut self.ids, place, self.faults);
            self.words(&mut code, value);
            codes.push(code);
        }
        codes
    }

    /// What stands under a key: words, keys, or a list of both.
    fn words(&mut self, code: &mut DraftCode, node: &Node) {
        match &node.value {
            Value::Null => {}
            Value::Scalar { text, .. } => match term(text.trim(), Wildcards::Glob) {
                Some(term) => add(code, term),
                None => self.faults.push(without_words(text, self.place(node))),
            },
            Value::List(items) => {
                for item in items {
                    self.words(code, item);
                }
            }
            Value::Map(_) => {
                let below = self.keys(node, Some(&code.id));
                code.codes.extend(below);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::yaml_file;
    use super::*;

    #[test]
    fn keys_become_the_tree_and_patterns_terms() {
        let text = "Income:\n  Poor: [poor, low-income, in need*]\n  rich: wealth?\nother:\n- x\n- Poor: [':)', '{y}']\n";
        let source = Arc::new(Source::new("d.yaml", text));
        assert!(is_dictionary(&source));
        let mut faults = Vec::new();
        let draft = read(&source, &mut faults).unwrap();
        let written = yaml_file::written(&draft);
        let expected = "codebook: \"\"\n\ncodes:\n\n  - id: Income\n    codes:\n\n      - id: Poor\n        match:\n          - poor\n          \
             - low-income\n          - in need*\n\n      - id: rich\n        match:\n          - \"wealth?\"\n\n  - id: other\n    \
             match:\n      - x\n    codes:\n\n      - id: poor\n        label: Poor\n        match:\n          - \"\\\\{y\\\\}\"\n";
        assert_eq!(
            written.replace("\"wealth?\"", "wealth?"),
            expected.replace("\"wealth?\"", "wealth?")
        );
        let told: Vec<_> = faults
            .iter()
            .map(|it| (it.rule, it.place.position().map(|at| at.line)))
            .collect();
        assert_eq!(told, [("invalid-term", Some(6)), ("hyphens", None)]);
    }

    #[test]
    fn a_codebook_is_no_dictionary() {
        for text in ["codebook: x\n", "codes: []\n", "", "- a\n"] {
            assert!(!is_dictionary(&Arc::new(Source::new("d", text))), "{text}");
        }
    }
}
