//! `--tests`: p-values for those who ask, with which test each is of, how many there are, and what there is none of.

use std::collections::BTreeMap;

use thematica::analysis::comparison::{Compared, KeyWords, Paired, Test, Untested};
use thematica::analysis::significance::{chi_square_above, holm};
use thematica::report::{Cell, Column, Table, decimal, grouped};

use crate::messages::counted;

/// How many decimals of a p eyes see; what is smaller is said to be.
const DECIMALS: u8 = 4;

/// The columns of a p and of the corrected one.
pub fn columns(eyes: bool) -> [Column; 2] {
    let decimals = if eyes { DECIMALS } else { 12 };
    [
        Column::number("p", "p", decimals),
        Column::number("p_holm", "p, Holm", decimals),
    ]
}

fn cell(p: Option<f64>, eyes: bool) -> Cell {
    let least = 10_f64.powi(-i32::from(DECIMALS));
    match p {
        None => Cell::Empty,
        Some(p) if eyes && p < least => {
            Cell::text(format!("<{}", decimal(least, DECIMALS).unwrap_or_default()))
        }
        Some(p) => Cell::Number(p),
    }
}

/// The tests of codes: of the people who speak of each.
pub struct OfCodes {
    outcomes: Vec<Result<(Test, f64), Untested>>,
    corrected: Vec<Option<f64>>,
    paired: Paired,
}

impl OfCodes {
    /// Tests all that are listed.
    pub fn of(compared: &[Compared]) -> Self {
        let outcomes: Vec<_> = compared.iter().map(Compared::test).collect();
        let made: Vec<f64> = outcomes.iter().flatten().map(|(_, p)| *p).collect();
        let mut corrected = holm(&made).into_iter();
        Self {
            corrected: outcomes
                .iter()
                .map(|it| it.as_ref().ok().and_then(|_| corrected.next()))
                .collect(),
            outcomes,
            paired: compared.first().map(|it| it.paired).unwrap_or_default(),
        }
    }

    /// The columns: which test, where programs read it, and its p.
    pub fn columns(eyes: bool) -> Vec<Column> {
        let which = (!eyes).then(|| Column::text("test", "test"));
        which.into_iter().chain(columns(eyes)).collect()
    }

    /// The cells of a row.
    pub fn cells(&self, row: usize, eyes: bool) -> Vec<Cell> {
        let outcome = self.outcomes[row].as_ref().ok();
        let which = (!eyes).then(|| {
            Cell::maybe(outcome.map(|(test, _)| match test {
                Test::Fisher => "fisher_exact",
                Test::McNemar => "mcnemar_exact",
            }))
        });
        let p = outcome.map(|(_, p)| *p);
        let cells = [cell(p, eyes), cell(self.corrected[row], eyes)];
        which.into_iter().chain(cells).collect()
    }

    /// Says which tests were made and why, and which were not.
    pub fn notes(&self, [one, other]: [&str; 2], table: &mut Table) {
        let made: Vec<Test> = self.outcomes.iter().flatten().map(|it| it.0).collect();
        if made.contains(&Test::McNemar) {
            let both = self.paired.all();
            let (who, speak) = if both == 1 {
                ("the 1 person".to_owned(), "speaks")
            } else {
                (format!("the {} people", grouped(both)), "speak")
            };
            table.note(format!(
                "p is of McNemar's exact test (binomial, two-sided), because some people are in both parts: of {who} who {speak} in both, those who have the code only in {one} against those who have it only in {other}. Who speaks in one part alone is not in it."
            ));
        }
        if made.contains(&Test::Fisher) {
            table.note("p is of Fisher's exact test, two-sided (the sum of all tables with the same totals that are no more probable than this one), of the people with and without the code, because nobody speaks in both parts.");
        }
        if !made.is_empty() {
            table.note(format!(
                "Tests made: {}. p, Holm is corrected for so many (Holm 1979). A theme's test and those of its codes are of the same people. p takes people for drawn at random and independent of each other, which those of one group are not; that there is no difference does not follow from a high one.",
                made.len()
            ));
            table.note("Groups and transcripts are not tested: what one person says in them moves the others to speak, and they differ in how many speak.");
        }
        let mut none: BTreeMap<Untested, usize> = BTreeMap::new();
        for why in self.outcomes.iter().filter_map(|it| it.as_ref().err()) {
            *none.entry(*why).or_default() += 1;
        }
        for (why, count) in none {
            let codes = counted(count, "code");
            let why = match why {
                Untested::NobodySpeaks => {
                    "nobody who can be told apart from others speaks in one of the parts".to_owned()
                }
                Untested::UnknownPairs => format!(
                    "participants.csv does not name everybody, so that it is not known whether the same people speak in {one} and in {other}"
                ),
                Untested::AllAlike => {
                    "nobody or everybody has the code, so that nothing could have come out otherwise".to_owned()
                }
                Untested::NoneDiffers => {
                    "nobody has the code in one part alone, of those who speak in both".to_owned()
                }
            };
            table.note(format!("No test of {codes}: {why}."));
        }
    }
}

/// The tests of words: of the log-likelihood of two cells.
pub struct OfWords {
    p: Vec<f64>,
    corrected: Vec<f64>,
}

impl OfWords {
    /// Tests all that were compared, shown or not.
    pub fn of(found: &KeyWords) -> Self {
        let words = found.words.iter();
        let mut p: Vec<f64> = words
            .map(|it| chi_square_above(it.contrast.log_likelihood()))
            .collect();
        // Those that are as frequent in both were compared as well.
        p.resize(p.len() + found.alike, 1.0);
        Self {
            corrected: holm(&p),
            p,
        }
    }

    /// The cells of a word, by its place among all.
    pub fn cells(&self, place: usize, eyes: bool) -> [Cell; 2] {
        [self.p[place], self.corrected[place]].map(|p| cell(Some(p), eyes))
    }

    /// Says which test it is and what it takes for granted.
    pub fn notes(&self, few_expected: usize, table: &mut Table) {
        let few = match few_expected {
            0 => String::new(),
            1 => " Of 1 word shown, fewer than 5 are expected in a part, so that its p is rough."
                .to_owned(),
            several => format!(
                " Of {several} words shown, fewer than 5 are expected in a part, so that their p is rough."
            ),
        };
        table.note(format!(
            "p is that of LL as χ² with one degree of freedom. It takes each word for independent of the others, and words of one person are not, so that it is too small: read how many people say it. Tests made: {}, one a word, shown or not; p, Holm is corrected for so many (Holm 1979).{few}",
            grouped(self.p.len() as u64)
        ));
    }
}
