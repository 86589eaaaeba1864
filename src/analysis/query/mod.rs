//! A small language for retrieval: which segments carry which codes, words and circumstances, and beside what.
//!
//! ```text
//! 'trust and not "NHS trust" and phase=2'  --parse-->  Query  --resolve-->  Retrieval  --find-->  Vec<Found>
//! ```
//! The grammar, what binds closest, and what each operator means are told in `docs/query.md`. In short: every part of a query
//! stands for segments of a transcript; `and`, `or` and `not` are about segments. Parts that find something in the text
//! (codes, words) stand for stretches as well, and `overlaps`, `near`, `followed by` … are about those.
//!
//! Words of the talk are terms of a codebook: its parser reads them and the [`matcher`](crate::matcher) finds them. A query that
//! is longer, deeper or has more parts than [`LONGEST`], [`MOST_DEEP`] and [`MOST_PARTS`] is refused, so that none can exhaust
//! the machine.

use std::ops::Range;
use std::sync::Arc;

use super::selection::Heard;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Source, Span};

mod circumstance;
mod counted;
mod evaluate;
mod ground;
mod lex;
mod memos;
mod names;
mod open;
mod parse;
mod places;
mod plan;
mod segments;
#[cfg(test)]
mod tests;
mod texts;
pub mod tree;

pub use counted::{codes_in, laid};
pub use evaluate::{Found, Work};
pub use names::Names;

use lex::Fault;
use open::Open;
use plan::Plan;
use texts::Texts;
use tree::{Node, TextKind, What};

/// How many bytes a query may have.
pub const LONGEST: usize = 10_000;

/// How deep brackets and `not` may be nested.
pub const MOST_DEEP: usize = 50;

/// How many codes, texts, fields, values and operators a query may have.
pub const MOST_PARTS: usize = 500;

/// How many turns `followed by` reaches where nothing is said: the interviewer may say something between.
pub const FOLLOWS: u32 = 2;

/// What a pattern by itself is called in messages; a query is called `query`.
const PATTERN: &str = "pattern";

/// A query that is well formed. Whether its names mean something is told by [`Query::resolve`].
#[derive(Clone, Debug)]
pub struct Query {
    source: Arc<Source>,
    root: Node,
}

/// A query whose names are known.
#[derive(Debug)]
pub struct Retrieval {
    source: Arc<Source>,
    plan: Plan,
    texts: Option<Texts>,
    /// What is looked for in memos.
    in_memos: Option<Texts>,
    asks_memos: bool,
    open: Vec<Open>,
    names_moderators: bool,
}

impl Query {
    /// Parses a query.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        let source = Arc::new(Source::new("query", text));
        match parse::parse(source.text()) {
            Ok(root) => Ok(Self { source, root }),
            Err(Fault { at, message, help }) => {
                let place = Place::Span(source, at);
                let told = Diagnostic::error("invalid-query", place, message);
                Err(Box::new(told.help(help)))
            }
        }
    }

    /// One pattern by itself, without quotes: a term as a codebook writes it, or one of the kinds `regex:`, `stem:` and
    /// `code:`.
    #[must_use]
    pub fn pattern(written: &str) -> Self {
        let source = Arc::new(Source::new(PATTERN, written));
        let (key, rest) = written.split_once(':').unwrap_or(("term", written));
        let (key, rest) = (key.trim(), rest.trim());
        let kind = TextKind::of_key(key);
        let what = if key == "code" {
            What::Code {
                name: rest.to_owned(),
                only_below: false,
            }
        } else {
            // A colon that stands behind something else is one of the talk.
            let text = if kind.is_some() { rest } else { written };
            What::Text {
                kind: kind.unwrap_or(TextKind::Term),
                text: text.to_owned(),
                begins: written.find(text),
            }
        };
        let span = Span::new(0, written.len());
        Self {
            source,
            root: Node { what, span },
        }
    }

    /// The query as it was written.
    #[must_use]
    pub fn written(&self) -> &str {
        self.source.text()
    }

    /// Its parts.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Whether it asks who coded something: then what a coder left uncoded is asked for as well, and only transcripts that
    /// all of them finished can answer.
    #[must_use]
    pub fn names_coders(&self) -> bool {
        self.root().names_coders()
    }

    /// Holds the names against study and codebook. All that is wrong is told at once.
    pub fn resolve(&self, names: &Names<'_>) -> Result<Retrieval, Vec<Diagnostic>> {
        names::resolve(&self.source, &self.root, names)
    }
}

impl Retrieval {
    /// Whether a field asks for moderators, whose speech counts only where `--role` says so.
    #[must_use]
    pub fn names_moderators(&self) -> bool {
        self.names_moderators
    }

    /// The codes whose hits it finds, as indices into the codebook's, where it asks for a code and nothing else.
    #[must_use]
    pub fn codes(&self) -> Option<Range<u32>> {
        match &self.plan {
            Plan::Codes(codes) => Some(codes.clone()),
            _ => None,
        }
    }

    /// Whether it asks for memos, so that they are shown with what is found.
    #[must_use]
    pub fn asks_memos(&self) -> bool {
        self.asks_memos
    }

    /// Whether some names can be refused only when all transcripts are read.
    #[must_use]
    pub fn listens(&self) -> bool {
        !self.open.is_empty()
    }

    /// Refuses the names that did not turn up in any of the transcripts that were read.
    pub fn check(&self, heard: &Heard) -> Result<(), Vec<Diagnostic>> {
        let refused = self.open.iter();
        let faults: Vec<Diagnostic> = refused
            .filter_map(|open| open.refuse(&self.source, heard))
            .collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }
}

fn fault(
    source: &Arc<Source>,
    span: Span,
    rule: &'static str,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(rule, Place::Span(Arc::clone(source), span), message)
}
