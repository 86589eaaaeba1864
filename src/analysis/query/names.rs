//! The names of a query held against the study and the codebook.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::selection::with_known;
use super::circumstance::{Circumstance, Field};
use super::open::{Open, undefined_attribute, undefined_value};
use super::plan::{Plan, Test};
use super::texts::Reader;
use super::tree::{Named, Node, What};
use super::{PATTERN, Retrieval, fault};
use crate::codebook::{CodeIndex, Codebook};
use crate::diagnostic::{Diagnostic, nearest};
use crate::study::{Document, Study, stands_for};
use crate::text::{Source, Span};

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
const FIELDS: &[&str] = &["coder", "participant", "role", "speaker", "transcript"];

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
        let help = if name.eq_ignore_ascii_case("memo") {
            "a query does not look into memos; `thematica codings list` shows them".to_owned()
        } else if self.is_field(name) {
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

    fn check_participants(&mut self, values: &[Named]) {
        let study = self.names.study;
        for value in values {
            if study.participant_ids().any(|id| id == value.text) {
                continue;
            }
            if study.participants.is_empty() || value.text.contains('@') {
                self.open.push(Open::Participant(value.clone()));
                continue;
            }
            let message = format!("there is no participant `{}`", value.text);
            let told = fault(self.source, value.span, "undefined-participant", message);
            let told = with_known(told, &value.text, study.participant_ids());
            self.faults.push(told);
        }
    }

    fn check_roles(&mut self, values: &[Named]) {
        let declared = self.names.study.participants.iter();
        let declared = declared.map(|person| person.role.as_str());
        let known: BTreeSet<&str> = declared.chain(["participant", "moderator"]).collect();
        for value in values {
            self.names_moderators |= value.text.eq_ignore_ascii_case("moderator");
            if !known.iter().any(|it| it.eq_ignore_ascii_case(&value.text)) {
                let message = format!("nobody has the role `{}`", value.text);
                let told = fault(self.source, value.span, "undefined-role", message);
                let told = with_known(told, &value.text, known.iter().copied());
                self.faults.push(told);
            }
        }
    }

    fn check_transcripts(&mut self, values: &[Named]) {
        let documents = &self.names.study.documents;
        for value in values {
            if documents.iter().any(|it| stands_for(&value.text, &it.id)) {
                continue;
            }
            let message = format!("there is no transcript `{}`", value.text);
            let told = fault(self.source, value.span, "undefined-transcript", message);
            let ids = documents.iter().map(|document| document.id.as_str());
            self.faults.push(with_known(told, &value.text, ids));
        }
    }

    fn check_attribute(&mut self, name: &Named, values: &[Named]) {
        // A transcript may say more of itself than the study does, in which case it has to be read first.
        let is_closed = !self
            .names
            .study
            .documents
            .iter()
            .any(Document::may_say_more);
        let Some(known) = self.attributes.get(&name.text) else {
            if is_closed {
                let known = self.attributes.keys().map(String::as_str);
                let known = known.chain(FIELDS.iter().copied());
                let told = undefined_attribute(self.source, name, known);
                self.faults.push(told);
            } else {
                let known = self.attributes.keys().cloned();
                let known = known.chain(FIELDS.iter().map(|it| (*it).to_owned()));
                self.open
                    .push(Open::Attribute(name.clone(), known.collect()));
                let value =
                    |it: &Named| Open::Value(name.text.clone(), it.clone(), BTreeSet::new());
                self.open.extend(values.iter().map(value));
            }
            return;
        };
        for value in values.iter().filter(|it| !known.contains(&it.text)) {
            let attribute = &name.text;
            if is_closed {
                let known = known.iter().map(String::as_str);
                let told = undefined_value(self.source, attribute, value, known);
                self.faults.push(told);
            } else {
                let open = Open::Value(attribute.clone(), value.clone(), known.clone());
                self.open.push(open);
            }
        }
    }
}
