//! The tree of codes, read into a list with parents before their children; the rules come later.

use std::collections::{BTreeMap, HashMap};

use super::super::{Code, CodeIndex, Written, shapes};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::{Checker, Fields, Node, Text, Value};

/// All codes without their rules.
pub(super) struct Drafts<'n> {
    pub codes: Vec<Code>,
    /// What is written of each code.
    pub fields: Vec<Fields<'n>>,
    /// Which code has an id or a path.
    pub names: HashMap<String, CodeIndex>,
}

/// Reads the key `codes` of the file; `None` when there is no code.
pub(super) fn read<'n>(checker: &mut Checker, fields: &Fields<'n>) -> Option<Drafts<'n>> {
    let node = checker.required(fields, "codes", "a codebook")?;
    let mut reader = CodeReader {
        checker,
        drafts: Drafts {
            codes: Vec::new(),
            fields: Vec::new(),
            names: HashMap::new(),
        },
    };
    reader.codes(node, None);
    let drafts = reader.drafts;
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
        let place = checker.place(node.span);
        let fault = Diagnostic::error("empty-codebook", place, "the codebook has no codes");
        checker.report(fault.help("write at least one: `- id: trust`"));
    }
    Some(drafts).filter(|drafts| !drafts.codes.is_empty())
}

struct CodeReader<'c, 'n> {
    checker: &'c mut Checker,
    drafts: Drafts<'n>,
}

impl<'n> CodeReader<'_, 'n> {
    fn codes(&mut self, node: &'n Node, parent: Option<CodeIndex>) {
        for node in self.checker.list(node, "`codes`") {
            if let Some(fields) = self.checker.fields(node, "a code", &shapes::CODE) {
                self.code(fields, parent);
            }
        }
    }

    fn code(&mut self, fields: Fields<'n>, parent: Option<CodeIndex>) {
        let index = CodeIndex(self.count());
        let mut code = self.described(&fields);
        if let Some(parent) = parent {
            let above = &self.drafts.codes[parent.0 as usize];
            code.path = format!("{}.{}", above.path, code.id);
            code.depth = above.depth + 1;
            code.parent = Some(parent);
        }
        self.remember(&code, index);
        let children = fields.get("codes");
        self.drafts.codes.push(code);
        self.drafts.fields.push(fields);
        if let Some(children) = children {
            self.codes(children, Some(index));
        }
        let end = self.count();
        self.drafts.codes[index.0 as usize].subtree = index.0..end;
    }

    fn count(&self) -> u32 {
        u32::try_from(self.drafts.codes.len()).expect("the YAML budget is below 2^32")
    }

    /// A code as far as it says it itself: a theme, without rules.
    fn described(&mut self, fields: &Fields<'n>) -> Code {
        let (id, span) = self.id(fields);
        let checker = &mut *self.checker;
        let label = checker
            .optional_written(fields, "label")
            .filter(|label| !label.is_empty());
        let retired = fields
            .get("retired")
            .and_then(|node| checker.flag(node, "`retired`"));
        Code {
            label_span: label.as_ref().map(|label| label.span),
            label: label.map_or_else(|| id.clone(), |label| label.text),
            path: id.clone(),
            id,
            brief: checker.optional_written(fields, "brief"),
            definition: checker.optional_written(fields, "definition"),
            include: checker.optional_written(fields, "include"),
            exclude: checker.optional_written(fields, "exclude"),
            notes: checker.optional_written(fields, "notes"),
            attributes: attributes(checker, fields),
            parent: None,
            depth: 0,
            subtree: 0..0,
            rules: 0..0,
            exclusions: 0..0,
            examples: examples(checker, fields, "examples"),
            counterexamples: examples(checker, fields, "counterexamples"),
            retired: retired.unwrap_or(false),
            span,
            block: fields.span,
        }
    }

    /// The id as written, also when it is wrong, so that everything under it is still read.
    fn id(&mut self, fields: &Fields<'n>) -> (String, Span) {
        let text = self
            .checker
            .required(fields, "id", "a code")
            .and_then(|node| self.checker.text(node, "`id`"));
        let Some(text) = text else {
            return (String::new(), fields.span);
        };
        self.check_id(text);
        (text.text.to_owned(), text.span)
    }

    fn check_id(&mut self, text: Text<'_>) {
        let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let Some((at, wrong)) = text.text.char_indices().find(|(_, c)| !fits(*c)) else {
            if text.text.is_empty() {
                let place = self.checker.place(text.span);
                let fault = Diagnostic::error("invalid-id", place, "an `id` cannot be empty");
                self.checker
                    .report(fault.help("write a short name, such as `trust`"));
            }
            return;
        };
        let span = self.checker.locate(text, at..at + wrong.len_utf8());
        let message = if wrong.is_whitespace() {
            "an `id` has no spaces in it".to_owned()
        } else {
            format!(
                "an `id` has letters, digits, `-` and `_`, and no `{}`",
                wrong.escape_debug()
            )
        };
        let fault = Diagnostic::error("invalid-id", self.checker.place(span), message);
        let slug = slug(text.text);
        self.checker.report(if slug.is_empty() {
            fault
        } else {
            fault.help(format!(
                "write `{slug}`, and the name for people in `label`"
            ))
        });
    }

    fn remember(&mut self, code: &Code, index: CodeIndex) {
        if code.id.is_empty() {
            return;
        }
        if let Some(first) = self.drafts.names.get(&code.id) {
            let first = &self.drafts.codes[first.0 as usize];
            let message = format!("the id `{}` is given to two codes", code.id);
            let fault = Diagnostic::error("duplicate-id", self.checker.place(code.span), message)
                .related(self.checker.place(first.span), "first given here")
                .help("an id stands for one code, also under different parents");
            self.checker.report(fault);
        }
        for name in [&code.id, &code.path] {
            self.drafts.names.entry(name.clone()).or_insert(index);
        }
    }
}

/// What an id could be that people wrote as a name: its words in small letters, joined by `-`. Empty where it has none.
#[must_use]
pub fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

fn attributes(checker: &mut Checker, fields: &Fields<'_>) -> BTreeMap<String, String> {
    let Some(fields) = fields
        .get("attributes")
        .filter(|node| !matches!(node.value, Value::Null))
        .and_then(|node| checker.any_fields(node, "`attributes`"))
    else {
        return BTreeMap::new();
    };
    fields
        .iter()
        .filter_map(|(key, node)| {
            let value = checker.text(node, &format!("`{}`", key.text))?;
            Some((key.text.to_owned(), value.text.to_owned()))
        })
        .collect()
}

fn examples(checker: &mut Checker, fields: &Fields<'_>, key: &str) -> Vec<Written> {
    let Some(node) = fields.get(key) else {
        return Vec::new();
    };
    let what = format!("`{key}`");
    checker
        .list(node, &what)
        .iter()
        .filter_map(|node| checker.text(node, &format!("an item of {what}")))
        .map(Written::from)
        .collect()
}
