//! Which segments gain or lose which code between two codebooks.
//!
//! Both are applied to one reading of a transcript, so that a segment is the same stretch of text in both. A code that was
//! renamed is the same code ([`Pairs`]). What is told one by one ([`Changed::rows`]) is what a code's own rules do; what is
//! counted ([`Tally`]) is, as everywhere, the union of a code and those below it in the tree of its codebook. So a code that moves
//! changes the counts of the themes it moves between, and no row.

use std::collections::BTreeMap;

use super::coded::{Coded, Found};
use super::selection;
use crate::codebook::compare::{Pairs, RulePairs};
use crate::codebook::{CodeIndex, Codebook, RuleIndex, Unit};
use crate::coding::Stop;
use crate::diagnostic::{Diagnostic, Place};
use crate::matcher::segments_spoken;
use crate::text::Span;
use crate::transcript::Units;

mod side;
#[cfg(test)]
mod tests;

use side::{Side, Which, rows, tallies};

/// Two codebooks, and what is which in them.
#[derive(Debug)]
pub struct Versions<'c> {
    /// The older one.
    pub old: &'c Codebook,
    /// The newer one.
    pub new: &'c Codebook,
    /// Its codes.
    pub pairs: Pairs,
    rules: RulePairs,
}

/// What changed in one transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    /// Each segment that gained or lost a code, in the order of the text, then of the codes.
    pub rows: Vec<Row>,
    /// The counts.
    pub counts: Tallies,
}

/// A segment that gained or lost a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whether it was gained or lost.
    pub change: Change,
    /// The code, as its place in [`Pairs::all`].
    pub pair: usize,
    /// The turn: an index into the transcript's turns.
    pub turn: u32,
    /// The segment.
    pub segment: Span,
    /// The rules that code it in the codebook that codes it, in order: the new one for what is gained.
    pub rules: Vec<RuleIndex>,
    /// What they matched in the segment, in order.
    pub matched: Vec<Span>,
    /// Why the other codebook does not code it.
    pub cause: Cause,
}

/// Gained or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The new codebook codes it, and the old one does not.
    Gained,
    /// The old codebook codes it, and the new one does not.
    Lost,
}

/// Why a codebook does not code what the other one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// One of its rules finds something there, and this stops it.
    Stopped(Stop),
    /// It does not have the code.
    NoCode,
    /// The code is retired in it.
    Retired,
    /// It has none of the rules.
    NoRule,
    /// It has a rule of them under other conditions.
    OtherConditions,
    /// It has the rule as it is: what the rule refers to, or how words are stemmed, differs.
    SameRule,
}

/// The counts of all codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Segments with at least one word, of those who count.
    pub segments: u64,
    /// By place in [`Pairs::all`].
    pub codes: BTreeMap<usize, Tally>,
}

/// The counts of one code with those below it, in segments.
///
/// Before is kept and lost together, after is kept and gained together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Segments that the old codebook codes.
    pub before: u64,
    /// Segments that the new codebook codes.
    pub after: u64,
    /// Those that both code.
    pub kept: u64,
    /// Those of the kept that no rule codes in the new codebook which coded it in the old one.
    pub kept_by_other_rules: u64,
    /// Those that only the old one codes.
    pub lost: u64,
    /// Those that only the new one codes.
    pub gained: u64,
}

impl<'c> Versions<'c> {
    /// Pairs the codes and the rules of two codebooks.
    #[must_use]
    pub fn new(old: &'c Codebook, new: &'c Codebook) -> Self {
        let pairs = Pairs::of(old, new);
        let rules = RulePairs::of(old, new, &pairs);
        Self {
            old,
            new,
            pairs,
            rules,
        }
    }

    /// By place in [`Pairs::all`], whether a code is asked for: by its name in either codebook, with those below it in either.
    /// Without names all are. A name that neither has is refused.
    pub fn asked(&self, names: &[String]) -> Result<Vec<bool>, Vec<Diagnostic>> {
        let mut asked = vec![names.is_empty(); self.pairs.all.len()];
        let mut faults = Vec::new();
        for name in names {
            let (old, new) = (self.old.find(name), self.new.find(name));
            if old.is_none() && new.is_none() {
                faults.push(self.undefined(name));
            }
            // A name may be one code's in one codebook and another's in the other: both are meant.
            let below = |codebook: &Codebook, code: CodeIndex| codebook.code(code).subtree.clone();
            for code in old.into_iter().flat_map(|code| below(self.old, code)) {
                asked[self.pairs.of_old(CodeIndex(code))] = true;
            }
            for code in new.into_iter().flat_map(|code| below(self.new, code)) {
                asked[self.pairs.of_new(CodeIndex(code))] = true;
            }
        }
        if faults.is_empty() {
            Ok(asked)
        } else {
            Err(faults)
        }
    }

    fn undefined(&self, name: &str) -> Diagnostic {
        let codes = self.new.codes.iter().chain(&self.old.codes);
        let mut ids: Vec<&str> = Vec::new();
        for code in codes {
            if !ids.contains(&code.id.as_str()) {
                ids.push(&code.id);
            }
        }
        let message = format!("neither codebook has the code `{name}`");
        let hint = self.new.id_of_label(name);
        if let Some(hint) = hint.or_else(|| self.old.id_of_label(name)) {
            let place = Place::File("--code".to_owned());
            return Diagnostic::error("undefined-code", place, message).help(hint);
        }
        selection::fault("--code", "undefined-code", message, name, ids.into_iter())
    }

    /// What changed in a transcript that the new codebook coded, and in which the old one found `before`.
    ///
    /// Rows are those of the codes that are asked for; counts are of all.
    #[must_use]
    pub fn changed(
        &self,
        coded: &Coded<'_>,
        before: &Found,
        units: &Units,
        unit: Unit,
        asked: &[bool],
    ) -> Changed {
        let old = Side::of(self, Which::Old, &before.hits, &before.segments);
        let new = Side::of(self, Which::New, &coded.hits, &coded.segments);
        let turns = coded
            .transcript
            .turns
            .iter()
            .filter(|turn| coded.counts(turn));
        Changed {
            rows: rows(&old, &new, asked),
            counts: Tallies {
                segments: turns
                    .map(|turn| segments_spoken(unit, &coded.transcript, units, turn))
                    .sum(),
                codes: tallies(&old, &new),
            },
        }
    }
}

impl Tallies {
    /// Adds the counts of another transcript.
    pub fn add(&mut self, other: &Tallies) {
        self.segments += other.segments;
        for (pair, tally) in &other.codes {
            let mine = self.codes.entry(*pair).or_default();
            mine.before += tally.before;
            mine.after += tally.after;
            mine.kept += tally.kept;
            mine.kept_by_other_rules += tally.kept_by_other_rules;
            mine.lost += tally.lost;
            mine.gained += tally.gained;
        }
    }
}
