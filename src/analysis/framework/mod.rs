//! The chart of the Framework Method: cases by codes, one chart for each theme, with the best quotes in the cells.
//!
//! Ritchie, J. & Spencer, L. (1994), Qualitative data analysis for applied policy research, in Bryman & Burgess (eds),
//! *Analyzing Qualitative Data*, 173–194; Gale, N. K., Heath, G., Cameron, E., Rashid, S. & Redwood, S. (2013), Using the
//! framework method for the analysis of qualitative data in multi-disciplinary health research, *BMC Medical Research
//! Methodology* 13:117. There a cell is a summary that the researcher writes, with references to quotes; what is made here
//! is the chart to write it into. A cell counts segments with the code itself, because codes below it have their own.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::frequency::Key;
use super::quotes::{Candidate, best};
use crate::codebook::{CodeIndex, Codebook};

/// Cases by codes.
#[derive(Clone, Debug, Default)]
pub struct Framework {
    /// The rows of each chart: who or what says something that counts.
    pub cases: Vec<Case>,
    /// The charts.
    pub themes: Vec<Theme>,
    cells: HashMap<(usize, u32), Cell>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub key: Key,
    /// How many segments it says, coded or not: what counts of its cells are out of.
    pub segments: u64,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The theme: an index into the codebook's codes.
    pub code: u32,
    /// The codes of its columns, itself first where it has one.
    pub columns: Vec<u32>,
}

/// What a case says of a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many segments with the code itself.
    pub segments: usize,
    /// How many of them have only hits under a negation.
    pub negated: usize,
    /// The chosen quotes, as indices into the candidates.
    pub quotes: Vec<usize>,
    /// Those that are negated.
    pub contrary: Vec<usize>,
}

/// How many quotes a cell has at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// That are not negated.
    pub quotes: usize,
    /// That are.
    pub contrary: usize,
}

impl Framework {
    /// Lays out the charts of the codes that are asked for.
    ///
    /// `cases` are those who say something, with the number of their segments; `of_case` says by candidate whose it is.
    /// A code has a column where it is the lowest and in use, where something is coded with it itself, or where `is_wanted`
    /// says so.
    #[must_use]
    pub fn of(
        codebook: &Codebook,
        asked: &[CodeIndex],
        mut cases: BTreeMap<Key, u64>,
        (candidates, of_case): (&[Candidate], &[Key]),
        is_wanted: impl Fn(u32) -> bool,
        most: Most,
    ) -> Self {
        for case in of_case {
            if !cases.contains_key(case) {
                cases.insert(case.clone(), 0);
            }
        }
        let numbers: HashMap<&Key, usize> = cases.keys().zip(0..).collect();
        let mut of_cell: HashMap<(usize, u32), Vec<usize>> = HashMap::new();
        let mut is_coded = vec![false; codebook.codes.len()];
        for (at, (candidate, case)) in candidates.iter().zip(of_case).enumerate() {
            let code = candidate.quote.code;
            is_coded[code as usize] = true;
            of_cell.entry((numbers[case], code)).or_default().push(at);
        }
        let has_column = |code: &CodeIndex| {
            let of = codebook.code(*code);
            let is_lowest = of.subtree.len() == 1 && !of.retired;
            is_lowest || is_coded[code.0 as usize] || is_wanted(code.0)
        };
        let mut themes: Vec<Theme> = Vec::new();
        for code in asked.iter().filter(|code| has_column(code)) {
            let theme = theme_of(codebook, *code).0;
            match themes.last_mut() {
                Some(last) if last.code == theme => last.columns.push(code.0),
                _ => themes.push(Theme {
                    code: theme,
                    columns: vec![code.0],
                }),
            }
        }
        let cells = of_cell.into_iter();
        let cells = cells.map(|(place, of)| (place, Cell::of(candidates, &of, most)));
        Self {
            themes,
            cells: cells.collect(),
            cases: cases
                .into_iter()
                .map(|(key, segments)| Case { key, segments })
                .collect(),
        }
    }

    /// What a case says of a code; `None` for nothing. The case is counted by its place in the rows.
    #[must_use]
    pub fn cell(&self, case: usize, code: u32) -> Option<&Cell> {
        self.cells.get(&(case, code))
    }

    /// A name that two cases have, if there is one: who has no value, and whose value is called like that.
    #[must_use]
    pub fn name_of_two(&self) -> Option<&str> {
        let mut seen = HashSet::new();
        let mut names = self.cases.iter().map(|case| case.key.name.as_str());
        names.find(|name| !seen.insert(*name))
    }

    /// How many cells have something in them, and how many there are.
    #[must_use]
    pub fn filled(&self) -> (usize, usize) {
        let columns: usize = self.themes.iter().map(|theme| theme.columns.len()).sum();
        (self.cells.len(), columns * self.cases.len())
    }
}

impl Cell {
    fn of(candidates: &[Candidate], of: &[usize], most: Most) -> Self {
        let is_negated = |at: &usize| candidates[*at].quote.negated;
        let (negated, plain): (Vec<usize>, Vec<usize>) = of.iter().partition(|at| is_negated(at));
        Self {
            segments: of.len(),
            negated: negated.len(),
            quotes: best(candidates, plain, most.quotes),
            contrary: best(candidates, negated, most.contrary),
        }
    }
}

fn theme_of(codebook: &Codebook, code: CodeIndex) -> CodeIndex {
    let mut theme = code;
    while let Some(parent) = codebook.code(theme).parent {
        theme = parent;
    }
    theme
}

#[cfg(test)]
mod tests;
