//! What stops a hit.

use std::ops::Range;

use super::super::shapes::{self, TERM_KEYS};
use super::super::{Exclusion, Reach, Unit};
use super::MOST_WORDS;
use super::rules::{RuleReader, length};
use super::terms::ReadTerm;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Fields, Node, Value};

/// The units by their names.
pub const UNITS: &[(&str, Unit)] = &[
    ("sentence", Unit::Sentence),
    ("paragraph", Unit::Paragraph),
    ("turn", Unit::Turn),
];

impl RuleReader<'_> {
    /// Reads the key `unless`, and gives the range of what it says.
    pub fn exclusions(&mut self, fields: &Fields<'_>) -> Range<u32> {
        let start = length(self.exclusions.len());
        if let Some(node) = fields.get("unless") {
            for item in self.checker.list(node, "`unless`") {
                if let Some(exclusion) = self.exclusion(item) {
                    self.exclusions.push(exclusion);
                }
            }
        }
        start..length(self.exclusions.len())
    }

    fn exclusion(&mut self, node: &Node) -> Option<Exclusion> {
        let (read, reach) = if let Value::Map(_) = node.value {
            let fields = self
                .checker
                .fields(node, "an exclusion", &shapes::EXCLUSION)?;
            let reach = self.reach(&fields);
            let (key, node) = self.one_of(&fields, TERM_KEYS, "an exclusion")?;
            (self.keyed_term(key, node)?, reach?)
        } else {
            (self.plain_term(node, "an exclusion")?, Reach::Overlap)
        };
        let ReadTerm {
            term,
            written,
            span: term_span,
        } = read;
        let written = match reach {
            Reach::Overlap => written,
            Reach::Words(1) => format!("{written} within 1 word"),
            Reach::Words(words) => format!("{written} within {words} words"),
            Reach::Same(unit) => format!("{written} in the same {}", unit.as_str()),
        };
        Some(Exclusion {
            term,
            reach,
            written,
            span: node.span,
            term_span,
        })
    }

    fn reach(&mut self, fields: &Fields<'_>) -> Option<Reach> {
        match (fields.get("within"), fields.pair("in")) {
            (None, None) => Some(Reach::Overlap),
            (Some(node), None) => self
                .checker
                .number(node, "`within`", MOST_WORDS)
                .map(Reach::Words),
            (None, Some((_, node))) => self
                .checker
                .choice(node, "`in`", "unknown-unit", UNITS)
                .map(Reach::Same),
            (Some(_), Some((key, _))) => {
                let place = self.checker.place(key.span);
                let message = "an exclusion has `within` or `in`, not both";
                let fault = Diagnostic::error("conflicting-keys", place, message);
                self.checker.report(fault.help("keep one of them"));
                None
            }
        }
    }
}
