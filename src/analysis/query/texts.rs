//! Words of the talk: a codebook is made of them, so that they mean what they mean in one.

use std::fmt::Write as _;
use std::sync::Arc;

use super::fault;
use super::tree::TextKind;
use crate::codebook::{self, Codebook, Language, Pattern};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, Span};
use crate::yaml;

/// The texts of a query as a codebook with one code for each, in their order.
#[derive(Debug)]
pub(super) struct Texts {
    pub codebook: Codebook,
}

/// The texts of a query while they are read.
#[derive(Debug, Default)]
pub(super) struct Reader {
    rules: Vec<String>,
}

impl Reader {
    /// Adds a text and gives its number; what is wrong with it is told at its place in the query. `begins` is where its first
    /// character stands there.
    pub fn add(
        &mut self,
        (source, span): (&Arc<Source>, Span),
        (kind, text, begins): (TextKind, &str, Option<usize>),
        language: Language,
    ) -> Result<u32, Box<Diagnostic>> {
        if kind == TextKind::Term
            && let Err(wrong) = Pattern::parse(text)
        {
            let at = begins.map_or(span, |begins| {
                Span::new(begins + wrong.at.start, begins + wrong.at.end)
            });
            let at = if source.text().get(at.range()).is_some() {
                at
            } else {
                span
            };
            let told = fault(source, at, "invalid-term", wrong.message);
            return Err(Box::new(told.help(wrong.help)));
        }
        let rule = format!("{{{}: {}}}", kind.key(), yaml::scalar(text));
        let parsed = parsed(std::slice::from_ref(&rule), language);
        let wrong = parsed.diagnostics.into_iter();
        if let Some(wrong) = wrong.into_iter().find(|it| it.severity == Severity::Error) {
            let told = fault(source, span, wrong.rule, wrong.message);
            return Err(Box::new(match wrong.help {
                Some(help) => told.help(help),
                None => told,
            }));
        }
        let number = u32::try_from(self.rules.len()).expect("a query has few parts");
        self.rules.push(rule);
        Ok(number)
    }

    /// All texts; `None` where there are none.
    pub fn finish(self, language: Language) -> Option<Texts> {
        if self.rules.is_empty() {
            return None;
        }
        let codebook = parsed(&self.rules, language).codebook;
        let codebook = codebook.expect("each of the rules was parsed by itself");
        Some(Texts { codebook })
    }
}

fn parsed(rules: &[String], language: Language) -> codebook::Parsed {
    let mut book = format!("codebook: query\nlanguage: {}\ncodes:\n", language.code());
    for (number, rule) in rules.iter().enumerate() {
        let _ = writeln!(book, "  - {{id: t{number}, match: [{rule}]}}");
    }
    codebook::parse(Arc::new(Source::new("query", book)))
}
