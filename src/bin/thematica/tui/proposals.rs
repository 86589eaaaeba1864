//! What the rules propose and nobody decided yet.

use std::collections::BTreeSet;

use thematica::analysis::coded::Coded;
use thematica::codebook::Codebook;
use thematica::coding::record::{Record, State};
use thematica::text::Span;

/// A code on a segment that rules put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The code's id.
    pub code: String,
    /// Where.
    pub span: Span,
    /// The words that the rules found.
    pub matched: Vec<Span>,
    /// What a coding that comes of it says it was made with.
    pub with: String,
    /// The rules as people read them.
    pub rules: Vec<String>,
    /// Whether a word negates all that was found.
    pub negated: bool,
    /// Whether the coder decided: coded, refused or took it away.
    pub decided: bool,
}

/// What the rules of a codebook propose for a transcript, in the order of the text.
pub fn proposals(codebook: &Codebook, coded: &Coded<'_>) -> Vec<Proposal> {
    let version = codebook
        .version
        .as_ref()
        .map_or("(no version)", |it| it.text.as_str());
    let all = coded.segments.codings.iter().map(|coding| {
        let code = codebook.code(coding.code);
        let range = coding.hits.start as usize..coding.hits.end as usize;
        let numbers = coded.segments.hits[range].iter();
        let hits: Vec<_> = numbers.map(|at| &coded.hits[*at as usize]).collect();
        let rules: BTreeSet<_> = hits.iter().filter_map(|hit| hit.rule()).collect();
        let numbers: Vec<String> = rules
            .iter()
            .map(|rule| (rule.0 - code.rules.start + 1).to_string())
            .collect();
        let matched = hits.iter().flat_map(|hit| hit.matched().iter().copied());
        Proposal {
            code: code.id.clone(),
            span: coding.segment,
            matched: matched.filter(|it| it.overlaps(coding.segment)).collect(),
            with: format!("rules {version}: {} rule {}", code.id, numbers.join(", ")),
            rules: rules
                .iter()
                .map(|rule| codebook.rule(*rule).written.clone())
                .collect(),
            negated: hits.iter().all(|hit| hit.negated.is_some()),
            decided: false,
        }
    });
    all.collect()
}

impl Proposal {
    /// Whether a coding of the same code at this place decides on it: one that stands where they share text, one that was
    /// refused or taken away where it covers all of it.
    pub fn is_decided_by(&self, record: &Record, place: Span) -> bool {
        record.code == self.code
            && match record.state {
                State::Coded => place.overlaps(self.span),
                State::Rejected | State::Removed => place.contains(self.span),
            }
    }
}
