//! Which of a coder's codings count, and where they are in the transcript as it is now.

use crate::codebook::{CodeIndex, Codebook};
use crate::coding::anchor::{Finder, Finding};
use crate::coding::ledger::Ledger;
use crate::coding::record::{Anchor, Record, State};
use crate::text::Span;

/// A code on a stretch of a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// The code.
    pub code: CodeIndex,
    /// In bytes of the transcript's text.
    pub span: Span,
}

/// The codings of one coder on one transcript that count, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// In the order of the text.
    pub marks: Vec<Mark>,
    /// What was left out.
    pub left_out: LeftOut,
    /// Those among the marks whose words were changed since they were coded.
    pub changed: usize,
}

/// How many codings were left out, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Proposals that the coder rejected.
    pub rejected: usize,
    /// Codings that the coder took away.
    pub removed: usize,
    /// Codings of codes that the codebook does not have.
    pub unknown: usize,
    /// Codings whose place may be one of several.
    pub ambiguous: usize,
    /// Codings whose place was not found.
    pub lost: usize,
}

impl Marked {
    /// Finds a coder's codings in a transcript.
    #[must_use]
    pub fn of(ledger: &Ledger, finder: &Finder, codebook: &Codebook) -> Self {
        let records = ledger.all();
        // Those that do not stand help to find those that do.
        let anchors: Vec<&Anchor> = records.iter().map(|record| &record.anchor).collect();
        let mut marked = Self::default();
        for (record, finding) in records.iter().zip(finder.find_all(&anchors)) {
            let left_out = &mut marked.left_out;
            match (record.state, codebook.find(&record.code), finding) {
                (State::Rejected, ..) => left_out.rejected += 1,
                (State::Removed, ..) => left_out.removed += 1,
                (_, None, _) => left_out.unknown += 1,
                (_, _, Finding::Ambiguous(_)) => left_out.ambiguous += 1,
                (_, _, Finding::Lost) => left_out.lost += 1,
                (State::Coded, Some(code), found) => {
                    marked.changed += usize::from(matches!(found, Finding::Changed { .. }));
                    let span = found.span();
                    marked.marks.extend(span.map(|span| Mark { code, span }));
                }
            }
        }
        marked
    }

    /// The memos on codings that count, each with where its coding is in the transcript.
    #[must_use]
    pub fn memos(ledger: &Ledger, finder: &Finder, codebook: &Codebook) -> Vec<(Mark, String)> {
        let records = ledger.all();
        let has_memo = |record: &Record| record.state == State::Coded && record.memo.is_some();
        if !records.iter().any(has_memo) {
            return Vec::new();
        }
        let anchors: Vec<&Anchor> = records.iter().map(|record| &record.anchor).collect();
        let found = records.iter().zip(finder.find_all(&anchors));
        let memo = |(record, finding): (&Record, Finding)| {
            let memo = record.memo.as_ref().filter(|_| has_memo(record))?;
            let is_certain = !matches!(finding, Finding::Ambiguous(_) | Finding::Lost);
            let code = codebook.find(&record.code)?;
            let span = finding.span().filter(|_| is_certain)?;
            Some((Mark { code, span }, memo.clone()))
        };
        found.filter_map(memo).collect()
    }

    /// Adds what another file of the same coder says of the same transcript.
    pub fn add(&mut self, other: Self) {
        self.marks.extend(other.marks);
        self.left_out.add(other.left_out);
        self.changed += other.changed;
    }
}

impl LeftOut {
    /// Whether codings that stand are missing: those that a coder took back are not.
    #[must_use]
    pub fn has_holes(&self) -> bool {
        self.unknown + self.ambiguous + self.lost > 0
    }

    /// Adds what was left out elsewhere.
    pub fn add(&mut self, other: Self) {
        self.rejected += other.rejected;
        self.removed += other.removed;
        self.unknown += other.unknown;
        self.ambiguous += other.ambiguous;
        self.lost += other.lost;
    }
}
