//! The names of a query held against the study and the codebook.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::circumstance::{Circumstance, Field};
use super::open::Open;
use super::plan::{Plan, Test};
use super::texts::Reader;
use super::tree::{Named, Node, TextKind, What};
use super::{PATTERN, Retrieval, fault};
use crate::codebook::{CodeIndex, Codebook};
use crate::diagnostic::{Diagnostic, nearest};
use crate::study::Study;
use crate::text::{Source, Span};

mod checks;

/// What the names of a query may mean.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The study, for people, transcripts and attributes.
    pub study: &'a Study,
    /// The codebook, for codes and the language of stems and negations.
    pub codebook: &'a Codebook,
    /// The people whose codings are read, as [`crate::coding::Maker::Person`] counts them.
    pub people: &'a [&'a str],
    /// Whether what the rules find is read.
    pub has_rules: bool,
    /// The codes that are looked at, in the codebook's order. A query that names another one would find nothing.
    pub codes: &'a [CodeIndex],
}

/// The name of the rules among the coders.
const RULES: &str = "rules";

/// The fields that are no attributes.
const FIELDS: &[&str] = &[
    "coder",
    "memo",
    "participant",
    "role",
    "speaker",
    "transcript",
];

pub(super) fn resolve(
    source: &Arc<Source>,
    root: &Node,
    names: &Names<'_>,
) -> Result<Retrieval, Vec<Diagnostic>> {
    let mut attributes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let known = names.study.document_attributes().into_iter();
    for (name, values) in known.chain(names.study.participant_attributes()) {
        let values = values.into_iter().map(str::to_owned);
        attributes
            .entry(name.to_owned())
            .or_default()
            .extend(values);
    }
    let mut resolver = Resolver {
        source,
        names,
        attributes,
        texts: Reader::default(),
        in_memos: Reader::default(),
        asks_memos: false,
        open: Vec::new(),
        faults: Vec::new(),
        names_moderators: false,
        is_pattern: source.name() == PATTERN,
    };
    let plan = resolver.plan(root);
    match plan {
        Some(plan) if resolver.faults.is_empty() => Ok(Retrieval {
            source: Arc::clone(source),
            plan,
            texts: resolver.texts.finish(names.codebook.language),
            in_memos: resolver.in_memos.finish(names.codebook.language),
            asks_memos: resolver.asks_memos,
            open: resolver.open,
            names_moderators: resolver.names_moderators,
        }),
        _ => Err(resolver.faults),
    }
}

struct Resolver<'a> {
    source: &'a Arc<Source>,
    names: &'a Names<'a>,
    /// The attributes and values that the study knows before transcripts are read.
    attributes: BTreeMap<String, BTreeSet<String>>,
    texts: Reader,
    /// What is looked for in memos.
    in_memos: Reader,
    asks_memos: bool,
    open: Vec<Open>,
    faults: Vec<Diagnostic>,
    names_moderators: bool,
    /// Whether it is one pattern, in which words of the talk need no quotes.
    is_pattern: bool,
}

impl Resolver<'_> {
    /// `None` where something is wrong, which is among the faults.
    fn plan(&mut self, node: &Node) -> Option<Plan> {
        match &node.what {
            What::Code { name, only_below } => self.code(name, *only_below, node.span),
            What::AnyCode => {
                let all = self.names.codebook.codes.len();
                let all = u32::try_from(all).expect("a codebook has fewer than 2^32 codes");
                Some(Plan::Codes(0..all))
            }
            What::Text { kind, text, begins } => {
                let language = self.names.codebook.language;
                let place = (self.source, node.span);
                match self.texts.add(place, (*kind, text, *begins), language) {
                    Ok(number) => Some(Plan::Text(number)),
                    Err(fault) => self.refuse(*fault),
                }
            }
            What::Field { name, is, values } => self.field(name, *is, values),
            What::Negated => self.negated(node.span),
            What::Memo { is, texts } => self.memo(*is, texts, node.span),
            What::Not(node) => Some(self.plan(node)?.not()),
            What::And(all) => self.plans(all).map(Plan::all),
            What::Or(all) => self.plans(all).map(Plan::any),
            What::Beside { left, how, right } => {
                let (left, right) = (self.plan(left), self.plan(right));
                Some(Plan::Beside(Box::new(left?), *how, Box::new(right?)))
            }
        }
    }

    /// All of them are looked at, so that everything that is wrong is told.
    fn plans(&mut self, all: &[Node]) -> Option<Vec<Plan>> {
        let plans: Vec<Option<Plan>> = all.iter().map(|node| self.plan(node)).collect();
        plans.into_iter().collect()
    }

    fn refuse<T>(&mut self, fault: Diagnostic) -> Option<T> {
        self.faults.push(fault);
        None
    }

    fn code(&mut self, name: &str, only_below: bool, span: Span) -> Option<Plan> {
        let codebook = self.names.codebook;
        if let Some(found) = codebook.find(name) {
            let mut codes = codebook.code(found).subtree.clone();
            codes.start += u32::from(only_below);
            if codes.is_empty() {
                let message = format!("there is no code below `{name}`");
                let told = fault(self.source, span, "undefined-code", message);
                return self.refuse(told.help(format!("write `{name}` for the code itself")));
            }
            if !self.names.codes.iter().any(|code| codes.contains(&code.0)) {
                return self.refuse(self.left_out(name, span));
            }
            return Some(Plan::Codes(codes));
        }
        let message = format!("there is no code `{name}` in {}", codebook.source.name());
        let told = fault(self.source, span, "undefined-code", message);
        let ids = codebook.codes.iter().map(|code| code.id.as_str());
        let help = if self.is_field(name) {
            format!("a field has a value: write `{name}=…`")
        } else if let Some(hint) = codebook.id_of_label(name) {
            hint
        } else {
            let near = nearest(name, ids).map(|near| format!("did you mean `{near}`?"));
            let list = || "`thematica codebook show` lists the codes.".to_owned();
            let help = near.unwrap_or_else(list);
            if self.is_pattern {
                help
            } else {
                format!("{help} Words of the talk are written in quotes: \"{name}\"")
            }
        };
        self.refuse(told.help(help))
    }

    /// A code that is not among those that are looked at would be found nowhere, as if nobody had said it.
    fn left_out(&self, name: &str, span: Span) -> Diagnostic {
        let message = format!("`{name}` is left out by --code, so nothing can be found of it");
        let help = format!(
            "write --code {name} as well, or leave --code out; what carries several codes at once is found by `and`"
        );
        fault(self.source, span, "code-left-out", message).help(help)
    }

    /// Of people's codings nothing is known of negations, which is not the same as that there are none.
    fn negated(&mut self, span: Span) -> Option<Plan> {
        if self.names.has_rules {
            return Some(Plan::Hits(Test::Negated));
        }
        let message = "people's codings do not say whether something is negated: only the rules look for negations";
        let help = "add --coder rules, or leave `negated` out of the query";
        let told = fault(self.source, span, "nothing-negated", message.to_owned());
        self.refuse(told.help(help))
    }

    /// People write memos on their codings; rules write none.
    fn memo(&mut self, is: bool, texts: &[Named], span: Span) -> Option<Plan> {
        if self.names.people.is_empty() {
            let message = "only people write memos on codings, and no person's codings are read";
            let told = fault(self.source, span, "no-memos", message);
            return self.refuse(told.help("say whose codings are read: --coder NAME"));
        }
        self.asks_memos = true;
        if texts.is_empty() {
            return Some(Plan::Hits(Test::Memo(None)));
        }
        let language = self.names.codebook.language;
        let mut numbers = Vec::new();
        for text in texts {
            let quotes = text.span.len().saturating_sub(text.text.len());
            let begins = (quotes <= 2).then_some(text.span.start + quotes / 2);
            let term = (TextKind::Term, text.text.as_str(), begins);
            match self.in_memos.add((self.source, text.span), term, language) {
                Ok(number) => numbers.push(number),
                Err(fault) => self.faults.push(*fault),
            }
        }
        let test = Plan::Hits(Test::Memo(Some(numbers)));
        Some(if is { test } else { test.not() })
    }

    fn is_field(&self, name: &str) -> bool {
        FIELDS.contains(&name) || self.attributes.contains_key(name)
    }

    fn field(&mut self, name: &Named, is: bool, values: &[Named]) -> Option<Plan> {
        let field = match name.text.to_lowercase().as_str() {
            "coder" => return self.coder(is, values),
            "speaker" => Field::Speaker,
            "participant" => Field::Participant,
            "role" => Field::Role,
            "transcript" => Field::Transcript,
            _ => Field::Attribute(name.text.clone()),
        };
        let before = self.faults.len();
        match &field {
            Field::Speaker => {
                let open = values.iter().cloned().map(Open::Speaker);
                self.open.extend(open);
            }
            Field::Participant => self.check_participants(values),
            Field::Role => self.check_roles(values),
            Field::Transcript => self.check_transcripts(values),
            Field::Attribute(_) => self.check_attribute(name, values),
        }
        let is_label = field == Field::Speaker;
        let value = |value: &Named| {
            if is_label {
                value.text.to_lowercase()
            } else {
                value.text.clone()
            }
        };
        (self.faults.len() == before).then(|| {
            Plan::Holds(Circumstance {
                field,
                is,
                values: values.iter().map(value).collect(),
            })
        })
    }

    fn coder(&mut self, is: bool, values: &[Named]) -> Option<Plan> {
        let (people, has_rules) = (self.names.people, self.names.has_rules);
        let mut makers = Vec::new();
        for value in values {
            let person = people.iter().position(|name| *name == value.text);
            let maker = match person.map(u16::try_from) {
                Some(Ok(number)) => Some(Some(number)),
                _ if value.text == RULES && has_rules => Some(None),
                _ => None,
            };
            if let Some(maker) = maker {
                makers.push(maker);
                continue;
            }
            let name = &value.text;
            let message = format!("codings of `{name}` are not read");
            let told = fault(self.source, value.span, "undefined-coder", message);
            let read = people.iter().copied().chain(has_rules.then_some(RULES));
            let options: Vec<String> = read
                .chain([name.as_str()])
                .map(|name| format!("--coder {name}"))
                .collect();
            let help = format!("say whose codings are read: {}", options.join(" "));
            self.faults.push(told.help(help));
        }
        if makers.len() < values.len() {
            return None;
        }
        let test = Plan::Hits(Test::By(makers));
        Some(if is { test } else { test.not() })
    }
}
