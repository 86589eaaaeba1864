//! The rules of a code and the exclusions that stop them.

use std::collections::HashMap;
use std::ops::Range;

use super::super::shapes::{self, RULE_TESTS, TERM_KEYS};
use super::super::{Code, CodeIndex, Exclusion, Negated, Rule, Term, Test};
use super::MOST_WORDS;
use super::codes::Drafts;
use super::references::Reference;
use super::terms::ReadTerm;
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::{self, Checker, Fields, Node, Value};

/// What a negated hit can mean, by the words for it.
pub const NEGATED: &[(&str, Negated)] = &[
    ("flag", Negated::Flag),
    ("keep", Negated::Keep),
    ("stop", Negated::Stop),
    ("only", Negated::Only),
];

/// Reads rules, code by code, into two lists.
pub(super) struct RuleReader<'c> {
    pub checker: &'c mut Checker,
    pub names: HashMap<String, CodeIndex>,
    /// The ids of all codes with their labels.
    pub labels: Vec<(String, String)>,
    pub retired: Vec<bool>,
    /// Whose rules are being read.
    pub code: CodeIndex,
    pub rules: Vec<Rule>,
    pub exclusions: Vec<Exclusion>,
    pub references: Vec<Reference>,
}

/// What a code says for all its rules.
struct Shared {
    speakers: Vec<String>,
    roles: Vec<String>,
    negated: Option<Negated>,
}

impl<'c> RuleReader<'c> {
    pub fn new(checker: &'c mut Checker, drafts: &Drafts<'_>) -> Self {
        Self {
            checker,
            names: drafts.names.clone(),
            labels: drafts
                .codes
                .iter()
                .map(|code: &Code| (code.id.clone(), code.label.clone()))
                .collect(),
            retired: drafts
                .codes
                .iter()
                .map(|code: &Code| code.retired)
                .collect(),
            code: CodeIndex(0),
            rules: Vec::new(),
            exclusions: Vec::new(),
            references: Vec::new(),
        }
    }

    /// Reads one code's exclusions and rules; gives the ranges of its rules and of its own exclusions.
    pub fn read_code(&mut self, drafts: &Drafts<'_>, index: usize) -> (Range<u32>, Range<u32>) {
        let fields = &drafts.fields[index];
        self.code = CodeIndex(length(index));
        let before = (
            self.rules.len(),
            self.exclusions.len(),
            self.references.len(),
        );
        let exclusions = self.exclusions(fields);
        let shared = self.shared(fields);
        if let Some(node) = fields.get("match") {
            let items = self.checker.list(node, "`match`");
            if items.is_empty() && matches!(node.value, Value::List(_) | Value::Null) {
                self.checker.empty_list(node, "`match`");
            }
            for item in items {
                self.rule(item, &shared);
            }
        }
        if self.retired[index] {
            self.rules.truncate(before.0);
            self.exclusions.truncate(before.1);
            self.references.truncate(before.2);
            return (
                length(before.0)..length(before.0),
                length(before.1)..length(before.1),
            );
        }
        (length(before.0)..length(self.rules.len()), exclusions)
    }

    fn shared(&mut self, fields: &Fields<'_>) -> Shared {
        Shared {
            speakers: self.labels(fields, "speakers"),
            roles: self.labels(fields, "roles"),
            negated: fields.get("negated").and_then(|node| {
                self.checker
                    .choice(node, "`negated`", "unknown-value", NEGATED)
            }),
        }
    }

    fn labels(&mut self, fields: &Fields<'_>, key: &str) -> Vec<String> {
        let Some(node) = fields.get(key) else {
            return Vec::new();
        };
        let texts = self.checker.texts(node, &format!("`{key}`"));
        texts.iter().map(|text| text.text.to_owned()).collect()
    }

    fn rule(&mut self, node: &Node, shared: &Shared) {
        let Value::Map(_) = node.value else {
            let exclusions = length(self.exclusions.len());
            if let Some(read) = self.plain_term(node, "a rule") {
                self.push(
                    node,
                    ReadTest::of(read),
                    exclusions..exclusions,
                    shared,
                    None,
                );
            }
            return;
        };
        let Some(fields) = self.checker.fields(node, "a rule", &shapes::RULE) else {
            return;
        };
        let test = self.test(&fields);
        let exclusions = self.exclusions(&fields);
        let own = self.shared(&fields);
        if let Some(test) = test {
            self.push(node, test, exclusions, shared, Some(own));
        }
    }

    /// What a rule says of itself holds instead of what its code says.
    fn push(
        &mut self,
        node: &Node,
        read: ReadTest,
        exclusions: Range<u32>,
        shared: &Shared,
        own: Option<Shared>,
    ) {
        let own = own.unwrap_or(Shared {
            speakers: Vec::new(),
            roles: Vec::new(),
            negated: None,
        });
        let or_shared = |own: Vec<String>, shared: &Vec<String>| {
            if own.is_empty() { shared.clone() } else { own }
        };
        self.rules.push(Rule {
            code: self.code,
            test: read.test,
            written: read.written,
            exclusions,
            speakers: or_shared(own.speakers, &shared.speakers),
            roles: or_shared(own.roles, &shared.roles),
            negated: own.negated.or(shared.negated).unwrap_or_default(),
            span: node.span,
            term_spans: read.term_spans,
        });
    }

    fn test(&mut self, fields: &Fields<'_>) -> Option<ReadTest> {
        let (key, node) = self.one_of(fields, RULE_TESTS, "a rule")?;
        match key {
            "near" => self.near(node),
            "all" => {
                let terms = self.terms(node, "`all`")?;
                Some(ReadTest {
                    written: format!("all: {}", written_list(&terms)),
                    term_spans: spans(&terms),
                    test: Test::All(only_terms(terms)),
                })
            }
            key => self.keyed_term(key, node).map(ReadTest::of),
        }
    }

    fn near(&mut self, node: &Node) -> Option<ReadTest> {
        if matches!(node.value, Value::List(_)) {
            self.checker.wrong_type(node, "`near`", yaml::MAPPING).help =
                Some("write `near: {terms: [open*, up], within: 5}`".to_owned());
            return None;
        }
        let fields = self.checker.fields(node, "`near`", &shapes::NEAR)?;
        let terms = self
            .checker
            .required(&fields, "terms", "`near`")
            .and_then(|node| self.terms(node, "`terms`"));
        let within = self
            .checker
            .required(&fields, "within", "`near`")
            .and_then(|node| self.checker.number(node, "`within`", MOST_WORDS));
        let ordered = fields
            .get("ordered")
            .and_then(|node| self.checker.flag(node, "`ordered`"))
            .unwrap_or(false);
        let (terms, within) = (terms?, within?);
        let order = if ordered { ", in order" } else { "" };
        Some(ReadTest {
            written: format!("near: {} (within {within}{order})", written_list(&terms)),
            term_spans: spans(&terms),
            test: Test::Near {
                terms: only_terms(terms),
                within,
                ordered,
            },
        })
    }

    /// The terms of `near` and `all`: two at least, or there is nothing to be near to.
    fn terms(&mut self, node: &Node, what: &str) -> Option<Vec<ReadTerm>> {
        let items = self.checker.list(node, what);
        let terms: Vec<_> = items.iter().filter_map(|item| self.term(item)).collect();
        let is_list = matches!(node.value, Value::List(_) | Value::Null);
        if is_list && items.len() < 2 {
            let place = self.checker.place(node.span);
            let message = format!("{what} needs at least two terms");
            let fault = Diagnostic::error("too-few-terms", place, message);
            self.checker
                .report(fault.help("a single term is a rule by itself"));
        }
        Some(terms).filter(|terms| terms.len() >= 2)
    }

    fn term(&mut self, node: &Node) -> Option<ReadTerm> {
        if !matches!(node.value, Value::Map(_)) {
            return self.plain_term(node, "a term");
        }
        let fields = self.checker.fields(node, "a term", &shapes::TERM)?;
        let (key, node) = self.one_of(&fields, TERM_KEYS, "a term")?;
        self.keyed_term(key, node)
    }

    /// The one key of several that say what is looked for.
    pub fn one_of<'n>(
        &mut self,
        fields: &Fields<'n>,
        keys: &[&'static str],
        what: &str,
    ) -> Option<(&'static str, &'n Node)> {
        let given: Vec<_> = keys
            .iter()
            .filter_map(|key| {
                fields
                    .pair(key)
                    .map(|(written, node)| (*key, written, node))
            })
            .collect();
        match given[..] {
            [(key, _, node)] => Some((key, node)),
            [] => {
                if !fields.had_unknown {
                    let place = self.checker.first_line(fields.span);
                    let listed: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
                    let message = format!("{what} needs one of the keys {}", listed.join(", "));
                    let fault = Diagnostic::error("missing-key", place, message);
                    self.checker.report(
                        fault.help("they say what is looked for; write one: `term: trust*`"),
                    );
                }
                None
            }
            [(first, ..), (second, written, _), ..] => {
                let place = self.checker.place(written.span);
                let message = format!(
                    "{what} looks for one thing, and both `{first}` and `{second}` are given"
                );
                let fault = Diagnostic::error("conflicting-keys", place, message);
                self.checker.report(fault.help("make them two"));
                None
            }
        }
    }
}

pub(super) fn length(length: usize) -> u32 {
    u32::try_from(length).expect("the YAML budget is below 2^32")
}

/// What a rule looks for, as people read it, and where its terms are written.
struct ReadTest {
    test: Test,
    written: String,
    term_spans: Vec<Span>,
}

impl ReadTest {
    /// A rule that is one term.
    fn of(read: ReadTerm) -> Self {
        Self {
            test: Test::Term(read.term),
            written: read.written,
            term_spans: vec![read.span],
        }
    }
}

fn written_list(terms: &[ReadTerm]) -> String {
    let written: Vec<&str> = terms.iter().map(|term| term.written.as_str()).collect();
    written.join(", ")
}

fn spans(terms: &[ReadTerm]) -> Vec<Span> {
    terms.iter().map(|term| term.span).collect()
}

fn only_terms(terms: Vec<ReadTerm>) -> Vec<Term> {
    terms.into_iter().map(|read| read.term).collect()
}
