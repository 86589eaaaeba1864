//! Parsing a codebook: everything that is wrong with it in one run, each fault at its own place.
//!
//! The tree of codes is read first, so that rules may refer to any code; then the rules, code by code; then whether
//! references run in a circle. The format is that of `codebooks/README.md`.

mod codes;
mod exclusions;
mod references;
mod rules;
mod terms;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::pattern::Pattern;
use super::{Codebook, Language, Negation, shapes};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::Source;
use crate::yaml::{self, Checker, Fields, Node, Value};
use rules::RuleReader;

pub use codes::slug;
pub use exclusions::UNITS;
pub(super) use rules::NEGATED;

/// How far, in words, anything in a codebook may reach.
pub const MOST_WORDS: u32 = 1_000;

/// What was understood of a codebook and what is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    /// `None` where nothing of it can be used: it is not YAML, has no codes, or its references run in a circle.
    ///
    /// Beside errors it is there to be looked at, not to code with: what was wrong is missing from it.
    pub codebook: Option<Codebook>,
    /// What is wrong with it, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// Whether something is so wrong that one must not code with it.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|fault| fault.severity == Severity::Error)
    }
}

/// Parses a codebook.
#[must_use]
pub fn parse(source: Arc<Source>) -> Parsed {
    let tree = match yaml::read(&source) {
        Ok(tree) => tree,
        Err(fault) => {
            return Parsed {
                codebook: None,
                diagnostics: vec![*fault],
            };
        }
    };
    let mut checker = Checker::new(source);
    let codebook = codebook(&mut checker, &tree);
    Parsed {
        codebook: codebook.map(|codebook| Codebook { tree, ..codebook }),
        diagnostics: checker.finish(),
    }
}

fn codebook(checker: &mut Checker, tree: &Node) -> Option<Codebook> {
    if matches!(tree.value, Value::Null) {
        let place = Place::File(checker.source().name().to_owned());
        let fault = Diagnostic::error("empty-codebook", place, "the file has no content");
        checker.report(fault.help("a codebook has the keys `codebook` and `codes`"));
        return None;
    }
    let fields = checker.fields(tree, "a codebook", &shapes::CODEBOOK)?;
    let (name, name_span) = checker
        .required(&fields, "codebook", "a codebook")
        .and_then(|node| checker.text(node, "`codebook`"))
        .map_or_else(Default::default, |text| (text.text.to_owned(), text.span));
    let version = checker.optional_written(&fields, "version");
    let description = checker.optional_written(&fields, "description");
    let language = language(checker, &fields);
    let negation = negation(checker, &fields);
    let mut drafts = codes::read(checker, &fields)?;

    let mut reader = RuleReader::new(checker, &drafts);
    let mut ranges = Vec::with_capacity(drafts.codes.len());
    for index in 0..drafts.codes.len() {
        ranges.push(reader.read_code(&drafts, index));
    }
    let RuleReader {
        rules,
        exclusions,
        references,
        ..
    } = reader;
    for (code, (rules, exclusions)) in drafts.codes.iter_mut().zip(ranges) {
        code.rules = rules;
        code.exclusions = exclusions;
    }
    if references::report_cycles(checker, &drafts.codes, &references) {
        return None;
    }
    Some(Codebook {
        source: Arc::clone(checker.source()),
        tree: Node::default(),
        name,
        name_span,
        version,
        language,
        description,
        negation,
        codes: drafts.codes,
        rules,
        exclusions,
    })
}

fn language(checker: &mut Checker, fields: &Fields<'_>) -> Language {
    let Some(text) = fields
        .get("language")
        .filter(|node| !matches!(node.value, Value::Null))
        .and_then(|node| checker.text(node, "`language`"))
    else {
        return Language::default();
    };
    Language::from_code(text.text).unwrap_or_else(|| {
        let message = format!("the language `{}` is not known", text.text);
        let fault = Diagnostic::error("unknown-language", checker.place(text.span), message);
        let codes: Vec<&str> = Language::codes().collect();
        checker.report(fault.help(format!("known are {}", codes.join(", "))));
        Language::default()
    })
}

fn negation(checker: &mut Checker, fields: &Fields<'_>) -> Negation {
    let mut negation = Negation::default();
    let Some(fields) = fields
        .get("negation")
        .filter(|node| !matches!(node.value, Value::Null))
        .and_then(|node| checker.fields(node, "`negation`", &shapes::NEGATION))
    else {
        return negation;
    };
    if let Some(node) = fields.get("words") {
        // An empty list is meant: nothing negates.
        let mut words: Vec<Pattern> = Vec::new();
        for node in checker.list(node, "`words`") {
            let text = checker.text(node, "an item of `words`");
            words.extend(text.and_then(|text| terms::negating_word(checker, text)));
        }
        negation.words = Some(words);
    }
    let mut reach = |key, default| match fields.get(key) {
        Some(node) => checker
            .number(node, &format!("`{key}`"), MOST_WORDS)
            .unwrap_or(default),
        None => default,
    };
    negation.before = reach("before", negation.before);
    negation.after = reach("after", negation.after);
    negation
}
