//! The draft: a codebook as it is written, without places, as all formats fill and read it.
//!
//! A [`Codebook`] is what the program codes with: what holds for a code has been handed to its rules, and the rules of
//! retired codes are gone. A format has to carry what somebody wrote, so the draft is made from the codebook's text.

use super::flow::Flow;
use crate::codebook::Codebook;
use crate::yaml::{self, Node, Value};

/// A codebook as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What stands above it as comments: what its format says of the whole and the codebook has no key for.
    pub remarks: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Which words negate, and how far they reach.
    pub negation: Option<Flow>,
    /// The themes.
    pub codes: Vec<DraftCode>,
}

/// A code as it is written, with the codes under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftCode {
    /// Its id.
    pub id: String,
    /// The name for people.
    pub label: Option<String>,
    /// The definition in a line.
    pub brief: Option<String>,
    /// The full definition.
    pub definition: Option<String>,
    /// When to use it.
    pub include: Option<String>,
    /// When not to use it.
    pub exclude: Option<String>,
    /// Anything else.
    pub notes: Option<String>,
    /// Anything to group codes by, in the order written.
    pub attributes: Vec<(String, String)>,
    /// Its rules.
    pub rules: Vec<Flow>,
    /// What stops them.
    pub unless: Vec<Flow>,
    /// Whose turns its rules fire in.
    pub speakers: Vec<String>,
    /// Which roles' turns its rules fire in.
    pub roles: Vec<String>,
    /// What a negated hit means.
    pub negated: Option<String>,
    /// What must be coded with it.
    pub examples: Vec<String>,
    /// What must not be coded with it.
    pub counterexamples: Vec<String>,
    /// Whether it is kept for old codings only.
    pub retired: bool,
    /// The codes under it.
    pub codes: Vec<DraftCode>,
}

/// A code on its way through the tree.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'d> {
    /// The code.
    pub code: &'d DraftCode,
    /// The code above it.
    pub parent: Option<&'d DraftCode>,
    /// How many codes stand above it.
    pub depth: usize,
}

impl Draft {
    /// What is written of a codebook. An empty text counts as nothing.
    #[must_use]
    pub fn of(codebook: &Codebook) -> Self {
        let tree = yaml::read(&codebook.source).expect("a codebook was parsed from it");
        let codes = list(&tree, "codes").iter().map(DraftCode::of).collect();
        Self {
            remarks: Vec::new(),
            name: codebook.name.clone(),
            version: text(&tree, "version"),
            language: text(&tree, "language"),
            description: text(&tree, "description"),
            negation: value(&tree, "negation").and_then(Flow::of),
            codes,
        }
    }

    /// All codes with what stands above them, parents before their children.
    #[must_use]
    pub fn visits(&self) -> Vec<Visit<'_>> {
        let mut visits = Vec::new();
        for code in &self.codes {
            code.visit(None, 0, &mut visits);
        }
        visits
    }
}

impl DraftCode {
    fn of(node: &Node) -> Self {
        let items = |key| list(node, key).iter().filter_map(Flow::item).collect();
        let texts = |key| list(node, key).iter().filter_map(scalar).collect();
        let labels = |key| list(node, key).iter().filter_map(exact).collect();
        Self {
            id: text(node, "id").unwrap_or_default(),
            label: text(node, "label"),
            brief: text(node, "brief"),
            definition: text(node, "definition"),
            include: text(node, "include"),
            exclude: text(node, "exclude"),
            notes: text(node, "notes"),
            attributes: attributes(node),
            rules: items("match"),
            unless: items("unless"),
            speakers: labels("speakers"),
            roles: labels("roles"),
            negated: text(node, "negated"),
            examples: texts("examples"),
            counterexamples: texts("counterexamples"),
            retired: text(node, "retired").is_some_and(|it| it.eq_ignore_ascii_case("true")),
            codes: list(node, "codes").iter().map(Self::of).collect(),
        }
    }

    fn visit<'d>(&'d self, parent: Option<&'d Self>, depth: usize, visits: &mut Vec<Visit<'d>>) {
        visits.push(Visit {
            code: self,
            parent,
            depth,
        });
        for code in &self.codes {
            code.visit(Some(self), depth + 1, visits);
        }
    }

    /// The name for people: the id where no label is written.
    #[must_use]
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.id)
    }
}

fn value<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(pairs) = &node.value else {
        return None;
    };
    let is_key = |it: &Node| matches!(&it.value, Value::Scalar { text, .. } if text == key);
    pairs
        .iter()
        .find_map(|(name, value)| is_key(name).then_some(value))
}

fn list<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    match value(node, key).map(|it| &it.value) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

fn exact(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text.clone()),
        _ => None,
    }
}

fn scalar(node: &Node) -> Option<String> {
    exact(node).map(|text| text.trim_end().to_owned())
}

fn text(node: &Node, key: &str) -> Option<String> {
    let text = value(node, key).and_then(scalar);
    text.filter(|text| !text.is_empty())
}

fn attributes(node: &Node) -> Vec<(String, String)> {
    let Some(Value::Map(pairs)) = value(node, "attributes").map(|it| &it.value) else {
        return Vec::new();
    };
    let pairs = pairs.iter();
    pairs
        .filter_map(|(key, value)| Some((exact(key)?, exact(value)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook;
    use crate::text::Source;
    use std::sync::Arc;

    #[test]
    fn a_draft_keeps_what_the_codebook_hands_on_or_leaves_out() {
        let text = "codebook: c\ncodes:\n- id: a\n  negated: stop\n  match: [x]\n  codes:\n  - id: b\n    \
                    retired: true\n    match: [gone]\n";
        let parsed = codebook::parse(Arc::new(Source::new("c", text)));
        let draft = Draft::of(&parsed.codebook.unwrap());
        let below = &draft.codes[0].codes[0];
        assert_eq!(draft.codes[0].negated.as_deref(), Some("stop"));
        assert_eq!(below.rules, [Flow::text("gone")]);
        assert!(below.retired);
        let depths: Vec<usize> = draft.visits().iter().map(|visit| visit.depth).collect();
        assert_eq!(depths, [0, 1]);
    }
}
