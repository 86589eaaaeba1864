//! Retired codes that are left out of what is counted.

use std::collections::BTreeSet;

use thematica::codebook::CodeIndex;

use super::Job;
use crate::commands::retired;

impl Job<'_> {
    /// Leaves out the retired codes that nobody of some coders has laid, by the ids and paths that they have.
    pub fn leave_out_unused(&mut self, laid: &BTreeSet<&str>) {
        let asked = &self.filters.codes;
        let unused = retired::unused(&self.codebook, &self.selection, laid, asked);
        self.leave_out(unused, true);
    }

    pub(super) fn leave_out(&mut self, unused: Vec<CodeIndex>, of_people: bool) {
        self.selection.leave_out(&unused);
        self.retired = unused;
        self.of_people = of_people;
    }

    /// Which codes are left out as retired, for a result that has a line for each code.
    pub fn about_retired(&self) -> Option<String> {
        retired::note(&self.codebook, &self.retired, self.of_people)
    }

    /// All codes that may be named, those that are left out as retired among them: nothing has these, which is an answer.
    pub fn nameable(&self) -> Vec<CodeIndex> {
        let mut codes = self.selection.codes();
        codes.extend(&self.retired);
        codes.sort_unstable();
        codes
    }

    /// How many codes are left out by what was asked for, and not because they are retired.
    pub fn not_asked_for(&self) -> usize {
        self.codebook.codes.len() - self.selection.codes().len() - self.retired.len()
    }
}
