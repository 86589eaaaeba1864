//! What CSV needs so that spreadsheets open it as it is meant.

use clap::Args;
use thematica::report::{ByteOrderMark, Formulas};

use crate::args::Global;
use crate::messages;

/// What is done to CSV and TSV for spreadsheets.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct CsvArguments {
    /// In CSV and TSV, put ' before text that a spreadsheet would take for a formula
    #[arg(long)]
    csv_safe: bool,
    /// Begin CSV with a byte order mark, without which Excel misreads accents
    #[arg(long)]
    csv_bom: bool,
    /// Both of these, for CSV that Excel opens as it is
    #[arg(long)]
    excel: bool,
}

/// What a result is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separated {
    /// Comma-separated.
    Csv,
    /// Tab-separated.
    Tsv,
    /// Neither.
    No,
}

impl CsvArguments {
    /// What becomes of text that a spreadsheet would run.
    pub fn formulas(&self) -> Formulas {
        if self.csv_safe || self.excel {
            Formulas::Defuse
        } else {
            Formulas::Keep
        }
    }

    /// Whether a byte order mark stands first.
    pub fn mark(&self) -> ByteOrderMark {
        if self.csv_bom || self.excel {
            ByteOrderMark::With
        } else {
            ByteOrderMark::Without
        }
    }

    /// Warns of what has no effect on a format, which is called `name`.
    pub fn check(&self, separated: Separated, name: &str, global: &Global) {
        if let Some(message) = self.without_effect(separated, name) {
            messages::warning(&message, global);
        }
    }

    fn without_effect(&self, separated: Separated, name: &str) -> Option<String> {
        let both = "CSV and TSV";
        let options = [
            (
                self.csv_safe,
                "--csv-safe",
                both,
                separated == Separated::No,
            ),
            (
                self.csv_bom,
                "--csv-bom",
                "CSV",
                separated != Separated::Csv,
            ),
            (self.excel, "--excel", both, separated == Separated::No),
        ];
        let mut without = options.into_iter().filter(|it| it.0 && it.3);
        let (_, option, what, _) = without.next()?;
        Some(format!(
            "{option} has no effect on the format `{name}`: it is for {what}"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_effect_is_told() {
        let csv = |csv_safe, csv_bom, excel| CsvArguments {
            csv_safe,
            csv_bom,
            excel,
        };
        let told = |it: CsvArguments, separated| it.without_effect(separated, "x").is_some();
        assert!(told(csv(true, false, false), Separated::No));
        assert!(!told(csv(true, false, false), Separated::Tsv));
        assert!(told(csv(false, true, false), Separated::Tsv));
        assert!(told(csv(false, false, true), Separated::No));
        assert!(!told(csv(true, true, true), Separated::Csv));
        assert!(!told(csv(false, false, false), Separated::No));
    }
}
