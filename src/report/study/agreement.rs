//! How far several coders agree on what they coded, and the words around the figures.

use super::StudyReport;
use crate::report::Table;
use crate::text::counted;

/// How far several coders agree on what they coded.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The coders.
    pub coders: Vec<String>,
    /// How many transcripts at least two of them have finished.
    pub transcripts: usize,
    /// The figures of each code and of all of them, with notes on how they were counted and what is in none of them; `None`
    /// where no transcript was finished by two.
    pub table: Option<Table>,
}

/// How the coefficients are read.
pub(super) const READING: &str = "Percent is the share on which they agree. Of a rare code it is high whatever they do, because most of what is said has the code from nobody. The other figures take off what agreement by chance would give, and differ in what they take for chance: 1 is agreement throughout, 0 is what chance gives, and below 0 is less than that. Krippendorff (2018) asks for an alpha of at least 0.800, and takes 0.667 for the lowest on which tentative conclusions may rest. An interval says how far a figure might move with other transcripts like these. An empty cell is a figure that does not exist; why is said below.";

impl Agreement {
    /// Who is compared, on what.
    pub(super) fn about(&self, report: &StudyReport<'_>) -> String {
        let coders = and(&self.coders);
        if self.table.is_none() {
            return format!(
                "No transcript was finished by two of {coders}, so there is nothing on which they could agree or differ. What a coder has not finished is missing and not absent."
            );
        }
        let unit = report.unit.as_str();
        let (both, each) = match self.coders.as_slice() {
            [first, second] => (
                "both have",
                format!(
                    " Each {unit} counts once for each code: both gave it the code, only {first}, only {second}, or neither."
                ),
            ),
            _ => ("at least two of them have", String::new()),
        };
        format!(
            "How far {coders} agree on each code, in the {} that {both} finished.{each}",
            counted(self.transcripts as u64, "transcript")
        )
    }
}

/// `helen, imran and rules`.
fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
