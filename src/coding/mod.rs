//! Codings: a code on a stretch of a transcript, and what put it there.
//!
//! People's codings are [`record::Record`]s, kept by transcript and coder in a [`ledger::Ledger`] on the disk
//! ([`store::Store`]) and found again after an edit of the text ([`anchor`]).
//!
//! A rule is one more coder. What it leaves is a [`Hit`]: the exact words, the rule, whether a negation stands before
//! them, and what stopped it where an exclusion did. Hits that are not stopped lay their code on a segment: a
//! [`Coding`].

use std::ops::Range;

use crate::codebook::{CodeIndex, ExclusionIndex, RuleIndex};
use crate::text::Span;

/// What the rules of the codebook are called where they are one of the coders. Nobody else is.
pub const RULES: &str = "rules";

pub mod anchor;
pub mod ledger;
pub mod merge;
pub mod record;
pub mod store;
pub mod stray;

/// What made a coding. A rule is one more coder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maker {
    /// A rule of the codebook.
    Rule(RuleIndex),
    /// A person: a number in the list of those whose codings are asked for.
    Person(u16),
}

/// What one rule found, or one person coded, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The code that the rule belongs to, or that the person laid.
    pub code: CodeIndex,
    /// Which rule, or who.
    pub made_by: Maker,
    /// From the first to the last matched word.
    pub span: Span,
    /// The matched stretches in order, where there are several (`near`, `all`); empty where the span is the match.
    pub parts: Box<[Span]>,
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// The negating word that reaches the hit.
    pub negated: Option<Span>,
    /// Why the hit does not count; `None` when it counts.
    pub stopped: Option<Stop>,
}

/// Why a hit does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// An exclusion matched at this place.
    Exclusion(ExclusionIndex, Span),
    /// It is negated, and its rule wants none that are.
    Negated,
    /// It is not negated, and its rule wants only those that are.
    NotNegated,
}

/// A code on a segment of one transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// The code.
    pub code: CodeIndex,
    /// The segment: a sentence, a paragraph or a turn.
    pub segment: Span,
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// The hits that put it there, as indices into the transcript's hits, in order.
    pub hits: Range<u32>,
}

impl Hit {
    /// The rule that made it; `None` where a person did.
    #[must_use]
    pub fn rule(&self) -> Option<RuleIndex> {
        match self.made_by {
            Maker::Rule(rule) => Some(rule),
            Maker::Person(_) => None,
        }
    }

    /// The matched stretches: at least one.
    #[must_use]
    pub fn matched(&self) -> &[Span] {
        if self.parts.is_empty() {
            std::slice::from_ref(&self.span)
        } else {
            &self.parts
        }
    }
}
