//! Codes crossed with the values of one thing: people, or an attribute.

use super::StudyReport;
use super::words::shown_codes;
use crate::analysis::frequency::{By, Frequencies};

/// Codes crossed with the values of one thing.
#[derive(Debug)]
pub struct Crossing {
    /// With what: `participant`, or the name of an attribute.
    pub name: String,
    /// What it is for the counting.
    pub by: By,
    /// The counts of each value, in the order in which values are shown.
    pub frequencies: Frequencies,
}

impl Crossing {
    /// The most segments of a cell, of those of codes where there are any: themes have many more, beside which the
    /// differences of codes could not be seen.
    pub(super) fn most_segments(&self, report: &StudyReport<'_>) -> u64 {
        let depth = |code: &u32| report.codebook.codes[*code as usize].depth;
        let has_codes = shown_codes(report).any(|code| depth(&code) > 0);
        let codes = shown_codes(report).filter(|code| !has_codes || depth(code) > 0);
        let groups = || self.frequencies.groups.values();
        codes
            .flat_map(|code| groups().map(move |group| group.of(code).segments))
            .max()
            .unwrap_or(0)
            .max(1)
    }
}
