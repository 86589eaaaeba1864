//! The table of codes, with the averages below them.

use thematica::analysis::evaluation::{Confusion, Figure, Overall, Proportion};
use thematica::report::{Cell, Column, Table, decimal};

use super::{Evaluation, Outcome};
use crate::commands::called::{named, title};
use crate::messages::counted;

impl Evaluation<'_> {
    /// One row a code and coder, then the averages.
    pub(super) fn codes(&self, results: &[Outcome]) -> Table {
        let job = self.job;
        let mut table = Table::new(title(job), self.code_columns());
        for (at, result) in results.iter().enumerate() {
            for code in job.selection.codes() {
                let mut row: Vec<Cell> = self.who(at).into_iter().collect();
                if !self.eyes {
                    row.push(Cell::text("code"));
                }
                row.extend(named(&job.codebook, job.codebook.code(code), self.eyes));
                let mut figures = self.figures(result.tally.unions[code.0 as usize]);
                if self.is_weighted() {
                    let remarks = figures.pop();
                    let estimate = result.tally.estimates[code.0 as usize];
                    let estimates = [estimate.precision(), estimate.recall()];
                    figures.extend(estimates.map(|it| it.map_or(Cell::Empty, Cell::Number)));
                    figures.extend(remarks);
                }
                row.extend(figures);
                table.push(row);
            }
            let tops = self.tops();
            let themes = tops.iter().map(|code| result.tally.unions[code.0 as usize]);
            self.averages(&mut table, at, "codes", &self.each(&result.tally));
            if tops.len() < job.selection.codes().len() {
                self.averages(&mut table, at, "themes", &Overall::of(themes));
            }
        }
        self.code_notes(&mut table, results);
        table
    }

    fn code_columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        if self.who(0).is_some() {
            columns.push(Column::text("coder", "Coder"));
        }
        if self.eyes {
            columns.push(Column::text("code", "Code"));
        } else {
            columns.extend(
                ["row", "code", "path", "label", "theme"].map(|name| Column::text(name, name)),
            );
            columns.push(Column::count("depth", "depth"));
        }
        columns.extend(
            [
                ("both", "Both"),
                ("rules_only", "Rules only"),
                ("coder_only", "Coder only"),
            ]
            .map(|(name, heading)| Column::count(name, heading)),
        );
        if self.eyes {
            columns.push(Column::text("precision", "Precision [95 %]"));
            columns.push(Column::text("recall", "Recall [95 %]"));
            columns.push(Column::number("f1", "F1", 2));
            columns.extend(self.weighted_columns(2));
            columns.push(Column::text("remarks", "Remarks"));
        } else {
            columns.extend(
                [
                    "precision",
                    "precision_low",
                    "precision_high",
                    "recall",
                    "recall_low",
                    "recall_high",
                    "f1",
                ]
                .map(|name| Column::number(name, name, 6)),
            );
            columns.extend(self.weighted_columns(6));
            columns.push(Column::text("undefined", "undefined"));
        }
        columns
    }

    fn is_weighted(&self) -> bool {
        self.sample.is_some_and(|sample| sample.is_weighted)
    }

    /// What the sample says of all talk, where its weights are known.
    fn weighted_columns(&self, decimals: u8) -> Vec<Column> {
        let columns = [
            ("precision_all", "Precision, all talk"),
            ("recall_all", "Recall, all talk"),
        ];
        let columns = columns.map(|(name, heading)| Column::number(name, heading, decimals));
        columns.into_iter().filter(|_| self.is_weighted()).collect()
    }

    /// Puts empty cells where codes have what the sample says of all talk.
    fn without_estimates(&self, row: &mut Vec<Cell>) {
        if self.is_weighted() {
            let at = row.len() - 1;
            row.splice(at..at, [Cell::Empty, Cell::Empty]);
        }
    }

    fn figures(&self, counts: Confusion) -> Vec<Cell> {
        let mut cells = vec![
            Cell::Count(counts.both),
            Cell::Count(counts.rules_only),
            Cell::Count(counts.coder_only),
        ];
        for proportion in [counts.precision(), counts.recall()] {
            if self.eyes {
                cells.push(Cell::maybe(with_interval(proportion)));
            } else {
                cells.extend(numbers(proportion));
            }
        }
        cells.push(counts.f1().map_or(Cell::Empty, Cell::Number));
        cells.push(Cell::maybe(reasons(counts)));
        cells
    }

    /// The figures of the sums, and the means of the figures.
    fn averages(&self, table: &mut Table, at: usize, what: &str, overall: &Overall) {
        let row = |name: &str| {
            let mut row: Vec<Cell> = self.who(at).into_iter().collect();
            if self.eyes {
                row.push(Cell::text(format!("{name}, {what}")));
            } else {
                row.push(Cell::text(format!("{} {what}", name.to_lowercase())));
                row.resize(row.len() + 5, Cell::Empty);
            }
            row
        };
        let mut micro = row("Micro");
        micro.extend(self.figures(overall.micro()));
        self.without_estimates(&mut micro);
        table.push(micro);
        let mut means = row("Macro");
        means.resize(means.len() + 3, Cell::Empty);
        let mut remarks = Vec::new();
        for figure in Figure::ALL {
            let mean = overall.mean(figure);
            match mean {
                Ok((_, codes)) if codes < overall.used() => {
                    remarks.push(format!("{} of {codes}", figure.as_str()));
                }
                Ok(_) => {}
                Err(reason) => remarks.push(format!("no {}: {reason}", figure.as_str())),
            }
            let mean = mean.ok().map(|(mean, _)| mean);
            if self.eyes && figure != Figure::F1 {
                means.push(Cell::maybe(mean.and_then(|mean| decimal(mean, 2))));
            } else {
                means.push(mean.map_or(Cell::Empty, Cell::Number));
                if !self.eyes && figure != Figure::F1 {
                    means.extend([Cell::Empty, Cell::Empty]);
                }
            }
        }
        if overall.used() == 0 {
            remarks = vec!["neither used a code".to_owned()];
        } else {
            let one = what.trim_end_matches('s');
            remarks.insert(0, format!("means over {}", counted(overall.used(), one)));
        }
        means.push(Cell::text(remarks.join("; ")));
        self.without_estimates(&mut means);
        table.push(means);
    }

    fn code_notes(&self, table: &mut Table, results: &[Outcome]) {
        let unit = self.unit.as_str();
        for (coder, result) in self.hand.coders.iter().zip(results) {
            let tally = &result.tally;
            let did = match self.sample {
                Some(_) => "was given parts of",
                None => "has finished",
            };
            table.note(format!(
                "Out of {} in {} that {} {did}, spoken by those who count.",
                counted(usize::try_from(tally.segments).unwrap_or(usize::MAX), unit),
                counted(
                    usize::try_from(tally.transcripts).unwrap_or(usize::MAX),
                    "transcript"
                ),
                coder.name
            ));
        }
        table.note(format!(
            "Counts are {unit}s. A theme's figures are the union of its codes'. Intervals are Wilson's, which take {unit}s for independent and are somewhat too narrow where talk is not; F1 has none."
        ));
        table.note("Micro is of the sums over the codes that either used, macro the mean of their figures: codes each by themselves, themes with all that is below them.");
    }
}

/// Why figures do not exist; `None` where all do.
fn reasons(counts: Confusion) -> Option<String> {
    if let Err(reason) = counts.f1() {
        // Then there is none of the three.
        return Some(reason.to_string());
    }
    let reasons = Figure::ALL
        .into_iter()
        .filter_map(|figure| Some((figure, counts.figure(figure).err()?)))
        .map(|(figure, reason)| format!("no {}: {reason}", figure.as_str()));
    let reasons: Vec<String> = reasons.collect();
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

/// `0.83 [0.71, 0.91]`.
pub(super) fn with_interval(proportion: Proportion) -> Option<String> {
    let interval = proportion.wilson()?;
    let [share, lower, upper] =
        [proportion.share()?, interval.lower, interval.upper].map(|it| decimal(it, 2));
    Some(format!("{} [{}, {}]", share?, lower?, upper?))
}

/// The share and the ends of its interval.
pub(super) fn numbers(proportion: Proportion) -> [Cell; 3] {
    let interval = proportion.wilson();
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    [
        number(proportion.share()),
        number(interval.map(|it| it.lower)),
        number(interval.map(|it| it.upper)),
    ]
}
