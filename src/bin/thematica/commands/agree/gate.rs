//! `--min`: figures that must not be lower.

use std::fmt;

use thematica::analysis::agreement::figure::Figure;
use thematica::analysis::agreement::{Tally, Undefined};

use super::Task;
use super::sheets::Sheets;

/// A figure with what it must reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimum {
    pub figure: Figure,
    pub least: f64,
}

impl Minimum {
    /// Reads `alpha=0.67`.
    pub fn parse(written: &str) -> Result<Self, String> {
        let form = || "write a figure and a number: alpha=0.67".to_owned();
        let (name, number) = written.split_once('=').ok_or_else(form)?;
        let figure = super::figure(name.trim())?;
        let least: f64 = number.trim().parse().map_err(|_| form())?;
        if !figure.is_agreement() {
            return Err(format!("{figure} does not say how far coders agree"));
        }
        if !(-1.0..=1.0).contains(&least) {
            return Err("a minimum lies between -1 and 1".to_owned());
        }
        Ok(Self { figure, least })
    }

    /// What is wrong with a value; `None` where nothing is.
    pub fn fault(self, value: Result<f64, Undefined>) -> Option<String> {
        let Self { figure, least } = self;
        match value {
            Ok(value) if value >= least => None,
            // As many digits as it takes to see that it is lower.
            Ok(value) => Some(format!("{figure} is {value:.6}, below {least}")),
            Err(reason) => Some(format!(
                "{figure} does not exist, so it does not reach {least}: {reason}"
            )),
        }
    }
}

impl fmt::Display for Minimum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.figure, self.least)
    }
}

/// One sentence for each code, and pair of coders, that does not reach a minimum.
pub fn failing(task: &Task<'_>, sheets: &Sheets) -> Vec<String> {
    let minima = &task.arguments.figures.minima;
    if minima.is_empty() {
        return Vec::new();
    }
    let mut failing = Vec::new();
    for group in task.groups() {
        let who = if task.arguments.comparison.pairs {
            let names = group.iter().map(|&coder| task.coders.names[coder].as_str());
            format!(" ({})", names.collect::<Vec<_>>().join(", "))
        } else {
            String::new()
        };
        for (at, tally) in added_up(task, sheets, &group).iter().enumerate() {
            let code = &task.job.codebook.code(sheets.codes[at]).id;
            let faults = minima.iter().filter_map(|it| it.fault(it.figure.of(tally)));
            failing.extend(faults.map(|fault| format!("{code}{who}: {fault}")));
        }
    }
    failing
}

fn added_up(task: &Task<'_>, sheets: &Sheets, group: &[usize]) -> Vec<Tally> {
    let transcripts = sheets.tallies_of(task, group);
    let mut sum = transcripts[0].clone();
    for transcript in &transcripts[1..] {
        for (all, one) in sum.iter_mut().zip(transcript) {
            all.add(one, 1);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minimum_is_a_figure_and_a_number() {
        let minimum = Minimum::parse("f1=0.8").unwrap();
        assert_eq!(minimum.to_string(), "positive=0.8");
        for wrong in [
            "alpha",
            "alpha=high",
            "alpha=67",
            "beta=1",
            "prevalence=0.1",
            "alpha=NaN",
        ] {
            assert!(Minimum::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_does_not_exist_reaches_nothing() {
        let minimum = Minimum::parse("alpha=-1").unwrap();
        assert!(minimum.fault(Err(Undefined::OneCategoryUsed)).is_some());
        assert_eq!(minimum.fault(Ok(-1.0)), None);
    }
}
